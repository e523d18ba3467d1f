"""The choices on offer: their numbers, signs and reasons, and the cursor among them."""

from collections.abc import Mapping
from typing import NamedTuple, Self

from textual.content import Content

from mars_adventure.engine.turn import Offer, Span
from mars_adventure.story.model import ChoiceMark
from mars_adventure.ui.tui.content import content_of_spans, content_of_text
from mars_adventure.ui.tui.paragraph import Paragraph

CLOSED = "·"


class Option(NamedTuple):
    """One choice as the reader sees it. `closed` is the reason why it is struck out, or "";
    `taken` says that it has been taken before in this play.
    """

    id: str
    label: tuple[Span, ...]
    closed: str = ""
    sign: str = ""
    taken: bool = False


class Choices(NamedTuple):
    """The options, the one the cursor is on (-1: none can be taken), and what their signs mean."""

    options: tuple[Option, ...] = ()
    cursor: int = -1
    legend: tuple[tuple[str, str], ...] = ()

    @property
    def current(self) -> Option | None:
        return self.options[self.cursor] if self.cursor >= 0 else None

    def first(self) -> Self:
        """The cursor on the first option that can be taken."""
        open_ones = (index for index, option in enumerate(self.options) if not option.closed)
        return self._replace(cursor=next(open_ones, -1))

    def moved(self, step: int) -> Self:
        """The cursor on the next option that can be taken, beginning again at either end."""
        open_ones = [index for index, option in enumerate(self.options) if not option.closed]
        if not open_ones:
            return self
        place = (open_ones.index(self.cursor) + step) % len(open_ones)
        return self._replace(cursor=open_ones[place])

    def at(self, index: int) -> Self:
        """The cursor on this option, if there is one and it can be taken."""
        if 0 <= index < len(self.options) and not self.options[index].closed:
            return self._replace(cursor=index)
        return self

    def on(self, id_: str) -> Self:
        """The cursor on the option with this id, if it can be taken."""
        return self.at(next((index for index, option in enumerate(self.options) if option.id == id_), -1))

    def paragraphs(self) -> list[Paragraph]:
        """One paragraph an option, and a last one for what the signs mean."""
        found = [self.paragraph(index) for index in range(len(self.options))]
        if self.legend:
            # a sign is not to be parted from its meaning by the end of a line
            meanings = "   ".join(f"{sign} {means}".replace(" ", "\xa0") for sign, means in self.legend)
            margin = Content(" " * found[0].first.cell_length)
            found.append(Paragraph(content_of_text(meanings), "quiet", margin, margin))
        return found

    def paragraph(self, index: int) -> Paragraph:
        """An option with its number, or `·` if it is closed, and all lines hanging."""
        option = self.options[index]
        here = index == self.cursor
        number = CLOSED if option.closed else str(index + 1) if index < 9 else " "
        text = content_of_spans(option.label)
        if option.closed:
            text = text.stylize("strike") + Content("  ") + content_of_text(option.closed, "$warning")
        elif option.taken:
            text = text + Content(" ✓")
        margin = Content.assemble(
            (" ▸ " if here else "   "),
            (number, "bold $primary" if not option.closed else ""),
            "  ",
        )
        if any(other.sign for other in self.options):
            widest = max(content_of_text(other.sign).cell_length for other in self.options)
            margin += content_of_text(option.sign).pad_right(
                widest + 1 - content_of_text(option.sign).cell_length
            )
        return Paragraph(
            text,
            "closed" if option.closed else "cursor" if here else "choice",
            margin,
            Content(" " * margin.cell_length),
            gap=0 if index else 1,
            owner=index,
        )


def choices_of(
    offers: tuple[Offer, ...], marks: Mapping[str, ChoiceMark], taken: frozenset[str] = frozenset()
) -> Choices:
    """The offers of a turn, the cursor on the first that can be taken."""
    options = tuple(
        Option(
            offer.id,
            offer.label,
            offer.closed,
            marks[offer.mark].sign if offer.mark in marks else "",
            offer.id in taken,
        )
        for offer in offers
    )
    used = dict.fromkeys(offer.mark for offer in offers if offer.mark in marks)
    legend = tuple((marks[name].sign, marks[name].means) for name in used)
    return Choices(options, legend=legend).first()
