"""The map as a tree in the terminal.

A scene stands below the last one that every way to it passes. Branches are indented; where they
meet again, and along the main line, the tree goes on at the same depth, so that a story of many
chapters stays as narrow as one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mars_adventure.author.cells import clean, width_of
from mars_adventure.author.graph.dominators import ROOT, dominators
from mars_adventure.author.graph.network import ALARM, VISIT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mars_adventure.author.graph.network import Edge, Network, Node
    from mars_adventure.author.graph.overlay import Overlay

WIDTH = 80
COLUMN = 7
"""Cells to the right that an overlay takes at least."""
DEEPEST = 24
"""Guides wider than this are cut, so that something is left of the line."""
LEGEND = "■ ending   ↩ returns   → leads elsewhere   ⇢ visits   ↻ choices that stay"


def as_tree(network: Network, overlay: Overlay | None = None, chapter: int | None = None) -> str:
    """At most 80 columns. Scenes that nothing leads to stand at the end."""
    tree = Tree(network)
    lines = [clean(network.title), LEGEND]
    last = None
    for name, guide in tree.walk():
        node = network.nodes[name]
        if chapter is not None and node.chapter != chapter:
            continue
        if node.chapter != last and not name.startswith(ALARM):
            title = f"{node.chapter or ''} {network.chapters.get(node.chapter, '')}".strip()
            lines += ["", f"── {clean(title) or 'outside the chapters'} ──"]
            last = node.chapter
        lines.append(tree.line(node, guide, overlay))
    return "\n".join(lines)


class Tree:
    """Who stands below whom."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.edges = network.edges_from()
        targets = {name: [edge.target for edge in edges] for name, edges in self.edges.items()}
        self.above = dominators(network.starts, targets)
        lost = [name for name in network.nodes if name not in self.above]
        self.above |= dict.fromkeys(lost, ROOT)
        self.below: dict[str, list[str]] = {name: [] for name in (ROOT, *network.nodes)}
        for name, parent in self.above.items():
            self.below[parent].append(name)
        self.size: dict[str, int] = {}
        for name in reversed(self.above):
            self.size[name] = 1 + sum(self.size[child] for child in self.below[name])
        self.before: dict[str, list[str]] = {name: [] for name in network.nodes}
        for edge in network.edges:
            self.before[edge.target].append(edge.source)

    def walk(self) -> Iterator[tuple[str, str]]:
        """Every node with the guides before its name."""
        stack = [(name, "", "") for name in reversed(self.below[ROOT])]
        while stack:
            name, guide, further = stack.pop()
            yield name, guide
            branches, line = self.parted(name)
            following = [(scene, further, further) for scene in line]
            for number, branch in enumerate(branches):
                last = number == len(branches) - 1
                following.insert(
                    number,
                    (branch, further + ("└─ " if last else "├─ "), further + ("   " if last else "│  ")),
                )
            stack += reversed(following)

    def parted(self, name: str) -> tuple[list[str], list[str]]:
        """The scenes right below this one: branches, and those along which the tree goes on."""
        children = self.below[name]
        joins = [
            child for child in children if any(self.beside(child, other) for other in self.before[child])
        ]
        if not joins:
            total = self.size[name] - 1
            joins = [child for child in children if 2 * self.size[child] > total][:1]
        return [child for child in children if child not in joins], joins

    def beside(self, child: str, other: str) -> bool:
        """Whether a way to this scene comes out of a branch beside it."""
        parent = self.above[child]
        if other == parent:
            return False
        while other != ROOT and self.above.get(other, ROOT) != parent:
            other = self.above.get(other, ROOT)
        return other not in (ROOT, child)

    def line(self, node: Node, guide: str, overlay: Overlay | None) -> str:
        if len(guide) > DEEPEST:
            guide = "…" + guide[-DEEPEST + 1 :]
        right = overlay.said_of(node.name) if overlay is not None else ""
        column = max(COLUMN if overlay is not None else 0, len(right) + 2)
        room = WIDTH - column - len(guide)
        text = self.told(node, room)
        return f"{guide}{text}" + (" " * (room - width_of(text)) + f"{right:>{column}}" if right else "")

    def told(self, node: Node, room: int) -> str:
        """The scene's name and all that belongs to it, as far as there is room."""
        if node.name.startswith(ALARM):
            return cut(
                f"{clean(node.name)} → {', '.join(edge.target for edge in self.edges[node.name])}", room
            )
        text = node.name
        if node.ending:
            text += f" ■ {clean(node.ending)}"
        if node.returns:
            text += " ↩"
        if node.stays:
            text += f" ↻{node.stays}"
        elsewhere = [edge for edge in self.edges[node.name] if self.above.get(edge.target) != node.name]
        text = cut(text, room)
        for sign, ways in (
            ("→", [edge for edge in elsewhere if edge.kind != VISIT]),
            ("⇢", [edge for edge in elsewhere if edge.kind == VISIT]),
        ):
            text += fitting(sign, ways, room - width_of(text))
        return text


def fitting(sign: str, ways: Iterable[Edge], room: int) -> str:
    """As many targets as there is room for, and how many are left."""
    names = list(dict.fromkeys(edge.target for edge in ways))
    for count in range(len(names), 0, -1):
        left = len(names) - count
        text = f" {sign} {', '.join(names[:count])}" + (f" +{left}" if left else "")
        if len(text) <= room:
            return text
    return f" {sign} +{len(names)}" if names and room >= 7 else ""


def cut(text: str, room: int) -> str:
    while width_of(text) > room:
        text = text[:-2] + "…"
    return text
