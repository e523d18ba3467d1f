"""Files that are there whole or not at all.

`replace` puts the new file in place of the old in one step and keeps the old one beside it
as `.bak`, so that at any moment, whatever stops the machine, a whole generation is there.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
import time
from typing import TYPE_CHECKING

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

from mars_adventure.saves.trouble import SaveTrouble, trouble_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Stamp = tuple[tuple[int, int, int], ...]
MOST_BYTES = 16 * 1024 * 1024
STALE_SECONDS = 3600
LOCK_SECONDS = 5.0
"""A busy disk can take more than two seconds over the writes of several windows; whoever writes without
the lock may write over one of them."""

_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def backup_of(path: Path) -> Path:
    """Where the generation before the present one is kept."""
    return path.with_name(path.name + ".bak")


def read(path: Path) -> bytes:
    """The bytes of a plain file of at most `MOST_BYTES`.

    Raises SaveTrouble for anything else, without opening what might block or lead elsewhere.
    """
    try:
        _expect_plain(path, path.lstat())
        with os.fdopen(os.open(path, _READ), "rb") as file:
            _expect_plain(path, os.fstat(file.fileno()))
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise SaveTrouble(
            "missing",
            f"“{path.name}” is no longer in {path.parent}.",
            "Look at the list of saved games again.",
        ) from None
    except OSError as error:
        reason = (error.strerror or "no reason given").lower()
        raise SaveTrouble(
            "damaged", f"“{path.name}” cannot be read: {reason}.", "Open another slot."
        ) from None
    if len(data) > MOST_BYTES:
        raise _too_big(path)
    return data


def stamp(path: Path) -> Stamp:
    """What changes whenever a file, or the generation beside it, is written."""
    found = []
    for generation in (path, backup_of(path)):
        try:
            status = generation.lstat()
            found.append((status.st_ino, status.st_mtime_ns, status.st_size))
        except OSError:
            found.append((0, 0, 0))
    return tuple(found)


def beginning(path: Path, length: int) -> bytes | None:
    """The first bytes of a file; None if there is no file, or none that can be read."""
    try:
        with os.fdopen(os.open(path, _READ), "rb", buffering=0) as file:
            return file.read(length)
    except OSError:
        return None


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keeps other windows from writing in the folder meanwhile: looking at a file and then
    replacing it is one deed. The lock is the system's, so it ends with the process.

    Where there are no such locks (some network folders), or another window is stuck with it,
    what each file held when it was last seen is all that tells windows apart.
    """
    try:
        descriptor = os.open(folder, os.O_RDONLY) if fcntl is not None else -1
    except OSError:
        descriptor = -1  # The folder has gone: the save itself will say so.
    try:
        if descriptor >= 0:
            _wait_for(descriptor)
        yield
    finally:
        if descriptor >= 0:
            os.close(descriptor)


def _wait_for(descriptor: int) -> None:
    until = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > until:
                return
            time.sleep(0.002)
        except OSError:
            return


def replace(path: Path, data: bytes, *, keep: bool = True) -> None:
    """Puts `data` in place of what is at `path`, durably; if it cannot, all is left as it was.

    `keep` is False where the present file is not worth keeping as `.bak`.
    """
    with _draft(path, data) as draft:
        if keep:
            _keep_present(path)
        draft.replace(path)


def create(path: Path, data: bytes) -> None:
    """Puts `data` at `path`, where nothing may be yet: else FileExistsError."""
    with _draft(path, data) as draft:
        try:
            os.link(draft, path)
        except FileExistsError:
            raise
        except OSError:
            # No hard links here (FAT, some network folders): another window has a moment to be first.
            if os.path.lexists(path):
                raise FileExistsError(path) from None
            draft.replace(path)
        else:
            draft.unlink()


def remove(path: Path) -> None:
    """Removes a file and the generation kept beside it."""
    try:
        for old in (path, backup_of(path)):
            old.unlink(missing_ok=True)
        _flush_folder(path.parent)
    except OSError as error:
        raise trouble_of(error, path) from None


def sweep(folder: Path) -> None:
    """Clears away drafts that a killed process left behind. A young one may be another window's."""
    oldest = time.time() - STALE_SECONDS
    with contextlib.suppress(OSError):
        for draft in folder.glob(".*.draft"):
            if draft.lstat().st_mtime < oldest:
                draft.unlink()


@contextlib.contextmanager
def _draft(path: Path, data: bytes) -> Iterator[Path]:
    """A whole file beside `path`, safely on the disk; then makes durable what was done with it."""
    if len(data) > MOST_BYTES:
        raise SaveTrouble(
            "unwritable",
            f"This play is longer than a saved game can be (16 MiB): “{path.name}” stays as it is.",
            "Begin a new play.",
        )
    draft = _beside(path)
    try:
        try:
            _write_through(draft, data)
            yield draft
        except BaseException:
            with contextlib.suppress(OSError):
                draft.unlink()
            raise
        _flush_folder(path.parent)
    except FileExistsError:
        raise
    except OSError as error:
        raise trouble_of(error, path) from None


def _write_through(draft: Path, data: bytes) -> None:
    with os.fdopen(os.open(draft, _WRITE, 0o666), "wb", buffering=0) as file:
        rest = memoryview(data)
        while rest:
            rest = rest[file.write(rest) :]
        os.fsync(file.fileno())


def _keep_present(path: Path) -> None:
    try:
        present = path.lstat()
    except FileNotFoundError:
        return
    if not stat.S_ISREG(present.st_mode):
        return
    backup, spare = backup_of(path), _beside(path)
    try:
        os.link(path, spare)
    except OSError:
        # No hard links here (FAT, some network folders): for a moment only the backup is there.
        path.replace(backup)
        return
    moved = False
    try:
        spare.replace(backup)
        moved = present.st_nlink == 1
    finally:
        # Renaming between two names of one file does nothing at all, so the spare may be left.
        if not moved:
            spare.unlink(missing_ok=True)


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name[:80]}.{secrets.token_hex(4)}.draft")


def _expect_plain(path: Path, found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise SaveTrouble(
            "damaged",
            f"“{path.name}” is {_kind(found.st_mode)}, where a saved game should be a plain file.",
            "Move it out of the folder of saved games.",
        )
    if found.st_size > MOST_BYTES:
        raise _too_big(path)


def _too_big(path: Path) -> SaveTrouble:
    return SaveTrouble(
        "damaged",
        f"“{path.name}” is bigger than any saved game can be (16 MiB).",
        "Move it out of the folder of saved games.",
    )


def _kind(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder"
    if stat.S_ISLNK(mode):
        return "a link"
    return "a pipe or a device"
