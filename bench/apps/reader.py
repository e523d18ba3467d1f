"""Our app on the newest saved play, as `mars-adventure play --continue` opens it: FOLDER CACHE SAVES."""

import sys
from pathlib import Path

from mars_adventure.saves import Profile, Session, Shelf
from mars_adventure.story import open_story
from mars_adventure.ui.tui.app import run_app

if __name__ == "__main__":
    folder, cache, saves = map(Path, sys.argv[1:])
    story = open_story(folder, cache)
    shelf = Shelf(saves, story)
    slot = shelf.newest()
    assert slot is not None
    loaded = shelf.open(slot)
    session = Session(story, shelf, loaded.play, loaded.notices)
    sys.exit(run_app(session, story, shelf, Profile.load(saves, story.id)))
