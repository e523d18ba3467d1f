"""A transcript held against the story as it is now."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mars_adventure.author.transcripts.page import lines_of
from mars_adventure.engine import begin
from mars_adventure.engine.replay import Replay, Taken, replay

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mars_adventure.author.transcripts.folder import Kept
    from mars_adventure.author.transcripts.transcript import Transcript
    from mars_adventure.story import Story


class Changed(NamedTuple):
    """A page that a reader would now see differently: `number` counts from 1, `after` is the label of the
    choice before it, "" on the first; `line` is where the page begins in the transcript.
    """

    number: int
    after: str
    scene: str
    line: int
    before: tuple[str, ...]
    now: tuple[str, ...]


class Comparison(NamedTuple):
    """What became of one transcript. `trouble` is why it could not be played at all, or "".

    `replay` is None then; otherwise its `stop` tells where the play cannot go on any more.
    """

    kept: Kept
    trouble: str
    replay: Replay | None
    changed: tuple[Changed, ...]

    @property
    def status(self) -> str:
        """ "same" (a reader sees what was kept), "changed", "stopped" or "unreadable"."""
        if self.replay is None:
            return "unreadable"
        if self.replay.stop is not None:
            return "stopped"
        return "changed" if self.changed else "same"


def compare_all(story: Story, kept: Iterable[Kept]) -> list[Comparison]:
    return [compare(story, one) for one in kept]


def compare(story: Story, kept: Kept) -> Comparison:
    transcript = kept.transcript
    if transcript is None:
        return Comparison(kept, kept.trouble, None, ())
    if transcript.story != story.id:
        trouble = f"is a play of the story `{transcript.story}`, and this is `{story.id}`"
        return Comparison(kept, trouble, None, ())
    path = [plain(story, taken) for taken in transcript.path]
    followed = replay(story, begin(story, transcript.seed), path)
    return Comparison(kept, "", followed, tuple(changes(story, transcript, path, followed)))


def changes(story: Story, transcript: Transcript, path: list[Taken], followed: Replay) -> Iterator[Changed]:
    labels = ["", *[taken.label for taken in path]]
    for at, (page, moment) in enumerate(zip(transcript.pages, followed.play.moments(), strict=False)):
        now = lines_of(moment.turn, story)
        if now != page.lines:
            yield Changed(at + 1, labels[at], moment.turn.scene, page.line, page.lines, now)


def plain(story: Story, taken: Taken) -> Taken:
    """With its label as the engine has it: without the meaning of its mark, and without emphasis."""
    label = taken.label
    for mark in story.marks.values():
        label = label.removesuffix(f" ({mark.means})")
    return taken._replace(label=label.replace("*", ""))
