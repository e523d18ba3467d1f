"""Every example in the pages for writers is a story that loads without a word."""

from __future__ import annotations

from pathlib import Path

import pytest
from fences import Example, examples_of

from mars_adventure.engine import begin
from mars_adventure.story import check_story, open_story

ROOT = Path(__file__).parents[2]


def pages() -> list[Path]:
    return [page for page in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))] if page.is_file()]


def examples() -> list[Example]:
    return [example for page in pages() for example in examples_of(page)]


@pytest.mark.parametrize("example", examples(), ids=str)
def test_an_example_loads_and_begins(example: Example, tmp_path: Path) -> None:
    folder = example.write(tmp_path)
    assert [str(problem) for problem in check_story(folder)] == []
    assert begin(open_story(folder)).turn.offers


def test_the_format_page_has_examples_for_each_section() -> None:
    found = examples_of(ROOT / "docs" / "format.md")
    assert len(found) >= 9
