"""Stories made by a program, as lines of our own format: what the generators for the proof write."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bench.graph import make_prose

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator
    from pathlib import Path

SCENES_IN_A_FILE = 60


@dataclass(slots=True)
class Offer:
    """A choice. `tests` are joined by "and"; `tag` is for the generator alone."""

    tests: list[str] = field(default_factory=list)
    effects: list[str] = field(default_factory=list)
    goto: str = ""
    once: bool = False
    tag: str = ""


@dataclass(slots=True)
class Draft:
    """A scene. `goto` are straight-through targets, each with its condition, the last without one."""

    name: str
    words: int
    passages: list[str] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)
    goto: list[tuple[str, str]] = field(default_factory=list)
    ending: bool = False


class Manuscript:
    """A whole story. The same seed always writes the same."""

    def __init__(self, rng: random.Random, title: str) -> None:
        self.rng, self.title = rng, title
        self.variables: dict[str, str] = {}
        self.notes: list[str] = []
        self.promises: dict[str, str] = {}
        self.scenes: dict[str, Draft] = {}

    def variable(self, name: str, kind: str) -> str:
        self.variables[name] = kind
        return name

    def note(self, name: str) -> str:
        self.notes.append(name)
        return name

    def scene(self, name: str, ending: bool = False) -> Draft:
        draft = self.scenes[name] = Draft(name, self.rng.randint(30, 110), ending=ending)
        return draft

    # -- files --------------------------------------------------------------------------------

    def write(self, folder: Path) -> None:
        """A folder with `story.yaml` and files of sixty scenes."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "story.yaml").write_text("\n".join(self.head()) + "\n", encoding="utf-8")
        drafts = list(self.scenes.values())
        for number, first in enumerate(range(0, len(drafts), SCENES_IN_A_FILE), start=1):
            lines = [f"chapter: {number}", f"title: Chapter {number}", "scenes:"]
            for draft in drafts[first : first + SCENES_IN_A_FILE]:
                lines += self.lines(draft)
            (folder / f"chapter_{number:03}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def head(self) -> Iterator[str]:
        yield f"story: {self.title}"
        yield f"start: {next(iter(self.scenes))}"
        yield "variables:"
        for name, kind in self.variables.items():
            yield f"  {name}: {kind}"
        if self.notes:
            yield "notes:"
            yield from (f"  {name}: {{title: T, text: T, tags: [clue]}}" for name in self.notes)
        yield "endings:"
        for draft in self.scenes.values():
            if draft.ending:
                yield f"  {draft.name}: {{title: End {draft.name}, hint: One of many.}}"
        if self.promises:
            yield "promises:"
            yield from (f"  {name}: {claim}" for name, claim in self.promises.items())

    def lines(self, draft: Draft) -> Iterator[str]:
        yield f"  {draft.name}:"
        yield "    text: |"
        yield f"      {make_prose(self.rng, draft.words)}"
        for condition in draft.passages:
            yield ""
            yield f"      {{if {condition}}} {make_prose(self.rng, self.rng.randint(8, 50))}"
        if draft.ending:
            yield f"    ending: {draft.name}"
            return
        if draft.offers:
            yield "    choices:"
        for number, offer in enumerate(draft.offers):
            yield f"      - text: {make_prose(self.rng, self.rng.randint(4, 12))[:-1]}"
            yield f"        id: {offer.tag or 'c'}{number}"
            if offer.once:
                yield "        once: true"
            if offer.tests:
                yield f"        if: {' and '.join(offer.tests)}"
            if offer.effects:
                yield f"        do: {', '.join(offer.effects)}"
            yield f"        goto: {offer.goto}"
        if draft.goto:
            *some, (_, last) = draft.goto
            yield "    goto: " + "".join(f"{target} if {test} else " for test, target in some) + last
