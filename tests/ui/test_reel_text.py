"""What a reel says of itself in words."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from stage import NOW, a_slot

from mars_adventure.ui.folders import short, typed
from mars_adventure.ui.tui.reel_text import ago, chapter_of, counted, joined, quoted


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(seconds=-30), "just now"),
        (timedelta(minutes=1), "1 min ago"),
        (timedelta(minutes=59), "59 min ago"),
        (timedelta(hours=1), "today 20:30"),
        (timedelta(hours=22), "yesterday 23:30"),
        (timedelta(days=2), "18 Nov"),
        (timedelta(days=400), "16 Oct 2025"),
        (timedelta(days=-3), "23 Nov"),
        (timedelta(hours=-1), "today 22:30"),
    ],
)
def test_how_long_ago(passed, words):
    assert ago(NOW - passed, NOW) == words


def test_clocks_with_and_without_zones_agree():
    assert ago(NOW.astimezone(UTC) - timedelta(minutes=4), NOW) == "4 min ago"


@pytest.mark.parametrize("moment", [datetime.max, datetime.min, datetime.max.replace(tzinfo=UTC)])
def test_no_moment_is_too_far_away(moment):
    assert ago(moment, NOW).endswith(("9999", "1", "0001"))


def test_words():
    assert chapter_of(a_slot("x", chapter=4, chapter_title="Dust")) == "IV · Dust"
    assert chapter_of(a_slot("x", chapter=0, chapter_title="")) == ""
    assert joined("", "a", "", "b") == "a · b"
    assert [counted(1, "choice"), counted(4210, "word")] == ["1 choice", "4,210 words"]
    assert quoted("x" * 300) == "“" + "x" * 60 + "…”"


def test_paths():
    assert short(Path.home() / "saves") == "~/saves"
    assert short(Path("/elsewhere")) == "/elsewhere"
    assert typed("~/x") == Path.home() / "x"
    with pytest.raises(ValueError, match="no home folder"):
        typed("~nobody-of-that-name/x")
