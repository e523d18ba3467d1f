"""Opening and checking: every problem at once, in order, and one for each cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from scribe import HEAD, raw, scene, tale, told

from mars_adventure.story import StoryError, check_story, open_story

if TYPE_CHECKING:
    from pathlib import Path

    from mars_adventure.story import Story


def test_a_sound_story_has_no_problems_and_opens(tmp_path: Path) -> None:
    folder = tale(tmp_path, a=scene("goto: end"))
    assert check_story(folder) == ()
    story = open_story(folder)
    assert (story.title, story.start, list(story.scene_names())) == ("A Tale", "hub", ["a", "hub", "end"])


def test_all_problems_are_told_at_once_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    folder = tale(
        tmp_path,
        a=scene(
            "text: |\n  {oyl} and {lid}.\nchoices:\n  - Go -> kichen\n  - text: Stay\n    onec: true\n    mark: lug"
        ),
        b="variables:\n  air: bool\nnotes:\n  spoon: {title: Again}\n",
    )
    assert told(folder) == [
        "a.yaml:4:8+3 M302",
        "a.yaml:4:18+3 M302",
        "a.yaml:6:15+6 M301",
        "a.yaml:8:9+4 M201",
        "a.yaml:9:15+3 M308",
        "b.yaml:2:8+4 M209",
        "world.yaml:7:3+5 M208",
    ]


def test_an_error_stops_a_story_and_carries_every_problem(tmp_path: Path) -> None:
    folder = tale(tmp_path, a=scene("goto: kichen"), z="endings:\n  lost: {title: Lost}\n")
    with pytest.raises(StoryError) as caught:
        open_story(folder)
    assert caught.value.problems == check_story(folder)
    assert "a.yaml:3:11: M301 no scene is called `kichen`" in str(caught.value)


def test_a_warning_does_not_stop_a_story(tmp_path: Path) -> None:
    folder = tale(tmp_path, a=scene("goto: end"), z="endings:\n  lost: {title: Lost}\n")
    assert [problem.severity for problem in check_story(folder)] == ["warning"]
    assert "lost" in open_story(folder).endings


# -- one problem for each cause ------------------------------------------------------------


@pytest.mark.parametrize(
    "broken", ["scenes: [\n", "scenes:\n  a:\n\ttext: One\n", b"scenes: \xff\n", "scenes: \x00\n"]
)
def test_a_file_that_cannot_be_read_is_not_also_missed_by_every_name_in_it(
    tmp_path: Path, broken: str | bytes
) -> None:
    problems = told(tale(tmp_path, a=broken))
    assert len(problems) == 1, problems


def test_a_head_that_cannot_be_read_is_not_also_missed(tmp_path: Path) -> None:
    problems = told(raw(tmp_path, story="story: A: Tale\nstart: a\n", a=scene("goto: kichen")))
    assert [problem.split()[1] for problem in problems] == ["M103"]


def test_a_variable_whose_type_cannot_be_read_is_not_also_misused(tmp_path: Path) -> None:
    folder = tale(
        tmp_path,
        a=scene("do: air -= 1\ntext: |\n  {air} {if air > 2: left}\ngoto: end"),
        z="variables:\n  air: 0-9\n",
    )
    assert told(folder) == ["z.yaml:2:8+3 M209"]


def test_a_choice_whose_label_cannot_be_read_is_not_also_missed(tmp_path: Path) -> None:
    folder = tale(
        tmp_path,
        a=scene("choices:\n  - text: '{oyl} Go -> end'\n    id: go\n"),
        b="derived:\n  gone: chose(a.go)\n",
    )
    assert told(folder) == ["a.yaml:4:17+3 M302"]


def test_an_empty_comment_is_not_also_an_empty_text(tmp_path: Path) -> None:
    folder = tale(tmp_path, a=scene("text: # nothing\ngoto: end"))
    assert [problem.split()[1] for problem in told(folder)] == ["M101"]


def test_each_ending_without_a_scene_is_told(tmp_path: Path) -> None:
    folder = tale(tmp_path, a=scene("goto: end"), z="endings:\n  lost: {title: Lost}\n  won: {title: Won}\n")
    assert told(folder) == ["z.yaml:2:3+4 M605", "z.yaml:3:3+3 M605"]


def test_a_name_in_two_files_is_told_for_every_section(tmp_path: Path) -> None:
    text = """\
