"""Readings of our own engine that other rows begin from: saved plays, and what their pages show."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from bench.places import SCRATCH
from bench.walk import draw_numbers
from mars_adventure.engine import Play, begin, choose
from mars_adventure.saves import Shelf
from mars_adventure.story import Story, open_story

if TYPE_CHECKING:
    from pathlib import Path


def open_kept(folder: Path) -> Story:
    """The story of a `stories.story_folder`, kept where the app will look for it too."""
    return open_story(folder / "ours", cache_of(folder))


def cache_of(folder: Path) -> Path:
    return folder / "cache"


def play_on(story: Story, choices: int) -> Play:
    """A play of so many choices, always the same."""
    play = begin(story)
    for number in draw_numbers(choices):
        offers = play.turn.offers
        play = choose(story, play, offers[number % len(offers)].id)
    return play


def scratch_folder(name: str) -> Path:
    """An empty folder on the same disk as the checkout."""
    folder = SCRATCH / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def save_play(story: Story, play: Play, name: str) -> Path:
    """A folder of saved games that holds just this play, as its autosave."""
    folder = scratch_folder(name)
    Shelf(folder, story).autosave(play)
    return folder


def signs_of(play: Play) -> tuple[str, str]:
    """Words that are on the screen once the page of this moment is: the text's first and the last label's."""
    first = next(block.text for block in play.turn.blocks if block.kind not in ("chapter", "place"))
    return " ".join(first.split()[:2]), " ".join(play.turn.offers[-1].text.split()[:2])
