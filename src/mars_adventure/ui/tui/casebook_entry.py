"""One entry of the notebook as the paragraphs of a column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from mars_adventure.ui.tui.chapters import roman
from mars_adventure.ui.tui.content import content_of_text
from mars_adventure.ui.tui.paragraph import Paragraph
from mars_adventure.ui.tui.passage import STRUCK, set_blocks
from mars_adventure.ui.tui.reel_text import joined

if TYPE_CHECKING:
    from mars_adventure.engine.casebook import Entry, Evidence
    from mars_adventure.story import Story

STRUCK_OUT = Content.styled("struck out", "bold $warning")


def paragraphs_of(entry: Entry, story: Story) -> list[Paragraph]:
    """Title, where and when it was learnt, the text, and for a theory the notes it is weighed by."""
    struck = entry.status == "struck"
    title = content_of_text(entry.title, "strike" if struck else "")
    found = [Paragraph(title, "quiet" if struck else "heading", gap=0)]
    learnt = learnt_at(entry)
    if struck:
        learnt = Content("  ·  ").join([part for part in (STRUCK_OUT, learnt) if part.plain])
    if learnt.plain:
        found.append(Paragraph(learnt, "quiet", gap=0))
    text = set_blocks(entry.blocks, story.speakers)
    found += [strike(paragraph) for paragraph in text] if struck else text
    found += weighed("For", "+ ", "$success", entry.speaks_for)
    found += weighed("Against", "− ", "$warning", entry.speaks_against)
    return found


def weighed(word: str, sign: str, style: str, notes: tuple[Evidence, ...]) -> list[Paragraph]:
    """The notes on one side of a theory, also those that are struck out; nothing where there are none."""
    found = [Paragraph(Content.styled(word, f"bold {style}"))] if notes else []
    rest = Content("    ")
    for note in notes:
        title = content_of_text(" ".join(note.title.split()))
        kept = Paragraph(title, "prose", Content.styled(f"  {sign}", style), rest, 0)
        found.append(strike(kept._replace(first=Content("  ") + STRUCK)) if note.struck else kept)
    return found


def learnt_at(entry: Entry) -> Content:
    chapter = f"chapter {roman(entry.chapter)}" if entry.chapter else ""
    return content_of_text(joined(entry.place, entry.time, chapter))


def strike(paragraph: Paragraph) -> Paragraph:
    """What is struck out stays readable, through the line."""
    return paragraph._replace(content=paragraph.content.stylize("strike"), role="quiet")
