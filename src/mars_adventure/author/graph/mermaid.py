"""The map as Mermaid, a diagram for each chapter, within the limits that GitHub and others keep."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mars_adventure.author.cells import clean
from mars_adventure.author.graph.network import ALARM, GOTO, chapter_of
from mars_adventure.author.graph.network import CHOICE as CHOSEN
from mars_adventure.author.summary import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mars_adventure.author.graph.network import Edge, Network, Node
    from mars_adventure.author.graph.overlay import Overlay

MOST_EDGES = 500
MOST_CHARACTERS = 50_000
LABELS = (40, 24, 12, 0)
"""How long labels may be: as long as the diagram then fits; 0 leaves them out."""
ENTITIES = {ord(sign): f"#{ord(sign)};" for sign in '"#<>&`\\{}[]()|;'}
STYLES = (
    "classDef outside fill:none,stroke:#889,stroke-dasharray:3 3",
    "classDef ending stroke-width:3px",
    "classDef unseen fill:none,stroke:#b3402e,color:#b3402e,stroke-dasharray:4 3",
)


def as_mermaid(network: Network, overlay: Overlay | None = None, chapter: int | None = None) -> str:
    """Markdown with a diagram for each chapter; or one chapter's diagram alone, without Markdown."""
    if chapter is not None:
        return diagram(chapter_of(network, chapter), chapter, overlay)
    parts = [f"# {in_markdown(network.title)}"]
    for number in sorted({node.chapter for node in network.nodes.values()}):
        title = f"{number} {network.chapters.get(number, '')}".strip() if number else "Outside the chapters"
        text = diagram(chapter_of(network, number), number, overlay)
        parts.append(f"## {in_markdown(title)}\n\n```mermaid\n{text}\n```")
    return "\n\n".join(parts)


def diagram(network: Network, chapter: int, overlay: Overlay | None) -> str:
    """One flowchart; says in a comment and in a node of its own what had to be folded."""
    edges = network.edges[:MOST_EDGES]
    while True:
        folded = len(network.edges) - len(edges)
        for longest in LABELS:
            text = "\n".join(lines_of(network, edges, chapter, longest, folded, overlay))
            if len(text) <= MOST_CHARACTERS:
                return text
        edges = edges[: len(edges) * 9 // 10]


def lines_of(
    network: Network,
    edges: Sequence[Edge],
    chapter: int,
    longest: int,
    folded: int,
    overlay: Overlay | None,
) -> list[str]:
    touched = {name for edge in edges for name in (edge.source, edge.target)} | set(network.starts)
    if not folded:
        touched |= network.nodes.keys()
    nodes = [node for name, node in network.nodes.items() if name in touched]
    lines = ["flowchart TD"]
    if folded:
        said = f"{counted(folded, 'way')} and {counted(len(network.nodes) - len(nodes), 'scene')} folded"
        lines += [f"  %% {said}: Mermaid draws at most {MOST_EDGES} ways", f'  folded[["{said}"]]:::outside']
    if longest < LABELS[0]:
        cut = f"cut at {longest} characters" if longest else "left out"
        lines.append(f"  %% labels {cut}: Mermaid reads at most {MOST_CHARACTERS} characters")
    lines += [f"  {drawn(node, chapter, overlay)}" for node in nodes]
    lines += [f"  {line_of(edge, longest)}" for edge in edges]
    lines += [f"  {style}" for style in STYLES]
    return lines


def drawn(node: Node, chapter: int, overlay: Overlay | None) -> str:
    name, text = identity(node.name), node.name.removeprefix(ALARM)
    words = overlay.said_of(node.name) if overlay is not None else ""
    seen = f" · {words}" if words else ""
    unseen = ":::unseen" if overlay is not None and overlay.amiss(node.name) else ""
    if node.name.startswith(ALARM):
        return f'{name}{{"{escaped(text)}"}}'
    if node.chapter != chapter:
        where = f"chapter {node.chapter}: " if node.chapter else ""
        return f'{name}(["{where}{escaped(text)}"]):::outside'
    if node.ending:
        return f'{name}["{escaped(text)}<br>{escaped(node.ending)}{seen}"]{unseen or ":::ending"}'
    return f'{name}["{escaped(text)}{seen}"]{unseen}'


def line_of(edge: Edge, longest: int) -> str:
    arrow = "-->" if edge.kind in (CHOSEN, GOTO) else "-.->"
    label = ""
    if edge.labels and longest:
        first = edge.labels[0]
        label = first if len(first) <= longest else first[: longest - 1].rstrip() + "…"
        label += f" (+{len(edge.labels) - 1})" if len(edge.labels) > 1 else ""
    elif len(edge.labels) > 1:
        label = str(len(edge.labels))
    said = f'|"{escaped(label)}"|' if label else ""
    return f"{identity(edge.source)} {arrow}{said} {identity(edge.target)}"


def identity(name: str) -> str:
    """With a letter and a line before it, since `end`, `style` and others are words of Mermaid's own."""
    return f"i_{name.removeprefix(ALARM)}" if name.startswith(ALARM) else f"s_{name}"


def escaped(text: str) -> str:
    """Every sign that Mermaid or HTML might read, as its number."""
    return clean(" ".join(text.split())).translate(ENTITIES)


def in_markdown(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", clean(" ".join(text.split())))
