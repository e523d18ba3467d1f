"""Playing a story while it is edited: in the app and line by line."""

from __future__ import annotations

import io
import shutil
from typing import TYPE_CHECKING

import pytest
from screen_text import screen_text
from waiting import shown, until

from mars_adventure.author.editor import write_editor_files
from mars_adventure.author.new import write_new_story
from mars_adventure.cli.play import begin_from, watch_of
from mars_adventure.engine import begin, begin_at
from mars_adventure.saves import Profile, Session, Shelf
from mars_adventure.story import open_story
from mars_adventure.story.watch import Watch
from mars_adventure.ui.plain import PlainReader
from mars_adventure.ui.tui.watched import WatchedApp

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

KITCHEN = "carry_the_potatoes_up_to_the_house"
SHED = """
      - text: Try the shed
        once: true
        goto: shed
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_new_story(tmp_path / "tale")
    return tmp_path / "tale"


def edit(folder: Path, old: str, new: str) -> None:
    for path in folder.glob("*.yaml"):
        text = path.read_text("utf-8")
        if old in text:
            path.write_text(text.replace(old, new), "utf-8")


class Watched(WatchedApp):
    def __init__(self, folder: Path, *path: str) -> None:
        self.edits = 0
        watch = Watch(folder, self.count_edit)
        story = watch.open()
        session = Session(story, None, begin(story, 1))
        for choice in path:
            session.choose(choice)
        super().__init__(
            story, Shelf(folder.parent / "saves", story), Profile(story=story.id), session, watch
        )

    def count_edit(self) -> None:
        self.edits += 1


async def test_an_edit_is_read_and_the_page_keeps_its_place(folder: Path) -> None:
    app = Watched(folder, KITCHEN, "feel_the_kettle")
    async with app.run_test(size=(80, 30)) as pilot:
        await shown(pilot, "count to nine")
        edit(folder, "count to nine", "count to ninety")
        await shown(pilot, "count to ninety")
        assert app.page.session.play.path() == (KITCHEN, "feel_the_kettle")
        assert app.story is app.page.session.story
        await pilot.press("1")
        assert app.page.session.play.path()[-1] == "look_at_the_cups"
        assert not (folder.parent / "saves").exists()


async def test_an_edit_with_errors_is_told_below_the_page_and_play_goes_on(folder: Path) -> None:
    app = Watched(folder, KITCHEN)
    async with app.run_test(size=(80, 30)) as pilot:
        (folder / "more.yaml").write_text("scenes: [\n")
        await shown(pilot, "! The edit has an error: the page is as it was before. more.yaml:")
        await pilot.press("1")
        await shown(pilot, "count to nine")
        (folder / "more.yaml").unlink()
        await shown(pilot, "The edit has an error", there=False)
        assert app.page.session.play.path() == (KITCHEN, "feel_the_kettle")


async def test_without_the_scene_stood_in_it_goes_back_to_the_last_turn_that_holds(folder: Path) -> None:
    app = Watched(folder, KITCHEN, "feel_the_kettle", "try_the_shed")
    async with app.run_test(size=(80, 40)) as pilot:
        edit(folder, SHED, "\n")
        await shown(pilot, "“Try the shed” (`try_the_shed`) is not offered any more at `kitchen`")
        await shown(pilot, "gone back 1 choice")
        assert app.page.session.play.path() == (KITCHEN, "feel_the_kettle")


async def test_a_folder_that_is_gone_and_comes_back_loses_nothing(folder: Path) -> None:
    app = Watched(folder, KITCHEN)
    async with app.run_test(size=(80, 30)) as pilot:
        shutil.move(folder, folder.with_name("away"))
        await shown(pilot, "there is no folder")
        await pilot.press("1")
        shutil.move(folder.with_name("away"), folder)
        await shown(pilot, "there is no folder", there=False)
        assert app.page.session.play.path() == (KITCHEN, "feel_the_kettle")


async def test_an_edit_waits_until_the_page_is_in_front(folder: Path) -> None:
    app = Watched(folder, KITCHEN)
    async with app.run_test(size=(80, 30)) as pilot:
        before = app.story
        await pilot.press("h")
        edit(folder, "One chair", "One stool")
        await until(pilot, lambda: app.edits > 0)
        await pilot.pause()
        assert "One stool" not in screen_text(app)
        assert app.story is before
        await pilot.press("escape")
        await shown(pilot, "One stool")


class Typing(io.StringIO):
    """Lines typed one by one, each after something has been done to the story."""

    def __init__(self, *steps: tuple[Callable[[], object] | None, str]) -> None:
        super().__init__()
        self.steps = list(steps)

    def readline(self, _: int = -1) -> str:
        if not self.steps:
            return ""
        act, line = self.steps.pop(0)
        if act is not None:
            act()
        return line + "\n"


def read(
    folder: Path, *steps: tuple[Callable[[], object] | None, str], scene: str = ""
) -> tuple[str, Session]:
    watch, out = Watch(folder), io.StringIO()
    story = watch.open()
    if scene:
        session = Session(
            story,
            None,
            begin_at(story, scene, {}),
            beginning=lambda edited: begin_from(edited, scene, [], 0) if edited.has_scene(scene) else None,
        )
    else:
        session = Session(story, None, begin(story))
    reader = PlainReader(session, Typing(*steps), out, 0, lambda _: None, watch)
    reader.run(resumed=False)
    return out.getvalue(), reader.session


def test_line_by_line_an_edit_is_read_before_the_next_line_is_obeyed(folder: Path) -> None:
    text, session = read(
        folder,
        (None, "1"),
        (lambda: edit(folder, "- text: Feel the kettle", "- Sit down\n      - text: Feel the kettle"), "1"),
        (None, "2"),
        (lambda: edit(folder, "The lamp is older", "That lamp is older"), "1"),
    )
    assert "it has changed this page. Your last line was not obeyed." in text
    assert "The edit is read.\n" in text
    assert session.play.path() == (KITCHEN, "feel_the_kettle", "sit_down")


def test_line_by_line_errors_are_told_and_play_goes_on(folder: Path) -> None:
    broken = folder / "more.yaml"
    text, session = read(
        folder, (lambda: broken.write_text("scenes: ["), "1"), (None, "1"), (broken.unlink, "1")
    )
    assert "The edit has errors" in text
    assert "more.yaml:1" in text
    assert session.play.path() == (KITCHEN, "feel_the_kettle", "look_at_the_cups")


def test_a_play_begun_at_a_scene_is_begun_there_again(folder: Path) -> None:
    def change() -> None:
        edit(folder, "The lamp is older", "That lamp is older")

    text, session = read(folder, (change, "2"), (None, "2"), scene="lamp_room")
    assert session.play.moments()[0].turn.scene == "lamp_room"
    assert "That lamp is older" in text
    assert session.play.length == 1


def test_a_scene_begun_at_and_gone_gives_way_to_the_beginning(folder: Path) -> None:
    def change() -> None:
        edit(folder, "  home:", "  home2:")
        edit(folder, "goto: home if", "goto: home2 if")
        edit(folder, "whenever home ", "whenever home2 ")

    text, session = read(folder, (change, "w"), scene="home")
    assert "cannot be begun at any more" in text
    assert session.play.turn.scene == open_story(folder).start


def test_touching_a_file_changes_nothing(folder: Path) -> None:
    watch = Watch(folder)
    watch.open()
    assert watch.look() is None
    path = folder / "story.yaml"
    path.write_text(path.read_text("utf-8"), "utf-8")
    assert watch.look() is None
    edit(folder, "The Relief", "x")
    edit(folder, "story: Tale", "story: Tale Two")
    found = watch.look()
    assert found is not None
    assert found.story is not None
    assert found.story.title == "Tale Two"


def test_the_schema_that_editors_have_learns_new_names(folder: Path) -> None:
    write_editor_files(folder)
    schema = folder / ".vscode" / "story.schema.json"
    watch = watch_of(folder)
    watch.open()
    edit(folder, "  shed:", "  boathouse:")
    edit(folder, "goto: shed", "goto: boathouse")
    edit(folder, "visited(shed)", "visited(boathouse)")
    assert watch.look() is not None
    assert "boathouse" in schema.read_text("utf-8")
    schema.unlink()
    edit(folder, "count to nine", "count to ten")
    assert watch.look() is not None
    assert not schema.exists()
