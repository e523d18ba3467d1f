"""What `mars-adventure check` prints, in each format."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from mars_adventure.author import FORMATS, show_problems
from mars_adventure.story import Position, Problem, check_story

HEAD = "story: The Airlock\nstart: airlock\n"
SOUND = (
    HEAD
    + """\
scenes:
  airlock:
    choices:
      - Knock -> inside
      - text: Look around
        choices:
          - Look up
      - Leave -> outside
  inside: {ending: inside}
  outside: {ending: outside}
endings:
  inside: {title: Let In}
  outside: {title: Gone Out}
"""
)
BROKEN = """\
scenes:
  airlock:
    choices:
      - text: Walk to the kitchen
        goto: kichen
  kitchen:
    goto: airlock
"""


def written(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def problem(code: str = "M301", line: int = 1, column: int = 1, length: int = 1, **rest: str) -> Problem:
    fields = {"message": "what was seen", "fix": "what to do", "source": "a line of the story"} | rest
    return Problem(code, Position("a.yaml", line, column, length), **fields)


def carets(shown: str) -> tuple[str, str]:
    """The source line and the caret line of the first problem, without their gutters."""
    lines = shown.splitlines()
    return lines[3].split("| ", 1)[1], lines[4].split("| ", 1)[1]


# -- text ----------------------------------------------------------------------------------


def test_a_problem_is_told_with_its_place_its_line_and_its_mending(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tale").mkdir()
    monkeypatch.chdir(tmp_path)
    folder = written(Path("tale"), story=HEAD, airlock=BROKEN)
    assert (
        show_problems(check_story(folder), "text", folder)
        == """\
error[M301]: no scene is called `kichen`
 --> tale/airlock.yaml:5:15
  |
5 |         goto: kichen
  |               ^^^^^^
  = fix: did you mean `kitchen`?

