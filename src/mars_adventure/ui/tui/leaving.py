"""What is said in the terminal after the app has left it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mars_adventure.saves import Session, Shelf

FAULT = """\
Something has gone wrong in the program itself. Your play is kept as it was after your last choice.
What happened is written in {path}"""


def last_words(session: Session | None, first: Shelf | None, last: Shelf | None) -> list[str]:
    """What a reader who leaves must know: that the last choices are not kept, or that the shelf is
    not the one that would be looked at the next time.
    """
    trouble = session.trouble if session is not None else None
    words = [f"Your last choices could not be saved. {trouble}"] if trouble is not None else []
    if first is not None and last is not None and last.folder != first.folder:
        words += [
            f"To go on: mars-adventure play --continue --saves {quote(str(last.folder))}",
            f"Or set MARS_SAVES to {last.folder}, and every start looks there.",
        ]
    return words


def words_of_fault(details: str, shelf: Shelf | None) -> str:
    """One sentence about a fault of the program; its details go to a file."""
    return FAULT.format(path=_written(details, shelf))


def _written(details: str, shelf: Shelf | None) -> str:
    """Where the details of a fault have been written, if anywhere."""
    from tempfile import gettempdir

    for folder in [*([shelf.folder] if shelf is not None else []), Path(gettempdir())]:
        path = folder / "fault.txt"
        with suppress(OSError):
            path.write_text(details, encoding="utf-8", errors="replace")
            return str(path)
    return "no file: there is no folder that can be written to."
