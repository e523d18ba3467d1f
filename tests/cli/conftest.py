"""Runs the command as a user would: its own process, its own saves."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STORY = {
    "story.yaml": "story: The Airlock\nstart: airlock\nmarks:\n  record: {sign: '●', means: on the record}\nvariables:\n  air: 0..9 = 9\n  site: one of none, plain\n",
    "one.yaml": """\
chapter: 1
title: Outside
recap: 'You stood in the airlock {if chose(airlock.knock): and knocked}.'
notes:
  hum: {title: The hum}
scenes:
  airlock:
    place: Airlock
    time: Night
    text: |
      The door seals. Air {air}, site {site}.
    choices:
      - text: Knock
        mark: record
        say: |
          *Nobody.*
        do: learn(hum)
      - text: Cut the power
        if: false
        else: no key
      - Go out -> surface
""",
    "two.yaml": """\
chapter: 2
title: Dust
scenes:
  surface:
    place: Surface
    text: |
      You walk.
    ending: outside
endings:
  outside: {title: Gone Out, hint: Some do not.}
ledger: |
  You walked.
""",
}


@pytest.fixture
def story(tmp_path: Path) -> Path:
    folder = tmp_path / "airlock"
    folder.mkdir()
    for name, text in STORY.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs `mars-adventure` with these words and this input."""

    def start(*words: object, typed: str = "", **env: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "mars_adventure", *map(str, words)],
            input=typed,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
            check=False,
            env=os.environ
            | {"MARS_SAVES": str(tmp_path / "saves"), "MARS_CACHE": str(tmp_path / "cache"), "TERM": "dumb"}
            | env,
        )

    return start
