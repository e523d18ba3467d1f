"""Saved games: slots on disk, written, read, verified and repaired."""

from mars_adventure.saves.folder import other_folders, saves_folder
from mars_adventure.saves.profile import Profile, Settings
from mars_adventure.saves.restore import Loaded
from mars_adventure.saves.session import Session
from mars_adventure.saves.shelf import Shelf
from mars_adventure.saves.slot import Slot
from mars_adventure.saves.trouble import SaveTrouble

__all__ = [
    "Loaded",
    "Profile",
    "SaveTrouble",
    "Session",
    "Settings",
    "Shelf",
    "Slot",
    "other_folders",
    "saves_folder",
]
