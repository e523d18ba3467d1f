"""A probe: one measurement in a fresh process, which prints its figures as JSON in its last line."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

from bench.places import PYTHON, ROOT, surroundings

if TYPE_CHECKING:
    from collections.abc import Sequence

PATIENCE = 600


class Failed(Exception):
    """A process that gave no figures, with the last thing it said."""


def run(command: Sequence[object]) -> dict[str, Any]:
    """The figures that a command prints. Raises Failed."""
    words = [str(word) for word in command]
    try:
        done = subprocess.run(
            words, cwd=ROOT, env=surroundings(), capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Failed(str(error)) from None
    lines = done.stdout.strip().splitlines()
    if done.returncode or not lines:
        said = done.stderr.strip().splitlines()
        raise Failed(said[-1] if said else f"{words[0]} ended with {done.returncode}")
    figures: dict[str, Any] = json.loads(lines[-1])
    return figures


def run_module(module: str, *arguments: object, python: object = PYTHON) -> dict[str, Any]:
    """The figures of a module of this package."""
    return run([python, "-m", f"bench.{module}", *arguments])
