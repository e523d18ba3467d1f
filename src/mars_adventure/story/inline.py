"""Text inside a paragraph: emphasis, values, alternatives and variation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from mars_adventure.story.logic import ALWAYS, Logic
from mars_adventure.story.model import Either, Inline, Part, Shown, Span, Varied
from mars_adventure.story.tree import Misread
from mars_adventure.story.types import MOST_VISITS, Flag, OneOf, SetOf
from mars_adventure.story.typography import curl_quotes, join_lines, set_type

if TYPE_CHECKING:
    from collections.abc import Callable

    from mars_adventure.story.resolver import Resolver

MOST_NESTED = 20
MOST_BRACES = 200
VARIATION = re.compile(r"(steps|once|cycle|shuffle)[ \t]*:")
SPECIAL = re.compile(r"[{}*\\|]")
QUOTED = re.compile(r"(^|\n)>[ \t]?")


class Failure(Protocol):
    """Told of a problem: code, offset and length in the text, message, fix."""

    def __call__(self, code: str, at: int, length: int, message: str, fix: str = "") -> None: ...


class InlineReader:
    """Reads the lines of one story. Set `counter`, which gives the slot for a kind of variation and
    its number of options, before reading those of a scene; None elsewhere.
    """

    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver
        self.counter: Callable[[str, int], str] | None = None
        self.fail: Failure = lambda code, at, length, message, fix="": None
        self.text = ""
        self.opened = 0
        self.count = 0
        self.document = False

    def read_line(self, text: str, fail: Failure) -> Inline:
        """A label, title or reason: inline text only."""
        self.text, self.fail = curl_quotes(text), fail
        return self.inline_of(0, len(text), document=False)

    def condition(self, text: str, at: int) -> Logic:
        try:
            return self.resolver.condition(text)
        except Misread as error:
            self.fail(error.code, at + error.at, error.length, error.message, error.fix)
            return ALWAYS

    def inline_of(self, start: int, end: int, document: bool) -> Inline:
        self.document = document
        if SPECIAL.search(self.text, start, end) is None:  # as in most paragraphs: nothing to take apart
            return (Span(self.printed(self.text[start:end])),) if start < end else ()
        self.count = 0
        parts, at, style = self.inline(start, end, "", 0)
        if style:
            sign = "*" if style == "em" else "**"
            self.fail(
                "M503",
                self.opened,
                len(sign),
                f"a `{sign}` in this paragraph is not closed",
                f"close it, or write `\\{sign[0]}` for the sign itself",
            )
        if at < end:
            self.fail("M502", at, 1, "this `}` closes nothing", "write `\\}` for the sign itself")
        return parts

    def printed(self, text: str) -> str:
        text = QUOTED.sub(r"\1", text) if self.document else join_lines(text)
        return set_type(text)

    def inline(self, at: int, end: int, style: str, depth: int) -> tuple[Inline, int, str]:
        """Reads up to `end` or, inside braces, up to a `|` or `}` (not read). Gives where it stopped."""
        text, parts, run = self.text, list[Part](), list[str]()
        begun = at

        def flush() -> None:
            if run:
                parts.append(Span(self.printed("".join(run)), style))
                run.clear()

        while at < end:
            match = SPECIAL.search(text, at, end)
            if match is None:
                run.append(text[at:end])
                at = end
                break
            run.append(text[at : match.start()])
            at = match.start()
            sign = match.group()
            if sign == "\\":
                if self.document or text[at + 1 : at + 2] != "\n":
                    flush()
                    parts.append(Span(text[at + 1 : at + 2], style))
                at += 2
            elif sign == "*":
                word = "strong" if text.startswith("**", at) else "em"
                flush()
                if style and style != word:
                    self.fail(
                        "M503",
                        at,
                        1,
                        "emphasis cannot stand inside emphasis",
                        "close the first before the second opens",
                    )
                style, self.opened = "" if style else word, at
                at += 2 if word == "strong" else 1
            elif sign == "{":
                flush()
                part, at = self.braces(at, end, style, depth)
                if part is not None:
                    parts.append(part)
            elif depth == 0 and sign == "|":
                run.append(sign)
                at += 1
            else:
                break
        if at == begun and not parts:
            return (), at, style
        flush()
        return tuple(parts), at, style

    def braces(self, at: int, end: int, style: str, depth: int) -> tuple[Part | None, int]:
        text = self.text
        self.count += 1
        if self.count == MOST_BRACES:
            self.fail("M702", at, 1, f"this paragraph has more than {MOST_BRACES} braces", "part it")
        if depth == MOST_NESTED:
            self.fail("M502", at, 1, "braces are nested too deeply", "use blocks of paragraphs")
        if depth == MOST_NESTED or self.count >= MOST_BRACES:
            return None, end
        inner = at + 1
        while inner < end and text[inner] in " \t\n":
            inner += 1
        if variation := VARIATION.match(text, inner, end):
            return self.varied(variation, at, end, style, depth)
        if text.startswith("if ", inner) or text.startswith("if\n", inner):
            return self.either(inner + 3, at, end, style, depth)
        close = text.find("}", inner, end)
        if close < 0:
            return self.unclosed(at, end)
        return self.shown(text[inner:close], inner, style), close + 1

    def unclosed(self, at: int, end: int) -> tuple[None, int]:
        self.fail(
            "M502",
            at,
            1,
            "this `{` is not closed in its paragraph",
            "close it with `}`, or write `\\{` for the sign itself",
        )
        return None, end

    def shown(self, expression: str, at: int, style: str) -> Part | None:
        try:
            value, kind = self.resolver.value(expression)
        except Misread as error:
            self.fail(error.code, at + error.at, error.length, error.message, error.fix)
            return None
        if isinstance(kind, (Flag, SetOf)):
            self.fail(
                "M504",
                at,
                len(expression.rstrip()),
                f"`{expression.strip()}` is {kind}, which has no words",
                "write `{if ...: one thing | another}`",
            )
            return None
        variable = self.resolver.symbols.variables.get(expression.strip())
        labels = variable.labels if variable is not None and isinstance(kind, OneOf) else ()
        return Shown(value, labels, style)

    def alternatives(
        self, at: int, end: int, style: str, depth: int, start: int
    ) -> tuple[list[Inline], int] | None:
        """Runs parted by `|` up to the `}`, each without the blanks around it."""
        found: list[Inline] = []
        while True:
            parts, at, left = self.inline(at, end, style, depth + 1)
            if left != style:
                self.fail(
                    "M503",
                    start,
                    1,
                    "emphasis must open and close inside the same alternative",
                    "close it before the next `|` or `}`",
                )
            found.append(parts)
            if at >= end:
                self.unclosed(start, end)
                return None
            at += 1
            if self.text[at - 1] == "}":
                before, after = self.text[start - 1 : start], self.text[at : at + 1]
                return [trimmed(option, before, after) for option in found], at

    def either(self, at: int, start: int, end: int, style: str, depth: int) -> tuple[Part | None, int]:
        text = self.text
        close = text.find("}", at, end)
        colon = text.find(":", at, close if close >= 0 else end)
        if colon < 0:
            if close < 0:
                return self.unclosed(start, end)
            self.fail(
                "M505",
                start,
                close + 1 - start,
                "a condition inside a paragraph needs a colon and what it shows",
                "write `{if CONDITION: this | that}`; a condition for the whole paragraph stands at its beginning",
            )
            return None, close + 1
        condition = self.condition(text[at:colon], at)
        read = self.alternatives(colon + 1, end, style, depth, start)
        if read is None:
            return None, end
        options, at = read
        if len(options) > 2:
            self.fail(
                "M505",
                start,
                at - start,
                f"`{{if}}` has {len(options)} alternatives and can choose between two",
                "put another `{if ...}` inside the second, or use blocks of paragraphs",
            )
        return Either(condition, options[0], options[1] if len(options) > 1 else ()), at

    def varied(
        self, match: re.Match[str], start: int, end: int, style: str, depth: int
    ) -> tuple[Part | None, int]:
        kind = match.group(1)
        read = self.alternatives(match.end(), end, style, depth, start)
        if read is None:
            return None, end
        options, at = read
        if kind == "once":
            kind, options = "steps", [*options, ()]
        if self.counter is None:
            self.fail(
                "M506",
                start,
                at - start,
                "variation by visits stands only in scenes",
                "use `{if ...: ...}` here",
            )
            return None, at
        if not 2 <= len(options) <= MOST_VISITS:
            self.fail(
                "M506",
                start,
                at - start,
                f"`{{{kind}}}` takes 2 to {MOST_VISITS} alternatives, and here are {len(options)}",
                "part them with `|`",
            )
            return None, at
        return Varied(kind, self.counter(kind, len(options)), tuple(options)), at


def trimmed(parts: Inline, before: str, after: str) -> Inline:
    """Without blanks at either end, but for those that part a word from the one `before` or `after`."""
    found = list(parts)
    if found and isinstance(first := found[0], Span):
        text = first.text.lstrip()
        parting = text != first.text and ends_word(before) and begins_word(text[:1])
        found[0] = Span(" " + text if parting else text, first.style)
    if found and isinstance(last := found[-1], Span):
        text = last.text.rstrip()
        parting = text != last.text and ends_word(text[-1:]) and begins_word(after)
        found[-1] = Span(text + " " if parting else text, last.style)
    return tuple(part for part in found if not (isinstance(part, Span) and not part.text))


def ends_word(letter: str) -> bool:
    return letter.isalnum() or letter in tuple(",.;:!?…”’)")


def begins_word(letter: str) -> bool:
    return letter.isalnum() or letter in tuple("“‘(")
