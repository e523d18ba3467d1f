"""What an edit of the story did to saved games, and which `renamed:` lines would mend it."""

from __future__ import annotations

import contextlib
import copy
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from mars_adventure.saves.disk import read
from mars_adventure.saves.document import read_document
from mars_adventure.saves.opening import open_file
from mars_adventure.saves.renames import Renames, every_choice
from mars_adventure.saves.shelf import Shelf
from mars_adventure.saves.trouble import SaveTrouble
from mars_adventure.story.model import Renamed
from mars_adventure.story.types import admits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from mars_adventure.saves.document import Document
    from mars_adventure.saves.slot import Slot
    from mars_adventure.story import Story

LIKE = 0.4
"""How much alike two names are, from 0 to 1, for one to be taken for the other; what else tells
(choices that both scenes have) counts more.
"""
MEMORY = ("chose.", "visits.", "cycle.", "fired.")


class Mend(NamedTuple):
    """One line of `renamed:`. `sort` is scenes, choices, variables or notes."""

    sort: str
    old: str
    new: str


class Verdict(NamedTuple):
    """What became of one save. `outcome` is "open" (nothing need be said), "repaired" (something is
    said), "set back" (play resumes earlier) or "refused"; `says` what the reader is told, and
    `mends` what would help.
    """

    slot: Slot
    outcome: str
    says: str
    mends: tuple[Mend, ...]


class Known:
    """What the saves of a folder tell together about the story that they were made with: which
    choices were made in each scene, and which choices led to it.
    """

    def __init__(self) -> None:
        self.made: dict[str, set[str]] = {}
        self.led: dict[str, set[tuple[str, str]]] = {}
        self.scenes: set[str] = set()

    def take_in(self, document: Document) -> None:
        self.scenes |= {document.start.scene, document.now.scene}
        for row in document.path.rows:
            at, choice, entered = row["at"], row["choose"], row.get("through", ())
            self.made.setdefault(at, set()).add(choice)
            self.scenes |= {at, *entered}
            if first := (*entered, row.get("scene", ""))[0]:
                self.led.setdefault(first, set()).add((at, choice))


def survey(folder: Path, story: Story) -> list[Verdict]:
    """Every save in the folder against the story, by file name. Nothing is written."""
    slots = sorted(Shelf(folder, story).slots(), key=lambda slot: slot.path.name)
    known, found = Known(), []
    for slot in slots:
        outcome, says = _outcome(slot.path, story)
        document = None
        with contextlib.suppress(SaveTrouble):
            document = read_document(read(slot.path), slot.path.name)
            known.take_in(document)
        found.append((slot, outcome, says, document if outcome != "open" else None))
    return [
        Verdict(slot, outcome, says, _mends(slot.path, story, document, known) if document else ())
        for slot, outcome, says, document in found
    ]


def _outcome(path: Path, story: Story) -> tuple[str, str]:
    try:
        opened = open_file(path, story)
    except SaveTrouble as trouble:
        return "refused", str(trouble)
    play, notices = opened.loaded
    if play.length < opened.head.choices:
        return "set back", " ".join(notices)
    return ("repaired" if notices else "open"), " ".join(notices)


def _mends(path: Path, story: Story, document: Document, known: Known) -> tuple[Mend, ...]:
    """The guesses that really help: each is tried, on top of those before it."""
    found: list[Mend] = []
    told = _cost(path, story)
    for mend in _guesses(story, document, known):
        cost = _cost(path, with_renamed(story, [*found, mend]))
        if cost < told:
            found.append(mend)
            told = cost
    return tuple(found)


def _cost(path: Path, story: Story) -> tuple[int, int, int]:
    """How badly a save opens: refused, choices lost, letters of what must be said."""
    try:
        opened = open_file(path, story)
    except SaveTrouble:
        return 1, 0, 0
    play, notices = opened.loaded
    return 0, opened.head.choices - play.length, sum(map(len, notices))


