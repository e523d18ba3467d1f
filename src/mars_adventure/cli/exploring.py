"""The command `explore`."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from mars_adventure.cli.main import FAILED, OK, Refused
from mars_adventure.cli.places import open_story_or_refuse, story_folder

if TYPE_CHECKING:
    from mars_adventure.author.exploration import Exploration


def explore(options: Any) -> int:
    """Searches a story; status 1 if a dead end was met."""
    from mars_adventure.author.exploration import explore, proof_of_dead_ends, show_exploration
    from mars_adventure.author.proof import write_plays
    from mars_adventure.author.statistics import write_coverage
    from mars_adventure.cli.proving import ProgressBar

    folder = story_folder(options.folder)
    story = open_story_or_refuse(options.folder)
    bar = ProgressBar(options.time) if sys.stderr.isatty() and options.format == "text" else None

    def tell(found: Exploration, total: int) -> None:
        if bar is not None:
            bar("seen", found.seen, total, found.states)

    found = explore(story, options.time, options.seed, options.moves, tell)
    if bar is not None:
        bar.clear()
    colour = options.format == "text" and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    print(show_exploration(found, options.format, folder, colour, options.details))
    try:
        if options.coverage is not None:
            write_coverage(found.coverage, options.coverage)
        if options.plays is not None:
            for path in write_plays(proof_of_dead_ends(found), options.plays):
                words = ["mars-adventure replay", str(path), *([str(folder)] if options.folder else [])]
                print(" ".join(words), file=sys.stdout if options.format == "text" else sys.stderr)
    except OSError as error:
        raise Refused(f"`{error.filename}` cannot be written: {error.strerror or error}") from None
    return FAILED if found.dead_ends else OK
