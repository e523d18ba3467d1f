"""How the tests are run: on how many workers, and how often what they left is cleared away."""

from __future__ import annotations

import gc
import os

import pytest


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Two for each core: a test of the app waits for longer than it works, for the app to be idle after each key."""
    return 2 * (os.cpu_count() or 1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first, or everything else would be done and wait for it."""
    items.sort(key=lambda item: item.get_closest_marker("longest") is None)


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: going through it again for each few hundred new objects takes
    an eighth of the time of a proof.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)
