"""A small app for one screen, and things to show on it, for the tests of the screens."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from textual.app import App

from mars_adventure.engine import Block, Casebook, Entry, Evidence
from mars_adventure.saves import Profile
from mars_adventure.saves.slot import Slot
from mars_adventure.story import Story, open_story
from mars_adventure.story.model import Ending
from mars_adventure.ui import tui
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
    """Shows one screen, as styled as in the real app, and keeps what it gives back and what it posts."""

    CSS_PATH = Path(tui.__file__).with_name("mars.tcss")

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


def a_slot(name: str, minutes: float = 0, **more: Any) -> Slot:
    """A slot that was kept so many minutes before NOW."""
    slot = Slot(
        path=Path("/shelf") / f"{name[:20].encode('utf-8', 'replace').hex()}.json",
        name=name,
        automatic=False,
        state="good",
        chapter=1,
        chapter_title="The Thermostat",
        place="The mess",
        time="60 hours out",
        line="“I’m in the kitchen, love. Why?”",
        choices=38,
        words=4210,
        saved_at=NOW - timedelta(minutes=minutes),
        story_id="ulysses-answer",
        trouble="",
    )
    return slot._replace(**more)


def some_slots() -> list[Slot]:
    day = 24 * 60
    overtaken = {"chapter": 2, "chapter_title": "Overtaken", "place": "The window", "choices": 61}
    changed = "The story has changed: resumes at “The mess”."
    return [
        a_slot("Autosave", 0.2, automatic=True),
        a_slot("before I opened it", 4, choices=37),
        a_slot("trusted Yann", 22 * 60, **overtaken),
        a_slot("old run", 200 * day, state="repaired", trouble=changed),
        a_slot("torn", 300 * day, state="damaged", trouble="The file is cut short after 812 bytes."),
        a_slot("other", 400 * day, state="foreign", trouble="This reel belongs to another story."),
    ]


class GivenShelf:
    """A shelf that only lists what it was given: for looks that must not change with the clock."""

    folder = Path("/home/jeanne/mars-adventure/saves")

    def __init__(self, slots: list[Slot] | None = None) -> None:
        self.given = some_slots() if slots is None else slots

    def slots(self) -> list[Slot]:
        return self.given


STORY = """\
story: The Airlock
author: Nobody
start: airlock
about: |
  A door.

  And another.
content_note: Contains doors.
endings:
  inside: {title: Let In, hint: Some doors open.}
  outside: {title: Gone Out, hint: Some do not.}
notes:
  glove:
    title: One glove
    text: |
      A left one.
  key:
    title: The key
    text: |
      It fits nothing.
people:
  vega:
    title: Vega
    text: |
      Never sleeps.
theories:
  locked:
    title: We are locked in
    text: |
      From outside.
    for: [glove, key]
scenes:
  airlock:
    place: The airlock
    time: Sol 43
    do: learn(glove), learn(key), strike(key)
    text: |
      The inner door seals behind you.
    choices:
      - Knock -> corridor
      - Wait
      - Go back outside -> surface
  corridor:
    text: |
      Somebody opens.
    ending: inside
  surface:
    text: |
      You walk until the air is gone.
    ending: outside
"""


def a_real_story(folder: Path) -> Story:
    """A small story, opened from its own folder."""
    folder = folder / "story"
    folder.mkdir()
    (folder / "story.yaml").write_text(STORY, encoding="utf-8")
    return open_story(folder)


def a_story(**more: Any) -> Any:
    story = {
        "id": "ulysses-answer",
        "title": "Ulysses, Answer",
        "author": "a fan-made homage, all text original",
        "about": (
            "Ten months out, sixty hours from Mars, six people and one tin of coffee. You are Jeanne "
            "Renoir, the ship’s psychologist. Your work is what people tell you and nobody else.\n\nEverything you say or "
            "write is either on the record (●), and Earth has it, or off the record (○), and only you do."
        ),
        "content_note": (
            "Contains death, grief, confinement, and doubt about who one is. "
            "Nothing is shown for its own sake."
        ),
        "speakers": {"halina": SimpleNamespace(name="Halina", radio=False)},
        "chapters": {},
        "endings": {
            "turned_back": Ending("Turned Back", "The shortest way home."),
            "first_reel": Ending("The First Reel", "Act I ends here. The story goes on.", interim=True),
            "inside": Ending("Let In", "Some doors open."),
            "spoon": Ending("One Spoon Short", "Count everything."),
        },
    }
    return SimpleNamespace(**{**story, **more})


def a_profile(*endings: str) -> Profile:
    return Profile(frozenset(endings))


def a_play(
    length: int = 12, chapter: int = 2, place: str = "The window", line: str = "Mars is a coin."
) -> Any:
    turn = SimpleNamespace(chapter=chapter, place=place, time="58 hours out", blocks=blocks(line))
    return SimpleNamespace(length=length, turn=turn)


def blocks(*texts: str, kind: str = "prose", speaker: str = "") -> tuple[Block, ...]:
    return tuple([Block(kind, text, speaker) for text in texts])


def an_entry(name: str, title: str, *texts: str, **more: Any) -> Entry:
    entry = Entry(name, title, blocks(*texts), "known", "", "", 0, (), ())
    return entry._replace(**more)


def a_casebook(**more: Any) -> Casebook:
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
                speaks_for=(Evidence("One spoon short"), Evidence("The heat", struck=True)),
                speaks_against=(Evidence("What Meyer asked of me in Cologne"),),
            ),
        ),
    }
    return Casebook(**{**book, **more})
