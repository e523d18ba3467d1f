"""What became of the transcripts, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from mars_adventure.author.cells import clean, width_of
from mars_adventure.author.display import path_to, property_of, said
from mars_adventure.author.summary import counted
from mars_adventure.author.transcripts.words import differences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mars_adventure.author.transcripts.comparison import Changed, Comparison
    from mars_adventure.author.transcripts.words import Difference

FORMATS = ("text", "json", "github")
WIDTH = 80
COLOURS = {"gone": "31;9", "new": "32;4", "title": "1", "faint": "2"}
FRAMES = {"same": ("", ""), "gone": ("[-", "-]"), "new": ("{+", "+}")}
STATUS = {"same": "as before", "changed": "changed", "stopped": "cannot be played to the end", "unreadable": "cannot be read"}  # fmt: skip


def show_comparisons(
    found: Sequence[Comparison],
    format: str,  # noqa: A002  # the option's name
    colour: bool = False,
) -> str:
    """What `test` prints, without a newline at the end. `format` is one of FORMATS."""
    match format:
        case "json":
            return as_json(found)
        case "github":
            return "\n".join([*github(found), summary(found)])
    return "\n\n".join([*Telling(colour).all(found), summary(found)])


def summary(found: Sequence[Comparison]) -> str:
    counts = {status: sum(one.status == status for one in found) for status in STATUS}
    parts = [f"{count} {STATUS[status]}" for status, count in counts.items() if count]
    return f"{counted(len(found), 'play')}: {', '.join(parts)}"


def path_of(one: Comparison) -> str:
    return path_to(str(one.kept.path), Path())


class Telling:
    """Tells each change once, however many plays pass it."""

    def __init__(self, colour: bool) -> None:
        self.colour = colour
        self.told: set[Difference] = set()

    def all(self, found: Sequence[Comparison]) -> Iterator[str]:
        for one in found:
            blocks = list(self.blocks(one))
            if blocks:
                yield "\n\n".join(blocks)

    def blocks(self, one: Comparison) -> Iterator[str]:
        name = self.paint(path_of(one), "title")
        if one.replay is None:
            yield f"{name} {clean(one.trouble)}"
            return
        shown = list(filter(None, [self.page(page) for page in one.changed]))
        renamed = [f"  `{taken.scene}.{taken.choice}` is `{new}` now" for taken, new in one.replay.renamed]
        if not one.changed and not renamed and one.replay.stop is None:
            return
        said_already = "" if shown or not one.changed else ", all told above"
        yield name + (f": {counted(len(one.changed), 'page')} changed{said_already}" if one.changed else "")
        if renamed:
            yield "\n".join(renamed)
        yield from shown
        if one.replay.stop is not None:
            page = one.replay.play.length + 1
            yield "\n".join(
                self.wrapped(
                    [("same", f"The play stops at page {page}: {clean(str(one.replay.stop))}")], "  ! "
                )
            )

    def page(self, page: Changed) -> str:
        """The differences of one page that were not told before; "" if there are none."""
        new = [each for each in differences(page.before, page.now) if each not in self.told]
        if not new:
            return ""
        self.told.update(new)
        after = f", after “{clean(page.after)}”" if page.after else ""
        lines = [self.paint(f"  page {page.number}{after} ({page.scene})", "faint")]
        for each in new:
            sign = {"gone": "  - ", "new": "  + "}[each[0].role] if len(each) == 1 else "  ~ "
            lines += self.wrapped(
                [(piece.role if len(each) > 1 else "same", clean(piece.text)) for piece in each], sign
            )
        return "\n".join(lines)

    def wrapped(self, pieces: Sequence[tuple[str, str]], sign: str) -> list[str]:
        """Lines of at most WIDTH cells; what went and what came is framed, or coloured instead."""
        lines, line, width = [], sign, len(sign)
        for unit in units(pieces, framed=not self.colour):
            cells = sum(width_of(text) for text, _ in unit)
            if width > len(sign) and width + 1 + cells > WIDTH:
                lines.append(line)
                line, width = " " * len(sign), len(sign)
            gap = " " if width > len(sign) else ""
            line += gap + "".join([self.paint(text, role) for text, role in unit])
            width += len(gap) + cells
        return [*lines, line]

    def paint(self, text: str, role: str) -> str:
        return f"\x1b[{COLOURS[role]}m{text}\x1b[0m" if self.colour and role in COLOURS else text


def units(pieces: Sequence[tuple[str, str]], framed: bool) -> Iterator[list[tuple[str, str]]]:
    """The words of all pieces, those that no space parts together. In frames, a word that came stands right
    behind the one that went.
    """
    unit: list[tuple[str, str]] = []
    before = ""
    for role, text in pieces:
        apart = text[:1].isspace()
        start, end = FRAMES[role] if framed else ("", "")
        parts = text.split()
        for at, part in enumerate(parts):
            glued = at == 0 and (not apart or (framed and role == "new" and before == "gone apart"))
            if unit and not glued:
                yield unit
                unit = []
            unit.append(((start if at == 0 else "") + part + (end if at == len(parts) - 1 else ""), role))
        before = f"{role} apart" if apart else role
    if unit:
        yield unit


# -- for programs --------------------------------------------------------------------------


def as_json(found: Sequence[Comparison]) -> str:
    plays = [
        {
            "file": path_of(one),
            "status": one.status,
            "trouble": one.trouble,
            "stop": str(one.replay.stop) if one.replay is not None and one.replay.stop is not None else "",
            "renamed": {f"{taken.scene}.{taken.choice}": new for taken, new in one.replay.renamed}
            if one.replay is not None
            else {},
            "pages": [
                {**page._asdict(), "before": list(page.before), "now": list(page.now)} for page in one.changed
            ],
        }
        for one in found
    ]
    return json.dumps({"plays": plays}, ensure_ascii=False, indent=1)


def github(found: Sequence[Comparison]) -> Iterator[str]:
    """Workflow commands, which GitHub shows beside the lines of the transcripts."""
    for one in found:
        file = property_of(path_of(one))
        if one.replay is None:
            yield command(file, 1, "cannot be read", one.trouble)
            continue
        for page in one.changed:
            texts = [framed(each) for each in differences(page.before, page.now)]
            yield command(file, page.line, f"page {page.number} has changed", " / ".join(texts))
        if one.replay.stop is not None and one.kept.transcript is not None:
            line = one.kept.transcript.pages[one.replay.play.length].line
            yield command(file, line, "the play stops here", str(one.replay.stop))


def framed(difference: Difference) -> str:
    """One paragraph on one line."""
    return " ".join(["".join([text for text, _ in unit]) for unit in units(difference, framed=True)])


def command(file: str, line: int, title: str, text: str) -> str:
    return f"::error file={file},line={line},title={property_of(title)}::{said(text).replace('%', '%25')}"
