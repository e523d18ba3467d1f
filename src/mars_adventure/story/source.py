"""The files of a story, as text and as YAML nodes. Untrusted: bounded in size, depth and kind."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mars_adventure.story.folder import list_files
from mars_adventure.story.problems import Position, Report

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 8 * 2**20
MOST_FILES = 2000
MOST_BYTES_IN_ALL = 32 * 2**20
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")


@dataclass(slots=True)
class Source:
    """One file. `name` is its path relative to the story's folder, with forward slashes."""

    name: str
    text: str
    report: Report
    lines: list[str] = field(default_factory=list)

    def line(self, number: int) -> str:
        """The line of that number, counted from 1; "" beyond the end."""
        if not self.lines:
            self.lines = self.text.splitlines()
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def fail(self, code: str, line: int, column: int, length: int, message: str, fix: str = "") -> None:
        """Reports a problem at a place counted from 1."""
        self.report.add(
            code, Position(self.name, line, column, max(1, length)), message, fix, self.line(line)
        )


def read_sources(folder: Path, report: Report) -> list[Source]:
    """Every file that can be read; the others are reported."""
    head = Position("story.yaml", 1, 1)
    if not folder.is_dir():
        report.add("M701", head, f"there is no folder `{folder}`", "name the folder that holds story.yaml")
        return []
    files = list_files(folder)
    if not files or files[0].name != "story.yaml":
        report.add(
            "M701",
            head,
            f"the folder `{folder}` holds no story.yaml",
            "a story's head is a file of this name; `mars-adventure new FOLDER` writes one",
        )
        return []
    if len(files) > MOST_FILES:
        report.add(
            "M702", head, f"the folder holds {len(files)} YAML files", f"a story has at most {MOST_FILES}"
        )
        return []
    found = []
    size = 0
    for path in files:
        name = path.relative_to(folder).as_posix()
        size += path.stat().st_size if path.exists() else 0
        if size > MOST_BYTES_IN_ALL:
            fix = f"a story is at most {MOST_BYTES_IN_ALL // 2**20} MiB large"
            report.add("M702", Position(name, 1, 1), "with this file the story is too large", fix)
            return []
        text = read_text(path, name, report)
        if text is not None:
            found.append(Source(name, text, report))
    return found


def read_text(path: Path, name: str, report: Report) -> str | None:
    top = Position(name, 1, 1)
    try:
        if path.stat().st_size > MOST_BYTES:
            report.add(
                "M702", top, f"this file is larger than {MOST_BYTES // 2**20} MiB", "part it into chapters"
            )
            return None
        data = path.read_bytes()
    except OSError as error:
        report.add("M701", top, f"this file cannot be read: {error.strerror}", "look at its permissions")
        return None
    try:
        text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
        report.add(
            "M703",
            Position(name, line, column),
            "this is not UTF-8",
            "save the file as UTF-8",
        )
        return None
    text = text.replace("\r\n", "\n")
    is_clean = text.replace("\n", "").replace("\t", "").isprintable()  # as nearly always, and soon seen
    if not is_clean and (match := CONTROL.search(text)):
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        report.add(
            "M704",
            Position(name, line, column),
            f"an invisible control character (U+{ord(match.group()):04X})",
            "delete it; terminals would obey it",
        )
        return None
    return text


def fingerprint(sources: list[Source]) -> str:
    """A digest of every file's name and text."""
    digest = hashlib.blake2b(digest_size=16)
    for source in sources:
        for part in (source.name, source.text):
            data = part.encode(errors="surrogateescape")
            digest.update(len(data).to_bytes(8, "little"))
            digest.update(data)
    return digest.hexdigest()
