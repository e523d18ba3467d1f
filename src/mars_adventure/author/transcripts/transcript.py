"""A play as a text that can be read, compared line by line, and played again.

After a head of a few lines come the pages, each ended by the choices it offered. The choice that was
taken begins with `> ` and ends with its scene and id: `> Feel the kettle {kitchen.feel}`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from mars_adventure.author.transcripts.page import OFFER, TAKEN, lines_of, offer_line, spaced
from mars_adventure.engine.replay import Taken, path_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mars_adventure.engine import Play
    from mars_adventure.story import Story

FORMAT = "mars-adventure transcript 1"
HEAD = re.compile(r"(story|seed|shows): (.*)")
CHOSEN = re.compile(r"> (?P<text>.*) \{(?P<scene>\w+)\.(?P<choice>\w+)\}")


class Misread(ValueError):
    """Not a transcript, and why, in a sentence."""


class Page(NamedTuple):
    """`lines` are those of `lines_of`; `taken` is None on the last page, and its label is as it stands in
    the text, with the meaning of its mark. `line` is where the page begins in its file, from 1.
    """

    lines: tuple[str, ...]
    taken: Taken | None
    line: int


class Transcript(NamedTuple):
    """`shows` says in the author's words what the play is for, or is ""."""

    story: str
    seed: int
    shows: str
    pages: tuple[Page, ...]

    @property
    def path(self) -> tuple[Taken, ...]:
        return tuple([page.taken for page in self.pages if page.taken is not None])


def transcript_of(story: Story, play: Play, shows: str = "") -> Transcript:
    """The whole play up to this moment."""
    taken = [*path_of(play), None]
    pages = [Page(lines_of(moment.turn, story), taken[at], 0) for at, moment in enumerate(play.moments())]
    return Transcript(story.id, play.state.seed, " ".join(shows.split()), tuple(pages))


def as_text(kept: Transcript, story: Story, play: Play) -> str:
    """The file of a transcript of this play."""
    lines = [FORMAT, f"story: {kept.story}", f"seed: {kept.seed}"]
    if kept.shows:
        lines.append(f"shows: {kept.shows}")
    for page, moment in zip(kept.pages, play.moments(), strict=True):
        shown = list(page.lines)
        if page.taken is not None:
            first = len(shown) - len(moment.turn.offers)
            for at, offer in enumerate(moment.turn.offers, first):
                if offer.id == page.taken.choice:
                    label = offer_line(offer, story).removeprefix(OFFER)
                    shown[at] = f"{TAKEN}{label} {{{page.taken.scene}.{page.taken.choice}}}"
        lines += ["", *spaced(shown)]
    return "\n".join(lines) + "\n"


def from_text(text: str) -> Transcript:
    """Raises Misread."""
    lines = text.split("\n")
    if lines[0].rstrip() != FORMAT:
        raise Misread(f"is not a transcript: its first line is not `{FORMAT}`")
    head: dict[str, str] = {}
    at = 1
    while at < len(lines) and lines[at].strip():
        match = HEAD.fullmatch(lines[at].rstrip())
        if match is None:
            raise Misread(
                f"line {at + 1}: expected `story:`, `seed:` or `shows:`, or an empty line before the play"
            )
        head[match[1]] = match[2].strip()
        at += 1
    seed = head.get("seed", "0")
    if not head.get("story") or not re.fullmatch(r"-?\d{1,18}", seed):
        raise Misread("its head needs `story:` and the id of the story, and `seed:` and a number")
    return Transcript(head["story"], int(seed), head.get("shows", ""), tuple(pages_of(lines, at)))


def pages_of(lines: Sequence[str], start: int) -> Iterator[Page]:
    """A page ends with the group of lines in which a choice is taken."""
    shown: list[str] = []
    taken: Taken | None = None
    begun = 0
    for at in range(start, len(lines)):
        line = lines[at].rstrip()
        if not line:
            if taken is not None:
                yield Page(tuple(shown), taken, begun)
                shown, taken, begun = [], None, 0
            continue
        begun = begun or at + 1
        if match := CHOSEN.fullmatch(line):
            taken = Taken(match["scene"], match["choice"], match["text"])
            line = OFFER + match["text"]
        elif line.startswith(TAKEN):
            raise Misread(
                f"line {at + 1}: a choice that was taken ends with its scene and id, as in `{{kitchen.feel}}`"
            )
        shown.append(line)
    if taken is not None or not shown:
        raise Misread("it ends with a choice, and the page that follows from it is missing")
    yield Page(tuple(shown), None, begun or start + 1)
