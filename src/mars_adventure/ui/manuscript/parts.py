"""What a manuscript is made of, in order, before it is written in any form."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mars_adventure.engine import Block, Span, ledger

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mars_adventure.engine import Play
    from mars_adventure.story import Story


class Part(NamedTuple):
    """`kind` is that of a block, or "choice" (`aside` is what its mark means), or "end" (a title).
    `speaker` is a name as readers see it.
    """

    kind: str
    spans: tuple[Span, ...]
    speaker: str = ""
    aside: str = ""

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)


def parts_of(story: Story, play: Play) -> Iterator[Part]:
    """The whole play up to this moment, as it was read."""
    for moment in play.moments():
        if moment.parent is not None:
            yield _choice(story, moment)
        for block in moment.turn.blocks:
            yield _part(story, block)
    ending = story.endings.get(play.turn.ending)
    if ending is not None:
        yield Part("end", (Span(ending.title if ending.interim else f"The end: {ending.title}"),))
        for block in ledger(story, play.state):
            yield _part(story, block)


def heading(story: Story, play: Play) -> str:
    """One line that says what this is."""
    choices = "1 choice" if play.length == 1 else f"{play.length} choices"
    return f"A play of {choices}" + (f", version {story.version}" if story.version else "")


def _choice(story: Story, moment: Play) -> Part:
    assert moment.parent is not None
    offer = next((offer for offer in moment.parent.turn.offers if offer.id == moment.choice), None)
    if offer is None:
        return Part("choice", (Span(moment.choice or ""),))
    return Part("choice", offer.label, aside=story.marks[offer.mark].means if offer.mark else "")


def _part(story: Story, block: Block) -> Part:
    speaker = story.speakers.get(block.speaker)
    name = "" if speaker is None else f"{speaker.name}, by radio" if speaker.radio else speaker.name
    return Part(block.kind, block.spans, name)
