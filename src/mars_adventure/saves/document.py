"""The whole of a saved game: how it is laid out, and what it holds."""

import json
from datetime import UTC, datetime
from typing import NamedTuple

from mars_adventure.engine.play import Play
from mars_adventure.engine.turn import HEADINGS, Turn
from mars_adventure.saves.names import showable, tidy
from mars_adventure.saves.notation import Page, Path, Recorded, encode
from mars_adventure.saves.parsing import ShapeError, read_page, read_path, read_state, take
from mars_adventure.saves.record import Record
from mars_adventure.saves.seal import is_sealed, looks_sealed, seal
from mars_adventure.saves.trouble import SaveTrouble, damaged
from mars_adventure.story import Story

# 1: the first.
FORMAT = 1
_LINE_LETTERS = 100


class Head(NamedTuple):
    """What the list of slots shows, and whose save it is. `saved_at` is in UTC."""

    story_id: str
    story_title: str
    story_version: str
    fingerprint: str
    name: str
    automatic: bool
    saved_at: datetime
    chapter: int
    chapter_title: str
    place: str
    time: str
    line: str
    choices: int
    words: int
    seconds: int
    """How long the reader has spent on it."""
    renamed: dict[str, dict[str, str]] | None
    """What the story had renamed by then; None where that was not written down."""


class Offshoot(NamedTuple):
    """A line that was left: it grows out of offshoot `of` (counted from 1; 0 is the path itself)
    after so many choices from the beginning.
    """

    of: int
    after: int
    name: str
    path: Path


class Document(NamedTuple):
    """A saved game as read. `pages` are those of the last moments; there is always one. `ahead` is
    where the line ends that the reader was on, as `Offshoot.of` and `after` say it.
    """

    head: Head
    now: Recorded
    start: Recorded
    path: Path
    pages: tuple[Page, ...]
    branches: tuple[Offshoot, ...]
    ahead: tuple[int, int] | None


def describe(
    story: Story,
    play: Play,
    record: Record,
    name: str,
    automatic: bool,
    saved_at: datetime,
    seconds: int = 0,
) -> Head:
    turn = play.turn
    chapter = story.chapters.get(turn.chapter)
    return Head(
        story_id=story.id,
        story_title=story.title,
        story_version=story.version,
        fingerprint=story.fingerprint,
        name=name,
        automatic=automatic,
        saved_at=saved_at,
        chapter=turn.chapter,
        chapter_title=chapter.title if chapter else "",
        place=turn.place,
        time=turn.time,
        line=_last_line(turn),
        choices=play.length,
        words=record.words(play),
        seconds=seconds,
        renamed={sort: table for sort, table in story.renamed._asdict().items() if table},
    )


def lay_out(head: Head, play: Play, record: Record) -> bytes:
    """The file of a play that `record` follows."""
    branches = record.branches(play)
    ahead = record.ahead(play) if branches else b""
    return seal(
        [
            *_lay_out_head(head),
            b'"now": ', record.now(play), b",\n",
            b'"start": ', record.start(), b",\n",
            b'"path": [', *record.path(play), b"\n],\n",
            *((b'"branches": [\n', branches, b"\n],\n") if branches else ()),
            *((b'"ahead": ', ahead, b",\n") if ahead else ()),
            b'"pages": [', record.pages(play), b"\n]}\n",
        ]
    )  # fmt: skip


def relabel(data: bytes, head: Head) -> bytes:
    """The same saved game, which has been read without trouble, under another head."""
    now = data.find(b'\n"now": ')
    if now < 0:
        raise damaged(head.name, "its lines are not where they should be")
    return seal([*_lay_out_head(head), data[now + 1 :]])


def step_lines(data: bytes) -> list[bytes]:
    """The lines of all choices, of the path and then of the branches, as they stand in the file."""
    return [line.removesuffix(b",") for line in data.split(b"\n") if line.startswith(b'{"choose": ')]


def read_document(data: bytes, file: str) -> Document:
    """The saved game in `data`; `file` is what it is called in the SaveTrouble raised if there is none."""
    if not looks_sealed(data):
        raise damaged(file, "it does not begin as a saved game does")
    if not is_sealed(data):
        raise damaged(file, "its checksum does not match what it holds")
    try:
        whole = json.loads(data.decode("utf-8"))
        if take(whole, "format", int) > FORMAT:
            raise SaveTrouble(
                "newer",
                f"“{file}” was written by a newer version of mars-adventure (format {whole['format']}; "
                f"this one reads up to {FORMAT}).",
                "Update mars-adventure to open it.",
            )
        return _read(whole)
    except ShapeError as error:
        raise damaged(file, str(error)) from None
    except RecursionError:
        raise damaged(file, "it is nested more deeply than any saved game") from None
    except ValueError:
        raise damaged(file, "it is not JSON in UTF-8") from None


