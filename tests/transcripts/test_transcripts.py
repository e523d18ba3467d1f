"""Kept plays: recorded, replayed, compared word by word, accepted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mars_adventure.author.new import write_new_story
from mars_adventure.author.transcripts import (
    NotKept,
    bless,
    compare_all,
    keep,
    kept_in,
    show_comparisons,
)
from mars_adventure.author.transcripts.words import differences
from mars_adventure.cli import main
from mars_adventure.engine import begin, choose
from mars_adventure.story import check_story, open_story

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = """\
story: Hostile
start: room
speakers: {voice: {name: A voice, radio: true}}
marks: {record: {sign: ●, means: on the record}}
scenes:
  room:
    place: '[A place]'
    text: |
      \\> This is *no* choice \\{room.go\\}

      - Nor is this.

      > a document
      >
      > - with lines

      @voice: **Now** then.
    choices:
      - text: Go (on the record) \\{on\\}
        id: go
        mark: record
        goto: there
      - text: '*Wait* -- what?'
        once: true
  there:
    ending: over
endings: {over: {title: Over}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_new_story(tmp_path / "tale")
    return tmp_path / "tale"


def record(folder: Path, name: str, *choices: str) -> Path:
    story = open_story(folder)
    play = begin(story)
    for choice in choices:
        play = choose(story, play, choice)
    return keep(story, play, "what it is for", folder, name)


def edit(folder: Path, old: str, new: str) -> None:
    for path in folder.glob("*.yaml"):
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def told(folder: Path) -> str:
    return show_comparisons(compare_all(open_story(folder), kept_in(folder)), "text")


def statuses(folder: Path) -> list[str]:
    return [one.status for one in compare_all(open_story(folder), kept_in(folder))]


KETTLE = ("carry_the_potatoes_up_to_the_house", "feel_the_kettle")
NIGHT = (*KETTLE, "try_the_shed", "read_the_log", "shut_the_book", "climb_to_the_lamp", "burn_three_tins")


def test_a_play_is_kept_as_a_reader_saw_it_and_the_story_still_loads(folder: Path) -> None:
    path = record(folder, "kettle", *KETTLE)
    text = path.read_text("utf-8")
    assert path == folder / "transcripts" / "kettle.txt"
    assert "The boatman: Tell Ames he still owes me for the last lot.\n" in text
    assert "\n> Feel the kettle {kitchen.feel_the_kettle}\n- Look at the cups\n" in text
    assert "- Climb to the lamp [closed: A hundred and twelve steps." in text
    assert "In the notebook: The kettle is warm.\n" in text
    assert check_story(folder) == ()
    assert statuses(folder) == ["same"]


def test_a_changed_word_is_shown_alone_among_its_neighbours(folder: Path) -> None:
    record(folder, "kettle", *KETTLE)
    edit(folder, "count to nine", "count to seven")
    shown = told(folder)
    assert "~ … leave your palm on it and count to [-nine-]{+seven+}." in shown
    assert "page 3, after “Feel the kettle” (kitchen)" in shown
    assert "boat" not in shown


def test_a_change_that_many_plays_pass_is_told_once(folder: Path) -> None:
    for name in ("a", "b", "c"):
        record(folder, name, *KETTLE)
    edit(folder, "count to nine", "count to seven")
    shown = told(folder)
    assert shown.count("{+seven+}") == 1
    assert shown.count("all told above") == 2
    assert "3 plays: 3 changed" in shown


def test_blessing_accepts_what_is_seen_now(folder: Path) -> None:
    path = record(folder, "kettle", *KETTLE)
    edit(folder, "count to nine", "count to seven")
    story = open_story(folder)
    assert [bless(story, one) for one in compare_all(story, kept_in(folder))] == [True]
    assert statuses(folder) == ["same"]
    assert "shows: what it is for\n" in path.read_text("utf-8")
    assert [bless(story, one) for one in compare_all(story, kept_in(folder))] == [False]


def test_a_choice_that_is_gone_is_told_with_the_nearest_and_not_blessed(folder: Path) -> None:
    path = record(folder, "kettle", *KETTLE)
    before = path.read_bytes()
    edit(folder, "- text: Feel the kettle", "- text: Touch the kettle")
    story = open_story(folder)
    (found,) = compare_all(story, kept_in(folder))
    assert found.status == "stopped"
    assert "“Feel the kettle” (`feel_the_kettle`) is not offered any more at `kitchen`; the nearest is “Touch the kettle” (`touch_the_kettle`)" in " ".join(told(folder).split())  # fmt: skip
    assert not bless(story, found)
    assert path.read_bytes() == before


def test_a_choice_that_is_closed_now_is_told_with_its_reason(folder: Path) -> None:
    record(folder, "kettle", *KETTLE)
    edit(
        folder,
        "- text: Feel the kettle\n",
        "- text: Feel the kettle\n        if: oil == 3\n        else: Too hot.\n",
    )
    assert "is closed now at `kitchen`: Too hot." in " ".join(told(folder).split())


def test_a_renamed_choice_is_followed_and_blessing_writes_its_new_id(folder: Path) -> None:
    path = record(folder, "night", *NIGHT)
    edit(folder, "- text: Feel the kettle\n", "- text: Feel the kettle\n        id: touch\n")
    assert "`kitchen.feel_the_kettle` is `touch` now" in told(folder)
    edit(folder, "- text: Feel the kettle", "- text: Touch it")
    assert statuses(folder) == ["stopped"]
    edit(folder, "endings:", "renamed: {choices: {kitchen.feel_the_kettle: kitchen.touch}}\nendings:")
    assert statuses(folder) == ["changed"]
    story = open_story(folder)
    assert bless(story, compare_all(story, kept_in(folder))[0])
    assert "> Touch it {kitchen.touch}" in path.read_text("utf-8")


def test_prose_that_looks_like_a_transcript_harms_nothing(tmp_path: Path) -> None:
    (tmp_path / "story.yaml").write_text(HOSTILE, encoding="utf-8")
    story = open_story(tmp_path)
    play = choose(story, choose(story, begin(story), "wait_what"), "go")
    keep(story, play, "", tmp_path, "hostile")
    (kept,) = kept_in(tmp_path)
    assert kept.transcript is not None
    assert [taken.choice for taken in kept.transcript.path] == ["wait_what", "go"]
    assert statuses(tmp_path) == ["same"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is not a transcript"),
        ("something else\n", "its first line is not `mars-adventure transcript 1`"),
        ("mars-adventure transcript 1\nstory tale\n", "line 2: expected `story:`"),
        ("mars-adventure transcript 1\nseed: 0\n\nText.\n", "needs `story:`"),
        ("mars-adventure transcript 1\nstory: tale\nseed: x\n\nText.\n", "`seed:` and a number"),
        ("mars-adventure transcript 1\nstory: other\nseed: 0\n\nText.\n", "a play of the story `other`"),
        ("mars-adventure transcript 1\nstory: tale\nseed: 0\n\n> Go\n\nText.\n", "line 5: a choice that was taken"),
        ("mars-adventure transcript 1\nstory: tale\nseed: 0\n\n> Go {a.b}\n", "the page that follows from it is missing"),
        ("\xff\xfe", "is not UTF-8"),
    ],
)  # fmt: skip
def test_what_is_no_transcript_is_said_in_a_sentence(folder: Path, text: str, said: str) -> None:
    place = folder / "transcripts"
    place.mkdir()
    (place / "x.txt").write_bytes(text.encode("latin-1"))
    assert statuses(folder) == ["unreadable"]
    assert said in told(folder)


