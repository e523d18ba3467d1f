"""Where a character of a YAML value stands in its file: values lose their indentation, their
quotation marks and their line ends on the way.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import yaml

    from mars_adventure.story.source import Source

BLANKS = re.compile(r"[ \t]*")


def locate(source: Source, node: yaml.ScalarNode, at: int) -> tuple[int, int]:
    """Line and column, counted from 0, of the character `at` of the node's value."""
    if node.style in ("|", ">"):
        return in_block(source, node, at)
    start, end = node.start_mark, node.end_mark
    quotes = 1 if node.style else 0
    if at < 0 or (end.line == start.line and end.column - start.column == len(node.value) + 2 * quotes):
        return start.line, start.column + quotes + at
    return in_lines(source, node, quotes, at)


def in_block(source: Source, node: yaml.ScalarNode, at: int) -> tuple[int, int]:
    """A block keeps its lines, and each ends as it does in the file."""
    value: str = node.value
    line = node.start_mark.line + 1 + value.count("\n", 0, at)
    begin = value.rfind("\n", 0, at) + 1
    end = value.find("\n", begin)
    length = (end if end >= 0 else len(value)) - begin
    return line, at - begin + max(len(source.line(line + 1)) - length, 0)


def in_lines(source: Source, node: yaml.ScalarNode, quotes: int, at: int) -> tuple[int, int]:
    """Plain and quoted text: YAML joins its lines by one blank, or by one line end for each empty line."""
    start, end = node.start_mark, node.end_mark
    left, empty = at, 0
    last = (start.line, start.column + quotes)
    for number in range(start.line, end.line + 1):
        line = source.line(number + 1)
        stop = end.column - quotes if number == end.line else len(line.rstrip())
        column = start.column + quotes if number == start.line else BLANKS.match(line).end()  # type: ignore[union-attr]  # matches always
        if number > start.line:
            if column >= stop and number < end.line:
                empty += 1
                continue
            left -= max(empty, 1)
            empty = 0
        while column < stop and left > 0:
            column += 2 if node.style == "'" and line.startswith("''", column) else 1
            left -= 1
        last = (number, column)
        if left <= 0 and column < stop:
            break
    return last
