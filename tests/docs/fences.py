"""The examples of a Markdown page, as stories on disk.

A fence of three backticks is an example if its first line says `yaml` and what it is:

- `yaml story.yaml`, `yaml airlock.yaml`...: a file; those that follow each other form one story;
- `yaml scene`: a piece of `scenes:`;  `yaml section`: one or more sections of a file.

Pieces, and a lone head, are put into the small world of world.py. `wrong` at the end says that the
example must fail. In examples `‹09›` stands for the byte 09, and `‹[ x 4000›` for 4000 of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import world

if TYPE_CHECKING:
    from pathlib import Path

FENCE = re.compile(r"^```yaml(?P<info>[^\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
BYTE = re.compile(r"‹([0-9A-F]{2})›")
REPEATED = re.compile(r"‹(.+?) x (\d+)›")


@dataclass(frozen=True)
class Example:
    """A story that a page shows, and the line on which it begins."""

    page: str
    line: int
    wrong: bool
    files: dict[str, str]

    def __str__(self) -> str:
        return f"{self.page}:{self.line}{' (wrong)' if self.wrong else ''}"

    def write(self, folder: Path) -> Path:
        for name, text in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(unescape(text))
        return folder


def unescape(text: str) -> bytes:
    """The bytes of an example: written as UTF-8 but for what stands in ‹›."""
    text = REPEATED.sub(lambda match: match.group(1) * int(match.group(2)), text)
    parts = BYTE.split(text)
    return b"".join(
        bytes([int(part, 16)]) if number % 2 else part.encode() for number, part in enumerate(parts)
    )


def examples_of(page: Path) -> list[Example]:
    """Every example of a page. Raises AssertionError for a fence that does not say what it is."""
    text = page.read_text(encoding="utf-8")
    found: list[Example] = []
    files: dict[str, str] = {}
    begun, verdict, last_end = 0, False, -1

    def close() -> None:
        if files:
            found.append(Example(page.name, begun, verdict, world.complete(dict(files))))
            files.clear()

    for match in FENCE.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        name, *rest = match.group("info").split() or [""]
        wrong = rest == ["wrong"]
        assert name in ("scene", "section") or name.endswith(".yaml"), (
            f"{page.name}:{line}: say what this example is"
        )
        assert not rest or wrong, f"{page.name}:{line}: after the name only `wrong` may follow"
        together = not text[last_end : match.start()].strip() and wrong == verdict and name not in files
        if not together or not name.endswith(".yaml"):
            close()
        last_end = match.end()
        if not name.endswith(".yaml"):
            found.append(Example(page.name, line, wrong, world.around(match.group("text"), name)))
            continue
        if not files:
            begun, verdict = line, wrong
        files[name] = match.group("text")
    close()
    return found
