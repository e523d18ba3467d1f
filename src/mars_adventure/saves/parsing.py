"""States, paths and pages read from the JSON of a saved game.

What is read is plain data of the right shape, not yet fitted to any story (`repair` does that).
"""

from __future__ import annotations

from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeVar

from mars_adventure.engine.state import Return
from mars_adventure.engine.turn import KINDS, Block, News, Span
from mars_adventure.saves.names import showable
from mars_adventure.saves.notation import Page, Path, Recorded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mars_adventure.engine.state import Value

T = TypeVar("T")

STYLES = frozenset({"", "em", "strong"})
NEWS = frozenset({"learnt", "struck", "lost"})
_NOUNS = {str: "text", int: "a whole number", bool: "true or false", list: "a list", dict: "names and values"}
_SCALARS = frozenset({bool, int, str})


class ShapeError(ValueError):
    """A file whose checksum is right does not hold what a saved game does: no mishap, but somebody's work."""


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


def read_path(items: list[Any], first: int) -> Path:
    """Looks at whole columns wherever it can: the path is by far the most of a long play."""
    if _kinds(items) - {dict}:
        raise ShapeError("a step of the path should be names and values")
    try:
        choices, scenes, words = (list(map(itemgetter(key), items)) for key in ("choose", "at", "words"))
    except KeyError as missing:
        raise ShapeError(f"a step of the path should have {missing}") from None
    if (_kinds(choices) | _kinds(scenes)) - {str} or _kinds(words) - {int}:
        raise ShapeError("a step of the path should say what was chosen, and where")
    if _kinds([row["scene"] for row in items if "scene" in row]) - {str}:
        raise ShapeError("the name of a scene should be text")
    _read_sets([row["set"] for row in items if "set" in row])
    for key in _READERS.keys() & set().union(*items):
        for row in items:
            if key in row:
                row[key] = _READERS[key](row[key])
    return Path(first, items, choices, words)


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


def _read_sets(sets: list[Any]) -> None:
    if _kinds(sets) - {dict}:
        raise ShapeError("“set” should be names and values")
    if _kinds(chain.from_iterable(map(dict.values, sets))) - _SCALARS:
        for values in sets:
            _read_values(values)


def _kinds(column: Iterable[object]) -> set[type]:
    return set(map(type, column))


def _read_values(items: dict[str, Any]) -> dict[str, Value]:
    for name, value in items.items():
        if type(value) is list:
            items[name] = frozenset(_read_names(value))
        elif type(value) not in _SCALARS:
            raise ShapeError(f"the value of “{showable(name)}” is none that a variable can have")
    return items


_READERS: dict[str, Callable[[object], object]] = {
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
