"""What is remembered of the reader across plays: endings reached, and settings."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields, replace
from typing import TYPE_CHECKING

from mars_adventure.saves import disk
from mars_adventure.saves.trouble import SaveTrouble, trouble_of

if TYPE_CHECKING:
    from pathlib import Path

PROFILE_FILE = "reader.json"
THEMES = ("mars-night", "mars-dawn", "blue-sunset", "terminal")
WIDTHS = (54, 66, 78)
SPACINGS = ("single", "airy")


@dataclass(frozen=True, slots=True)
class Settings:
    """How the page looks. `motion` False asks for none."""

    theme: str = THEMES[0]
    width: int = 66
    motion: bool = True
    spacing: str = SPACINGS[0]


@dataclass(frozen=True, slots=True)
class Profile:
    """`endings` are those reached in the story `story`; the file keeps every story's."""

    endings: frozenset[str] = frozenset()
    settings: Settings = field(default_factory=Settings)
    story: str = ""

    @classmethod
    def load(cls, folder: Path, story: str = "") -> Profile:
        """The reader's profile; what is missing or damaged is as for a new reader."""
        found = _read(folder / PROFILE_FILE)
        return cls(frozenset(_endings(found).get(story, ())), _settings(found.get("settings")), story)

    def reached(self, ending: str) -> Profile:
        """The same with one more ending."""
        return replace(self, endings=self.endings | {ending})

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
        whole = {"endings": endings, "settings": asdict(self.settings)}
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
        part.name: found[part.name]
        for part in fields(Settings)
        if type(found.get(part.name)) is type(part.default) and found[part.name] in allowed[part.name]
    }
    return Settings(**kept)