@pytest.mark.parametrize("name", ["", "../out", ".hidden", "a/b"])
def test_a_name_that_leads_elsewhere_is_refused(folder: Path, name: str) -> None:
    with pytest.raises(NotKept, match="no name for a file"):
        record(folder, name)


def test_a_folder_or_file_that_leads_elsewhere_is_left_alone(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (folder / "transcripts").symlink_to(outside)
    with pytest.raises(NotKept, match="leads out of the story's folder"):
        record(folder, "a")
    assert list(outside.iterdir()) == []
    (outside / "b.txt").write_text("mars-adventure transcript 1\n")
    assert kept_in(folder) == []


def test_a_page_of_any_length_is_compared_soon() -> None:
    before, now = ["a b " * 20_000, *["x y"] * 3000], ["b a " * 20_000, *["y x"] * 3000]
    assert differences(before, now)


WORDS = st.lists(
    st.sampled_from(
        ["the", "boat", "does", "not", "tie", "up", ",", "and", "-", "you", "sling", "your", "bag"]
    ),
    max_size=30,
)
TEXTS = st.lists(WORDS.map(" ".join).filter(bool), max_size=6)


@given(TEXTS, TEXTS)
def test_differences_hold_nothing_but_what_differs(before: list[str], now: list[str]) -> None:
    found = differences(before, now)
    assert (found == []) == (before == now)
    for each in found:
        assert any(piece.role != "same" for piece in each)
        for piece in each:
            pool = " ".join(now if piece.role == "new" else before)
            for word in piece.text.replace("…", " ").split():
                assert word in pool


def test_the_command_tells_by_its_status_and_accepts(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["test", str(folder)]) == 0
    assert "no plays are kept yet" in capsys.readouterr().out
    assert main(["transcripts", "record", "a", str(folder), "--choices", "1", "feel_the_kettle"]) == 0
    assert main(["test", str(folder)]) == 0
    edit(folder, "count to nine", "count to seven")
    capsys.readouterr()
    assert main(["test", str(folder), "--format", "json"]) == 1
    (play,) = json.loads(capsys.readouterr().out)["plays"]
    assert (play["status"], play["pages"][0]["number"]) == ("changed", 3)
    assert main(["test", str(folder), "--format", "github"]) == 1
    line = capsys.readouterr().out.splitlines()[0]
    assert line.startswith("::error file=")
    assert "count to [-nine-]{+seven+}" in line
    assert main(["test", str(folder), "--bless"]) == 0
    assert main(["test", str(folder)]) == 0
    assert main(["transcripts", "list", str(folder)]) == 0
    assert "a, 2 choices" in capsys.readouterr().out


def test_a_play_of_the_prover_and_a_saved_game_can_be_kept(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MARS_SAVES", str(tmp_path / "saves"))
    play = {
        "format": "mars-adventure play 1",
        "story": "tale",
        "seed": 3,
        "choices": [*KETTLE],
        "shows": "warm",
    }
    (tmp_path / "play.json").write_text(json.dumps(play))
    assert main(["transcripts", "record", "a", str(folder), "--play", str(tmp_path / "play.json")]) == 0
    assert "shows: warm" in (folder / "transcripts" / "a.txt").read_text("utf-8")
    from mars_adventure.saves import Shelf

    story = open_story(folder)
    Shelf(tmp_path / "saves", story).write(choose(story, begin(story, 5), KETTLE[0]), "mine")
    assert main(["transcripts", "record", "b", str(folder), "--save", "mine"]) == 0
    assert "seed: 5" in (folder / "transcripts" / "b.txt").read_text("utf-8")
    assert main(["transcripts", "record", "b", str(folder), "--save", "mine"]) == 1
    assert main(["transcripts", "record", "c", str(folder), "--choices", "9"]) == 1
    assert (
        "`9` is not offered at `jetty`, but 1 `carry_the_potatoes_up_to_the_house` is"
        in capsys.readouterr().err
    )
    assert statuses(folder) == ["same", "same"]
