"""Text to YAML nodes, within bounds, every refusal explained."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from mars_adventure.story.traps import Loader, explain_syntax, find_machinery

if TYPE_CHECKING:
    from mars_adventure.story.source import Source

MOST_DEPTH = 100
SUSPECT_BRACKETS = 3000
INDENTED = re.compile(rf"\n[ ?:\-\t]{{{MOST_DEPTH}}}")
"""Begins with a letter of its own, for which Python looks many times faster than for `^`."""
SIGNS = (": ", ":\n", ":\t", "- ", "-\n", "-\t", "? ", "?\n", "?\t", ",", "[", "{")
"""Each node but the first stands behind one of these, and none has more than two behind it."""
MOST_SIGNS = 400_000


def compose(source: Source) -> yaml.Node | None:
    """The file's root node; None if it is empty or was refused, which has then been reported."""
    if is_too_long(source) or is_too_deep(source) or not find_machinery(source):
        return None
    try:
        loader = Loader(source.text)
        try:
            root: yaml.Node | None = loader.get_single_node()
            return root
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        explain_syntax(source, error)
    except RecursionError:
        source.fail("M702", 1, 1, 1, "this file is nested too deeply", f"stay within {MOST_DEPTH} levels")
    return None


def is_too_long(source: Source) -> bool:
    """Reports a file that could have more nodes than memory should hold."""
    text = source.text
    too_long = len(text) > MOST_SIGNS and sum(text.count(sign) for sign in SIGNS) > MOST_SIGNS
    if too_long:
        source.fail("M702", 1, 1, 1, "this file holds too many keys and list items", "part it into chapters")
    return too_long


def is_too_deep(source: Source) -> bool:
    """Reports nesting that would exhaust the parser's stack. Only suspicious text is walked through."""
    text = source.text
    if text.count("[") + text.count("{") <= SUSPECT_BRACKETS and not INDENTED.search("\n" + text):
        return False
    depth = 0
    try:
        for event in yaml.parse(text, Loader=Loader):
            if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                depth += 1
                if depth > MOST_DEPTH:
                    mark = event.start_mark
                    assert mark is not None  # events of a text always have their marks
                    source.fail(
                        "M702",
                        mark.line + 1,
                        mark.column + 1,
                        1,
                        "this is nested too deeply",
                        f"stay within {MOST_DEPTH} levels",
                    )
                    return True
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                depth -= 1
    except yaml.YAMLError:
        return False
    return False
