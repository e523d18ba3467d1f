"""Small stories for the tests of the prover."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from mars_adventure.author.proof import prove
from mars_adventure.story import open_story

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mars_adventure.author.proof import Finding, Report
    from mars_adventure.story import Story


@pytest.fixture
def story(tmp_path: Path) -> Callable[[str], Story]:
    """Opens a story given as the text of its one file, without its head; it begins at `start`."""

    def write(body: str) -> Story:
        (tmp_path / "story.yaml").write_text("story: A test\nstart: start\n", encoding="utf-8")
        (tmp_path / "body.yaml").write_text(dedent(body), encoding="utf-8")
        return open_story(tmp_path)

    return write


class Proof:
    """A report, asked by topic and key."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def of(self, topic: str, key: str) -> Finding:
        (found,) = [item for item in self.report.findings if item.topic == topic and item.key == key]
        return found

    def refuted(self, topic: str) -> list[str]:
        return [item.key for item in self.report.of("refuted") if item.topic == topic]


@pytest.fixture(params=[0, 20_000], ids=["by questions", "state by state"])
def proof(request: pytest.FixtureRequest, story: Callable[[str], Story]) -> Callable[[str], Proof]:
    """Proves a story both ways: as small ones are, and as large ones are."""

    def prove_it(body: str) -> Proof:
        return Proof(prove(story(body), few_states=request.param, every_play=True))

    return prove_it
