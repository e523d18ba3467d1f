"""A small story to begin from: complete, and commented so that it teaches the language."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from mars_adventure.author.cells import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

TEMPLATE = Path(__file__).with_name("template")
HEAD = "story.yaml"
TITLE = re.compile(r"^story: .*$", re.MULTILINE)
WORDS = re.compile(r"[\s_\-.]+")


class NewStoryRefused(ValueError):
    """Says in one sentence why nothing was written, and what to do instead."""


def write_new_story(folder: Path) -> list[Path]:
    """Writes the story's files into a new or empty folder and gives their paths, the head first.

    The story is named after the folder. Raises NewStoryRefused, then having changed nothing
    or, where a disk fails midway, having left what could be written.
    """
    try:
        if folder.exists() and not folder.is_dir():
            raise NewStoryRefused(
                f"`{clean(str(folder))}` is a file: name a folder that does not exist yet, or an empty one"
            )
        if folder.is_dir() and any(folder.iterdir()):
            raise NewStoryRefused(
                f"the folder `{clean(str(folder))}` is not empty: name one that does not exist yet, or an empty one"
            )
        folder.mkdir(parents=True, exist_ok=True)
        return [write(folder / name, text) for name, text in files_named_after(folder)]
    except OSError as error:
        raise NewStoryRefused(
            f"`{clean(str(folder))}` cannot be written: {error.strerror or error}"
        ) from error


def files_named_after(folder: Path) -> Iterator[tuple[str, str]]:
    """Each file's name and text, the head first."""
    title = title_from(folder.resolve().name)
    for path in sorted(TEMPLATE.glob("*.yaml"), key=lambda path: (path.name != HEAD, path.name)):
        text = path.read_text(encoding="utf-8")
        yield path.name, TITLE.sub(lambda _: f"story: {title}", text, count=1) if path.name == HEAD else text


def title_from(name: str) -> str:
    """A title from a folder's name, quoted where YAML might read it otherwise."""
    words = [word for word in WORDS.split(clean(name)) if word]
    title = " ".join(word[0].upper() + word[1:] for word in words) or "A New Story"
    return title if re.fullmatch(r"\w[\w ,!?()]*", title) else "'" + title.replace("'", "''") + "'"


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8", newline="\n")
    return path
