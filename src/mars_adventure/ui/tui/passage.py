"""One turn as paragraphs: the choice that led to it, its blocks, and what it brings to the notebook."""

from collections.abc import Mapping
from typing import NamedTuple

from textual.content import Content

from mars_adventure.engine import Play
from mars_adventure.engine.turn import Block, News, Span
from mars_adventure.story.model import ChoiceMark, Speaker
from mars_adventure.ui.columns import hang_of
from mars_adventure.ui.tui.chapters import roman
from mars_adventure.ui.tui.content import content_of_spans, content_of_text
from mars_adventure.ui.tui.paragraph import NOBODY, NOTHING, Paragraph

ECHO_FIRST, ECHO_REST = Content("▌ "), Content("  ")
BAR = Content("│ ")
LEARNT, STRUCK = Content("◆ "), Content("✗ ")
HANGING = Content("  ")
CLOSE = {("speech", "speech"), ("document", "document"), ("chapter", "place")}
"""The kinds of block that follow each other without an empty line."""

LONGEST_NAME = 14
"""A longer name stands in the line, because a column for it would leave too little for the words."""


class Passage(NamedTuple):
    """What one moment of a play put on the page. `sign` is that of the choice's mark, or ""."""

    echo: tuple[Span, ...]
    sign: str
    blocks: tuple[Block, ...]
    news: tuple[News, ...]
    chapter: int = 0


def passage_of(moment: Play, marks: Mapping[str, ChoiceMark]) -> Passage:
    """The passage that a moment of a play put on the page."""
    turn = moment.turn
    offers = moment.parent.turn.offers if moment.parent is not None else ()
    taken = next((offer for offer in offers if offer.id == moment.choice), None)
    if taken is None:
        return Passage((), "", turn.blocks, turn.news, turn.chapter)
    sign = marks[taken.mark].sign if taken.mark in marks else ""
    return Passage(taken.label, sign, turn.blocks, turn.news, turn.chapter)


def set_passage(
    passage: Passage, speakers: Mapping[str, Speaker], *, past: bool = False, owner: int = NOBODY
) -> list[Paragraph]:
    """The paragraphs of a passage, all in the quiet look of what has been read if `past`."""
    found = []
    if passage.echo:
        echo = content_of_spans(passage.echo)
        if passage.sign:
            echo = content_of_text(passage.sign) + Content(" ") + echo
        found.append(Paragraph(echo, _role("echo", past), ECHO_FIRST, ECHO_REST, owner=owner))
    found += set_blocks(passage.blocks, speakers, passage.chapter, passage.news, past=past, owner=owner)
    return found


def set_blocks(
    blocks: tuple[Block, ...],
    speakers: Mapping[str, Speaker],
    chapter: int = 0,
    news: tuple[News, ...] = (),
    *,
    past: bool = False,
    owner: int = NOBODY,
) -> list[Paragraph]:
    """The paragraphs of some blocks, and the news where it belongs among them; the names of all who speak
    share one column.

    `chapter` is the number to stand before a chapter's heading, 0 for none.
    """
    names = {
        name: content_of_text(speakers[name].name if name in speakers else name)
        for name in dict.fromkeys(block.speaker for block in blocks if block.kind == "speech")
    }
    room = max((name.cell_length for name in names.values() if name.cell_length <= LONGEST_NAME), default=0)
    found = set_news(news, 0, past=past, owner=owner)
    before = ""
    for place, block in enumerate(blocks, 1):
        text = content_of_spans(block.spans)
        together = (before, block.kind) in CLOSE
        gap = 0 if together else 1
        role = _role(block.kind, past)
        match block.kind:
            case "speech":
                radio = block.speaker in speakers and speakers[block.speaker].radio
                paragraph = _speech(names[block.speaker], text, room, radio, past)
            case "document":
                if before == "document":
                    found.append(Paragraph(NOTHING, role, BAR, BAR, gap, owner))
                *rows, paragraph = _rows(text, role)
                for row in rows:
                    found.append(row._replace(gap=gap, owner=owner))
                    gap = 0
            case "break":
                paragraph = Paragraph(Content("·   ·   ·"), _role("quiet", past), centred=True)
            case "chapter":
                number = Content(f"{roman(chapter)}.  ") if chapter else NOTHING
                paragraph = Paragraph(number + text, _role("heading", past))
            case "place":
                paragraph = Paragraph(text, _role("quiet", past))
            case _:
                paragraph = Paragraph(text, _role("prose", past))
        found.append(paragraph._replace(gap=gap, owner=owner))
        brought = set_news(news, place, past=past, owner=owner)
        found += brought
        before = "" if brought else block.kind
    return found


def set_news(
    news: tuple[News, ...], after: int, *, past: bool = False, owner: int = NOBODY
) -> list[Paragraph]:
    """What was learnt and struck out after so many blocks; what was lost is passed over in silence."""
    found: list[Paragraph] = []
    for what, sign, words in (
        ("learnt", LEARNT, "In the notebook: "),
        ("struck", STRUCK, "Struck out: "),
    ):
        titles = [entry.title for entry in news if entry.what == what and entry.after == after]
        if titles:
            text = content_of_text(words + " · ".join(titles))
            gap = 0 if found else 1
            found.append(Paragraph(text, _role("news", past), sign, HANGING, gap, owner))
    return found


def _speech(name: Content, text: Content, room: int, radio: bool, past: bool) -> Paragraph:
    role = _role("radio" if radio else "speech", past)
    bar = Content("┊ ") if radio else NOTHING
    name = name.stylize("bold")
    if name.cell_length > LONGEST_NAME:
        return Paragraph(name + Content("  ") + text, role, bar, bar or HANGING)
    margin = name.pad_right(room + 2 - name.cell_length)
    return Paragraph(text, role, margin + bar, Content(" " * margin.cell_length) + bar)


def _rows(text: Content, role: str) -> list[Paragraph]:
    """The lines of a document, each a paragraph: what stands in columns goes on below its second."""
    return [
        Paragraph(row, role, BAR, BAR.pad_right(hang_of(row.plain)))
        for row in text.split("\n", allow_blank=True)
    ]


def _role(role: str, past: bool) -> str:
    return "past" if past else role
