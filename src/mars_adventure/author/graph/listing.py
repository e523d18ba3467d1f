"""The map as data, for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mars_adventure.author.graph.network import Network
    from mars_adventure.author.graph.overlay import Overlay


def as_json(network: Network, overlay: Overlay | None = None) -> str:
    """`seen` is the share of plays, null where there is no coverage or it does not tell."""
    held = {
        "title": network.title,
        "chapters": [
            {"number": number, "title": title} for number, title in sorted(network.chapters.items())
        ],
        "starts": network.starts,
        "scenes": [
            {**node._asdict(), "seen": overlay.of_node(node.name) if overlay is not None else None}
            for node in network.nodes.values()
        ],
        "ways": [
            {**edge._asdict(), "seen": overlay.of_edge(edge) if overlay is not None else None}
            for edge in network.edges
        ],
    }
    return json.dumps(held, ensure_ascii=False, indent=1)
