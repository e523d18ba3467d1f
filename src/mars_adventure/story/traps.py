"""YAML's traps for writers, each found by name and told with its way out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from mars_adventure.story.source import Source

Base: type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Loader(Base):  # type: ignore[misc,valid-type]  # which of the two it is shows only at run time
    """Resolves no types at all, so that `no`, `1.10` and `09:30` stay what was written.

    YAML asks three times for each node. Whatever it asks, `"".format` answers "", and sooner than
    any function of our own.
    """

    resolve = descend_resolver = ascend_resolver = "".format


MACHINERY = re.compile(r"&[\w-]|!|%")
"""Anchors, tags and directives. An alias without its anchor stops YAML anyway."""
BEFORE_VALUES = "\n-:,?[{"
LONGEST_EXPLAINED = 2000
PLAIN_VALUE = re.compile(r"^(?P<lead>\s*(?:- +)*(?:[\w ]+: +)?)(?P<value>\S.*)$")
BLOCK = "put the words in a block: `|` after the colon, the text indented on the next line"
STARTS = {
    "*": ("M107", "a line that begins with `*` is an alias to YAML", BLOCK),
    "&": ("M107", "a value that begins with `&` is an anchor to YAML", BLOCK),
    "[": (
        "M108",
        "a value that begins with `[` is a list to YAML",
        "close it with `]`, or for prose " + BLOCK,
    ),
    "{": (
        "M108",
        "a value that begins with `{` is a set of keys to YAML",
        "close it with `}`, or for prose " + BLOCK,
    ),
    "!": (
        "M109",
        "a value that begins with `!` is a tag to YAML",
        "in a condition write `not`; for prose " + BLOCK,
    ),
    "%": ("M110", "YAML keeps `%` at the beginning of a value for itself", BLOCK),
    "@": ("M110", "YAML keeps `@` at the beginning of a value for itself", BLOCK),
    "`": ("M110", "YAML keeps the backtick at the beginning of a value for itself", BLOCK),
    "|": ("M111", "after `|` the text begins on the next line", "put it there, indented"),
    ">": ("M111", "after `>` the text begins on the next line", "use `|` and put it there, indented"),
    "-": ("M110", "a value that begins with `- ` is a list to YAML", BLOCK),
    ",": ("M110", "YAML keeps `,` at the beginning of a value for itself", BLOCK),
    "]": ("M110", "YAML keeps `]` at the beginning of a value for itself", BLOCK),
    "}": ("M110", "YAML keeps `}` at the beginning of a value for itself", BLOCK),
    "?": ("M110", "a value that begins with `? ` is a key to YAML", BLOCK),
    '"': (
        "M102",
        "a value that begins with a quotation mark ends at the next one, and something follows",
        "write the whole in single quotes, '\"Stop,\" he said.', or " + BLOCK,
    ),
    "'": (
        "M102",
        "a value that begins with a quotation mark ends at the next one, and something follows",
        BLOCK,
    ),
}


def could_hold_machinery(text: str) -> bool:
    """Whether a sign of YAML's machinery stands where a value may begin."""
    if not any(sign in text for sign in "&!%"):
        return False
    for match in MACHINERY.finditer(text):
        at = match.start() - 1
        while at >= 0 and text[at] in " \t":
            at -= 1
        if at < 0 or text[at] in BEFORE_VALUES:
            return True
    return False


def find_machinery(source: Source) -> bool:
    """Reports anchors, aliases and explicit tags, which a story has no use for. False if there are any.

    Only text that could hold one is walked through, since most cannot.
    """
    if not could_hold_machinery(source.text):
        return True
    sound = True
    try:
        for event in yaml.parse(source.text, Loader=Loader):
            mark = event.start_mark
            assert mark is not None  # events of a text always have their marks
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
                code, message, fix = STARTS[sign]
                source.fail(code, mark.line + 1, mark.column + 1, 1, message + ", and a story has none", fix)
                sound = False
            elif getattr(event, "tag", None):
                source.fail(
                    "M109",
                    mark.line + 1,
                    mark.column + 1,
                    1,
                    "this begins with `!`, which is a tag to YAML, and a story has none",
                    STARTS["!"][2],
                )
                sound = False
    except yaml.YAMLError as error:
        if sound:
            explain_syntax(source, error)
        return False
    return sound


def explain_syntax(source: Source, error: yaml.YAMLError) -> None:
    """Says in a writer's words why YAML stopped reading here."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = str(getattr(error, "problem", "") or error)
    if mark is None:
        source.fail(
            "M112",
            1,
            1,
            1,
            f"YAML cannot read this file: {problem}",
            "look for characters that do not belong",
        )
        return
    line, column = mark.line + 1, mark.column + 1
    if "nesting depth" in problem:  # libyaml's own bound, from 0.2.6 on
        source.fail("M702", line, column, 1, "this is nested too deeply", "stay within 100 levels")
        return
    text = source.line(line)
    if (
        "\t" in text[: len(text) - len(text.lstrip())]
        or "'\\t'" in problem
        or "\t" in text[column - 1 : column]
    ):
        source.fail("M106", line, text.find("\t") + 1, 1, "here stands a tab", "indent with spaces")
        return
    if "but found another document" in problem or "expected a single document" in str(error):
        source.fail(
            "M112",
            line,
            column,
            3,
            "a line `---` begins a second document",
            "inside prose indent it; between sections leave it out",
        )
        return
    if "alias" in problem:
        source.fail("M107", line, column, 1, *STARTS["*"][1:])
        return
    context = getattr(error, "context_mark", None)
    for number in dict.fromkeys([line, context.line + 1 if context else line, line - 1]):
        if explain_value(source, number, problem, column if number == line else 0):
            return
    if lost_comment(source, line - 1):
        return
    if any(sign in problem for sign in ("mapping values", "expected ':'", "expected key")):
        source.fail(
            "M103",
            line,
            column,
            1,
            "YAML loses its way here: a key without its colon, or a line indented otherwise than its neighbours",
            "line the keys up; prose goes into a `|` block",
        )
        return
    source.fail(
        "M112",
        line,
        column,
        1,
        f"YAML cannot read this: {problem}",
        "look at the line and the one before it; prose is safest in a `|` block",
    )


def lost_comment(source: Source, number: int) -> bool:
    """Whether a ` #` on that line cut a sentence short, so that its next line has no place; then reported."""
    text = source.line(number)
    at = text.find(" #")
    if at < 0 or not text[:at].strip():
        return False
    message = "from ` #` on this is a comment to YAML, and the text cannot go on below it"
    source.fail("M101", number, at + 2, len(text) - at - 1, message, BLOCK)
    return True


def explain_value(source: Source, number: int, problem: str, column: int) -> bool:
    """Whether the value on that line was the cause, in which case it has been reported."""
    text = source.line(number)
    match = PLAIN_VALUE.match(text) if len(text) <= LONGEST_EXPLAINED else None
    if match is None:
        return False
    value, start = match.group("value"), match.start("value")
    if "mapping values" in problem and column:
        later = text.find(": ", start)
        if later > 0 or text.endswith(":"):
            at = (later if later > 0 else len(text) - 1) + 1
            source.fail(
                "M103",
                number,
                at,
                1,
                "to YAML this colon makes a key of the words before it",
                "put the whole in single quotes, or " + BLOCK,
            )
            return True
    found = STARTS.get(value[0])
    if found is None or (value[0] in "|>" and len(value) == 1) or (value[0] == "-" and value[1:2] != " "):
        return False
    code, message, fix = found
    source.fail(code, number, start + 1, 1, message, fix)
    return True
