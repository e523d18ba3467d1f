"""Small stories on disk for the tests of the story ring."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from mars_adventure.story import check_story

if TYPE_CHECKING:
    from pathlib import Path

    from mars_adventure.story import Problem

HEAD = "story: A Tale\nstart: hub\n"
WORLD = """\
variables:
  lit: flag
  oil: 0..9 = 2
  site: one of none, beacon, plain
  tools: set of lamp, rope
notes:
  spoon: {title: A spoon, tags: [law]}
speakers:
  ames: Ames
marks:
  log: {sign: ●, means: written down}
endings:
  done: {title: Done}
scenes:
  hub:
    choices:
      - Go -> a
      - text: Stay
        id: stay
  end: {ending: done}
"""


def tale(folder: Path, **files: str | bytes) -> Path:
    """A story of these files in a world of its own; `.yaml` is added to their names."""
    return raw(folder, **{"story": HEAD, "world": WORLD, **files})


def raw(folder: Path, **files: str | bytes) -> Path:
    """These files and no others."""
    for name, text in files.items():
        (folder / f"{name}.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def scene(body: str) -> str:
    """A file with one scene `a`: the body is that of the scene."""
    return "scenes:\n  a:\n" + textwrap.indent(textwrap.dedent(body), "    ")


def told(folder: Path) -> list[str]:
    """Every problem as `file:line:column+length CODE`."""
    return [tell(problem) for problem in check_story(folder)]


def tell(problem: Problem) -> str:
    at = problem.at
    return f"{at.file}:{at.line}:{at.column}+{at.length} {problem.code}"
