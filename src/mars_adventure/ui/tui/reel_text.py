"""What a reel (a save slot) says of itself: where it stands, when it was kept, what ails it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from mars_adventure.ui.tui.chapters import roman

if TYPE_CHECKING:
    from mars_adventure.saves import Slot

LONGEST = 60


def chapter_of(slot: Slot) -> str:
    """`I · The Ninth Minute`."""
    return joined(roman(slot.chapter) if slot.chapter else "", slot.chapter_title)


def joined(*parts: str) -> str:
    """Those of the parts that say something, with dots between."""
    return " · ".join([part for part in parts if part])


def quoted(name: str) -> str:
    """The name as part of a question, which must not be pushed out of sight by it."""
    return f"“{name[:LONGEST]}…”" if len(name) > LONGEST else f"“{name}”"


def counted(number: int, one: str, many: str = "") -> str:
    """`1 choice`, `2 choices`, `4,210 words`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def ago(then: datetime, now: datetime) -> str:
    """How long ago, in as many words as are worth it; from yesterday on, when.

    A moment to come (a clock was put back) is told by its date.
    """
    then, now = local(then), local(now)
    passed = now - then
    if timedelta(minutes=-1) < passed < timedelta(minutes=1):
        return "just now"
    if timedelta() < passed < timedelta(hours=1):
        return f"{passed // timedelta(minutes=1)} min ago"
    if then.date() == now.date():
        return f"today {then:%H:%M}"
    if then.date() == now.date() - timedelta(days=1):
        return f"yesterday {then:%H:%M}"
    return f"{then.day} {then:%b}" if then.year == now.year else f"{then.day} {then:%b %Y}"


def spent(seconds: int) -> str:
    """`3 h 12 min`: the time played; "" for less than a minute."""
    hours, minutes = divmod(seconds // 60, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min" if minutes else ""


def dated(moment: datetime) -> str:
    return f"{moment.day} {moment:%b %Y, %H:%M}"


def local(moment: datetime) -> datetime:
    """The moment on the reader's own clock, without its zone."""
    if moment.tzinfo is None:
        return moment
    try:
        return moment.astimezone().replace(tzinfo=None)
    except (OverflowError, OSError, ValueError):
        # a damaged file may claim a year that no clock can show
        return moment.replace(tzinfo=None)
