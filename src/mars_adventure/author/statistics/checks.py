"""What a story is measured against: aims that make for a good read, and faults to look into.

Nothing here is an error, and what rests on sampled plays is no proof.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mars_adventure.author.statistics.plays import ENDLESS, STUCK
from mars_adventure.author.statistics.uses import HEAD
from mars_adventure.author.statistics.words import median, percentile
from mars_adventure.author.summary import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mars_adventure.author.statistics.gathering import Statistics

MEDIAN_BETWEEN = (60, 80)
MOST_BETWEEN = 180
MOST_BEFORE_FIRST = 60
SHARE_SEEN = (25, 35)
OPTIONS = (2, 4)
LABEL = (2, 8)
CLUES = "law"
"""Tags that begin so hold the clues to one conclusion each, and a play should give three of them."""
FEWEST_CLUES = 3
FEWEST_READERS = 2
MOST_TELLS = 1.0
MOST_SHOWN = 6


class Check(NamedTuple):
    """`fine` is whether the aim is met; `found` says what is there, `aim` what was hoped for."""

    name: str
    fine: bool
    found: str
    aim: str = ""
    where: tuple[str, ...] = ()


def check_statistics(found: Statistics) -> list[Check]:
    return [
        *endings(found),
        *rhythm(found),
        *menus(found),
        *notes(found),
        *clues(found),
        *slips(found),
        *tells(found),
    ]


def endings(found: Statistics) -> Iterator[Check]:
    reached = {name for sample in found.samples for name in sample.endings}
    missed = [name for name in found.story.endings if name not in reached]
    total = len(found.story.endings)
    yield Check("endings", not missed, f"{total - len(missed)} of {total} reached", "all", tuple(missed))
    stuck = {scene for sample in found.samples for scene in sample.stuck}
    plays = sum(sample.plays for sample in found.samples)
    lost = sum(sample.endings[STUCK] + sample.endings[ENDLESS] for sample in found.samples)
    yield Check(
        "dead ends", not lost, f"{lost} of {plays} plays came to no end", "none", tuple(sorted(stuck))
    )
    share = 100 * median(found.random.seen)
    low, high = SHARE_SEEN
    yield Check("text seen", low <= share <= high, f"{share:.0f} % in a play", f"{low}–{high} %")


def rhythm(found: Statistics) -> Iterator[Check]:
    sample = found.random
    words = [stretch.words for stretch in sample.stretches]
    middle, most = median(words), percentile(words, 90)
    low, high = MEDIAN_BETWEEN
    yield Check(
        "words between", low <= middle <= high, f"{middle:.0f} between choices (median)", f"{low}–{high}"
    )
    longest = max(sample.stretches, key=lambda stretch: stretch.words, default=None)
    yield Check(
        "long stretches",
        most <= MOST_BETWEEN,
        f"{most:.0f} (p90)" + (f", longest {longest.words} at {longest.scene}" if longest else ""),
        f"at most {MOST_BETWEEN}",
    )
    first = median(sample.first_words)
    yield Check(
        "first choice",
        first <= MOST_BEFORE_FIRST,
        f"after {counted(int(first), 'word')}",
        f"within {MOST_BEFORE_FIRST}",
    )


def menus(found: Statistics) -> Iterator[Check]:
    low, high = OPTIONS
    options = found.random.options
    inside = share(low <= count <= high for count in options)
    yield Check("options", inside >= 90, f"{inside:.0f} % of choices offer {low} to {high}", "90 %", ())
    low, high = LABEL
    labels = [words for chapter in found.chapters for words in chapter.labels]
    inside = share(low <= words <= high for words in labels)
    yield Check("labels", inside >= 90, f"{inside:.0f} % have {low} to {high} words", "90 %")
    yield Check(
        "idle choices",
        not found.idle,
        f"{len(found.idle)} change and ask nothing, lead where others lead, are not expressive",
        "none",
        found.idle,
    )


def notes(found: Statistics) -> Iterator[Check]:
    head = found.story.head
    if not head.notes:
        return
    unlearnt = tuple(name for name in head.notes if not found.uses.changed.get(f"note.{name}"))
    yield Check("notes learnt", not unlearnt, f"{len(unlearnt)} are learnt nowhere", "none", unlearnt)
    unread = tuple(
        name
        for name in head.notes
        if len(found.uses.read.get(f"note.{name}", set()) - {HEAD}) < FEWEST_READERS
    )
    yield Check(
        "notes used",
        not unread,
        f"{len(unread)} of {len(head.notes)} matter in fewer than {FEWEST_READERS} scenes",
        "none",
        unread,
    )


def clues(found: Statistics) -> Iterator[Check]:
    """Over all plays of all readers, wherever they end."""
    for tag in found.random.known:
        if tag.startswith(CLUES):
            known = [count for sample in found.samples for count in sample.known[tag]]
            total = sum(tag in note.tags for note in found.story.head.notes.values())
            short = share(count < FEWEST_CLUES for count in known)
            yield Check(
                f"clues of {tag}",
                not short,
                f"{min(known)} to {max(known)} of {total} known at the end; too few in {short:.0f} % of plays",
                f"at least {FEWEST_CLUES}",
            )


def slips(found: Statistics) -> Iterator[Check]:
    for name, runs in found.slips.items():
        places = tuple(dict.fromkeys(f"{run.file}:{run.line}" for run in runs))
        yield Check(f"promise {name}", not runs, f"broken at {counted(len(places), 'place')}", "none", places)


def tells(found: Statistics) -> Iterator[Check]:
    for name, runs in found.tells.items():
        rate = 1000 * len(runs) / (found.words or 1)
        places = tuple(dict.fromkeys(f"{run.file}:{run.line}" for run in runs))
        yield Check(
            f"tell: {name}",
            rate <= MOST_TELLS,
            f"{len(runs)}, {rate:.1f} per 1,000 words",
            f"at most {MOST_TELLS:.0f}",
            places,
        )


def share(holds: Iterable[bool]) -> float:
    """How many percent; 100 of nothing."""
    all_ = list(holds)
    return 100 * sum(all_) / len(all_) if all_ else 100
