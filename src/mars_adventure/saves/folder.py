"""Where saved games live."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

ROOM = 4 * 1024 * 1024
"""Bytes that a long play may come to need: its file, the one kept beside it, and a draft."""

_CHECKOUT = Path(__file__).resolve().parents[3]


def saves_folder(explicit: Path | None = None) -> Path:
    """`--saves`, else MARS_SAVES, else `saves/` of a checkout, else the user's data folder.

    The folder need not exist: the first save makes it.
    """
    if explicit is not None:
        return explicit.expanduser()
    if named := os.environ.get("MARS_SAVES"):
        return Path(named).expanduser()
    if _is_checkout(_CHECKOUT):
        return _CHECKOUT / "saves"
    # Not at the top: importing it costs 16 ms, which a play from a checkout need not pay.
    from platformdirs import user_data_path

    return user_data_path("mars-adventure", appauthor=False) / "saves"


def other_folders(refused: Path) -> list[Path]:
    """Where saved games could live instead of in a folder that refuses them: first the user's data
    folder and a folder at home; of these, before the others, those that look as if they can be written to.
    """
    from platformdirs import user_data_path

    found = [user_data_path("mars-adventure", appauthor=False) / "saves"]
    with contextlib.suppress(RuntimeError):  # there is no home
        found.append(Path.home() / "mars-adventure-saves")
    found = [folder for folder in dict.fromkeys(found) if folder != refused.absolute()]
    return sorted(found, key=looks_closed)


def looks_closed(folder: Path) -> bool:
    """Whether a folder, or if it is not there the nearest above it, is read-only or its disk full.

    Only writing tells for certain: this is for putting the likely first.
    """
    there = next((above for above in (folder, *folder.parents) if above.exists()), folder)
    try:
        return (
            not there.is_dir()
            or not os.access(there, os.W_OK | os.X_OK)
            or shutil.disk_usage(there).free < ROOM
        )
    except OSError:
        return True


def _is_checkout(folder: Path) -> bool:
    try:
        return 'name = "mars-adventure"' in (folder / "pyproject.toml").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False
