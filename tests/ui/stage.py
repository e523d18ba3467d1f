"""A small app for one screen, and things to show on it, for the tests of the screens."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from textual.app import App
from mars_adventure.engine.turn import Block, Span
from mars_adventure.saves import SaveTrouble
from mars_adventure.ui.tui.themes import THEMES

if TYPE_CHECKING:
    from textual.screen import Screen

    from mars_adventure.ui.tui.settings import SettingsScreen

NOW = datetime(2026, 11, 20, 21, 30)
HOSTILE = [
    "[/b] [x] [red]",
    "[/]",
    "[@click=app.exit]go[/]",
    "a\x1b[31mred\x1b]0;title\x07\x9b\x00\r\nb\tc",
    "long " + "x" * 300,
    "火星の夜。「こんばんは」" * 20,
    "👩‍🚀⚠️🇫🇷 e\u0301\u202eevil",
    "\ud800",
    "$primary ${x} {y} %s \\",
]
SIZES = [(40, 15), (80, 24), (120, 40)]


class Stage(App[None]):
    """Shows one screen and keeps what it gives back and what it posts."""

    def __init__(self, *screens: Screen[Any], theme: str = "mars-night") -> None:
        super().__init__()
        for known in THEMES:
            self.register_theme(known)
        self.theme = theme
        self.to_push = screens
        self.results: list[object] = []
        self.calls: list[tuple[str, object]] = []

    def on_mount(self) -> None:
        for screen in self.to_push:
            self.push_screen(screen, self.results.append)

    def on_settings_screen_changed(self, event: SettingsScreen.Changed) -> None:
        self.calls.append(("changed", event.settings))

    def start_new(self) -> None:
        self.calls.append(("start_new", None))

    def resume(self, slot: object) -> None:
        self.calls.append(("resume", slot))

    def open_reels(self, mode: str) -> None:
        self.calls.append(("open_reels", mode))

    def open_endings(self) -> None:
        self.calls.append(("open_endings", None))

    def open_settings(self) -> None:
        self.calls.append(("open_settings", None))

    def open_help(self) -> None:
        self.calls.append(("open_help", None))


@dataclass(frozen=True)
class FakeSlot:
    path: Path
    name: str = ""
    automatic: bool = False
    state: str = "good"
    chapter: int = 1
    chapter_title: str = "The Thermostat"
    place: str = "The mess"
    time: str = "60 hours out"
    line: str = "“I’m in the kitchen, love. Why?”"
    choices: int = 38
    words: int = 4210
    saved_at: datetime = NOW
    story_id: str = "ulysses-answer"
    trouble: str = ""

    @property
    def opens(self) -> bool:
        return self.state in ("good", "repaired")


def a_slot(name: str, minutes: float = 0, **more: Any) -> Any:
    return FakeSlot(
        Path("/shelf") / f"{abs(hash(name))}.json", name, saved_at=NOW - timedelta(minutes=minutes), **more
    )


def some_slots() -> list[Any]:
    return [
        a_slot("Autosave", 0.2, automatic=True),
        a_slot("before I opened it", 4, choices=37),
        a_slot("trusted Yann", 22 * 60, chapter=2, chapter_title="Overtaken", place="The window", choices=61),
        a_slot(
            "old run",
            60 * 24 * 200,
            state="repaired",
            trouble="The story has changed: resumes at “The mess”.",
        ),
        a_slot("torn", 60 * 24 * 300, state="damaged", trouble="The file is cut short after 812 bytes."),
        a_slot("other", 60 * 24 * 400, state="foreign", trouble="This reel belongs to another story."),
    ]


@dataclass
class FakeShelf:
    """A shelf in memory."""

    found: list[Any] = field(default_factory=some_slots)
    folder: Path = Path("/home/jeanne/mars-adventure/saves")
    broken: SaveTrouble | None = None

    def slots(self) -> list[Any]:
        return list(self.found)

    def newest(self) -> Any:
        return next((slot for slot in self.found if slot.state in ("good", "repaired")), None)

    def write(self, play: Any, name: str, overwrite: bool = False) -> Any:
        self.fail()
        if any(slot.name == name for slot in self.found) and not overwrite:
            raise SaveTrouble("exists", f"“{name}” exists.", "Choose another name.")
        self.found = [slot for slot in self.found if slot.name != name]
        self.found.insert(0, a_slot(name, choices=play.length))
        return self.found[0]

    def rename(self, slot: Any, name: str) -> Any:
        self.fail()
        new = replace(slot, name=name, path=slot.path.with_name(f"{abs(hash(name))}.json"))
        self.found[self.found.index(slot)] = new
        return new

    def delete(self, slot: Any) -> None:
        self.fail()
        self.found.remove(slot)

    def export(self, slot: Any, path: Path) -> None:
        self.fail()
        self.exported = (slot, path)

    def import_(self, path: Path) -> Any:
        self.fail()
        self.found.append(a_slot(path.stem, 5))
        return self.found[-1]

    def fail(self) -> None:
        if self.broken is not None:
            raise self.broken


def an_ending(title: str, hint: str = "", interim: bool = False) -> Any:
    return SimpleNamespace(title=title, hint=hint, interim=interim)


def a_story(**more: Any) -> Any:
    story = {
        "id": "ulysses-answer",
        "title": "Ulysses, Answer",
        "author": "a fan-made homage, all text original",
        "about": (
            "Ten months out, sixty hours from Mars, six people and one tin of coffee. You are Jeanne Renoir, the "
            "ship’s psychologist. Your work is what people tell you and nobody else.\n\nEverything you say or "
            "write is either on the record (●), and Earth has it, or off the record (○), and only you do."
        ),
        "content_note": (
            "Contains death, grief, confinement, and doubt about who one is. "
            "Nothing is shown for its own sake."
        ),
        "speakers": {"halina": SimpleNamespace(name="Halina", radio=False)},
        "chapters": {},
        "endings": {
            "turned_back": an_ending("Turned Back", "The shortest way home."),
            "first_reel": an_ending("The First Reel", "Act I ends here. The story goes on.", interim=True),
            "inside": an_ending("Let In", "Some doors open."),
            "spoon": an_ending("One Spoon Short", "Count everything."),
        },
    }
    return SimpleNamespace(**{**story, **more})


def a_profile(*endings: str) -> Any:
    return SimpleNamespace(endings=frozenset(endings))


def a_play(
    length: int = 12, chapter: int = 2, place: str = "The window", line: str = "Mars is a coin."
) -> Any:
    turn = SimpleNamespace(chapter=chapter, place=place, time="58 hours out", blocks=blocks(line))
    return SimpleNamespace(length=length, turn=turn)


def blocks(*texts: str, kind: str = "prose", speaker: str = "") -> tuple[Block, ...]:
    return tuple([Block(kind, (Span(text),), speaker) for text in texts])


def an_entry(name: str, title: str, *texts: str, **more: Any) -> Any:
    entry = {
        "blocks": blocks(*texts),
        "status": "known",
        "place": "",
        "time": "",
        "chapter": 0,
        "speaks_for": (),
        "speaks_against": (),
    }
    return SimpleNamespace(name=name, title=title, **{**entry, **more})


def a_casebook(**more: Any) -> Any:
    met = {"place": "The mess", "time": "60 hours out", "chapter": 1}
    book = {
        "notes": (
            an_entry("spoon", "One spoon short", "Forty-one spoons on the sheet, forty in the tin.", **met),
            an_entry(
                "fitness",
                "What Meyer asked of me in Cologne",
                "Basile’s file. I signed fit. The honest word was probably.",
                place="The window",
                time="58 hours out",
                chapter=2,
            ),
            an_entry("heat", "The heat", "Somebody turned it down.", status="struck", **met),
        ),
        "people": (
            an_entry("halina", "Halina Wrona, commander", "Polish Air Force. Steers with her fingertips."),
            an_entry("yann", "Yann Bellocq, engineer", "Breton.", "Talks to machinery."),
        ),
        "documents": (
            an_entry(
                "warning",
                "The message from Speedwell",
                blocks=blocks("Do not come here\n▒▒▒▒▒▒▒▒\nto rescue us", kind="document")
                + blocks("Say again?", kind="speech", speaker="halina"),
            ),
        ),
        "theories": (
            an_entry(
                "staged",
                "It is a film set",
                "Somebody is filming.",
                speaks_for=("One spoon short", "The heat"),
                speaks_against=("What Meyer asked of me in Cologne",),
            ),
        ),
    }
    return SimpleNamespace(**{**book, **more})
