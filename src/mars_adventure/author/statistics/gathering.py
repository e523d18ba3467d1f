"""Everything `stats` tells about a story, gathered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mars_adventure.author.statistics.plays import Sampling
from mars_adventure.author.statistics.readers import KINDS
from mars_adventure.author.statistics.runs import number_runs
from mars_adventure.author.statistics.slips import Watch
from mars_adventure.author.statistics.tells import tells_in
from mars_adventure.author.statistics.text import casebook_words, chapters_of
from mars_adventure.author.statistics.uses import idle_choices, uses_of

if TYPE_CHECKING:
    from mars_adventure.author.statistics.plays import Sample
    from mars_adventure.author.statistics.runs import Run
    from mars_adventure.author.statistics.text import ChapterText
    from mars_adventure.author.statistics.uses import Uses
    from mars_adventure.story import Story


@dataclass(frozen=True, slots=True)
class Statistics:
    """`samples` are in the order of KINDS; the first is the random reader's.

    `tells` and `slips` hold the runs of text in which a turn of phrase, or a word that a promise
    forbids, was found.
    """

    story: Story
    seed: int
    chapters: tuple[ChapterText, ...]
    casebook_words: int
    samples: tuple[Sample, ...]
    uses: Uses
    idle: tuple[str, ...]
    tells: dict[str, list[Run]]
    slips: dict[str, list[Run]]
    unseen: tuple[Run, ...]
    """The text that no sampled play showed."""

    @property
    def words(self) -> int:
        return sum(chapter.words for chapter in self.chapters)

    @property
    def random(self) -> Sample:
        return self.samples[0]


def gather_statistics(story: Story, plays: int | None, seed: int) -> Statistics:
    """Plays the story so many times with each kind of reader, or as often as makes good figures; the same
    seed gives the same ones.
    """
    numbered = number_runs(story)
    watch = Watch(numbered)
    sampling = Sampling(numbered, watch)
    samples = tuple([sampling.sample(kind, plays, seed) for kind in KINDS])
    seen = set().union(*[sample.runs for sample in samples])
    uses = uses_of(story)
    return Statistics(
        story=story,
        seed=seed,
        chapters=tuple(chapters_of(story, numbered.runs)),
        casebook_words=casebook_words(story),
        samples=samples,
        uses=uses,
        idle=tuple(idle_choices(story, uses)),
        tells=tells_in(numbered.runs),
        slips=watch.found(),
        unseen=tuple([run for number, run in enumerate(numbered.runs) if number not in seen]),
    )
