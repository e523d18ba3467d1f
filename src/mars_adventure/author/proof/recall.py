"""Answers of earlier proofs, kept for questions about which nothing has changed.

An answer is kept under a digest of all that it depends on: the start, every edge on a way to the goal,
with its guard and what it does to variables that a guard there reads, and the goal. Points are numbered
as a walk from the start meets them, so a story that was changed elsewhere gives the same digest, and one
that was changed there another. Kept plays are played before they are believed.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from mars_adventure import __version__
from mars_adventure.author.proof.guards import AtLeast, Every, In, Some, holds, variables_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from mars_adventure.author.proof.corpus import Corpus
    from mars_adventure.author.proof.ground import Ground, Way
    from mars_adventure.author.proof.guards import Guard
    from mars_adventure.author.proof.machine import Edge, Places

FORMAT = 2
MOST_KEPT = 20_000
"""Answers; the latest stay."""


class Kept(NamedTuple):
    """`play` are the places of the ways taken, among those that may lead to the goal; None if there is no
    play. Then `visible` are names of variables that the proof had to track. With `spent`, seconds of work that
    did not decide it, there is no answer yet.
    """

    play: list[int] | None
    visible: list[str]
    checked: bool
    spent: float = 0.0


class Recall:
    """The kept answers of one story, in a file; None for a proof that keeps nothing.

    A file that is damaged, or of another version, is as good as none.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.known: dict[str, Kept] = {}
        if path is not None:
            with suppress(Exception):  # whatever the file holds, the story can be proved without it
                digest, _, body = path.read_text(encoding="utf-8").partition("\n")
                if digest == digest_of(body):
                    self.known = {key: Kept(*kept) for key, kept in json.loads(body).items()}

    def save(self) -> None:
        """Where that cannot be done, everything is simply proved again next time."""
        if self.path is None:
            return
        body = json.dumps(dict(list(self.known.items())[-MOST_KEPT:]))
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            temporary = self.path.with_name(f".{self.path.name}.{os.getpid()}")
            temporary.write_text(f"{digest_of(body)}\n{body}", encoding="utf-8")
            temporary.replace(self.path)


def digest_of(body: str) -> str:
    return hashlib.blake2b(f"{FORMAT} {__version__} {body}".encode(), digest_size=16).hexdigest()


class Keys:
    """Digests of what questions over one machine depend on."""

    def __init__(self, ground: Ground) -> None:
        self.ground, self.machine = ground, ground.machine
        self.names = [f"{one.name}:{len(one.values)}:{one.start}" for one in ground.variables.all]
        self.reads = [[variables_of(edge.guard) for edge in row] for row in self.machine.edges]
        self.told = [[self.worded(edge.guard) for edge in row] for row in self.machine.edges]

    def worded(self, guard: Guard) -> str:
        """With variables by name, for their numbers shift when one is declared."""
        match guard:
            case In(variable, mask, _):
                return f"{self.names[variable]} in {mask}"
            case AtLeast(terms, least):
                return f"{[(self.names[variable], table) for variable, table in terms]} >= {least}"
            case Every(items, word) | Some(items, word):
                return f"{word}({', '.join([self.worded(item) for item in items])})"

    def edges(self, at: int, inside: Collection[int]) -> list[tuple[int, Edge]]:
        """Those that may lead to a goal, each with its place among all of the point."""
        return [(place, edge) for place, edge in enumerate(self.machine.edges[at]) if edge.target in inside]

    def of(self, goals: Places, leaving: Collection[int] = ()) -> str:
        """With points that are to be left, the guards of all their edges count."""
        inside = self.ground.cone(goals)
        numbers = {self.machine.start: 0}
        order = [self.machine.start]
        for at in order:
            for _, edge in self.edges(at, inside):
                if edge.target not in numbers:
                    numbers[edge.target] = len(order)
                    order.append(edge.target)
        read: set[int] = set().union(*[variables_of(guard) for guard in goals.values()])
        for at in order:
            for place, edge in enumerate(self.machine.edges[at]):
                if edge.target in inside or at in leaving:
                    read |= self.reads[at][place]
        digest = hashlib.blake2b(digest_size=16)
        for at in order:
            digest.update(f"\n{numbers[at]} {self.worded(goals[at]) if at in goals else ''}".encode())
            for place, edge in enumerate(self.machine.edges[at]):
                if edge.target not in inside and at not in leaving:
                    continue
                tables = sorted((self.names[one], table) for one, table in edge.tables.items() if one in read)
                told = f"\n{numbers.get(edge.target)} {self.told[at][place]} {tables}"
                digest.update(told.encode())
        return digest.hexdigest()

    def played(self, path: Sequence[Way], goals: Places) -> list[int]:
        """A path, as it is kept."""
        inside = self.ground.cone(goals)
        return [
            next(
                number
                for number, (_, edge) in enumerate(self.edges(way.edge.source, inside))
                if edge is way.edge
            )
            for way in path
        ]

    def replayed(self, play: Sequence[int], goals: Places, corpus: Corpus) -> list[Way] | None:
        """The path again; None if it does not come to a goal."""
        inside = self.ground.cone(goals)
        at, values, path = corpus.runner.start, list(corpus.runner.values), []
        for number in play:
            edges = self.edges(at, inside)
            if not 0 <= number < len(edges):
                return None
            ways = [
                self.ground.ways[at][place]
                for place in corpus.runner.open_ways[at](values)
                if self.ground.ways[at][place].edge is edges[number][1]
            ]
            if not ways:
                return None
            corpus.runner.change[ways[0].number](values)
            path.append(ways[0])
            at = ways[0].target
        return path if at in goals and holds(goals[at], values) else None
