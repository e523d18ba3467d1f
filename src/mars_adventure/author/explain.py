"""The page behind each code."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import fill

from mars_adventure.author.cells import clean
from mars_adventure.story.codes import CODES
from mars_adventure.story.problems import nearest

PAGES = Path(__file__).with_name("explanations")
WIDTH = 78
FENCE = re.compile(r"^```(?:yaml (?P<name>\S+)(?: (?P<verdict>wrong))?)?$")


class UnknownCode(KeyError):
    """No problem has this code. `nearest` is the code most like what was asked for, or ""."""

    def __init__(self, code: str, near: str) -> None:
        self.code, self.nearest = code, near
        super().__init__(code)

    def __str__(self) -> str:
        hint = (
            f": did you mean `{self.nearest}`?"
            if self.nearest
            else f": codes run from {min(CODES)} to {max(CODES)}"
        )
        return f"there is no problem with the code `{clean(self.code)}`{hint}"


def explain(code: str) -> str:
    """The page for a code in any case, as plain text. Raises UnknownCode."""
    wanted = code.strip().upper()
    if wanted not in CODES:
        raise UnknownCode(code, nearest(wanted, CODES) or nearest(f"M{wanted}", CODES))
    return as_plain((PAGES / f"{wanted}.md").read_text(encoding="utf-8"))


def as_plain(page: str) -> str:
    """Markdown as it reads best in a terminal: examples indented under their names, prose wrapped."""
    found: list[str] = []
    inside = False
    for line in page.strip().splitlines():
        fence = FENCE.match(line)
        if fence is None:
            found.append(f"    {line}".rstrip() if inside else wrapped(line.removeprefix("# ")))
            continue
        inside = not inside
        if inside and (name := fence.group("name")) and name.endswith(".yaml"):
            found.append(f"  {name}:")
    return "\n".join(found)


def wrapped(line: str) -> str:
    return fill(line, WIDTH, break_long_words=False, break_on_hyphens=False)