def glance(data: bytes) -> Head | None:
    """The head alone, without a look at what follows; None if the file is not as it was written, or is
    laid out in another way: what it holds is only known once it is opened.
    """
    if not is_sealed(data):
        return None
    try:
        whole = json.loads(data.partition(b',\n"now": ')[0].decode("utf-8") + "}")
        return _read_head(take(whole, "story", dict), take(whole, "slot", dict))
    except (ValueError, RecursionError):
        return None


def _lay_out_head(head: Head) -> list[bytes]:
    story: dict[str, object] = {
        "id": head.story_id,
        "title": head.story_title,
        "version": head.story_version,
        "fingerprint": head.fingerprint,
    }
    if head.renamed is not None:
        story["renamed"] = head.renamed
    slot = {
        "name": head.name,
        "automatic": head.automatic,
        "saved_at": head.saved_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "chapter": head.chapter,
        "chapter_title": head.chapter_title,
        "place": head.place,
        "time": head.time,
        "line": head.line,
        "choices": head.choices,
        "words": head.words,
        "seconds": head.seconds,
    }
    return [b'"format": %d,\n"story": ' % FORMAT, encode(story), b',\n"slot": ', encode(slot), b",\n"]


def _read(whole: object) -> Document:
    path = read_path(take(whole, "path", list), 0)
    document = Document(
        head=_read_head(take(whole, "story", dict), take(whole, "slot", dict)),
        now=read_state(take(whole, "now", dict)),
        start=read_state(take(whole, "start", dict)),
        path=path,
        pages=tuple([read_page(page) for page in take(whole, "pages", list)]),
        branches=_read_branches(whole, len(path.rows)),
        ahead=_read_address(take(whole, "ahead", dict)) if _has(whole, "ahead") else None,
    )
    if document.head.choices != len(path.rows):
        raise ShapeError("the number of choices is not that of the path")
    if not 1 <= len(document.pages) <= len(path.rows) + 1:
        raise ShapeError("there should be a page for each of the last moments")
    return document


def _has(holder: object, key: str) -> bool:
    """Whether there is something that older saves have not."""
    return isinstance(holder, dict) and key in holder


def _read_branches(whole: object, first: int) -> tuple[Offshoot, ...]:
    """`first` choices stand before theirs in the file."""
    if not _has(whole, "branches"):
        return ()
    found: list[Offshoot] = []
    for item in take(whole, "branches", list):
        of, after = _read_address(item)
        if of > len(found):
            raise ShapeError("a branch should grow out of one before it")
        path = read_path(take(item, "path", list), first)
        first += len(path.rows)
        found.append(Offshoot(of, after, tidy(take(item, "name", str)) if _has(item, "name") else "", path))
    return tuple(found)


def _read_address(item: object) -> tuple[int, int]:
    of, after = take(item, "of", int), take(item, "after", int)
    if of < 0 or after < 0:
        raise ShapeError("the place of a branch should be whole numbers, not less than 0")
    return of, after


def _read_renamed(story: dict[str, object]) -> dict[str, dict[str, str]] | None:
    if "renamed" not in story:
        return None
    return {
        sort: {old: take(table, old, str) for old in take(found, sort, dict)}
        for found in [take(story, "renamed", dict)]
        for sort in found
        for table in [found[sort]]
    }


def _read_head(story: dict[str, object], slot: dict[str, object]) -> Head:
    try:
        saved_at = datetime.fromisoformat(take(slot, "saved_at", str)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ShapeError("“saved_at” should be a date and time") from None
    return Head(
        story_id=take(story, "id", str),
        story_title=showable(take(story, "title", str)),
        story_version=showable(take(story, "version", str)),
        fingerprint=take(story, "fingerprint", str),
        name=tidy(take(slot, "name", str)),
        automatic=take(slot, "automatic", bool),
        saved_at=saved_at,
        chapter=take(slot, "chapter", int),
        chapter_title=showable(take(slot, "chapter_title", str)),
        place=showable(take(slot, "place", str)),
        time=showable(take(slot, "time", str)),
        line=showable(take(slot, "line", str)),
        choices=take(slot, "choices", int),
        words=take(slot, "words", int),
        seconds=take(slot, "seconds", int) if "seconds" in slot else 0,
        renamed=_read_renamed(story),
    )


def _last_line(turn: Turn) -> str:
    for block in reversed(turn.blocks):
        text = " ".join(block.text.split())
        if text and block.kind not in HEADINGS:
            return text if len(text) <= _LINE_LETTERS else text[: _LINE_LETTERS - 1].rstrip() + "…"
    return ""
