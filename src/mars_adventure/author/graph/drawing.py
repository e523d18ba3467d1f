"""One map in any of the forms it can take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mars_adventure.author.graph.dot import as_dot
from mars_adventure.author.graph.listing import as_json
from mars_adventure.author.graph.mermaid import as_mermaid
from mars_adventure.author.graph.network import chapter_of
from mars_adventure.author.graph.overlay import Overlay
from mars_adventure.author.graph.svg import NotDrawn, as_svg
from mars_adventure.author.graph.tree import as_tree

if TYPE_CHECKING:
    from mars_adventure.author.graph.network import Network
    from mars_adventure.author.graph.overlay import Proof
    from mars_adventure.author.statistics import Coverage

FORMATS = ("tree", "svg", "dot", "mermaid", "json")


def draw(
    network: Network,
    format: str,  # noqa: A002  # the option's name
    chapter: int | None = None,
    coverage: Coverage | None = None,
    proof: Proof | None = None,
) -> str:
    """The whole story or one chapter, without a newline at the end. `format` is one of FORMATS.

    Raises NotDrawn, which says why.
    """
    overlay = Overlay(coverage, proof) if coverage is not None or proof is not None else None
    if chapter is not None and chapter not in {node.chapter for node in network.nodes.values()}:
        numbers = ", ".join(map(str, sorted(network.chapters))) or "none"
        raise NotDrawn(f"there is no chapter {chapter}: the story's chapters are {numbers}")
    match format:
        case "tree":
            return as_tree(network, overlay, chapter)
        case "mermaid":
            return as_mermaid(network, overlay, chapter)
    part = network if chapter is None else chapter_of(network, chapter)
    match format:
        case "svg":
            return as_svg(part, overlay)
        case "dot":
            return as_dot(part, overlay)
    return as_json(part, overlay)
