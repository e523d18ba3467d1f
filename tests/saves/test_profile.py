"""What is remembered of the reader: endings of each story, settings; whatever the file holds."""

from __future__ import annotations

import json
from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mars_adventure.saves import Profile, Settings, Shelf

if TYPE_CHECKING:
    from pathlib import Path

    from mars_adventure.story import Story

fresh = count()
LOOKS = st.builds(
    Settings,
    theme=st.sampled_from(["mars-night", "mars-dawn", "blue-sunset", "terminal"]),
    width=st.sampled_from([54, 66, 78]),
    motion=st.booleans(),
    spacing=st.sampled_from(["single", "airy"]),
)


@given(endings=st.frozensets(st.text(max_size=9)), look=LOOKS, story=st.text(max_size=9))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_profile_comes_back_as_it_was(
    tmp_path: Path, endings: frozenset[str], look: Settings, story: str
) -> None:
    folder = tmp_path / str(next(fresh))
    profile = Profile(endings, look, story)
    assert profile.save(folder) is None
    assert Profile.load(folder, story) == profile


def test_each_story_has_its_own_endings_and_all_have_one_look(tmp_path: Path) -> None:
    Profile.load(tmp_path, "airlock").reached("inside").save(tmp_path)
    other = Profile.load(tmp_path, "greenhouse")
    assert other.endings == frozenset()
    Profile(other.endings | {"outside"}, Settings(width=54), "greenhouse").save(tmp_path)
    assert Profile.load(tmp_path, "airlock") == Profile(frozenset({"inside"}), Settings(width=54), "airlock")


def test_two_windows_forget_none_of_each_other_s_endings(tmp_path: Path) -> None:
    one, two = Profile.load(tmp_path, "airlock"), Profile.load(tmp_path, "airlock")
    one.reached("inside").save(tmp_path)
    two.reached("outside").save(tmp_path)
    assert Profile.load(tmp_path, "airlock").endings == {"inside", "outside"}


@given(content=st.binary(max_size=60) | st.recursive(st.none() | st.integers() | st.text(max_size=4), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["endings", "settings", "airlock", "theme", "width", "motion"]), inner, max_size=4)).map(lambda found: json.dumps(found).encode()))  # fmt: skip
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_file_is_survived(tmp_path: Path, content: bytes) -> None:
    folder = tmp_path / str(next(fresh))
    folder.mkdir()
    (folder / "reader.json").write_bytes(content)
    profile = Profile.load(folder, "airlock")
    assert profile.settings.theme == "mars-night"
    assert profile.settings.width == 66
    assert profile.reached("inside").save(folder) is None
    assert "inside" in Profile.load(folder, "airlock").endings


def test_a_torn_file_gives_the_one_before_it(tmp_path: Path) -> None:
    Profile(frozenset({"inside"}), story="airlock").save(tmp_path)
    Profile(frozenset({"outside"}), story="airlock").save(tmp_path)
    (tmp_path / "reader.json").write_bytes(b'{"endings"')
    assert Profile.load(tmp_path, "airlock").endings == {"inside"}


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    trouble = Profile().save(tmp_path / "file")
    assert trouble is not None
    assert trouble.code in ("vanished", "unwritable")


def test_the_profile_is_no_slot(story: Story, tmp_path: Path) -> None:
    Profile().save(tmp_path)
    Profile().save(tmp_path)
    assert Shelf(tmp_path, story).slots() == []


@pytest.mark.parametrize(
    "setting", [{"width": True}, {"width": "66"}, {"theme": "neon"}, {"motion": 0}, {"spacing": None}]
)
def test_a_setting_that_cannot_be_is_as_for_a_new_reader(tmp_path: Path, setting: dict[str, object]) -> None:
    (tmp_path / "reader.json").write_text(json.dumps({"settings": {"theme": "mars-dawn"} | setting}))
    expected = Settings() if "theme" in setting else Settings(theme="mars-dawn")
    assert Profile.load(tmp_path).settings == expected
