"""The map as DOT, the language of Graphviz."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mars_adventure.author.cells import clean
from mars_adventure.author.graph.network import ALARM, CHOICE, INTERRUPTION, VISIT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mars_adventure.author.graph.network import Edge, Network, Node
    from mars_adventure.author.graph.overlay import Overlay

LONGEST_LABEL = 32
MOST_LABELS = 3
UNSEEN = "#b3402e"
SHADES = ("#f3f7f6", "#d9e8e5", "#b8d6d1", "#92c1ba", "#6aaaa2")
"""From rarely to always seen."""


def as_dot(network: Network, overlay: Overlay | None = None) -> str:
    lines = [
        f"digraph {quoted(network.title)} {{",
        '  graph [rankdir=TB, fontname="Helvetica", nodesep=0.3, ranksep=0.5, charset="UTF-8"];',
        '  node [shape=box, style="rounded,filled", fillcolor="white", fontname="Helvetica", fontsize=11];',
        '  edge [fontname="Helvetica", fontsize=9, color="#667788"];',
    ]
    for number in sorted({node.chapter for node in network.nodes.values()}):
        members = [node for node in network.nodes.values() if node.chapter == number]
        inside = [f"{drawn(node, overlay)};" for node in members]
        if number:
            title = f"{number} {network.chapters.get(number, '')}".strip()
            lines.append(f"  subgraph cluster_{number} {{")
            lines.append(f'    label={quoted(title)}; fontsize=16; color="#c8d0d4"; labeljust=l;')
            lines += [f"    {line}" for line in inside]
            lines.append("  }")
        else:
            lines += [f"  {line}" for line in inside]
    lines += [f"  {line_of(edge, overlay)};" for edge in network.edges]
    lines.append("}")
    return "\n".join(lines)


def drawn(node: Node, overlay: Overlay | None) -> str:
    text = node.name.removeprefix(ALARM)
    if node.ending:
        text += f"\n{node.ending}"
    if overlay is not None and (words := overlay.said_of(node.name)):
        text += f"\n{words}"
    settings = {"label": quoted(text)}
    if node.place:
        settings["tooltip"] = quoted(node.place)
    if node.ending:
        settings["peripheries"] = "2"
    if node.name.startswith(ALARM):
        settings["shape"] = "diamond"
    if overlay is not None and overlay.amiss(node.name):
        settings |= {"style": '"rounded,dashed"', "color": f'"{UNSEEN}"', "fontcolor": f'"{UNSEEN}"'}
    elif overlay is not None and (share := overlay.share_of_node(node.name)) is not None:
        settings["fillcolor"] = f'"{SHADES[min(int(share * len(SHADES)), len(SHADES) - 1)]}"'
    return f"{quoted(node.name)} [{listed(settings)}]"


def line_of(edge: Edge, overlay: Overlay | None) -> str:
    settings: dict[str, str] = {}
    if edge.labels:
        settings["label"] = quoted("\n".join(short_labels(edge)))
        settings["tooltip"] = quoted("\n".join(edge.labels))
    if edge.kind in (VISIT, INTERRUPTION):
        settings["style"] = "dashed" if edge.kind == VISIT else "dotted"
    elif edge.kind != CHOICE:
        settings["arrowhead"] = "empty"
    if overlay is not None and overlay.unused(edge):
        settings |= {"color": f'"{UNSEEN}"', "fontcolor": f'"{UNSEEN}"'}
    return f"{quoted(edge.source)} -> {quoted(edge.target)}" + (f" [{listed(settings)}]" if settings else "")


def short_labels(edge: Edge) -> Iterator[str]:
    """A few, none of them long, and how many there are besides."""
    for label in edge.labels[:MOST_LABELS]:
        yield label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1].rstrip() + "…"
    if len(edge.labels) > MOST_LABELS:
        yield f"and {len(edge.labels) - MOST_LABELS} more"


def listed(settings: dict[str, str]) -> str:
    return ", ".join(f"{name}={value}" for name, value in settings.items())


def quoted(text: str) -> str:
    """A string of DOT. Graphviz reads backslashes and entities inside, so both are written out."""
    lines = [
        clean(line).replace("\\", "\\\\").replace("&", "&amp;").replace('"', '\\"')
        for line in text.split("\n")
    ]
    return '"' + "\\n".join(lines) + '"'
