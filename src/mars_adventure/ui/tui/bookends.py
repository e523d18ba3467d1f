"""What stands around the story's own text: notices when a page is opened, endings and dead ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from mars_adventure.engine import Span, ledger
from mars_adventure.ui.tui.choices import Choices, Option
from mars_adventure.ui.tui.content import content_of_text
from mars_adventure.ui.tui.paragraph import Paragraph
from mars_adventure.ui.tui.passage import HANGING, set_blocks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mars_adventure.engine import Play
    from mars_adventure.story import Story

NOTICE = Content("! ")

BACK, TITLE = "back", "title"

DEAD_END = (
    "Here the story stops without an ending. That is a fault of the story and none of yours: "
    "you can take back your last choice and go another way."
)


def set_notices(notices: Sequence[str]) -> list[Paragraph]:
    """What had to be repaired when the save was opened, in words."""
    return [
        Paragraph(content_of_text(notice), "quiet", NOTICE, Content("  "), gap=0 if index else 1)
        for index, notice in enumerate(notices)
    ]


def set_recap(lines: Sequence[str]) -> list[Paragraph]:
    """What happened in the chapters before, a line each, for a reader who comes back to a play."""
    if not lines:
        return []
    told = [Paragraph(content_of_text(line), "quiet", HANGING, HANGING, 0) for line in lines]
    return [Paragraph(content_of_text("Previously", "bold"), "quiet"), *told]


def close_page(story: Story, play: Play) -> list[Paragraph]:
    """What follows the text where the story offers nothing more: the ending, or an honest word."""
    turn = play.turn
    if not turn.ending:
        return [Paragraph(content_of_text(DEAD_END, "$warning"), "prose", NOTICE, Content("  "))]
    ending = story.endings.get(turn.ending)
    title = ending.title if ending is not None else turn.ending
    found = [
        Paragraph(Content("·   ·   ·"), "quiet", centred=True),
        Paragraph(content_of_text(title), "heading", centred=True),
    ]
    return found + set_blocks(ledger(story, play.state), story.speakers)


def ways_out(can_undo: bool, choices: Choices) -> Choices:
    """What is offered where the story offers nothing more; closed offers stay in sight."""
    ways = [Option(BACK, (Span("Back one choice"),))] if can_undo else []
    ways.append(Option(TITLE, (Span("Title"),)))
    return Choices((*choices.options, *ways), legend=choices.legend).first()
