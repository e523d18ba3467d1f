"""`mars-adventure new FOLDER`: a story that is complete, correct and named after its folder."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from mars_adventure.author import NewStoryRefused, write_new_story
from mars_adventure.author.proof import prove
from mars_adventure.engine import Play, begin, choose
from mars_adventure.story import check_story, open_story

if TYPE_CHECKING:
    from pathlib import Path

    from mars_adventure.story import Story


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "my-first_story"
    write_new_story(folder)
    return folder


def every_play(story: Story) -> tuple[set[str], set[str], list[Play]]:
    """The scenes entered, the endings reached and the dead ends of all plays, by trying every choice
    in every state.
    """
    seen, scenes, endings, stuck = set(), set(), set(), []
    rest = [begin(story)]
    while rest:
        play = rest.pop()
        if play.state in seen:
            continue
        seen.add(play.state)
        scenes.add(play.turn.scene)
        if play.turn.ending:
            endings.add(play.turn.ending)
            continue
        open_offers = [offer for offer in play.turn.offers if not offer.closed]
        if not open_offers:
            stuck.append(play)
        rest += [choose(story, play, offer.id) for offer in open_offers]
    return scenes, endings, stuck


def test_the_files_are_named_and_the_head_comes_first(tmp_path: Path) -> None:
    written = write_new_story(tmp_path / "new")
    assert written[0].name == "story.yaml"
    assert sorted(written) == sorted((tmp_path / "new").iterdir())


def test_a_new_story_has_no_problems_at_all(folder: Path) -> None:
    assert check_story(folder) == ()


def test_every_ending_is_reached_and_no_play_gets_stuck(folder: Path) -> None:
    story = open_story(folder)
    _, endings, stuck = every_play(story)
    assert endings == set(story.endings)
    assert stuck == []


def test_it_teaches_the_language_by_example(folder: Path) -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.iterdir()))
    for shown in (
        "variables:",
        "derived:",
        "notes:",
        "marks:",
        "speakers:",
        "endings:",
        "promises:",
        "recap:",
    ):
        assert shown in text
    for shown in (
        "{when ",
        "{once:",
        "{if ",
        "once: true",
        "visit:",
        "mark:",
        "else:",
        "learn(",
        "goto: return",
        "@ames:",
    ):
        assert shown.split(": return")[0] in text
    assert len(re.findall(r"^chapter: \d$", text, re.MULTILINE)) == 2
    assert len(re.findall(r"^ *# ", text, re.MULTILINE)) >= 15


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("my-first_story", "My First Story"),
        ("the.relief", "The Relief"),
        ("ABC", "ABC"),
        ("été", "Été"),
        ("it's: a #1 story", "It's: A #1 Story"),
        ("[x]", "[x]"),
        ("---", "A New Story"),
        ("火星", "火星"),
    ],
)
def test_the_story_is_named_after_its_folder(tmp_path: Path, name: str, title: str) -> None:
    write_new_story(tmp_path / name)
    assert open_story(tmp_path / name).title.replace("’", "'") == title


def test_the_present_folder_gives_its_own_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "harbour").mkdir()
    monkeypatch.chdir(tmp_path / "harbour")
    write_new_story(type(tmp_path)("."))
    assert open_story(tmp_path / "harbour").title == "Harbour"


def test_a_control_character_in_the_folders_name_harms_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "x\x1b[31m"
    write_new_story(folder)
    assert check_story(folder) == ()


def test_a_folder_that_is_not_empty_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(
        NewStoryRefused, match=r"the folder `.*` is not empty: name one that does not exist yet"
    ):
        write_new_story(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "story").write_text("mine")
    with pytest.raises(NewStoryRefused, match=r"`.*story` is a file"):
        write_new_story(tmp_path / "story")
    assert (tmp_path / "story").read_text() == "mine"


def test_what_cannot_be_written_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "story").write_text("mine")
    with pytest.raises(NewStoryRefused, match=r"`.*` cannot be written: "):
        write_new_story(tmp_path / "story" / "inside")


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    write_new_story(tmp_path / "empty")
    assert check_story(tmp_path / "empty") == ()


def test_what_it_writes_is_proved(tmp_path: Path) -> None:
    write_new_story(tmp_path / "tale")
    assert prove(open_story(tmp_path / "tale"), 60, 1024).verdict == "proved"
