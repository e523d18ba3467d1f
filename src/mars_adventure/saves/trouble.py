"""What can go wrong with saved games, as data: code, message, fix."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
LOCKED = {errno.EACCES, errno.EPERM, errno.EROFS}
VANISHED = {errno.ENOENT, errno.ENOTDIR}


class SaveTrouble(Exception):
    """A save that could not be written or opened. Nothing has been lost by it.

    `message` says what was seen, and where; `fix` how to mend it. The codes:

    damaged, foreign, newer     the file cannot be opened (see `Slot.state`)
    stranded                    the story has none of the scenes of the file any more
    missing                     the file has gone
    exists, nameless            a slot cannot have this name
    full, locked, vanished      the disk is full, the folder is read-only or has gone
    unwritable                  the disk refuses for another reason
    """

    def __init__(self, code: str, message: str, fix: str) -> None:
        super().__init__(code, message, fix)
        self.code = code
        self.message = message
        self.fix = fix

    def __str__(self) -> str:
        return f"{self.message} {self.fix}"


def damaged(file: str, reason: str) -> SaveTrouble:
    """`reason` says what was found, and against what was expected."""
    return SaveTrouble(
        "damaged", f"“{file}” is damaged: {reason}.", "Open another slot; this one is left as it is."
    )


def trouble_of(error: OSError, path: Path) -> SaveTrouble:
    """An error of the system at `path`, in the reader's words."""
    folder = path.parent
    if error.errno in FULL:
        return SaveTrouble(
            "full",
            f"The disk is full: nothing more can be saved in {folder}.",
            "Make room, or choose another folder for saved games.",
        )
    if error.errno in LOCKED:
        return SaveTrouble(
            "locked",
            f"Writing is not allowed in {folder}.",
            "Give yourself leave to write there, or choose another folder for saved games.",
        )
    if error.errno in VANISHED:
        return SaveTrouble(
            "vanished",
            f"The folder of saved games has gone: {folder}.",
            "Bring it back, or choose another folder for saved games.",
        )
    reason = (error.strerror or "no reason given").lower()
    return SaveTrouble(
        "unwritable",
        f"The disk refused “{path.name}” in {folder}: {reason}.",
        "Try again, or choose another folder for saved games.",
    )
