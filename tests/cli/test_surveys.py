"""stats, graph and schema as commands."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from mars_adventure.author.graph import FORMATS
from mars_adventure.cli.arguments import parse_arguments

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]


def test_stats_prints_figures_and_keeps_coverage_for_the_graph(run: Run, story: Path, tmp_path: Path) -> None:
    seen = tmp_path / "seen.json"
    done = run("stats", story, "--plays", 5, "--coverage", seen)
    assert done.returncode == 0, done.stderr
    assert "Gone Out" in done.stdout
    drawn = run("graph", story, "--coverage", seen)
    assert drawn.returncode == 0, drawn.stderr
    assert "100 %" in drawn.stdout
    assert drawn.stderr == ""
    (story / "two.yaml").write_text((story / "two.yaml").read_text() + "# a remark\n")
    assert "the story has changed since" in run("graph", story, "--coverage", seen).stderr


def test_stats_speaks_json(run: Run, story: Path) -> None:
    held = json.loads(run("stats", story, "--plays", 3, "--format", "json").stdout)
    assert held["story"] == "the-airlock"


def test_graph_is_printed_or_written(run: Run, story: Path, tmp_path: Path) -> None:
    for form in ("tree", "dot", "mermaid", "json"):
        printed = run("graph", story, "--format", form).stdout
        done = run("graph", story, "--format", form, "--output", tmp_path / "map")
        assert done.stdout == f"wrote {tmp_path / 'map'}\n"
        assert (tmp_path / "map").read_text(encoding="utf-8") == printed


def test_schema_is_written_for_the_editor_or_printed(run: Run, story: Path) -> None:
    done = run("schema", story)
    assert done.stdout.splitlines()[0] == f"wrote {story / '.vscode' / 'story.schema.json'}"
    assert run("schema", story).stdout == "nothing has changed\n"
    assert run("schema", story, "--print").stdout == (story / ".vscode" / "story.schema.json").read_text(
        "utf-8"
    )


def test_a_new_story_comes_with_its_schema(run: Run, tmp_path: Path) -> None:
    assert run("new", tmp_path / "tale").returncode == 0
    assert (tmp_path / "tale" / ".vscode" / "settings.json").is_file()
    assert "no problems" in run("check", tmp_path / "tale").stdout


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["stats", "--plays", "0"], 2, "--plays"),
        (["graph", "--chapter", "9"], 1, "there is no chapter 9"),
        (["graph", "--coverage", "none.json"], 1, "cannot be read"),
        (["graph", "--output", "no/such/folder/map"], 1, "cannot be written"),
        (["stats", "--plays", "1", "--coverage", "no/such/folder/seen.json"], 1, "cannot be written"),
    ],
    ids=lambda value: value[1] if isinstance(value, list) else None,
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    run: Run, story: Path, words: list[str], status: int, said: str
) -> None:
    done = run(words[0], story, *words[1:])
    assert done.returncode == status
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_the_forms_of_the_graph_are_those_it_can_draw() -> None:
    for form in FORMATS:
        assert parse_arguments(["graph", "--format", form]).format == form
