"""docs/sources.md, against the story: each element has its scenes, and what is not used is not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mars_adventure.story import Story, open_story

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
ELEMENTS = 58


@pytest.fixture(scope="module")
def story() -> Story:
    return open_story(ROOT / "story")


def rows() -> list[list[str]]:
    """The cells of each numbered row."""
    lines = [line for line in PAGE.splitlines() if re.match(r"\| \d+ \|", line)]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def names_not_used() -> list[str]:
    quoted = next(line for line in PAGE.splitlines() if line.startswith("> "))
    return [name.removeprefix("the ") for name in quoted.removeprefix("> ").split(", ")]


def test_all_the_elements_are_there_in_order() -> None:
    assert [int(row[0]) for row in rows()] == [*range(1, ELEMENTS + 1)]


def test_every_element_lands_in_a_scene() -> None:
    assert [row[0] for row in rows() if "`" not in row[-1]] == []


def test_every_scene_that_the_page_names_exists(story: Story) -> None:
    named = set(re.findall(r"`([^`]*)`", PAGE))
    assert len(named) > ELEMENTS
    assert named - set(story.scene_names()) == set()


def test_what_is_only_partly_there_is_explained() -> None:
    _, explained = PAGE.split("## Only partly there, or with a difference")
    marked = {row[0] for row in rows() if row[3] == "◐"}
    assert marked
    assert marked <= set(re.findall(r"\d+", " ".join(re.findall(r"\*\*([\d, ]+)\.\*\*", explained))))


@pytest.mark.parametrize("name", names_not_used())
def test_a_name_of_the_series_or_a_real_firm_is_nowhere_in_the_story(name: str) -> None:
    found = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    assert [
        path.name for path in sorted((ROOT / "story").glob("*.yaml")) if found.search(path.read_text("utf-8"))
    ] == []
