"""A page whose examples build on each other, carried out in order.

`python tests/docs/walkthrough.py` writes into docs/authoring.md what its commands print now.


- `yaml story.yaml` is the whole file; `diff` changes it (lines with a space, `-` or `+` before them; what they
  change stands in the file once);
- `console` holds commands after `$`, each with what it prints; times and sizes may differ;
- `sh` holds commands that are not run here, but that must be ones.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from mars_adventure.cli.arguments import parse_arguments

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).parents[2] / "docs" / "authoring.md"
STORY = "ferry"

FENCE = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MEASURED = re.compile(r"\d+\.\d s and \d+ MiB")
PROGRAM = "mars-adventure"


class Step(NamedTuple):
    """A fence of the page: its sort, its text, and where the text begins and ends."""

    sort: str
    text: str
    start: int
    end: int


def steps_of(page: Path) -> Iterator[Step]:
    for match in FENCE.finditer(page.read_text("utf-8")):
        yield Step(match[1], match[2], match.start(2), match.end(2))


def change(text: str, difference: str) -> str:
    """Raises AssertionError where the old lines do not stand in the text exactly once."""
    lines = difference.splitlines(keepends=True)
    old = "".join([line[1:] for line in lines if line[0] in " -"])
    new = "".join([line[1:] for line in lines if line[0] in " +"])
    assert text.count(old) == 1, f"stands {text.count(old)} times:\n{old}"
    return text.replace(old, new)


def commands_of(text: str) -> list[str]:
    return [line.removeprefix("$ ") for line in text.splitlines() if line.startswith("$ ")]


def words_of(command: str) -> list[str]:
    """The words after the name of the program."""
    program, *words = shlex.split(command, comments=True)
    assert program == PROGRAM, command
    return words


def run(command: str, folder: Path) -> str:
    """The command and what it prints, as the page shows them."""
    done = subprocess.run(
        [sys.executable, "-m", "mars_adventure", *words_of(command)],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env=os.environ | {"MARS_CACHE": "off", "NO_COLOR": "1", "COLUMNS": "80"},
    )
    assert done.stderr == "", done.stderr
    return f"$ {command}\n{done.stdout}"


def without_measures(text: str) -> str:
    return MEASURED.sub("0.0 s and 0 MiB", text)


def follow(folder: Path) -> Iterator[tuple[Step, str]]:
    """Each console of the page, with what its commands print here; the story is left in `folder`."""
    file = folder / STORY / "story.yaml"
    file.parent.mkdir()
    for step in steps_of(PAGE):
        match step.sort:
            case "yaml":
                file.write_text(step.text, "utf-8")
            case "diff":
                file.write_text(change(file.read_text("utf-8"), step.text), "utf-8")
            case "console":
                yield step, "".join([run(command, folder) for command in commands_of(step.text)])
            case "sh":
                for command in step.text.splitlines():
                    parse_arguments(words_of(command))
            case other:
                raise AssertionError(f"what is a fence of `{other}`?")


def rewrite() -> None:
    with TemporaryDirectory() as folder:
        found = list(follow(Path(folder)))
    text = PAGE.read_text("utf-8")
    for step, printed in reversed(found):
        if without_measures(printed) != without_measures(step.text):
            text = text[: step.start] + printed + text[step.end :]
    PAGE.write_text(text, "utf-8")


if __name__ == "__main__":
    rewrite()
