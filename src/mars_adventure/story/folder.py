"""The files that a story is made of, and whether one of them has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def list_files(folder: Path) -> list[Path]:
    """Every YAML file of a story, the head first, none of them outside the folder."""
    root = folder.resolve()
    found = [
        path
        for pattern in ("*.yaml", "*.yml")
        for path in sorted(folder.rglob(pattern))
        if path.is_file()
        and path.resolve().is_relative_to(root)
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]
    found.sort(key=lambda path: (path != folder / "story.yaml", path.as_posix()))
    return found


def stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Each file's name, time of change (ns) and size; () where the folder cannot be read."""
    try:
        return tuple(
            (path.relative_to(folder).as_posix(), (s := path.stat()).st_mtime_ns, s.st_size)
            for path in list_files(folder)
        )
    except OSError:
        return ()
