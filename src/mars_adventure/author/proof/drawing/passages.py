"""Which passages are shown when, and the questions that follow from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mars_adventure.author.proof.drawing.wording import worded
from mars_adventure.author.proof.machine.guards import TRUE, Guard, every, negation
from mars_adventure.story.logic import Among, parts_of
from mars_adventure.story.model import Either, Paragraph, Shown, Span, Varied
from mars_adventure.story.problems import Position
from mars_adventure.story.types import KNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mars_adventure.author.proof.drawing.reading import Reader
    from mars_adventure.author.proof.drawing.strand import Strand
    from mars_adventure.story.logic import Logic
    from mars_adventure.story.model import Inline, Part, Prose, Versions


def ask_of_prose(strand: Strand, prose: Prose, where: str, at: Position) -> None:
    """Asks of each passage whether it is ever shown, ever left out, and known to those it needs."""
    ask_of_pieces(strand, prose, TRUE, where, at)


def ask_of_pieces(strand: Strand, prose: Prose, held: Guard, where: str, at: Position) -> None:
    for number, piece in enumerate(prose):
        if isinstance(piece, Paragraph):
            ask_of_paragraph(strand, piece, held, where, Position(at.file, piece.line, 1))
            continue
        line = first_line(piece)
        here = Position(at.file, line, 1) if line else at
        for condition, guard, passage in branches(strand.sketch.reader, piece):
            shown = every(held, guard)
            key = f"{where} {here.line} {number} {worded(condition)}"
            if parts_of(condition) or not isinstance(passage, tuple):
                ask_of_condition(strand, condition, held, guard, shown, key, where, line_of(passage, here))
            elif passage:
                strand.ask(
                    "passage",
                    key,
                    shown,
                    f"a passage in {where} is never shown: no other is ever left out",
                    line_of(passage, here),
                    True,
                )
            ask_of_pieces(strand, passage, shown, where, here)


def ask_of_condition(
    strand: Strand,
    condition: Logic,
    held: Guard,
    guard: Guard,
    shown: Guard,
    key: str,
    where: str,
    at: Position,
) -> None:
    words = worded(condition)
    strand.ask(
        "passage", key, shown, f"a passage in {where} is never shown: `{words}` never holds there", at, True
    )
    off = every(held, negation(strand.sketch.reader.guard(condition)))
    strand.ask("always", key, off, f"`{words}` in {where} always holds there", at, True, "notice")


def ask_of_paragraph(strand: Strand, paragraph: Paragraph, held: Guard, where: str, at: Position) -> None:
    for note in paragraph.needs:
        unknown = every(held, negation(strand.sketch.reader.guard(Among(f"note.{note}", (KNOWN,)))))
        strand.ask(
            "needs",
            f"{where} {at.line} {note}",
            unknown,
            f"a passage in {where} needs `{note}`, which may be unknown there",
            at,
            False,
        )
    ask_of_inline(strand, paragraph.parts, where, at, held)


def ask_of_inline(strand: Strand, parts: Inline, where: str, at: Position, held: Guard = TRUE) -> None:
    """The same for alternatives inside a paragraph, label or heading."""
    for number, part in enumerate(parts):
        if isinstance(part, Span | Shown):
            continue
        for words, guard, inside in alternatives(strand.sketch.reader, part):
            shown = every(held, guard)
            key = f"{where} {at.line} {number} {words} {said(inside)}"
            weight = "error" if inside else "notice"
            told = f"“{said(inside)}”" if inside else "nothing"
            strand.ask(
                "passage",
                key,
                shown,
                f"`{words}` in {where} never holds there, so {told} is never shown",
                at,
                True,
                weight,
            )
            ask_of_inline(strand, inside, where, at, shown)


# -- what is shown when ----------------------------------------------------------------------


def branches(reader: Reader, versions: Versions) -> Iterator[tuple[Logic, Guard, Prose]]:
    """Each branch with when it is shown, as `engine.rendering` chooses among them."""
    order = list(versions.branches)
    if versions.salient:
        order.sort(key=lambda branch: -parts_of(branch[0]))
    rest: Guard = TRUE
    for condition, passage in order:
        guard = reader.guard(condition)
        yield condition, every(rest, guard), passage
        rest = every(rest, negation(guard))


def alternatives(reader: Reader, part: Part) -> Iterator[tuple[str, Guard, Inline]]:
    """The runs of text that a part may come to: in what case, in words and as a guard."""
    match part:
        case Either(condition, yes, no):
            guard = reader.guard(condition)
            yield worded(condition), guard, yes
            yield f"not ({worded(condition)})", negation(guard), no
        case Varied(kind, slot, options):
            at = reader.variables.at[slot, ""]
            size = len(reader.variables.all[at].values)
            for number, option in enumerate(options):
                mask = sum(
                    1 << value for value in range(size) if option_at(kind, value, len(options)) == number
                )
                # The order of shuffled options is drawn before the play, so any can come at any time.
                guard = TRUE if kind == "shuffle" else reader.test(at, mask, {})
                yield f"{kind} {number + 1}", guard, option


def option_at(kind: str, count: int, options: int) -> int:
    return min(count, options) - 1 if kind == "steps" else (count - 1) % options


def paragraphs(reader: Reader, prose: Prose, held: Guard = TRUE) -> Iterator[tuple[Guard, Paragraph]]:
    """Every paragraph at any depth, with when it is shown."""
    for piece in prose:
        if isinstance(piece, Paragraph):
            yield held, piece
        else:
            for _, guard, passage in branches(reader, piece):
                yield from paragraphs(reader, passage, every(held, guard))


# -- where -----------------------------------------------------------------------------------


def first_line(versions: Versions) -> int:
    """The line of the first paragraph inside, 0 if there is none."""
    for _, passage in versions.branches:
        for piece in passage:
            line = piece.line if isinstance(piece, Paragraph) else first_line(piece)
            if line:
                return line
    return 0


def line_of(passage: Prose, otherwise: Position) -> Position:
    for piece in passage:
        line = piece.line if isinstance(piece, Paragraph) else first_line(piece)
        if line:
            return Position(otherwise.file, line, 1)
    return otherwise


def said(parts: Inline) -> str:
    """The beginning of a text, to know it by."""
    text = "".join(part.text if isinstance(part, Span) else "…" for part in parts)
    return text if len(text) <= 40 else text[:39] + "…"
