"""A few of every fault there is; `make faults` does thousands."""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from tales import played, read_through

from mars_adventure.engine import begin
from mars_adventure.saves import Session, Shelf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mars_adventure.story import Story

pytest.importorskip("resource", reason="needs fork, signals and limits of the system")

import faults  # only where there is a system to do it with


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    folder = tmp_path / "disk"
    try:
        with faults.small_disk(folder, 256, 40):
            pass
    except PermissionError as refusal:
        pytest.skip(f"a small file system cannot be mounted here: {refusal}")
    return folder


def test_a_process_killed_at_any_call_to_the_system(story: Story, shelf: Shelf) -> None:
    faults.end_at_every_call(story, shelf.folder, 1, 60)


def test_the_command_ended_by_any_signal(story: Story, shelf: Shelf, tmp_path: Path) -> None:
    faults.end_the_command(next((tmp_path / "stories").iterdir()), shelf.folder, 2, 6)


def test_any_call_to_the_system_refused_for_any_reason(story: Story, shelf: Shelf) -> None:
    faults.refuse_a_call(story, shelf.folder, 3, 150)


def test_a_write_refused_after_any_number_of_bytes(story: Story, shelf: Shelf) -> None:
    faults.refuse_in_a_write(story, shelf.folder, 4, 100)


@pytest.mark.parametrize("fault", [faults.fill_the_disk, faults.lock_the_disk])
def test_a_small_disk_that_fills_up_or_is_locked(
    story: Story, small_disk: Path, fault: Callable[[Story, Path, int, int], int]
) -> None:
    with faults.small_disk(small_disk, 256, 40):
        fault(story, small_disk, 5, 30)


def test_a_disk_that_has_no_room_for_another_file(story: Story, small_disk: Path) -> None:
    with faults.small_disk(small_disk, 256, 3):
        session = read_through(story, Shelf(small_disk, story), "breathe", "search", "call")
        assert session.trouble is not None
        assert session.trouble.code == "full"
        assert session.play.length == 3
        faults.stands(story, small_disk, "auto", [played(story, "breathe", "search")])


def test_windows_that_race_for_one_slot_lose_nothing(story: Story, shelf: Shelf) -> None:
    faults.race(story, shelf.folder, 6, 6)


def test_a_folder_full_of_junk_is_listed_and_read_from(story: Story, shelf: Shelf, tmp_path: Path) -> None:
    session = read_through(story, shelf, "breathe", "search")
    good = shelf.slots()[0].path
    faults.strew(shelf.folder, good, 7, 120)
    slots = Shelf(shelf.folder, story).slots()
    assert [slot.path for slot in slots if slot.opens] == [good]
    assert len(slots) > 100
    assert all(slot.trouble.endswith(".") for slot in slots if not slot.opens)
    environment = os.environ | {"MARS_SAVES": str(shelf.folder), "MARS_CACHE": "off", "TERM": "dumb"}
    folder = next((tmp_path / "stories").iterdir())
    for words, typed in (
        (["saves", "list", "--story", folder], ""),
        (["play", "--plain", "--continue", folder], "w\n"),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "mars_adventure", *map(str, words)],
            input=typed, env=environment, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, "")
        assert "\x1b" not in done.stdout
    assert "2 choices made" in done.stdout
    assert Shelf(shelf.folder, story).open(next(slot for slot in slots if slot.opens)).play == session.play


def test_a_clock_that_is_set_back_does_not_make_the_newest_save_old(
    story: Story, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_through(story, shelf, "breathe")
    past = datetime.now(UTC) - timedelta(days=400)

    class SetBack(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return past

    monkeypatch.setattr("mars_adventure.saves.shelf.datetime", SetBack)
    again = Shelf(shelf.folder, story)
    session = Session(story, again, begin(story, 5))
    session.choose("search")
    newest = Shelf(shelf.folder, story).newest()
    assert newest is not None
    assert again.open(newest).play == session.play
    session.choose("call")
    later = Shelf(shelf.folder, story).newest()
    assert later is not None
    assert later.saved_at > newest.saved_at


def test_a_save_from_the_far_future_does_not_stop_the_clock(story: Story, shelf: Shelf) -> None:
    import json

    from test_damage import forge

    path = shelf.write(played(story, "breathe"), "later").path
    forge(path, lambda whole: whole["slot"].update(saved_at="9999-12-31T23:59:59.999999+00:00"))
    assert json.loads(path.read_text())["slot"]["saved_at"].startswith("9999")
    session = read_through(story, Shelf(shelf.folder, story), "breathe", "search")
    assert session.trouble is None


def test_a_folder_that_has_gone_and_come_back_is_written_to_again(story: Story, shelf: Shelf) -> None:
    session = read_through(story, shelf, "breathe")
    away = shelf.folder.with_name("away")
    shutil.move(shelf.folder, away)
    session.choose("search")
    assert session.trouble is not None
    assert session.trouble.code == "vanished"
    shutil.move(away, shelf.folder)
    session.choose("call")
    assert session.trouble is None
    assert session.notices == ()
    assert shelf.open(shelf.slots()[0]).play == session.play


@pytest.mark.parametrize("hang_up", [signal.SIG_DFL, signal.SIG_IGN], ids=["by default", "under nohup"])
def test_a_terminal_that_is_closed_takes_nothing_with_it(
    story: Story, shelf: Shelf, tmp_path: Path, hang_up: signal.Handlers
) -> None:
    """Line by line; `tests/ui/test_terminal.py` does it to the app."""
    import pty

    errors = tmp_path / "errors"
    pid, end = pty.fork()
    if pid == 0:
        signal.signal(signal.SIGHUP, hang_up)
        os.dup2(os.open(errors, os.O_WRONLY | os.O_CREAT), 2)
        words = ["play", "--plain", str(next((tmp_path / "stories").iterdir()))]
        kept = os.environ | {"MARS_SAVES": str(shelf.folder), "MARS_CACHE": "off", "TERM": "xterm-256color"}
        os.execve(sys.executable, [sys.executable, "-m", "mars_adventure", *words], kept)
    for seen, keys in ((b"Breathe", b"1\n"), (b"out", b"2\n"), (b"keycard that", b"")):
        read_until(end, seen)
        os.write(end, keys)
    os.close(end)
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    assert status in (0, -signal.SIGHUP)
    assert errors.read_bytes() == b""
    newest = Shelf(shelf.folder, story).newest()
    assert newest is not None
    assert Shelf(shelf.folder, story).open(newest).play.path() == ("breathe", "search")


def read_until(end: int, words: bytes) -> None:
    """Reads what is written to a terminal until it says so."""
    found = b""
    while words not in found:
        ready, _, _ = select.select([end], [], [], 30)
        assert ready, found[-500:]
        found += os.read(end, 65536)
