"""What is remembered of the reader across plays: endings reached, and settings."""

import json
from pathlib import Path
from typing import NamedTuple, Self

from mars_adventure.saves import disk
from mars_adventure.saves.trouble import SaveTrouble, trouble_of

PROFILE_FILE = "reader.json"
THEMES = ("mars-night", "mars-dawn", "blue-sunset", "terminal")
WIDTHS = (54, 66, 78)
SPACINGS = ("single", "airy")


class Settings(NamedTuple):
    """How the page looks. `motion` False asks for none."""

    theme: str = THEMES[0]
    width: int = 66
    motion: bool = True
    spacing: str = SPACINGS[0]


class Profile(NamedTuple):
    """`endings` are those reached in the story `story`; the file keeps every story's."""

    endings: frozenset[str] = frozenset()
    settings: Settings = Settings()
    story: str = ""

    @classmethod
    def load(cls, folder: Path, story: str = "") -> Self:
        """The reader's profile; what is missing or damaged is as for a new reader."""
        found = _read(folder / PROFILE_FILE)
        return cls(frozenset(_endings(found).get(story, ())), _settings(found.get("settings")), story)

    def reached(self, ending: str) -> Self:
        """The same with one more ending."""
        return self._replace(endings=self.endings | {ending})

    def save(self, folder: Path) -> SaveTrouble | None:
        """Writes the profile, with every ending that another window has added; never raises."""
        path = folder / PROFILE_FILE
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with disk.alone(folder):
                disk.replace(path, self._with_those_in(path))
        except SaveTrouble as trouble:
            return trouble
        except OSError as error:
            return trouble_of(error, path)
        return None

    def _with_those_in(self, path: Path) -> bytes:
        endings = _endings(_read(path))
        endings[self.story] = sorted(self.endings.union(endings.get(self.story, ())))
        whole = {"endings": endings, "settings": self.settings._asdict()}
        return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _read(path: Path) -> dict[str, object]:
    """The profile, else the generation before it, else nothing."""
    for generation in (path, disk.backup_of(path)):
        try:
            found = json.loads(disk.read(generation).decode("utf-8"))
        except (SaveTrouble, ValueError, RecursionError):
            continue
        if isinstance(found, dict):
            return found
    return {}


def _endings(found: dict[str, object]) -> dict[str, list[str]]:
    stories = found.get("endings")
    if not isinstance(stories, dict):
        return {}
    return {
        story: [name for name in names if isinstance(name, str)]
        for story, names in stories.items()
        if isinstance(names, list)
    }


def _settings(found: object) -> Settings:
    if not isinstance(found, dict):
        return Settings()
    allowed = {"theme": THEMES, "width": WIDTHS, "motion": (True, False), "spacing": SPACINGS}
    kept = {
        name: found[name]
        for name, default in Settings()._asdict().items()
        if type(found.get(name)) is type(default) and found[name] in allowed[name]
    }
    return Settings(**kept)
