"""A stranger's story cannot crash the program, exhaust it, hang it, leave its folder or command the terminal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hostile import STORIES
from scribe import raw, scene, tale, told

from mars_adventure.story import check_story, open_story

SECONDS, MEGABYTES = 10, 300
PLAYABLE = {
    "200 negations",
    "questions that deepen",
    "a hundred deep in a hundred",
    "a tag on 5,000 notes",
    "a text of asterisks",
    "a text of backslashes",
    "a text of quotation marks",
    "a line of many blanks",
    "8,000 branches",
    "an arrow behind many blanks",
    "3,000 scenes that visit the next",
    "3,000 visited scenes that lead to the next",
    "600 scenes passed through without asking",
}


# What the fixture takes a minute to find is found by one worker.
pytestmark = pytest.mark.xdist_group("hostile")


@pytest.fixture(scope="session")
def met(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What came of each hostile story, all met in processes of their own."""
    if not hasattr(os, "fork"):
        pytest.skip("needs processes that can be forked")
    program = Path(__file__).with_name("hostile.py")
    done = subprocess.run(
        [sys.executable, program, tmp_path_factory.mktemp("hostile")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, dict[str, Any]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("name", STORIES)
def test_a_hostile_story_is_refused_or_played_within_bounds(
    met: dict[str, dict[str, Any]], name: str
) -> None:
    result = met[name]
    assert "died" not in result, f"the process died with status {result['died']}"
    assert (not result["codes"]) == (name in PLAYABLE)
    assert result["seconds"] < SECONDS
    assert result["megabytes"] < MEGABYTES
    assert result["problems"] <= 500
    assert result["longest"] < 1500
    assert result["commands"] == []


# -- the folder ----------------------------------------------------------------------------


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    outside.mkdir()
    inside.mkdir()
    raw(outside, secret="scenes:\n  secret: {goto: hub}\n")
    tale(inside, a=scene("goto: end"))
    (inside / "stolen.yaml").symlink_to(outside / "secret.yaml")
    (inside / "folder").symlink_to(outside, target_is_directory=True)
    (inside / "zero.yaml").symlink_to("/dev/zero")
    (inside / "gone.yaml").symlink_to(outside / "nothing.yaml")
    (inside / "round").symlink_to(inside, target_is_directory=True)
    assert check_story(inside) == ()
    assert not open_story(inside).has_scene("secret")


def test_a_head_that_is_a_link_out_of_the_folder_is_no_head(tmp_path: Path) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    outside.mkdir()
    inside.mkdir()
    tale(outside, a=scene("goto: end"))
    (inside / "story.yaml").symlink_to(outside / "story.yaml")
    assert told(inside) == ["story.yaml:1:1+1 M701"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    tale(tmp_path, a=scene("goto: end"))
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "folder.yaml").mkdir()
    assert check_story(tmp_path) == ()


def test_a_file_whose_name_is_not_text_is_read_like_any_other(tmp_path: Path) -> None:
    tale(tmp_path)
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.yaml")).write_text(scene("goto: end"))
    except OSError:
        pytest.skip("this file system has names in UTF-8 only")
    assert check_story(tmp_path) == ()
    assert open_story(tmp_path).has_scene("a")


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tale(tmp_path, a=scene("goto: end"))
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "a.yaml":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert told(tmp_path) == ["a.yaml:1:1+1 M701"]


# -- code ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('touch owned')",
        "().__class__.__bases__[0].__subclasses__()",
        "oil.__class__",
        "lambda: 1",
        "[x for x in ()]",
        "oil if lit else 2",
        "f'{oil}'",
        "exec(lit)",
        "S[0]",
        "oil ** 9",
        "oil := 3",
        "min(oil, *tools)",
    ],
)
def test_python_is_not_spoken_here(tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    quoted = text.replace("'", "''")
    folder = tale(tmp_path, a=scene(f"choices:\n  - text: A -> end\n    if: '{quoted}'"))
    assert len(told(folder)) == 1
    assert not (tmp_path / "owned").exists()


def test_words_of_a_story_never_become_code(tmp_path: Path) -> None:
    from mars_adventure.engine import begin

    evil = "''' + str(1/0) + ''' \\\\ {oil} \" + exit() + \" %s {{0}} \\n".replace("{{0}}", "\\{0\\}")
    folder = tale(tmp_path, a=scene("goto: end"), z="").joinpath("z.yaml")
    folder.write_text("variables:\n  v:\n    is: one of a, b\n    labels: {a: '\"]}'' + 1/0 + ''', b: b}\n")
    (tmp_path / "a.yaml").write_text(
        scene(f"text: |\n  {evil} {{v}} {{if lit: 1/0 | *{{oil}}* x}}\nchoices:\n  - A -> end")
    )
    (tmp_path / "story.yaml").write_text("story: T\nstart: a\n")
    assert [problem for problem in told(tmp_path) if "M601" not in problem] == []
    text = begin(open_story(tmp_path)).turn.text
    assert "str(1/0)" in text
    assert "1/0 + ’" in text or "1/0 + '" in text
