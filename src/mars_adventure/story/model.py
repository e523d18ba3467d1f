"""A story as frozen data: what the engine plays, the checks read and the prover proves."""

from collections.abc import Mapping
from typing import NamedTuple

from mars_adventure.story.logic import Effect, Logic, Target
from mars_adventure.story.problems import Position
from mars_adventure.story.types import Type, Value

# -- prose ---------------------------------------------------------------------------------


class Span(NamedTuple):
    """A run of text in one style: "" (plain), "em" or "strong"."""

    text: str
    style: str = ""


class Shown(NamedTuple):
    """The present value of something, in words: `labels` for the names that have one."""

    value: Logic
    labels: tuple[tuple[str, str], ...]
    style: str


class Either(NamedTuple):
    """One of two runs of text, by a condition."""

    condition: Logic
    yes: tuple["Part", ...]
    no: tuple["Part", ...]


class Varied(NamedTuple):
    """One of several runs by how often the scene has been entered.

    `kind` is steps, cycle or shuffle; `slot` counts the visits: up to 9, or around.
    """

    kind: str
    slot: str
    options: tuple[tuple["Part", ...], ...]


Part = Span | Shown | Either | Varied
Inline = tuple[Part, ...]


class Paragraph(NamedTuple):
    """`kind` is as in `engine.Block`. `needs` are notes that must be known wherever this is shown."""

    kind: str
    speaker: str
    parts: Inline
    needs: tuple[str, ...]
    line: int


class Versions(NamedTuple):
    """Passages of which at most one is shown: the first whose condition holds, or, if `salient`,
    the one whose condition has the most parts. Specificity decides before order.
    """

    branches: tuple[tuple[Logic, "Prose"], ...]
    salient: bool


Prose = tuple["Paragraph | Versions", ...]

# -- scenes --------------------------------------------------------------------------------

AUTO = "auto"


class Choice(NamedTuple):
    """`id` is unique in its scene. `closed` is the reason shown while `condition` does not hold:
    prose, AUTO, or None for a choice that is then absent.
    """

    id: str
    label: Inline
    at: Position
    condition: Logic | None = None
    closed: Inline | str | None = None
    once: bool = False
    needs: tuple[str, ...] = ()
    mark: str = ""
    kind: str = ""
    say: Prose = ()
    effects: tuple[Effect, ...] = ()
    choices: tuple["Choice", ...] = ()
    visit: Target | None = None
    goto: Target | None = None
    fallback: bool = False


class Scene(NamedTuple):
    """`counters` are the slots that count visits to this scene, with the number at which each
    starts again at 0, or 0 for one that stops at its highest.
    """

    name: str
    chapter: int
    at: Position
    place: Inline = ()
    time: Inline = ()
    effects: tuple[Effect, ...] = ()
    text: Prose = ()
    visit: Target | None = None
    choices: tuple[Choice, ...] = ()
    goto: Target | None = None
    ending: str = ""
    counters: tuple[tuple[str, int], ...] = ()


# -- the head ------------------------------------------------------------------------------


class Variable(NamedTuple):
    """`labels` are the words for some of the names of a one-of or set."""

    name: str
    type: Type
    start: Value
    means: str = ""
    labels: tuple[tuple[str, str], ...] = ()


class ChapterHead(NamedTuple):
    """`recap` may depend on the state."""

    number: int
    title: str
    recap: Inline = ()


class Speaker(NamedTuple):
    """`radio` sets a voice on a loop apart from one in the room."""

    name: str
    radio: bool = False


class ChoiceMark(NamedTuple):
    """A sign that choices may carry, one cell wide, and what it means in words."""

    sign: str
    means: str


class Ending(NamedTuple):
    """`interim` marks a stop that is not an ending of the story, and is not counted as one."""

    title: str
    hint: str
    interim: bool = False


class CasebookItem(NamedTuple):
    """A note, person, document or theory. Notes ignore `condition`; only theories weigh.

    A theory with a scene for its `test` is the truth: `clues` of its notes must have been offered by then.
    """

    name: str
    title: Inline
    text: Prose
    at: Position
    tags: tuple[str, ...] = ()
    condition: Logic | None = None
    speaks_for: tuple[str, ...] = ()
    speaks_against: tuple[str, ...] = ()
    test: str = ""
    clues: int = 0


class Interruption(NamedTuple):
    """Fires when `when` becomes true; `slot` remembers whether it was. One of `goto` and `visit` is set."""

    name: str
    slot: str
    when: Logic
    goto: Target | None
    visit: Target | None
    at: Position


class Promise(NamedTuple):
    """What the author claims of the whole story, for the prover.

    `kind` is always, never, whenever, possible, possible ending, eventually, never shows or
    never alone; `subject` the scene, ending, list of words or choice that it speaks of.
    """

    name: str
    kind: str
    subject: str
    condition: Logic | None
    at: Position


class Renamed(NamedTuple):
    """Old names under which saved games may know things, each with its present name.
    Choices are SCENE.CHOICE on both sides.
    """

    scenes: dict[str, str]
    choices: dict[str, str]
    variables: dict[str, str]
    notes: dict[str, str]


def latest(table: Mapping[str, str], name: str) -> str:
    """What a name has become, through all its renamings; circles end where they close."""
    passed = {name}
    while name in table and table[name] not in passed:
        name = table[name]
        passed.add(name)
    return name


class Head(NamedTuple):
    """Everything that belongs to the whole story. `slots` maps each name of a state value, in
    the order of `State.values`, to its variable.
    """

    id: str
    title: str
    start: str
    slots: dict[str, Variable]
    chapters: dict[int, ChapterHead]
    speakers: dict[str, Speaker]
    marks: dict[str, ChoiceMark]
    endings: dict[str, Ending]
    notes: dict[str, CasebookItem]
    people: dict[str, CasebookItem]
    documents: dict[str, CasebookItem]
    theories: dict[str, CasebookItem]
    ledger: Prose
    interruptions: tuple[Interruption, ...]
    words: dict[str, tuple[str, ...]]
    promises: tuple[Promise, ...]
    renamed: Renamed
    version: str = ""
    author: str = ""
    about: str = ""
    content_note: str = ""
