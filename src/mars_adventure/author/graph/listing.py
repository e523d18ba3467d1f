"""The map as data, for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mars_adventure.author.graph.network import Network
    from mars_adventure.author.graph.overlay import Overlay


def as_json(network: Network, overlay: Overlay | None = None) -> str:
    """`seen` is the share of plays, null where there is no coverage or it does not tell; `faults` is what a
    proof found wrong, and `never` whether a way cannot be taken or never was.
    """
    held = {
        "title": network.title,
        "chapters": [
            {"number": number, "title": title} for number, title in sorted(network.chapters.items())
        ],
        "starts": network.starts,
        "scenes": [
            {
                **node._asdict(),
                "seen": overlay.share_of_node(node.name) if overlay is not None else None,
                "faults": overlay.faults_of(node.name) if overlay is not None else [],
            }
            for node in network.nodes.values()
        ],
        "ways": [
            {
                **edge._asdict(),
                "seen": overlay.share_of_edge(edge) if overlay is not None else None,
                "never": overlay is not None and overlay.unused(edge),
            }
            for edge in network.edges
        ],
    }
    return json.dumps(held, ensure_ascii=False, indent=1)