def with_renamed(story: Story, mends: Iterable[Mend]) -> Story:
    """The story as it would be with these lines."""
    tables: dict[str, dict[str, str]] = {sort: dict(table) for sort, table in story.renamed._asdict().items()}
    for mend in mends:
        tables[mend.sort][mend.old] = mend.new
    mended = copy.copy(story)
    mended.renamed = Renamed(**tables)
    return mended


def _guesses(story: Story, document: Document, known: Known) -> Iterator[Mend]:
    """Likely renames, scenes first: choices are looked for in the scene as it is called now."""
    if document.head.fingerprint == story.fingerprint or document.head.story_id != story.id:
        return
    values = document.now.values
    renames = Renames(story, values, document.head.renamed)
    called: dict[str, str] = {}
    for old in sorted(known.scenes):
        called[old] = renames.scene(old)
        if not story.has_scene(called[old]):
            called[old] = _scene_like(story, old, known)
            if called[old]:
                yield Mend("scenes", old, called[old])
    present = {renames.slot(name) for name in values}
    for old, made in sorted(known.made.items()):
        if called[old]:
            yield from _choices_like(story, renames, old, called[old], made, present)
    for name in sorted(name for name in values if renames.slot(name) not in story.variables):
        if name.startswith(MEMORY):
            continue
        note = name.startswith("note.")
        fresh = [
            slot
            for slot, variable in story.variables.items()
            if slot not in present and not slot.startswith(MEMORY)
            and slot.startswith("note.") == note and admits(variable.type, values[name])
        ]  # fmt: skip
        if new := _most_like(name, fresh):
            sort = "notes" if note else "variables"
            yield Mend(sort, name.removeprefix("note."), new.removeprefix("note."))


def _scene_like(story: Story, old: str, known: Known) -> str:
    """The scene that most is led to by the same choices, has the same choices, and is called alike."""
    made, led = known.made.get(old, set()), known.led.get(old, set())
    best, found = LIKE, ""
    for name in story.scene_names():
        if name in known.scenes:
            continue
        ids = {choice.id for choice in every_choice(story.scene(name).choices)}
        alike = SequenceMatcher(None, old, name).ratio()
        alike += 2 * len(made & ids) / len(made) if made else 0
        alike += 2 * sum(_leads(story, at, choice, name) for at, choice in led) / len(led) if led else 0
        if alike > best:
            best, found = alike, name
    return found


def _leads(story: Story, scene: str, choice: str, to: str) -> bool:
    if not story.has_scene(scene):
        return False
    ways = [way for way in every_choice(story.scene(scene).choices) if way.id == choice]
    targets = [target for way in ways for target in (way.goto, way.visit) if target is not None]
    return any(name == to for target in targets for _, name in target.branches)


def _choices_like(
    story: Story, renames: Renames, old: str, scene: str, made: set[str], present: set[str]
) -> Iterator[Mend]:
    ids = [choice.id for choice in every_choice(story.scene(scene).choices)]
    still = {renames.choice(old, choice)[1] for choice in made}
    unknown = [id_ for id_ in ids if id_ not in still]
    # What the story began to remember just now is the likeliest, if what it forgot was remembered.
    fresh = [id_ for id_ in unknown if f"chose.{scene}.{id_}" in set(story.slots) - present]
    for choice in sorted(made):
        if renames.choice(old, choice)[1] in ids:
            continue
        likely = fresh if renames.slot(f"chose.{old}.{choice}") in present else unknown
        if new := _most_like(choice, likely) or _most_like(choice, unknown):
            yield Mend("choices", f"{old}.{choice}", f"{scene}.{new}")


def _most_like(name: str, others: list[str]) -> str:
    """The name that is most like this one; if there is but one, it need not be like it at all."""
    if len(others) == 1:
        return others[0]
    ratios = {other: SequenceMatcher(None, name, other).ratio() for other in others}
    best = max(ratios, key=lambda other: ratios[other], default="")
    return best if best and ratios[best] >= LIKE else ""
