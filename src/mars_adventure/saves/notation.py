"""How states, steps and pages are spelt in a saved game, and what they are as read back (by `parsing`).

Everything goes by name, so that nothing here needs to know the story.
"""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from mars_adventure.engine.play import Play
from mars_adventure.engine.state import Return, State, Value
from mars_adventure.engine.turn import Block, News, Turn

_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False)


class Recorded(NamedTuple):
    """A whole state by name, and how many words the page that showed it has."""

    scene: str
    within: tuple[str, ...]
    visits: tuple[Return, ...]
    place: str
    time: str
    seed: int
    draws: int
    words: int
    values: dict[str, Value]
    entered: tuple[str, ...] | None
    """The scenes that were entered to come here; None where that was not written down."""


Row = dict[str, Any]
"""One choice: "choose" it, "at" a scene, the "words" of the page it led to, and what it changed. Changed
values are under "set", other parts of the state each under its name."""


class Path(NamedTuple):
    """Choices one after another, and some of what is said of each by columns. `first` is how many
    choices stand before them in the file.
    """

    first: int
    rows: list[Row]
    choices: list[str]
    words: list[int]

    def upto(self, count: int) -> "Path":
        return Path(self.first, self.rows[:count], self.choices[:count], self.words[:count])


class Page(NamedTuple):
    """What one turn showed, word for word."""

    blocks: tuple[Block, ...]
    news: tuple[News, ...]


def encode(item: object) -> bytes:
    """One line of JSON. Half a character, which only a forged file holds, becomes "?"."""
    return _ENCODER.encode(item).encode("utf-8", "replace")


def spell_state(
    state: State, names: Sequence[str], words: int, entered: tuple[str, ...] | None = None
) -> dict[str, object]:
    spelt = {
        "scene": state.scene,
        "within": list(state.within),
        "visits": _spell_visits(state.visits),
        "place": state.place,
        "time": state.time,
        "seed": state.seed,
        "draws": state.draws,
        "words": words,
        "values": {name: _spell(value) for name, value in zip(names, state.values, strict=True)},
    }
    return spelt if entered is None else spelt | {"through": list(entered)}


def spell_step(moment: Play, names: Sequence[str], words: int) -> dict[str, object]:
    """The choice that led to `moment`, which is not the first."""
    assert moment.parent is not None
    before, after = moment.parent.state, moment.state
    step: dict[str, object] = {"choose": moment.choice or "", "at": before.scene, "words": words}
    if after.scene != before.scene:
        step["scene"] = after.scene
    if moment.entered is not None and moment.entered != plain_way(before.scene, after.scene):
        step["through"] = list(moment.entered)
    if after.within != before.within:
        step["within"] = list(after.within)
    if after.visits != before.visits:
        step["visits"] = _spell_visits(after.visits)
    if after.place != before.place:
        step["place"] = after.place
    if after.time != before.time:
        step["time"] = after.time
    if after.draws != before.draws:
        step["draws"] = after.draws
    if after.values != before.values:
        step["set"] = {
            name: _spell(new)
            for name, old, new in zip(names, before.values, after.values, strict=True)
            if new is not old and new != old
        }
    return step


def plain_way(before: str, after: str) -> tuple[str, ...]:
    """The scenes that were entered, where a step does not say."""
    return (after,) if after != before else ()


def spell_page(turn: Turn) -> dict[str, object]:
    page: dict[str, object] = {"blocks": [_spell_block(block) for block in turn.blocks]}
    if turn.news:
        page["news"] = [[news.what, news.note, news.title] for news in turn.news]
        page["after"] = [news.after for news in turn.news]
    return page


def _spell(value: Value) -> object:
    return sorted(value) if isinstance(value, frozenset) else value


def _spell_visits(visits: tuple[Return, ...]) -> list[object]:
    return [{"scene": back.scene, "within": list(back.within), "goto": back.goto} for back in visits]


def _spell_block(block: Block) -> dict[str, object]:
    spelt: dict[str, object] = {"kind": block.kind}
    if block.speaker:
        spelt["speaker"] = block.speaker
    if block.styled:
        spelt["spans"] = [[span.text, span.style] if span.style else [span.text] for span in block.styled]
    elif block.text:
        spelt["text"] = block.text
    return spelt
