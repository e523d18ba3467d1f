"""What differs between two texts, word by word within a paragraph."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Role = Literal["same", "gone", "new"]

TOKEN = re.compile(r"\s*(?:\w+(?:['’\-]\w+)*|[^\w\s]+)|\s+$")
ALIKE = 0.4
"""Paragraphs with a smaller share of words in common are two different ones."""
ISLAND = 2
"""So few equal words between two changes are taken to be part of them, for the sake of reading."""
CONTEXT = 8
"""Words shown on each side of a change."""
MOST_LINES, MOST_PAIRS, MOST_WORDS = 500, 400, 600
"""Pages and paragraphs beyond these are not looked into: to compare takes the square of their length."""


class Piece(NamedTuple):
    role: Role
    text: str


Difference = tuple[Piece, ...]
"""One paragraph: of pieces that stayed, went and came."""


def differences(before: Sequence[str], now: Sequence[str]) -> list[Difference]:
    """Every paragraph that is not the same in both; those that stayed are left out."""
    found: list[Difference] = []
    before, now = before[:MOST_LINES], now[:MOST_LINES]
    for what, a, b, c, d in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if what != "equal":
            for old, new in paired(before[a:b], now[c:d]):
                found.append(between(old, new))
    return found


def paired(before: Sequence[str], now: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The paragraphs of two passages in order, each beside the one it has become; "" beside none.

    The pairing with the most words in common, by dynamic programming.
    """
    if len(before) * len(now) > MOST_PAIRS:
        yield from [(old, "") for old in before]
        yield from [("", new) for new in now]
        return
    best: list[list[float]] = [[0.0] * (len(now) + 1) for _ in range(len(before) + 1)]
    alike = [[likeness(old, new) for new in now] for old in before]
    for i in range(len(before) - 1, -1, -1):
        for j in range(len(now) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], alike[i][j] + best[i + 1][j + 1])
    i = j = 0
    while i < len(before) or j < len(now):
        if (
            i < len(before)
            and j < len(now)
            and alike[i][j]
            and best[i][j] == alike[i][j] + best[i + 1][j + 1]
        ):
            yield before[i], now[j]
            i, j = i + 1, j + 1
        elif i < len(before) and (j == len(now) or best[i][j] == best[i + 1][j]):
            yield before[i], ""
            i += 1
        else:
            yield "", now[j]
            j += 1


def likeness(old: str, new: str) -> float:
    """The share of words in common, 0 where it is too small to speak of one paragraph."""
    before, now = words_of(old), words_of(new)
    if max(len(before), len(now)) > MOST_WORDS:
        return 0.0
    matcher = SequenceMatcher(None, before, now, autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= ALIKE else 0.0


def between(old: str, new: str) -> Difference:
    if not old or not new:
        return (Piece("gone", old),) if old else (Piece("new", new),)
    before, now = TOKEN.findall(old), TOKEN.findall(new)
    codes = SequenceMatcher(None, words_of(old), words_of(new), autojunk=False).get_opcodes()
    pieces: list[Piece] = []
    for number, (what, a, b, c, d) in enumerate(codes):
        inside = 0 < number < len(codes) - 1
        if what == "equal" and not (inside and b - a <= ISLAND):
            pieces.append(Piece("same", "".join(before[a:b])))
            continue
        pieces += [Piece("gone", "".join(before[a:b])), Piece("new", "".join(now[c:d]))]
    return shortened(tuple(merged(pieces)))


def words_of(text: str) -> list[str]:
    return [token.strip() for token in TOKEN.findall(text)]


def merged(pieces: list[Piece]) -> Iterator[Piece]:
    """What goes and what comes between two pieces that stay, each in one."""
    gone = new = ""
    for piece in [*pieces, Piece("same", "")]:
        if piece.role == "gone":
            gone += piece.text
        elif piece.role == "new":
            new += piece.text
        else:
            yield from (Piece("gone", gone),) if gone else ()
            yield from (Piece("new", new),) if new else ()
            gone = new = ""
            if piece.text:
                yield piece


def shortened(pieces: Difference) -> Difference:
    """Long stretches that stayed, cut down to some words beside the changes."""
    found = []
    for at, piece in enumerate(pieces):
        words = piece.text.split(" ")
        first, last = at == 0, at == len(pieces) - 1
        room = CONTEXT * (1 if first or last else 2) + 2
        if piece.role == "same" and len(words) > room:
            head = "" if first else " ".join(words[:CONTEXT]) + " "
            tail = "" if last else " " + " ".join(words[-CONTEXT:])
            piece = Piece("same", f"{head}…{tail}")
        found.append(piece)
    return tuple(found)
