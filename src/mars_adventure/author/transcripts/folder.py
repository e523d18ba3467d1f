"""The folder `transcripts` of a story, which its loader leaves alone: one text file for each play."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mars_adventure.author.transcripts.transcript import (
    Misread,
    Transcript,
    as_text,
    from_text,
    transcript_of,
)

if TYPE_CHECKING:
    from pathlib import Path

    from mars_adventure.engine import Play
    from mars_adventure.story import Story

FOLDER = "transcripts"
ENDING = ".txt"
MOST_BYTES = 4_000_000


class NotKept(ValueError):
    """Says in a sentence why a transcript was not written."""


class Kept(NamedTuple):
    """A file of a transcript; `transcript` is None where it could not be read, and `trouble` says why."""

    path: Path
    transcript: Transcript | None
    trouble: str = ""


def transcripts_in(folder: Path) -> Path:
    """Where the transcripts of the story in `folder` are."""
    return folder / FOLDER


def kept_in(folder: Path) -> list[Kept]:
    """Every transcript of the story in `folder`, by name; none of them outside it."""
    found = sorted(transcripts_in(folder).glob(f"*{ENDING}"))
    return [read_transcript(path) for path in found if path.is_file() and is_inside(path, folder)]


def is_inside(path: Path, folder: Path) -> bool:
    """Whether a path, with all links followed, lies in the story's folder."""
    return path.resolve().is_relative_to(folder.resolve())


def read_transcript(path: Path) -> Kept:
    try:
        if path.stat().st_size > MOST_BYTES:
            return Kept(path, None, "is too large to be a transcript")
        return Kept(path, from_text(path.read_text(encoding="utf-8")))
    except OSError as error:
        return Kept(path, None, f"cannot be read: {error.strerror or error}")
    except UnicodeDecodeError:
        return Kept(path, None, "is not UTF-8: save it as UTF-8, or delete it and record the play again")
    except Misread as misread:
        return Kept(path, None, str(misread))


def keep(story: Story, play: Play, shows: str, folder: Path, name: str) -> Path:
    """Writes a new transcript of the story in `folder`. Raises NotKept."""
    name = name.removesuffix(ENDING)
    if not name.strip() or name.startswith(".") or any(sign in name for sign in "/\\\0"):
        raise NotKept(f"`{name}` is no name for a file: use letters, digits, - and _")
    path = transcripts_in(folder) / f"{name}{ENDING}"
    if not is_inside(path, folder):
        raise NotKept(f"`{path}` leads out of the story's folder")
    try:
        path.parent.mkdir(exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(as_text(transcript_of(story, play, shows), story, play))
    except FileExistsError:
        raise NotKept(
            f"there is already a transcript `{path}`: choose another name, or delete it first"
        ) from None
    except OSError as error:
        raise NotKept(f"`{path}` cannot be written: {error.strerror or error}") from None
    return path
