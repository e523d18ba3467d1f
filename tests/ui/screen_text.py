"""The screen as text, and text goldens: what a reader would see, kept in files that can be read and compared.

`MARS_GOLDENS=write pytest` writes them anew.
"""

from __future__ import annotations

import os
import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

from rich.cells import cell_len

if TYPE_CHECKING:
    from textual.app import App

GOLDENS = Path(__file__).resolve().parents[1] / "goldens"
OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
CELL_WIDTH, CELL_HEIGHT = 12.2, 24.4
TEXT = re.compile(r'<text class="[^"]*-r\d+" x="([\d.]+)" y="([\d.]+)"[^>]*>(.*?)</text>')


def screen_text(app: App[object]) -> str:
    """The rows of the screen as they are now, without colours and trailing spaces.

    Asserts on the way that nothing on the screen is a character that a terminal obeys.
    """
    rows: dict[int, str] = {}
    for x, y, escaped in TEXT.findall(app.export_screenshot()):
        row, column = round(float(y) / CELL_HEIGHT), round(float(x) / CELL_WIDTH)
        text = rows.get(row, "")
        rows[row] = text + " " * (column - cell_len(text)) + unescape(escaped).replace("\xa0", " ")
    last = max(rows, default=0)
    first = min(rows, default=0)
    text = "\n".join([rows.get(row, "").rstrip() for row in range(first, last + 1)]).rstrip() + "\n"
    assert OBEYED.search(text) is None, f"a control character has reached the screen: {text!r}"
    return text


def check_golden(app: App[object], name: str) -> None:
    """Assert that the screen is as `tests/goldens/NAME.txt` says."""
    path, text = GOLDENS / f"{name}.txt", screen_text(app)
    if os.environ.get("MARS_GOLDENS") == "write":
        GOLDENS.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.exists(), f"no golden {path.name}: MARS_GOLDENS=write pytest writes it"
    assert text == path.read_text(encoding="utf-8"), f"the screen is not as in {path}"
