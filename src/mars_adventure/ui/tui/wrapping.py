"""Where the lines of a paragraph begin, for a given width."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from rich.cells import cell_len
from textual.content import Content

# Text made of these only is one cell a character, and so can be cut by counting.
_NARROW = re.compile("[\n -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u203b\u2500-\u25fc]*")

# Elsewhere lines may break at spaces and between the characters of scripts written without
# them, but no line begins with a closing mark or ends with an opening one.
_UNSPACED = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff01-\uffee\U00020000-\U0003ffff"
_OPENING = "「『（《【〈〔“‘("
_CLOSING = "、。」』）》】〉〕”’)，．！？：；…ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
_UNIT = f"\n|[{_OPENING}]*[{_UNSPACED}][{_CLOSING}]*|(?:(?![{_UNSPACED}])[^ \n])+| +"

_NO_START = "”’\"'.,;:!?)…—-"


@lru_cache(maxsize=512)  # a turn wraps again the same text that stood on the page before
def line_starts(text: str, width: int, hang: int = 0) -> tuple[int, ...]:
    """The index at which each line of `text` begins, no line wider than `width` cells.

    Lines end at the spaces before the next start. A no-break space never parts, a dash parts
    from the word after it, and a word wider than a whole line is folded. With `hang`, lines after the
    first are narrower by so many cells, and one that is set in columns parts between them first.
    """
    width = max(width, 1)
    rest = max(width - hang, 1)
    if _NARROW.fullmatch(text):
        return _starts_by_counting(text, width, rest)
    return _starts_by_measuring(text, width, rest)


def hanging(first: Content, text: Content, width: int) -> list[Content]:
    """The lines of `text` after `first`, the others below it as far in, none wider than `width` cells."""
    starts = [*line_starts(text.plain, width - first.cell_length), len(text.plain)]
    lines = [text[start:end].rstrip() for start, end in pairwise(starts)]
    return [first + lines[0], *[Content(" " * first.cell_length) + line for line in lines[1:]]]


def _starts_by_counting(text: str, width: int, rest: int) -> tuple[int, ...]:
    starts = [0]
    start, length, hang = 0, len(text), width - rest
    while True:
        stop = text.find("\n", start)
        if stop < 0:
            stop = length
        while stop - start > width:
            cut = _gap(text, start, start + width, hang) or _cut(text, start, start + width)
            while cut < stop and text[cut] == " ":
                cut += 1
            if cut >= stop:
                break
            starts.append(cut)
            start = cut
            width = rest
        if stop == length:
            return tuple(starts)
        start = stop + 1
        starts.append(start)


def _gap(text: str, start: int, limit: int, hang: int) -> int:
    """Where the last column that does not fit begins, if it is farther in than `hang`; 0 if there is none."""
    gap = text.rfind("  ", start, limit + 1) if hang else -1
    return gap + 2 if gap > start + hang else 0


def _cut(text: str, start: int, limit: int) -> int:
    """The best place at or before `limit` for the next line to begin."""
    space = text.rfind(" ", start, limit + 1) + 1
    dash = max(text.rfind("—", start, limit), text.rfind("-", start + 1, limit)) + 1
    while dash > space and text[dash] in _NO_START:
        dash = max(text.rfind("—", start, dash - 1), text.rfind("-", start + 1, dash - 1)) + 1
    cut = max(space, dash)
    return cut if text[start:cut].strip() else limit


def _starts_by_measuring(text: str, width: int, rest: int) -> tuple[int, ...]:
    starts = [0]
    used = 0
    for unit in re.finditer(_UNIT, text):
        words, begin = unit[0], unit.start()
        if words == "\n":
            starts.append(unit.end())
            used = 0
            continue
        cells = cell_len(words)
        if words[0] == " ":
            used += cells
            continue
        if used + cells > width and used:
            starts.append(begin)
            width, used = rest, 0
        if cells > width:
            for index, character in enumerate(words):
                step = cell_len(character)
                if used + step > width and used:
                    starts.append(begin + index)
                    width, used = rest, 0
                used += step
        else:
            used += cells
    return tuple(starts)
