"""The nearest known name to a wrong one."""

from __future__ import annotations

from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mars_adventure.story.problems import nearest

NAMES = st.text("abc_", min_size=1, max_size=8)


def likeness(word: str, name: str) -> float:
    return SequenceMatcher(None, name, word).ratio()


@given(NAMES, st.lists(NAMES, max_size=12))
def test_no_known_name_is_more_like_it(word: str, known: list[str]) -> None:
    best = max([likeness(word, name) for name in known], default=0.0)
    found = nearest(word, known)
    assert likeness(word, found) == best if found else best < 0.6


@pytest.mark.parametrize(
    ("word", "name"),
    [("corridr_17", "corridor_17"), ("corridor17", "corridor_17"), ("scene12345", "scene1234"), ("xyz", "")],
)
def test_it_is_found_among_thousands(word: str, name: str) -> None:
    known = [f"scene{n}" for n in range(5000)] + [f"corridor_{n}" for n in range(40)]
    assert nearest(word, known) == name
