"""`prove` and `replay`, as they are typed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from mars_adventure.cli import main
from mars_adventure.cli.proving import ProgressBar

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """\
scenes:
  start:
    text: |
      You stand there.
    choices:
      - On -> end
  end: {ending: end, text: Over.}
endings:
  end: {title: End, hint: h}
"""
BAD = GOOD.replace(
    "- On -> end", "- {text: Look, id: look, once: true}\n      - {text: Never, id: never, if: f, goto: end}"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MARS_CACHE", "off")
    monkeypatch.setenv("MARS_SAVES", str(tmp_path / "saves"))
    (tmp_path / "story.yaml").write_text("story: A test\nstart: start\n", encoding="utf-8")
    return tmp_path


def write(folder: Path, body: str) -> str:
    (folder / "body.yaml").write_text("variables: {f: flag}\n" + body, encoding="utf-8")
    return str(folder)


def test_a_sound_story(folder, capsys):
    assert main(["prove", write(folder, GOOD)]) == 0
    said = capsys.readouterr()
    assert "A test holds." in said.out
    assert said.err == ""


def test_the_bar_shows_the_frontier(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    bar = ProgressBar(60)
    bar("playing", 12, 40, 1_234, "56 to go on from")
    assert "playing 12/40  1,234 states, 56 to go on from  at most 60 s left" in capsys.readouterr().err


def test_a_story_that_does_not_hold_and_the_plays_that_show_it(folder, capsys):
    plays = folder / "plays"
    assert main(["prove", write(folder, BAD), "--plays", str(plays)]) == 1
    said = capsys.readouterr().out
    assert "✗ at `start` no choice may be left" in said
    path = plays / "dead-end-start.json"
    assert f"mars-adventure replay {path}" in said
    assert main(["replay", str(path), str(folder), "--plain"]) == 0
    assert "> Look" in capsys.readouterr().out


def test_json(folder, capsys):
    assert main(["prove", write(folder, BAD), "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["verdict"] == "refuted"
    scene = next(item for item in found["findings"] if item["topic"] == "scene" and item["key"] == "end")
    assert scene["verdict"] == "refuted"


def test_what_is_not_decided_has_a_status_of_its_own(folder):
    body = GOOD.replace(
        "- On -> end", "- {text: 'On', if: n + m > 3, goto: end}\n      - {text: Up, do: n += m}"
    )
    ranges = "variables: {n: 0..9000, m: 0..9}\n"
    (folder / "body.yaml").write_text(ranges + body, encoding="utf-8")
    assert main(["prove", str(folder)]) == 3


def test_a_proof_that_is_stopped_says_what_it_has(folder, capsys, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("mars_adventure.author.proof.prover.Prover.search_all", interrupted)
    assert main(["prove", write(folder, GOOD), "--details"]) == 3
    told = capsys.readouterr().out
    assert "not decided when it was stopped" in told
    assert "the budget ended" not in told


def test_a_play_of_a_changed_story_is_refused(folder, capsys):
    plays = folder / "plays"
    main(["prove", write(folder, BAD), "--plays", str(plays)])
    write(folder, GOOD)
    path = plays / "dead-end-start.json"
    assert main(["replay", str(path), str(folder), "--plain"]) == 1
    assert "is not offered" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "{}", "[1]"])
def test_what_is_no_play_is_refused(folder, capsys, text):
    path = folder / "play.json"
    path.write_text(text, encoding="utf-8")
    assert main(["replay", str(path), write(folder, GOOD), "--plain"]) == 1
    assert "is not a play" in capsys.readouterr().err


@pytest.mark.parametrize("wrong", ["0", "-1", "inf", "nan", "soon"])
def test_budgets_are_more_than_nothing(folder, wrong):
    with pytest.raises(SystemExit) as refused:
        main(["prove", write(folder, GOOD), "--time", wrong])
    assert refused.value.code == 2
