"""How states, steps and pages are spelt in a saved game, and read back.

Everything goes by name, so that nothing here needs to know the story. What is read back is
plain data of the right shape, not yet fitted to any story (`repair` does that).
"""

import json
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

from mars_adventure.engine.play import Play
from mars_adventure.engine.state import Return, State, Value
from mars_adventure.engine.translate import make
from mars_adventure.engine.turn import KINDS, Block, News, Span, Turn
from mars_adventure.saves.names import showable

T = TypeVar("T")

STYLES = frozenset({"", "em", "strong"})
NEWS = frozenset({"learnt", "struck", "lost"})
_NOUNS = {str: "text", int: "a whole number", bool: "true or false", list: "a list", dict: "names and values"}
_SCALARS = frozenset({bool, int, str})
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False)


class ShapeError(ValueError):
    """A file whose checksum is right does not hold what a saved game does: no mishap, but somebody's work."""


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


class Step(NamedTuple):
    """One choice, taken in the scene `at`, and what it changed: values, and other parts of the state."""

    choice: str
    at: str
    words: int
    changes: dict[str, Any]
    values: dict[str, Value]


class Page(NamedTuple):
    """What one turn showed, word for word."""

    blocks: tuple[Block, ...]
    news: tuple[News, ...]


def encode(item: object) -> bytes:
    """One line of JSON. Half a character, which only a forged file holds, becomes "?"."""
    return _ENCODER.encode(item).encode("utf-8", "replace")


# -- writing -------------------------------------------------------------------------------


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


# -- reading -------------------------------------------------------------------------------


def take(holder: object, key: str, kind: type[T]) -> T:
    """What `holder` has under `key`, which must be of just this kind."""
    if type(holder) is not dict:
        raise ShapeError(f"what should hold “{key}” is not names and values")
    item = holder.get(key)
    if type(item) is not kind:
        raise ShapeError(f"“{key}” should be {_NOUNS[kind]}")
    return item


def read_state(item: object) -> Recorded:
    return Recorded(
        scene=take(item, "scene", str),
        within=_read_names(take(item, "within", list)),
        visits=_read_visits(take(item, "visits", list)),
        place=_read_text(take(item, "place", str)),
        time=_read_text(take(item, "time", str)),
        seed=take(item, "seed", int),
        draws=_read_count(take(item, "draws", int)),
        words=_read_count(take(item, "words", int)),
        values=_read_values(take(item, "values", dict)),
        entered=_read_names(item["through"]) if isinstance(item, dict) and "through" in item else None,
    )


def read_step(item: object) -> Step:
    """Called for every choice of a play that is opened, so it looks at nothing twice."""
    if type(item) is not dict:
        raise ShapeError("a step of the path should be names and values")
    choice, at, words = item.get("choose"), item.get("at"), item.get("words")
    if type(choice) is not str or type(at) is not str or type(words) is not int:
        raise ShapeError("a step of the path should say what was chosen, and where")
    values = _read_values(take(item, "set", dict)) if "set" in item else {}
    known = 4 if "set" in item else 3
    changes: dict[str, object]
    if len(item) == known:
        changes = {}
    elif len(item) == known + 1 and "scene" in item:  # nine choices out of ten
        changes = {"scene": _read_name(item["scene"])}
    else:
        changes = {key: reader(part) for key, part in item.items() if (reader := _READERS.get(key))}
    return make(Step, (choice, at, words, changes, values))


def read_page(item: object) -> Page:
    blocks = tuple([_read_block(block) for block in take(item, "blocks", list)])
    return Page(blocks, _read_news(item, len(blocks)) if isinstance(item, dict) and "news" in item else ())


def _read_count(number: object) -> int:
    if type(number) is not int or number < 0:
        raise ShapeError("a count should be a whole number, not less than 0")
    return number


def _read_name(item: object) -> str:
    if type(item) is not str:
        raise ShapeError("the name of a scene should be text")
    return item


def _read_text(item: object) -> str:
    return showable(_read_name(item))


def _read_names(items: object) -> tuple[str, ...]:
    if type(items) is not list or not all(type(item) is str for item in items):
        raise ShapeError("a list of names should hold names only")
    return tuple(items)


def _read_visits(items: object) -> tuple[Return, ...]:
    if type(items) is not list:
        raise ShapeError("visits should be a list")
    return tuple(
        [
            Return(take(item, "scene", str), _read_names(take(item, "within", list)), take(item, "goto", str))
            for item in items
        ]
    )


def _read_values(items: dict[str, Any]) -> dict[str, Value]:
    for name, value in items.items():
        if type(value) is list:
            items[name] = frozenset(_read_names(value))
        elif type(value) not in _SCALARS:
            raise ShapeError(f"the value of “{showable(name)}” is none that a variable can have")
    return items


_READERS: dict[str, Callable[[object], object]] = {
    "scene": _read_name,
    "within": _read_names,
    "visits": _read_visits,
    "place": _read_text,
    "time": _read_text,
    "draws": _read_count,
    "through": _read_names,
}


def _read_block(item: object) -> Block:
    kind = take(item, "kind", str)
    if kind not in KINDS or not isinstance(item, dict):
        raise ShapeError("a paragraph is of no known kind")
    speaker = take(item, "speaker", str) if "speaker" in item else ""
    if "text" in item:
        return Block(kind, showable(take(item, "text", str)), speaker)
    spans = take(item, "spans", list) if "spans" in item else []
    return Block.of(kind, tuple([_read_span(span) for span in spans]), speaker)


def _read_span(item: object) -> Span:
    match item:
        case [str(text)]:
            return Span(showable(text))
        case [str(text), str(style)] if style in STYLES:
            return Span(showable(text), style)
    raise ShapeError("a run of text should be its text and its style")


def _read_news(item: dict[str, object], blocks: int) -> tuple[News, ...]:
    """Where it belongs older saves do not say; then it stands behind everything."""
    items = take(item, "news", list)
    places = take(item, "after", list) if "after" in item else [blocks] * len(items)
    if len(places) != len(items):
        raise ShapeError("each piece of news should have its place")
    read = []
    for news, after in zip(items, places, strict=True):
        match news:
            case [str(what), str(note), str(title)] if what in NEWS:
                read.append(News(what, note, showable(title), min(_read_count(after), blocks)))
            case _:
                raise ShapeError("news should be what happened, to which note, and its title")
    return tuple(read)
