"""One turn as lines of text: every word that a reader was shown, a paragraph a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mars_adventure.author.cells import clean
from mars_adventure.engine import Block

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mars_adventure.engine import News, Offer, Turn
    from mars_adventure.engine.turn import Span
    from mars_adventure.story import Story

STYLES = {"": "", "em": "*", "strong": "**"}
NEWS = {"learnt": "In the notebook", "struck": "Struck out in the notebook", "lost": "Gone from the notebook"}
NO_WAY_ON = "The story has no way on from here."
OFFER, TAKEN, DOCUMENT, ESCAPE = "- ", "> ", "|", "\\"
"""What lines begin with; prose that would begin with TAKEN or ESCAPE has one ESCAPE before it."""


def lines_of(turn: Turn, story: Story) -> tuple[str, ...]:
    """What was read, what became known by it, what was offered."""
    lines = [line for item in turn.told() for line in told_lines(item, story)]
    if turn.ending:
        lines.append(f"The end: {story.endings[turn.ending].title}.")
    elif all(offer.closed for offer in turn.offers):
        lines.append(NO_WAY_ON)
    lines = [clean(line) for line in lines]
    return (*map(escaped, lines), *[offer_line(offer, story) for offer in turn.offers])


def told_lines(item: Block | News, story: Story) -> Iterator[str]:
    if isinstance(item, Block):
        yield from block_lines(item, story)
    else:
        yield f"{NEWS[item.what]}: {item.title}."


def block_lines(block: Block, story: Story) -> Iterator[str]:
    text = styled(block.spans)
    match block.kind:
        case "chapter":
            yield f"== {text} =="
        case "place":
            yield f"[{text}]"
        case "break":
            yield "* * *"
        case "document":
            yield from [f"{DOCUMENT} {line}".rstrip() for line in text.split("\n")]
        case kind:
            words = " ".join(text.split())
            speaker = story.speakers[block.speaker] if kind == "speech" else None
            if speaker is not None:
                words = f"{speaker.name}{', by radio' if speaker.radio else ''}: {words}"
            if words:
                yield words


def styled(spans: Iterable[Span]) -> str:
    return "".join([f"{STYLES[span.style]}{span.text}{STYLES[span.style]}" for span in spans])


def offer_line(offer: Offer, story: Story) -> str:
    mark = f" ({story.marks[offer.mark].means})" if offer.mark else ""
    closed = f" [closed: {offer.closed}]" if offer.closed else ""
    return clean(f"{OFFER}{styled(offer.label)}{mark}{closed}")


def escaped(line: str) -> str:
    return ESCAPE + line if line.startswith((TAKEN, OFFER, ESCAPE)) else line


def spaced(lines: Sequence[str]) -> Iterator[str]:
    """The lines with an empty one between paragraphs; choices, and lines of a document, stand together."""
    before = ""
    for line in lines:
        together = any(
            line.startswith(sort) and before.startswith(sort) for sort in ((OFFER, TAKEN), DOCUMENT)
        )
        if before and not together:
            yield ""
        yield line
        before = line