1 error in 2 files
More about this: mars-adventure explain M301"""
    )


def test_a_sound_story_is_summed_up_in_a_line(tmp_path: Path) -> None:
    folder = written(tmp_path, story=SOUND)
    assert (
        show_problems(check_story(folder), "text", folder) == "The Airlock: 3 scenes, 4 choices, no problems"
    )


def test_a_story_with_warnings_only_is_summed_up_with_them(tmp_path: Path) -> None:
    folder = written(tmp_path, story=SOUND + "  never: {title: Never}\n")
    shown = show_problems(check_story(folder), "text", folder)
    assert shown.startswith("warning[M605]: no scene has `ending: never`\n")
    assert "The Airlock: 3 scenes, 4 choices, 1 warning\n" in shown


def test_errors_and_warnings_are_counted_apart(tmp_path: Path) -> None:
    problems = [problem(), problem(line=2), problem("M601", line=3)]
    assert "\n\n2 errors, 1 warning in 0 files\n" in show_problems(problems, "text", tmp_path)


def test_every_code_shown_is_named_once_at_the_end(tmp_path: Path) -> None:
    shown = show_problems(
        [problem(line=1), problem("M101", line=2), problem("M301", line=3)], "text", tmp_path
    )
    assert shown.endswith("\nMore about this: mars-adventure explain M101 (or M301)")
    assert shown.count("explain") == 1


def test_beyond_twenty_the_rest_is_counted_and_errors_come_first(tmp_path: Path) -> None:
    problems = [problem("M601", line=line) for line in range(1, 11)] + [
        problem(line=line) for line in range(11, 31)
    ]
    shown = show_problems(problems, "text", tmp_path)
    assert shown.count("error[M301]") == 20
    assert "warning[" not in shown
    assert "10 more problems not shown" in shown
    assert "20 errors, 10 warnings" in shown


def test_twenty_are_all_shown(tmp_path: Path) -> None:
    shown = show_problems([problem(line=line) for line in range(1, 21)], "text", tmp_path)
    assert shown.count("error[M301]") == 20
    assert "not shown" not in shown


def test_a_problem_without_a_line_shows_none(tmp_path: Path) -> None:
    shown = show_problems(check_story(tmp_path / "nowhere"), "text", tmp_path / "nowhere")
    assert shown.startswith("error[M701]: there is no folder ")
    assert " |" not in shown


def test_colours_come_only_when_asked_for(tmp_path: Path) -> None:
    plain = show_problems([problem()], "text", tmp_path)
    coloured = show_problems([problem()], "text", tmp_path, colour=True)
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain
    assert "\x1b[1;31merror[M301]\x1b[0m" in coloured


# -- carets --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "column", "length", "line", "marks"),
    [
        ("goto: kichen", 7, 6, "goto: kichen", "      ^^^^^^"),
        ("火星 {oxygon}", 5, 6, "火星 {oxygon}", "      ^^^^^^"),
        ("{火星} x", 2, 2, "{火星} x", " ^^^^"),
        ("cafe\u0301 {x}", 8, 1, "cafe\u0301 {x}", "      ^"),
        ("\tgoto: x", 1, 1, "→goto: x", "^"),
        ("text:", 6, 1, "text:", "     ^"),
        ("text:", 40, 9, "text:", "     ^"),
        ("text: x", 7, 99, "text: x", "      ^"),
        ("a\x1b[31mb", 1, 2, "a�[31mb", "^^"),
    ],
)
def test_carets_stand_under_what_is_meant(
    tmp_path: Path, source: str, column: int, length: int, line: str, marks: str
) -> None:
    shown = show_problems([problem(column=column, length=length, source=source)], "text", tmp_path)
    assert carets(shown) == (line, marks)


@pytest.mark.parametrize("at", [0, 10, 700, 1390])
def test_a_long_line_is_cut_around_its_place(tmp_path: Path, at: int) -> None:
    source = " ".join(f"w{number:03}" for number in range(280))
    line, marks = carets(show_problems([problem(column=at + 1, length=4, source=source)], "text", tmp_path))
    start = marks.index("^")
    assert line[start : start + 4] == source[at : at + 4]
    assert len(line) <= 100
    assert line.startswith("…") == (at > 40)
    assert line.endswith("…") == (at < 1300)


def test_a_long_line_of_wide_characters_is_cut_to_the_same_width(tmp_path: Path) -> None:
    source = "火" * 300 + "{oxygon}" + "星" * 300
    line, marks = carets(show_problems([problem(column=302, length=6, source=source)], "text", tmp_path))
    before = line[: line.index("oxygon")]
    assert marks.index("^") == 1 + 2 * (len(before) - 2) + 1
    assert marks.count("^") == 6


# -- the other formats ---------------------------------------------------------------------


def test_short_is_a_line_for_each_problem(tmp_path: Path) -> None:
    folder = written(tmp_path, story=HEAD, airlock=BROKEN)
    shown = show_problems(check_story(folder), "short", folder).splitlines()
    assert shown == [
        f"{folder}/airlock.yaml:5:15: error M301 no scene is called `kichen` (did you mean `kitchen`?)",
        "1 error in 2 files",
    ]


def test_json_holds_everything(tmp_path: Path) -> None:
    folder = written(tmp_path, story=HEAD, airlock=BROKEN)
    assert json.loads(show_problems(check_story(folder), "json", folder)) == {
        "errors": 1,
        "warnings": 0,
        "problems": [
            {
                "code": "M301",
                "title": "no such scene",
                "severity": "error",
                "file": f"{folder}/airlock.yaml",
                "line": 5,
                "column": 15,
                "length": 6,
                "message": "no scene is called `kichen`",
                "fix": "did you mean `kitchen`?",
                "source": "        goto: kichen",
            }
        ],
    }


def test_github_gets_workflow_commands_with_nothing_left_to_misread(tmp_path: Path) -> None:
    tricky = problem(message="50% of `a,b::c`\n::error ::no", fix="100%")
    shown = show_problems([tricky], "github", Path("my, story")).splitlines()
    assert shown[0] == (
        "::error file=my%2C story/a.yaml,line=1,col=1,endColumn=2,title=M301 no such scene"
        "::50%25 of `a,b::c` ::error ::no — fix: 100%25"
    )
    assert len(shown) == 2


def test_only_text_is_capped(tmp_path: Path) -> None:
    problems = [problem(line=line) for line in range(1, 101)]
    assert len(show_problems(problems, "short", tmp_path).splitlines()) == 101
    assert show_problems(problems, "github", tmp_path).count("::error ") == 100
    assert len(json.loads(show_problems(problems, "json", tmp_path))["problems"]) == 100


# -- safety --------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", FORMATS)
def test_nothing_of_a_story_reaches_the_terminal_as_a_command(tmp_path: Path, format_: str) -> None:
    evil = "\x1b]0;x\x07\r\n\u202e\ud800"
    at = Position(f"{evil}.yaml", 1, 1, 1)
    shown = show_problems(
        [Problem("M301", at, f"seen {evil}", f"mend {evil}", f"source {evil}")], format_, tmp_path
    )
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", shown)
    shown.encode()


def test_a_message_that_quotes_too_much_is_cut(tmp_path: Path) -> None:
    shown = show_problems([problem(message="x" * 100_000, fix="y" * 100_000)], "short", tmp_path)
    assert len(shown) < 1200
