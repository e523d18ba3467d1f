"""Blocks, choices and entries as plain lines of text."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from mars_adventure.ui.columns import columns_of, hang_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mars_adventure.engine import Block, Entry, Offer
    from mars_adventure.engine.turn import Span
    from mars_adventure.story import Story

NO_BREAK = "\N{NO-BREAK SPACE}"


def paragraph(text: str, width: int, indent: str = "") -> list[str]:
    """Lines of at most `width` characters; one long line if it is 0."""
    if not width:
        return [indent + text]
    return textwrap.wrap(
        text,
        width,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [""]


def marked(spans: Iterable[Span]) -> str:
    """The text with a low line on either side of what is set off, as in `_Speedwell_`: without it a word that
    is quoted or stressed could not be told from the rest. Most screen readers pass low lines over in silence.
    """
    return "".join(f"_{span.text}_" if span.style else span.text for span in spans)


def block_lines(block: Block, story: Story, width: int) -> list[str]:
    match block.kind:
        case "chapter":
            return [f"== {block.text} =="]
        case "place":
            return [f"[{block.text}]"]
        case "break":
            return ["* * *"]
        case "document":
            return ["  | " + line for row in block.text.splitlines() for line in document_row(row, width - 4)]
        case "speech":
            speaker = story.speakers[block.speaker]
            name = f"{speaker.name}, by radio" if speaker.radio else speaker.name
            return paragraph(f"{name}: {marked(block.spans)}", width)
    return paragraph(marked(block.spans), width)


def document_row(row: str, width: int) -> list[str]:
    """A line of a document in as many as it needs: it parts between its columns before it parts in one."""
    if width <= 0 or len(row) <= width:
        return [row]
    indent = " " * hang_of(row)
    room = width - len(indent)
    whole = [
        part.replace(" ", NO_BREAK) if part.strip() and len(part) <= room else part
        for part in columns_of(row)
    ]
    lines = textwrap.wrap(
        "".join(whole), width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
    return [line.replace(NO_BREAK, " ") for line in lines]


def offer_lines(offers: tuple[Offer, ...], story: Story, width: int) -> list[str]:
    """Choices numbered from 1 as in the app, closed ones too, which say why they are."""
    lines = []
    for number, offer in enumerate(offers, 1):
        mark = f" ({story.marks[offer.mark].means})" if offer.mark else ""
        closed = f" [closed: {offer.closed}]" if offer.closed else ""
        lines += paragraph(f"{number}. {marked(offer.label)}{mark}{closed}", width)
    return lines


def entry_lines(entry: Entry, story: Story, width: int) -> list[str]:
    """A note or other entry of the casebook, with where and when it was learnt."""
    where = ", ".join(filter(None, (entry.place, entry.time)))
    lines = [
        entry.title + (" (struck out)" if entry.status == "struck" else "") + (f" [{where}]" if where else "")
    ]
    for block in entry.blocks:
        lines += block_lines(block, story, width)
    for name, notes in (("For", entry.speaks_for), ("Against", entry.speaks_against)):
        titles = [note.title + (" (struck out)" if note.struck else "") for note in notes]
        if titles:
            lines += paragraph(f"{name}: {'; '.join(titles)}", width)
    return lines
