"""What the reader is shown now: blocks of text, offered choices, news.

The same turn feeds the app, the plain reader, tests and transcripts.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Self

from mars_adventure.story.model import Span

HEADINGS = ("chapter", "place")
KINDS = ("prose", "speech", "document", "break", *HEADINGS)
"""The kinds of a block."""

__all__ = ["HEADINGS", "KINDS", "Block", "News", "Offer", "Span", "Turn"]


class Block(NamedTuple):
    """One paragraph.

    `kind` is "prose", "speech" (then `speaker` is a declared speaker), "document"
    (its text keeps its line breaks), "break" (no text), "chapter" (a heading) or "place" (the place
    and time that hold from here on). `styled` is the text in runs where some part has a style, and else ().
    """

    kind: str
    text: str
    speaker: str = ""
    styled: tuple[Span, ...] = ()

    @classmethod
    def of(cls, kind: str, spans: tuple[Span, ...], speaker: str = "") -> Self:
        text, styled = parted(spans)
        return cls(kind, text, speaker, styled)

    @property
    def spans(self) -> tuple[Span, ...]:
        return self.styled or plain(self.text)


class Offer(NamedTuple):
    """One choice as shown now.

    `closed` is "" for a choice that can be taken, and otherwise the reason why it is
    struck out. `mark` and `kind` are names the story declares, or "". `styled` is as in a block.
    """

    id: str
    text: str
    closed: str = ""
    mark: str = ""
    kind: str = ""
    styled: tuple[Span, ...] = ()

    @property
    def label(self) -> tuple[Span, ...]:
        return self.styled or plain(self.text)


class News(NamedTuple):
    """A change of the casebook: `what` is "learnt", "struck" or "lost"; `note` its name.

    It belongs after the first `after` blocks of its turn: behind the words that told it, and
    before the next place.
    """

    what: str
    note: str
    title: str
    after: int


class Turn(NamedTuple):
    """`scene` is where play stands; `ending` the name of the ending reached, or "".

    `chapter` is the number of the chapter, 0 where the story has none.
    A turn with no ending and no open offer is a dead end of the story.
    """

    scene: str
    chapter: int
    place: str
    time: str
    blocks: tuple[Block, ...]
    offers: tuple[Offer, ...]
    news: tuple[News, ...]
    ending: str

    def told(self) -> Iterator[Block | News]:
        """The blocks, each piece of news where it belongs among them."""
        for place in range(len(self.blocks) + 1):
            yield from [item for item in self.news if item.after == place]
            yield from self.blocks[place : place + 1]

    @property
    def text(self) -> str:
        """The turn's prose as plain text, paragraphs parted by an empty line."""
        return "\n\n".join([block[1] for block in self.blocks])  # by number: in half the time


def settled(news: Sequence[News], blocks: Sequence[Block]) -> tuple[News, ...]:
    """News that was told before so many blocks, set behind the words that followed there."""
    return tuple([item._replace(after=_end_of_words(blocks, item.after)) for item in news])


def _end_of_words(blocks: Sequence[Block], at: int) -> int:
    found_words = False
    for place in range(at, len(blocks)):
        if blocks[place].kind not in HEADINGS:
            found_words = True
        elif found_words:
            return place
    return len(blocks)


def parted(spans: tuple[Span, ...]) -> tuple[str, tuple[Span, ...]]:
    """The text of spans, and the spans themselves if one of them has a style."""
    return "".join([span[0] for span in spans]), spans if any([span[1] for span in spans]) else ()


def plain(text: str) -> tuple[Span, ...]:
    return (Span(text),) if text else ()
