"""Prose: what an author writes in a `|` block, read into paragraphs and their versions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mars_adventure.story.inline import MOST_NESTED, Failure, InlineReader
from mars_adventure.story.logic import ALWAYS, Logic
from mars_adventure.story.model import Paragraph, Prose, Versions
from mars_adventure.story.problems import did_you_mean
from mars_adventure.story.typography import curl_quotes

if TYPE_CHECKING:
    from mars_adventure.story.resolver import Resolver

DIRECTIVE = re.compile(r"[ \t]*\{[ \t]*(if|elif|when|else|otherwise|end)\b([^{}:|]*)\}[ \t]*$")
PREFIX = re.compile(r"\s*\{[ \t]*(if|needs)[ \t]+([^{}:|]+)\}[ \t]*")
SPEECH = re.compile(r"@([A-Za-z0-9_]+):?[ \t]*")


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


class ProseReader(InlineReader):
    """Reads the texts of one story."""

    def __init__(self, resolver: Resolver, speakers: set[str]) -> None:
        super().__init__(resolver)
        self.speakers = speakers
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
            if len(condition) == MOST_NESTED:
                self.fail(
                    "M501", match.start(1), 2, "this paragraph has too many conditions", "join them by `and`"
                )
                return
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
                    did_you_mean(note, self.resolver.symbols.notes, "declare it under `notes:`"),
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
