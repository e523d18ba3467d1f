"""Prose: what an author writes in a `|` block, read into paragraphs and their versions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from mars_adventure.story.grammar import Misread
from mars_adventure.story.logic import ALWAYS, Logic
from mars_adventure.story.model import Either, Inline, Paragraph, Part, Prose, Shown, Span, Varied, Versions
from mars_adventure.story.problems import did_you_mean
from mars_adventure.story.types import MOST_VISITS, Flag, OneOf, SetOf
from mars_adventure.story.typography import curl_quotes, join_lines, set_type

if TYPE_CHECKING:
    from collections.abc import Callable

    from mars_adventure.story.resolver import Resolver

MOST_NESTED = 20
DIRECTIVE = re.compile(r"[ \t]*\{[ \t]*(if|elif|when|else|otherwise|end)\b([^{}:|]*)\}[ \t]*$")
PREFIX = re.compile(r"\s*\{[ \t]*(if|needs)[ \t]+([^{}:|]+)\}[ \t]*")
SPEECH = re.compile(r"@([A-Za-z0-9_]+):?[ \t]*")
VARIATION = re.compile(r"(steps|once|cycle|shuffle)[ \t]*:")
SPECIAL = re.compile(r"[{}*\\|]")
QUOTED = re.compile(r"(^|\n)>[ \t]?")


class Failure(Protocol):
    """Told of a problem: code, offset and length in the text, message, fix."""

    def __call__(self, code: str, at: int, length: int, message: str, fix: str = "") -> None: ...


class Branching:
    """A `{if}` or `{when}` that has not yet come to its `{end}`."""

    def __init__(self, condition: Logic, salient: bool, at: int, outer: list[Paragraph | Versions]) -> None:
        self.salient, self.at, self.outer = salient, at, outer
        self.closed = False
        self.pieces: list[Paragraph | Versions] = []
        self.branches: list[tuple[Logic, list[Paragraph | Versions]]] = [(condition, self.pieces)]

    def begin(self, condition: Logic) -> None:
        self.pieces = []
        self.branches.append((condition, self.pieces))

    def finish(self) -> Versions:
        return Versions(
            tuple((condition, tuple(pieces)) for condition, pieces in self.branches), self.salient
        )


class ProseReader:
    """Reads the texts of one story. Set `scene` (and `counter`, which gives the slot for a kind
    of variation and its number of options) before reading those of a scene.
    """

    def __init__(self, resolver: Resolver, speakers: set[str]) -> None:
        self.resolver = resolver
        self.speakers = speakers
        self.counter: Callable[[str, int], str] | None = None
        self.fail: Failure = lambda code, at, length, message, fix="": None
        self.text = ""
        self.line = 0

    def read(self, text: str, line: int, fail: Failure) -> Prose:
        """`line` is the file's line on which the text begins."""
        self.text, self.line, self.fail = curl_quotes(text), line, fail
        if "{" not in text and "\n\n" not in text:
            return self.simple(text)
        pieces: list[Paragraph | Versions] = []
        open_: list[Branching] = []
        start: int | None = None
        at = 0
        for raw in self.text.splitlines(keepends=True):
            line_text = raw.rstrip("\n")
            directive = DIRECTIVE.match(line_text) if "{" in line_text else None
            if directive or not line_text.strip():
                if start is not None:
                    self.add_paragraph(pieces, start, at)
                    start = None
                if directive:
                    pieces = self.direct(directive, at, open_, pieces)
            elif start is None:
                start = at
            at += len(raw)
        if start is not None:
            self.add_paragraph(pieces, start, at)
        if open_:
            self.fail(
                "M501",
                open_[-1].at,
                3,
                "this block of paragraphs has no `{end}`",
                "close it with a line `{end}`; for a single paragraph put the condition on the paragraph's own line",
            )
            return ()
        return tuple(pieces)

    def simple(self, text: str) -> Prose:
        if not text.strip():
            return ()
        pieces: list[Paragraph | Versions] = []
        self.add_paragraph(pieces, 0, len(self.text))
        return tuple(pieces)

    def read_line(self, text: str, fail: Failure) -> Inline:
        """A label, title or reason: inline text only."""
        self.text, self.line, self.fail = curl_quotes(text), 0, fail
        return self.inline_of(0, len(text), document=False)

    # -- paragraphs ---------------------------------------------------------------------------

    def condition(self, text: str, at: int) -> Logic:
        try:
            return self.resolver.condition(text)
        except Misread as error:
            self.fail(error.code, at + error.at, error.length, error.message, error.fix)
            return ALWAYS

    def direct(
        self, match: re.Match[str], at: int, open_: list[Branching], pieces: list[Paragraph | Versions]
    ) -> list[Paragraph | Versions]:
        """Follows one `{...}` line and gives the list that the next paragraphs belong to."""
        word, rest = match.group(1), match.group(2)
        place, length = at + match.start(1), len(word)
        inside = open_[-1] if open_ else None
        if word in ("if", "elif", "when") and not rest.strip():
            self.fail(
                "M501", place, length, f"`{{{word}}}` has no condition", f"write `{{{word} CONDITION}}`"
            )
            return pieces
        if word == "if" or (word == "when" and (inside is None or not inside.salient)):
            if len(open_) == MOST_NESTED:
                self.fail(
                    "M501", place, length, "blocks of paragraphs are nested too deeply", "make scenes of them"
                )
                return pieces
            open_.append(
                Branching(
                    self.condition(rest, at + match.start(2)), word == "when", at + match.start(1), pieces
                )
            )
            return open_[-1].pieces
        if inside is None:
            self.fail(
                "M501",
                place,
                length,
                f"`{{{word}}}` stands alone",
                "it belongs between `{if ...}` or `{when ...}` and `{end}`",
            )
            return pieces
        if word == "end":
            open_.pop()
            inside.outer.append(inside.finish())
            return inside.outer
        fitting = ("when", "otherwise") if inside.salient else ("elif", "else")
        if word not in fitting or inside.closed:
            opener = "when" if inside.salient else "if"
            self.fail(
                "M501",
                place,
                length,
                f"`{{{word}}}` does not belong in this `{{{opener}}}`",
                "after `{if}` come `{elif}` and `{else}`, after `{when}` more `{when}` and `{otherwise}`",
            )
            return pieces
        inside.closed = word in ("else", "otherwise")
        inside.begin(ALWAYS if inside.closed else self.condition(rest, at + match.start(2)))
        return inside.pieces

    def add_paragraph(self, pieces: list[Paragraph | Versions], start: int, end: int) -> None:
        text = self.text
        while end > start and text[end - 1] in " \t\n":
            end -= 1
        line = self.line + text.count("\n", 0, start)
        condition: list[Logic] = []
        needs: list[str] = []
        while text.startswith("{", start) or (text[start] in " \t"):
            match = PREFIX.match(text, start, end)
            if match is None:
                break
            if match.group(1) == "if":
                condition.append(self.condition(match.group(2), match.start(2)))
            else:
                needs.extend(self.needed(match.group(2), match.start(2)))
            start = match.end()
        paragraph = self.paragraph(start, end, tuple(needs), line)
        if paragraph is not None:
            for item in reversed(condition):
                pieces_of = (paragraph,)
                paragraph = Versions(((item, pieces_of),), False)  # type: ignore[assignment]  # wrapped once for each prefix
            pieces.append(paragraph)

    def needed(self, text: str, at: int) -> list[str]:
        found = []
        for name in text.split(","):
            note = name.strip()
            if note in self.resolver.symbols.notes:
                found.append(note)
            else:
                place = at + text.find(note) if note else at
                self.fail(
                    "M304",
                    place,
                    max(len(note), 1),
                    f"no note is called `{note}`",
                    did_you_mean(note, self.resolver.symbols.notes),
                )
        return found

    def paragraph(self, start: int, end: int, needs: tuple[str, ...], line: int) -> Paragraph | None:
        text = self.text
        if start >= end:
            return None
        first = text[start]
        if first == "-" and text[start:end] == "---":
            return Paragraph("break", "", (), needs, line)
        if first == ">":
            return Paragraph("document", "", self.inline_of(start, end, document=True), needs, line)
        if first == "@" and (match := SPEECH.match(text, start, end)):
            speaker = match.group(1)
            if speaker not in self.speakers:
                self.fail(
                    "M306",
                    match.start(1),
                    len(speaker),
                    f"no speaker is called `{speaker}`",
                    did_you_mean(speaker, self.speakers, "declare them under `speakers:`"),
                )
            return Paragraph("speech", speaker, self.inline_of(match.end(), end, document=False), needs, line)
        return Paragraph("prose", "", self.inline_of(start, end, document=False), needs, line)

    # -- inside a paragraph ------------------------------------------------------------------

    def inline_of(self, start: int, end: int, document: bool) -> Inline:
        self.document = document
        parts, at, style = self.inline(start, end, "", 0)
        if style:
            sign = "*" if style == "em" else "**"
            self.fail(
                "M503",
                start,
                1,
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
                style = "" if style else word
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
        if depth == MOST_NESTED:
            self.fail("M502", at, 1, "braces are nested too deeply", "use blocks of paragraphs")
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
                self.fail("M503", start, 1, "emphasis must open and close inside the same alternative", "")
            found.append(trimmed(parts))
            if at >= end:
                self.unclosed(start, end)
                return None
            at += 1
            if self.text[at - 1] == "}":
                return found, at

    def either(self, at: int, start: int, end: int, style: str, depth: int) -> tuple[Part | None, int]:
        text = self.text
        colon = text.find(":", at, end)
        close = text.find("}", at, end)
        if colon < 0 or (0 <= close < colon):
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


def trimmed(parts: Inline) -> Inline:
    """Without blanks at either end."""
    found = list(parts)
    if found and isinstance(found[0], Span):
        found[0] = Span(found[0].text.lstrip(), found[0].style)
    if found and isinstance(found[-1], Span):
        found[-1] = Span(found[-1].text.rstrip(), found[-1].style)
    return tuple(part for part in found if not (isinstance(part, Span) and not part.text))
