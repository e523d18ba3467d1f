"""One saved game as the list shows it."""

from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from mars_adventure.saves.disk import read
from mars_adventure.saves.document import Head, read_document
from mars_adventure.saves.names import showable
from mars_adventure.saves.opening import Opened, open_file
from mars_adventure.saves.trouble import SaveTrouble
from mars_adventure.story import Story

GOOD, REPAIRED, DAMAGED, FOREIGN, NEWER = "good", "repaired", "damaged", "foreign", "newer"


class Slot(NamedTuple):
    """`state` is "good", "repaired" (it opens, with what `trouble` says), "damaged", "foreign"
    (of another story) or "newer". The last three do not open, and `trouble` says why. `seconds`
    is the time that the reader has spent on the play.

    What cannot be known of a file that does not open is "" or 0, its `name` that of the file
    and `saved_at` the time of the file.
    """

    path: Path
    name: str
    automatic: bool
    state: str
    chapter: int
    chapter_title: str
    place: str
    time: str
    line: str
    choices: int
    words: int
    saved_at: datetime
    story_id: str
    trouble: str
    seconds: int = 0

    @property
    def opens(self) -> bool:
        return self.state in (GOOD, REPAIRED)


def slot_at(path: Path, story: Story) -> tuple[Slot, Opened | None]:
    """The slot in a file, whatever the file is, and what it holds if it opens; never raises."""
    try:
        opened = open_file(path, story)
    except SaveTrouble as trouble:
        return _closed(path, trouble), None
    notices = opened.loaded.notices
    return _slot(path, opened.head, REPAIRED if notices else GOOD, " ".join(notices)), opened


def slot_of(path: Path, head: Head) -> Slot:
    """The slot of a file just written."""
    return _slot(path, head, GOOD, "")


def _slot(path: Path, head: Head, state: str, trouble: str) -> Slot:
    return Slot(
        path=path,
        name=head.name,
        automatic=head.automatic,
        state=state,
        chapter=head.chapter,
        chapter_title=head.chapter_title,
        place=head.place,
        time=head.time,
        line=head.line,
        choices=head.choices,
        words=head.words,
        seconds=head.seconds,
        saved_at=head.saved_at,
        story_id=head.story_id,
        trouble=trouble,
    )


def _closed(path: Path, trouble: SaveTrouble) -> Slot:
    state = trouble.code if trouble.code in (FOREIGN, NEWER) else DAMAGED
    if trouble.code in (FOREIGN, "stranded"):
        try:
            return _slot(path, read_document(read(path), path.name).head, state, str(trouble))
        except SaveTrouble:
            pass  # It has changed, or only its `.bak` could be read: what follows says enough.
    return Slot(
        path=path,
        name=showable(path.name),
        automatic=False,
        state=state,
        chapter=0,
        chapter_title="",
        place="",
        time="",
        line="",
        choices=0,
        words=0,
        saved_at=_modified(path),
        story_id="",
        trouble=str(trouble),
    )


def _modified(path: Path) -> datetime:
    try:
        return datetime.fromtimestamp(path.lstat().st_mtime, UTC)
    except (OSError, OverflowError, ValueError):
        return datetime.fromtimestamp(0, UTC)
