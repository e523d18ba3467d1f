"""Draws the README's picture anew: `.venv/bin/python docs/pictures/draw.py`."""

import asyncio
import re
import tempfile
from pathlib import Path

from mars_adventure.engine import begin, choose
from mars_adventure.saves import Profile, Session, Shelf
from mars_adventure.story import open_story
from mars_adventure.ui.tui.app import MarsApp

HERE = Path(__file__).parent
SIZE = (112, 42)
STEPS = ("names", "stay")
CELL = 12.2
FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
TEXT = re.compile(
    r'x="([\d.]+)" y="([\d.]+)" textLength="[\d.]+"([^>]*)>((?:&#160;)*)(.*?)((?:&#160;)*)</text>'
)


def trim(match: re.Match[str]) -> str:
    """The same text without the blanks around it, which some viewers stretch and others drop."""
    x, y, rest, lead, text, _ = match.groups()
    left = float(x) + lead.count(";") * CELL
    cells = len(re.sub(r"&[#\w]+;", "x", text))
    return f'x="{left:.1f}" y="{y}" textLength="{cells * CELL:.1f}"{rest}>{text}</text>'


async def draw() -> None:
    story = open_story(HERE.parents[1] / "story")
    with tempfile.TemporaryDirectory() as folder:
        shelf = Shelf(Path(folder), story)
        play = begin(story, 1)
        for step in STEPS:
            play = choose(story, play, step)
        app = MarsApp(story, shelf, Profile.load(Path(folder), story.id), Session(story, shelf, play))
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            await pilot.pause()
            # without the fonts that it would fetch from elsewhere
            picture = FONTS.sub("", app.export_screenshot(title=story.title))
            (HERE / "page.svg").write_text(TEXT.sub(trim, picture), encoding="utf-8")


asyncio.run(draw())
