"""A story, and a shelf for its saves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tales import Teller

from mars_adventure.saves import Shelf

if TYPE_CHECKING:
    from pathlib import Path

    from mars_adventure.story import Story


@pytest.fixture
def teller(tmp_path: Path) -> Teller:
    return Teller(tmp_path / "stories")


@pytest.fixture
def story(teller: Teller) -> Story:
    return teller.tell()


@pytest.fixture
def shelf(tmp_path: Path, story: Story) -> Shelf:
    return Shelf(tmp_path / "saves", story)
