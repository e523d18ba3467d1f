"""Every code has a page, and every example on it does what the page says: no more and no less."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fences import Example, examples_of

import mars_adventure.story
from mars_adventure.author import explain
from mars_adventure.author.explain import PAGES
from mars_adventure.engine import begin
from mars_adventure.story import check_story, open_story
from mars_adventure.story.codes import CODES

SOURCES = sorted(Path(mars_adventure.story.__file__).parent.glob("*.py"))
ALL = [example for page in sorted(PAGES.glob("*.md")) for example in examples_of(page)]


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert sorted(page.stem for page in PAGES.iterdir()) == sorted(CODES)


def test_the_story_ring_raises_exactly_the_codes_that_are_listed() -> None:
    used = {
        code
        for path in SOURCES
        if path.name != "codes.py"
        for code in re.findall(r'"(M\d{3})"', path.read_text(encoding="utf-8"))
    }
    assert used == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_page_has_its_title_and_shows_both_the_fault_and_the_way_out(code: str) -> None:
    assert explain(code).splitlines()[0] == f"{code}: {CODES[code].title}"
    verdicts = {example.wrong for example in ALL if example.page == f"{code}.md"}
    assert verdicts == {True, False}


@pytest.mark.parametrize("example", [example for example in ALL if example.wrong], ids=str)
def test_a_wrong_example_raises_its_own_code_and_no_other(example: Example, tmp_path: Path) -> None:
    problems = check_story(example.write(tmp_path))
    assert [problem.code for problem in problems] == [example.page.removesuffix(".md")], "\n".join(
        map(str, problems)
    )
    assert all(problem.fix for problem in problems)


@pytest.mark.parametrize("example", [example for example in ALL if not example.wrong], ids=str)
def test_a_mended_example_raises_nothing_and_plays(example: Example, tmp_path: Path) -> None:
    folder = example.write(tmp_path)
    assert [str(problem) for problem in check_story(folder)] == []
    assert begin(open_story(folder)).turn.offers
