"""docs/authoring.md, followed word by word: from an empty folder to a proved story."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from walkthrough import STORY, follow, without_measures

from mars_adventure.author.proof import prove
from mars_adventure.story import check_story, open_story

if TYPE_CHECKING:
    from pathlib import Path

    from walkthrough import Step

# The page is followed once, by one worker.
pytestmark = pytest.mark.xdist_group("authoring")


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[tuple[Step, str]]]:
    folder = tmp_path_factory.mktemp("authoring")
    return folder / STORY, list(follow(folder))


def test_every_command_prints_what_the_page_says(followed: tuple[Path, list[tuple[Step, str]]]) -> None:
    _, consoles = followed
    assert len(consoles) >= 6
    for step, printed in consoles:
        assert without_measures(printed) == without_measures(step.text)


def test_the_story_it_comes_to_passes_check_and_is_proved(
    followed: tuple[Path, list[tuple[Step, str]]],
) -> None:
    story, _ = followed
    assert check_story(story) == ()
    assert prove(open_story(story), 60, 1024).verdict == "proved"
