"""The statistics of a story as an author reads them: tables of at most 80 columns."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from mars_adventure.author.cells import clean, width_of
from mars_adventure.author.statistics.checks import MOST_SHOWN, check_statistics
from mars_adventure.author.statistics.plays import ENDLESS, STUCK
from mars_adventure.author.statistics.readers import KINDS
from mars_adventure.author.statistics.text import ChapterText
from mars_adventure.author.statistics.words import mean, median, minutes_to_read, percentile
from mars_adventure.author.summary import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mars_adventure.author.statistics.checks import Check
    from mars_adventure.author.statistics.gathering import Statistics

WIDTH = 80
NAME = 24


def show_statistics(found: Statistics) -> str:
    """What `stats` prints, without a newline at the end. Safe to print."""
    parts = [title(found), chapters(found), plays(found), endings(found), checks(check_statistics(found))]
    return clean_lines("\n\n".join(part for part in parts if part))


def title(found: Statistics) -> str:
    labels = [words for chapter in found.chapters for words in chapter.labels]
    scenes = sum(chapter.scenes for chapter in found.chapters)
    options = found.random.options
    lines = [
        found.story.title,
        f"{found.words:,} words, {scenes:,} scenes, {len(labels):,} choices, "
        f"{counted(len(found.story.endings), 'ending')}; casebook: {found.casebook_words:,} words",
        f"{mean(options):.1f} options at a choice, one alone {100 * mean([n == 1 for n in options]):.0f} % of "
        f"the time; labels of {counted(int(median(labels)), 'word')} (median)",
    ]
    return "\n".join(lines)


def chapters(found: Statistics) -> str:
    sample = found.random
    rows = [["chapter", "words", "scenes", "choices", "label", "choices", "median", "p90", "minutes"]]
    for chapter in found.chapters:
        words = [stretch.words for stretch in sample.stretches if stretch.chapter == chapter.number]
        made, read = len(words) / sample.plays, sum(words) / sample.plays
        name = f"{chapter.number or ''} {chapter.title}".strip() or "no chapter"
        rows.append(chapter_row(name, chapter, words, made, read))
    if len(found.chapters) > 1:
        whole = ChapterText(
            0,
            "",
            found.words,
            sum(chapter.scenes for chapter in found.chapters),
            [words for chapter in found.chapters for words in chapter.labels],
        )
        words = [stretch.words for stretch in sample.stretches]
        rows.append(chapter_row("the whole", whole, words, mean(sample.choices), mean(sample.words)))
    above = f"{'in the files':>48}{'in a play, words between':>32}"
    return above + "\n" + table(rows, [22, 7, 7, 8, 6, 9, 7, 6, 8])


def chapter_row(
    name: str, chapter: ChapterText, between: Sequence[int], made: float, read: float
) -> list[str]:
    return [
        name,
        f"{chapter.words:,}",
        f"{chapter.scenes:,}",
        f"{chapter.choices:,}",
        f"{median(chapter.labels):.0f}",
        f"{made:.0f}",
        f"{median(between):.0f}",
        f"{percentile(between, 90):.0f}",
        f"{minutes_to_read(read, made):.0f}",
    ]


def plays(found: Statistics) -> str:
    rows = [["reader", "plays", "words", "p10–p90", "choices", "minutes", "text seen", "together"]]
    for sample in found.samples:
        low, high = percentile(sample.words, 10), percentile(sample.words, 90)
        rows.append(
            [
                sample.kind,
                f"{sample.plays:,}",
                f"{median(sample.words):,.0f}",
                f"{low:,.0f}–{high:,.0f}" if sample.plays > 1 else "",
                f"{median(sample.choices):.0f}",
                f"{minutes_to_read(median(sample.words), median(sample.choices)):.0f}",
                f"{100 * median(sample.seen):.0f} %",
                f"{100 * sample.seen_together:.0f} %",
            ]
        )
    lines = [table(rows, [14, 6, 8, 15, 9, 9, 10, 9])]
    new = median(found.random.new)
    if found.random.plays > 1:
        lines.append(f"A second play by the random reader shows {100 * new:.0f} % new text.")
    never = sum(run.words for run in found.unseen)
    if never:
        places = list(dict.fromkeys(f"{run.file}:{run.line}" for run in found.unseen))
        lines += folded(f"Never shown to any of them: {counted(never, 'word')}, at {listed(places)}.", "")
    return "\n".join(lines)


def endings(found: Statistics) -> str:
    names = [*found.story.endings, STUCK, ENDLESS]
    rows = [["ending", *[kind.name for kind in KINDS]]]
    for name in names:
        shares = [sample.endings[name] / sample.plays for sample in found.samples]
        if name in found.story.endings or any(shares):
            ending = found.story.endings.get(name)
            rows.append([ending.title if ending else name, *[odds(share) for share in shares]])
    notes = [f"{kind.name}: {kind.means}" for kind in KINDS]
    return table(rows, [NAME, 12, 12, 14, 16]) + "\n" + "\n".join(folded("; ".join(notes) + ".", ""))


def odds(share: float) -> str:
    if not share:
        return "·"
    return f"{100 * share:.1f} %" if share < 0.1 else f"{100 * share:.0f} %"


def checks(found: Sequence[Check]) -> str:
    lines = ["Against the aims of a good read (sampled plays prove nothing):"]
    for check in found:
        aim = f" (aim: {check.aim})" if not check.fine and check.aim else ""
        where = f": {listed(check.where)}" if not check.fine and check.where else ""
        mark = "ok  " if check.fine else "look"
        lines += folded(f"{check.found}{aim}{where}", f"  {mark}  {check.name:<{NAME}}")
    return "\n".join(lines)


def listed(names: Sequence[str]) -> str:
    """A few of the names; of places in one file, the file only once."""
    shown: list[str] = []
    file = ""
    for name in names[:MOST_SHOWN]:
        before, colon, line = name.rpartition(":")
        shown.append(line if colon and before == file else name)
        file = before
    left = len(names) - MOST_SHOWN
    return ", ".join(shown) + (f" and {left} more" if left > 0 else "")


def folded(text: str, head: str) -> list[str]:
    """The text in lines of the page's width, the first behind `head`, the others below it."""
    room = WIDTH - len(head)
    first, *rest = wrap(text, room, break_long_words=False, break_on_hyphens=False) or [""]
    return [head + first, *[" " * len(head) + line for line in rest]]


def table(rows: Sequence[Sequence[str]], widths: Sequence[int]) -> str:
    """The first column to the left, the others to the right; a rule below the first row."""
    lines = []
    for number, row in enumerate(rows):
        lines.append("".join(cells(row, widths)).rstrip())
        if number == 0:
            lines.append("─" * sum(widths))
    return "\n".join(lines)


def cells(row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    for number, (text, width) in enumerate(zip(row, widths, strict=True)):
        shown = text
        while number == 0 and width_of(shown) > width - 1:
            shown = shown[:-2] + "…"
        gap = " " * max(width - width_of(shown), 0)
        yield shown + gap if number == 0 else gap + shown


def clean_lines(text: str) -> str:
    return "\n".join(clean(line) for line in text.split("\n"))