people: {ames: {title: Ames}}
documents: {log: {title: The log}}
theories: {ghost: {title: A ghost}}
interruptions: {out: {when: oil == 0, goto: end}}
promises: {fine: possible lit}
speakers: {eva: Eva}
words: {smell: [reek]}
"""
    folder = tale(tmp_path, a=scene("goto: end"), b=text, c=text)
    assert [problem.split()[1] for problem in told(folder)] == ["M208"] * 7


# -- folders -------------------------------------------------------------------------------


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert told(tmp_path / "nowhere") == ["story.yaml:1:1+1 M701"]


def test_a_folder_without_a_head(tmp_path: Path) -> None:
    assert told(raw(tmp_path, a=scene("goto: end"))) == ["story.yaml:1:1+1 M701"]


def test_a_head_without_a_title_or_a_start(tmp_path: Path) -> None:
    assert [
        problem.split()[1] for problem in told(raw(tmp_path, story="start: a\n", a=scene("choices: [Wait]")))
    ] == ["M202"]
    assert [
        problem.split()[1] for problem in told(raw(tmp_path, story="story: T\n", a=scene("choices: [Wait]")))
    ] == ["M202"]


def test_an_empty_file(tmp_path: Path) -> None:
    assert told(tale(tmp_path, a=scene("goto: end"), z="")) == ["z.yaml:1:1+1 M205"]


def test_a_file_of_comments_alone_is_empty_too(tmp_path: Path) -> None:
    assert [problem.split()[1] for problem in told(tale(tmp_path, a=scene("goto: end"), z="# later\n"))] == [
        "M205"
    ]


def test_chapters_may_lie_in_folders_and_hidden_files_are_left_alone(tmp_path: Path) -> None:
    folder = tale(tmp_path)
    (folder / "act one").mkdir()
    (folder / "act one" / "a.yml").write_text(scene("goto: end"))
    (folder / ".git").mkdir()
    (folder / ".git" / "b.yaml").write_text("[[[")
    (folder / "notes.txt").write_text("[[[")
    assert check_story(folder) == ()
    assert open_story(folder).has_scene("a")


def test_a_byte_order_mark_and_other_line_ends_do_no_harm(tmp_path: Path) -> None:
    plain, other = tmp_path / "plain", tmp_path / "other"
    plain.mkdir()
    other.mkdir()
    text = scene("text: |\n  One\n  two.\n\n  Three.\ngoto: end")
    tale(plain, a=text)
    tale(other, a=b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert check_story(other) == ()
    assert open_story(other).scene("a").text == open_story(plain).scene("a").text


def test_what_yaml_would_turn_into_something_else_stays_text(tmp_path: Path) -> None:
    from mars_adventure.engine import begin

    labels = [
        "Yes",
        "No",
        "on",
        "off",
        "~",
        "null",
        "09:30",
        "9:30",
        "1.10",
        "0123",
        "2042-01-01",
        "1e3",
        "=",
        "0x1F",
    ]
    folder = raw(
        tmp_path,
        story=HEAD + "scenes:\n  hub:\n    choices:\n" + "".join(f"    - {label}\n" for label in labels),
    )
    assert [problem for problem in told(folder) if "M214" not in problem] == []
    if not told(folder):
        assert [offer.text for offer in begin(open_story(folder)).turn.offers] == labels


# -- the kept copy -------------------------------------------------------------------------


def opened(folder: Path, cache: Path) -> Story:
    return open_story(folder, cache)


def test_a_kept_copy_is_the_same_story(tmp_path: Path) -> None:
    (tmp_path / "tale").mkdir()
    folder, cache = tale(tmp_path / "tale", a=scene("text: |\n  {oil}\ngoto: end")), tmp_path / "cache"
    first, second = opened(folder, cache), opened(folder, cache)
    assert [*cache.iterdir()]
    assert second.fingerprint == first.fingerprint
    assert second.head == first.head
    assert {name: second.scene(name) for name in second.scene_names()} == {
        name: first.scene(name) for name in first.scene_names()
    }


def test_a_change_of_the_story_is_seen(tmp_path: Path) -> None:
    (tmp_path / "tale").mkdir()
    folder, cache = tale(tmp_path / "tale", a=scene("goto: end")), tmp_path / "cache"
    opened(folder, cache)
    (folder / "b.yaml").write_text("endings:\n  lost: {title: Lost}\n")
    assert "lost" in opened(folder, cache).endings


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"\x80\x05garbage",
        b"cos\nsystem\n(S'touch pwned'\ntR.",
        b"\x80\x05\x8c\x02os\x8c\x06system\x93\x8c\x0atouch owned\x85R.",
    ],
)
def test_a_damaged_or_planted_copy_is_passed_over(
    tmp_path: Path, damage: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tale").mkdir()
    folder, cache = tale(tmp_path / "tale", a=scene("goto: end")), tmp_path / "cache"
    opened(folder, cache)
    for path in [path for path in cache.rglob("*") if path.is_file()]:
        path.write_bytes(damage)
    assert opened(folder, cache).scene("a").goto is not None
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache", "tale"]


@pytest.mark.parametrize("damage", [None, b"", b"\x80\x05garbage", b"\x80\x04}.", b"\x80\x04N."])
def test_a_damaged_chapter_is_read_from_the_story_itself(tmp_path: Path, damage: bytes | None) -> None:
    (tmp_path / "tale").mkdir()
    folder, cache = tale(tmp_path / "tale", a=scene("goto: end")), tmp_path / "cache"
    first = opened(folder, cache)
    story = opened(folder, cache)
    for path in [path for path in cache.rglob("*") if path.is_file()]:
        path.unlink() if damage is None else path.write_bytes(damage)
    assert story.scene("a") == first.scene("a")
    with pytest.raises(KeyError):
        story.scene("nowhere")
