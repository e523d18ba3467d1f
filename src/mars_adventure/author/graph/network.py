"""A story's scenes and the ways between them, whatever the state."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from mars_adventure.author.labels import plain_label
from mars_adventure.story.links import names
from mars_adventure.story.logic import HERE, RETURN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mars_adventure.story import Story
    from mars_adventure.story.logic import Target
    from mars_adventure.story.model import Choice, Scene

CHOICE, GOTO, VISIT, INTERRUPTION = "choice", "goto", "visit", "interruption"
ALARM = "!"
"""Before the name of an interruption, where it stands among the nodes."""


class Node(NamedTuple):
    """A scene, or an interruption. `ending` is the title of the ending it is; `returns` says that
    a visit comes back from here, and `stays` how many choices lead nowhere else.
    """

    name: str
    chapter: int
    place: str = ""
    ending: str = ""
    returns: bool = False
    stays: int = 0


class Edge(NamedTuple):
    """All ways of one kind between two nodes: `labels` as readers see them, `choices` as SCENE.CHOICE."""

    source: str
    target: str
    kind: str
    labels: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Network:
    """`starts` are the first scene and the interruptions, from which all else is reached."""

    title: str
    chapters: dict[int, str]
    nodes: dict[str, Node]
    edges: tuple[Edge, ...]
    starts: tuple[str, ...]

    def edges_from(self) -> dict[str, list[Edge]]:
        """For every node, in the order in which the author wrote them."""
        found: dict[str, list[Edge]] = {name: [] for name in self.nodes}
        for edge in self.edges:
            found[edge.source].append(edge)
        return found


def network_of(story: Story) -> Network:
    nodes: dict[str, Node] = {}
    edges: list[Edge] = []
    for name in story.scene_names():
        scene = story.scene(name)
        ways = list(ways_from(scene))
        nodes[name] = Node(
            name,
            scene.chapter,
            plain_label(scene.place),
            story.endings[scene.ending].title if scene.ending else "",
            any(way.target == RETURN for way in ways),
            sum(way.target == HERE for way in ways),
        )
        edges += merged([way for way in ways if way.target not in (HERE, RETURN)])
    alarms = []
    for item in story.head.interruptions:
        name = ALARM + item.name
        nodes[name] = Node(name, 0)
        alarms.append(name)
        edges += [Edge(name, scene, INTERRUPTION) for scene in names(item.goto or item.visit)]
    titles = {number: head.title for number, head in story.chapters.items()}
    return Network(story.title, titles, nodes, tuple(edges), (story.start, *alarms))


def chapter_of(network: Network, number: int) -> Network:
    """One chapter with the ends of all ways that lead out of it or into it."""
    inside = {name for name, node in network.nodes.items() if node.chapter == number}
    edges = tuple(edge for edge in network.edges if inside & {edge.source, edge.target})
    touched = inside.union(*[{edge.source, edge.target} for edge in edges])
    return replace(
        network,
        nodes={name: node for name, node in network.nodes.items() if name in touched},
        edges=edges,
        starts=tuple(name for name in network.starts if name in touched),
    )


def ways_from(scene: Scene) -> Iterator[Edge]:
    """One by one, HERE and RETURN among the targets."""
    ways = [*ways_by(scene.choices, scene.goto, scene.name)]
    yield from ways
    for name in names(scene.visit):
        yield Edge(scene.name, name, VISIT)
    for name in names(scene.goto):
        if all(way.target != name for way in ways):
            yield Edge(scene.name, name, GOTO)


def ways_by(choices: tuple[Choice, ...], rejoining: Target | None, scene: str) -> Iterator[Edge]:
    """`rejoining` is where choices lead that name no target."""
    for choice in choices:
        way = Edge(scene, HERE, CHOICE, (plain_label(choice.label),), (f"{scene}.{choice.id}",))
        target = choice.goto or rejoining
        for name in names(choice.visit):
            yield way._replace(target=name, kind=VISIT)
        if choice.choices:
            yield from ways_by(choice.choices, target, scene)
        elif target is not None:
            for name in names(target):
                yield way._replace(target=name)
        elif choice.visit is None:
            yield way


def merged(ways: list[Edge]) -> list[Edge]:
    """One edge for all ways of a kind to the same scene."""
    found: dict[tuple[str, str], Edge] = {}
    for way in ways:
        key = (way.target, way.kind)
        before = found.get(key)
        found[key] = (
            way
            if before is None
            else before._replace(labels=before.labels + way.labels, choices=before.choices + way.choices)
        )
    return list(found.values())
