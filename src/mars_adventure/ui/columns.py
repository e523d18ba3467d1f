"""Lines of documents that are set in columns, parted by two or more blanks."""

from __future__ import annotations

import re
from itertools import pairwise

FARTHEST = 14
"""Words that went on below a column farther in than this would have too little room."""
STEP = 2

_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")


def hang_of(line: str) -> int:
    """How far in such a line goes on where it must be broken: below its second column, or else a little.
    0 for a line that is not set in columns.
    """
    gap = _GAP.search(line)
    if gap is None:
        return 0
    return gap.end() if gap.end() <= FARTHEST else STEP


def columns_of(line: str) -> list[str]:
    """The columns, and between them the gaps as they stand."""
    gaps = list(_GAP.finditer(line))
    ends = [0, *[end for gap in gaps for end in gap.span()], len(line)]
    return [line[start:end] for start, end in pairwise(ends)]
