"""Folders as readers type them and are told them."""

from __future__ import annotations

from pathlib import Path


def typed(path: str) -> Path:
    """The path as typed, `~` meaning home."""
    try:
        return Path(path).expanduser()
    except RuntimeError as unknown:
        raise ValueError(f"There is no home folder for {path}") from unknown


def short(folder: Path) -> str:
    """The folder's path, home as `~`."""
    try:
        return f"~/{folder.relative_to(Path.home())}"
    except (RuntimeError, ValueError):
        # there is no home, or the folder is not in it
        return str(folder)
