"""Saved games: slots on disk, written, read, verified and repaired."""

from mars_adventure.saves.folder import other_folders, saves_folder
from mars_adventure.saves.profile import Profile, Settings
from mars_adventure.saves.restore import Loaded
from mars_adventure.saves.session import Session
from mars_adventure.saves.shelf import Shelf
from mars_adventure.saves.slot import Slot
from mars_adventure.saves.timeline import Branch, Timeline
from mars_adventure.saves.trouble import SaveTrouble
from mars_adventure.saves.turning import Turning, turnings

__all__ = [
    "Branch", "Loaded", "Profile", "SaveTrouble", "Session", "Settings", "Shelf", "Slot", "Timeline", "Turning",
    "other_folders", "saves_folder", "turnings",
]  # fmt: skip
