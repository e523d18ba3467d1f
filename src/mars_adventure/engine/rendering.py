"""Prose to blocks: what is the same every time is made once, the rest by a function of the state."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any

from mars_adventure.engine.translate import function_of, source_of, writer_of
from mars_adventure.engine.turn import Block
from mars_adventure.story.logic import Slot, parts_of
from mars_adventure.story.model import Either, Paragraph, Shown, Span, Varied, Versions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mars_adventure.story.model import Inline, Prose

    Spans = tuple[Span, ...]
    Text = Spans | Callable[..., Spans]
    """Spans, or a function of values and seed that gives them."""
    Written = tuple[Block, ...] | Callable[..., None]
    """Blocks, or a procedure of values, seed and a list, to which it adds blocks."""

MOST_BRANCHES, MOST_DEPTH = 500, 50
"""Python reads alternatives neither of any number nor of any depth: beyond these comes another procedure."""

CLOSING = tuple(",.;:!?”")
LEFT_OVER = re.compile(r" +(?=[,.;:!?”](?:[\s”’]|$))| {2,}")


def order_of(seed: int, slot: str, options: int) -> tuple[int, ...]:
    """The order in which a play with this seed goes through shuffled options."""

    def weight(option: int) -> bytes:
        return hashlib.blake2b(f"{seed}/{slot}/{option}".encode(), digest_size=8).digest()

    return tuple(sorted(range(options), key=weight))


def is_static(parts: Inline) -> bool:
    return all(isinstance(part, Span) for part in parts)


def is_plain(parts: Inline) -> bool:
    """Whether no part, at any depth, has a style, and no order depends on the seed."""
    for part in parts:
        match part:
            case Span(_, style) | Shown(_, _, style):
                if style:
                    return False
            case Either(_, yes, no):
                if not (is_plain(yes) and is_plain(no)):
                    return False
            case Varied(kind, _, options):
                if kind == "shuffle" or not all(map(is_plain, options)):
                    return False
    return True


def is_bare(part: Any) -> bool:
    """Whether the part shows a value just as it is."""
    return isinstance(part, Shown) and isinstance(part.value, Slot) and not part.labels


def may_gape(parts: Inline) -> bool:
    """Whether some part may come out empty, or with a blank at its end, and so leave blanks behind."""
    return not all(
        isinstance(part, Span) or (isinstance(part, Shown) and all(dict(part.labels).values()))
        for part in parts
    )


class Renderer:
    """Compiles the prose of one story. `index` gives the place of each slot among the values."""

    def __init__(self, index: Mapping[str, int]) -> None:
        self.index = index

    def text(self, parts: Inline) -> Text:
        if is_static(parts):
            return merged(parts)  # type: ignore[arg-type]  # nothing but spans
        if is_plain(parts):
            if not may_gape(parts):
                return function_of(f"(make(Span, ({self.string(parts)}, '')),)")
            make = function_of(self.string(parts))
            return lambda values, seed: (Span(tidy(make(values))),)
        makers = [self.maker(part) for part in parts]

        def spans(values: Any, seed: int) -> Spans:
            found: list[Span] = []
            for make in makers:
                make(values, seed, found)
            return merged(tuple(found), tidying=True)

        return spans

    def string(self, parts: Inline) -> str:
        """A Python expression for the text of parts without style.

        Literals beside each other are one literal to Python, which it joins faster than any sum.
        """
        found = ""
        was_literal = False
        for part in parts:
            is_literal = isinstance(part, Span) or is_bare(part)
            found += (" " if is_literal and was_literal else " + ") if found else ""
            found += self.string_of(part)
            was_literal = is_literal
        return found or "''"

    def string_of(self, part: Any) -> str:
        match part:
            case Span(text, _):
                return repr(text)
            case Shown(value, labels, _):
                source = source_of(value, self.index)
                if is_bare(part):
                    return f"f'{{{source}}}'"
                if not labels:
                    return f"str({source})"
                pairs = ", ".join(f"{name!r}: {label!r}" for name, label in labels)
                return f"{{{pairs}}}.get({source}, {source})"
            case Either(condition, yes, no):
                return (
                    f"(({self.string(yes)}) if {source_of(condition, self.index)} else ({self.string(no)}))"
                )
            case Varied(kind, slot, options):
                strings = ", ".join(f"({self.string(option)})" for option in options)
                return f"({strings})[{self.which(kind, slot, len(options))}]"
        raise TypeError(part)

    def which(self, kind: str, slot: str, options: int) -> str:
        at = self.index[slot]
        return f"min(S[{at}], {options}) - 1" if kind == "steps" else f"S[{at}] - 1"

    def maker(self, part: Any) -> Callable[..., None]:
        """A procedure that adds the part's spans to a list."""
        match part:
            case Span():
                return lambda values, seed, out: out.append(part)
            case Shown(_, _, style):
                make = function_of(self.string_of(part))
                return lambda values, seed, out: out.append(Span(make(values), style))
            case Either(condition, yes, no):
                holds = function_of(source_of(condition, self.index))
                first, second = [self.maker(p) for p in yes], [self.maker(p) for p in no]

                def either(values: Any, seed: int, out: list[Span]) -> None:
                    for inner in first if holds(values) else second:
                        inner(values, seed, out)

                return either
            case Varied(kind, slot, options):
                which = function_of(self.which(kind, slot, len(options)))
                inside = [[self.maker(p) for p in option] for option in options]

                def varied(values: Any, seed: int, out: list[Span]) -> None:
                    at = which(values)
                    if kind == "shuffle":
                        at = order_of(seed, slot, len(inside))[at]
                    for inner in inside[at]:
                        inner(values, seed, out)

                return varied
        raise TypeError(part)

    def prose(self, prose: Prose) -> Written:
        if all([isinstance(piece, Paragraph) and is_static(piece.parts) for piece in prose]):
            return tuple([Block.of(p.kind, merged(p.parts), p.speaker) for p in prose])  # type: ignore[union-attr,arg-type]  # see above
        constants: list[Any] = []
        return writer_of(self.lines(prose, constants), constants)

    def lines(self, prose: Prose, constants: list[Any], depth: int = 0) -> list[str]:
        """Python statements that add the blocks to `out`; what they need as it is goes into `constants`."""
        found: list[str] = []
        for piece in prose:
            if isinstance(piece, Paragraph):
                found.append(self.paragraph(piece, constants))
            elif depth < MOST_DEPTH:
                found += self.versions(piece, constants, depth)
            else:
                found.append(self.apart(piece, constants))
        return found

    def apart(self, versions: Versions, constants: list[Any]) -> str:
        """A statement that calls a procedure of its own for these versions."""
        constants.append(self.prose((versions,)))
        return f"K{len(constants) - 1}(S, R, out)"

    def paragraph(self, paragraph: Paragraph, constants: list[Any]) -> str:
        kind, parts, speaker = paragraph.kind, paragraph.parts, paragraph.speaker
        if is_plain(parts) and not is_static(parts) and not may_gape(parts):
            return f"out.append(make(Block, ({kind!r}, {self.string(parts)}, {speaker!r}, ())))"
        text = self.text(parts)
        if isinstance(text, tuple):
            constants.append(Block.of(kind, text, speaker))
            return f"out.append(K{len(constants) - 1})"

        def write(values: Any, seed: int, out: list[Block]) -> None:
            spans = text(values, seed)
            if any([span[0] for span in spans]):
                out.append(Block.of(kind, spans, speaker))

        constants.append(write)
        return f"K{len(constants) - 1}(S, R, out)"

    def versions(self, versions: Versions, constants: list[Any], depth: int) -> list[str]:
        branches = list(versions.branches)
        if versions.salient:
            branches.sort(key=lambda branch: -parts_of(branch[0]))
        found, word = [], "if"
        for condition, prose in branches[:MOST_BRANCHES]:
            found.append(f"{word} {source_of(condition, self.index)}:")
            found += [f" {line}" for line in self.lines(prose, constants, depth + 1) or ["pass"]]
            word = "elif"
        if rest := tuple(branches[MOST_BRANCHES:]):
            found += ["else:", " " + self.apart(Versions(rest, salient=False), constants)]
        return found


