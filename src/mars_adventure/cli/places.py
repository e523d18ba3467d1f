"""Where the story, its kept copy and the saved games are."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from mars_adventure.cli.main import Refused

if TYPE_CHECKING:
    from mars_adventure.story import Story
    from mars_adventure.story.watch import Watch


def story_folder(explicit: Path | None) -> Path:
    """The folder given, MARS_STORY, the installed story, or the checkout's. Raises Refused."""
    if explicit is not None:
        return explicit
    if chosen := os.environ.get("MARS_STORY"):
        return Path(chosen)
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "story_text", package.parents[1] / "story"):
        if (folder / "story.yaml").is_file():
            return folder
    raise Refused(
        "the story is missing from this installation; install it again, or name a folder: mars-adventure play FOLDER"
    )


def cache_folder() -> Path | None:
    """Where kept copies of stories live; None if MARS_CACHE says off."""
    chosen = os.environ.get("MARS_CACHE")
    if chosen == "off":
        return None
    if chosen:
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("mars-adventure") / "stories"


def open_story_or_refuse(explicit: Path | None, watch: Watch | None = None) -> Story:
    """The story, ready to play; with `watch` wholly read. Raises Refused, with the problems written to the
    error output.
    """
    from mars_adventure.story import StoryError, open_story

    folder = story_folder(explicit)
    try:
        return open_story(folder, cache_folder()) if watch is None else watch.open()
    except StoryError as error:
        from mars_adventure.author import show_problems

        print(show_problems(error.problems, "text", folder, sys.stderr.isatty()), file=sys.stderr)
        raise Refused(f"the story in {folder} has errors and cannot be played") from None