def add_blocks(written: Written, values: Any, seed: int, out: list[Block]) -> None:
    if isinstance(written, tuple):
        out += written
    else:
        written(values, seed, out)


def tidy(text: str) -> str:
    """Without the blanks that an empty alternative leaves behind."""
    if " " not in text:
        return text
    return LEFT_OVER.sub(
        lambda match: (
            " "
            if match.end() - match.start() > 1 and match.string[match.end() : match.end() + 1] not in CLOSING
            else ""
        ),
        text,
    ).strip(" ")


def merged(spans: Spans, tidying: bool = False) -> Spans:
    """Neighbours of one style as one span, without empty ones."""
    found: list[Span] = []
    for span in spans:
        if not span.text:
            continue
        text = span.text
        if found and tidying and found[-1].text.endswith(" ") and text.startswith(" "):
            text = text[1:]
        if found and found[-1].style == span.style:
            found[-1] = Span(found[-1].text + text, span.style)
        elif text:
            found.append(Span(text, span.style))
    if tidying:
        found = [Span(tidy_inside(span.text), span.style) for span in found]
        if found:
            found[0] = Span(found[0].text.lstrip(" "), found[0].style)
            found[-1] = Span(found[-1].text.rstrip(" "), found[-1].style)
    return tuple(found)


def tidy_inside(text: str) -> str:
    lead = " " if text.startswith(" ") else ""
    trail = " " if text.endswith(" ") and len(text) > 1 else ""
    return lead + tidy(text) + trail
