"""Real processes, killed: at most the choice being made is lost, and nothing that was there before."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tales import played, read_through

from mars_adventure.engine import choose
from mars_adventure.saves import Session, Shelf

if TYPE_CHECKING:
    from collections.abc import Callable

    from mars_adventure.story import Story

KILLS = 40
PLAYER = """\
import sys
from pathlib import Path
from mars_adventure.engine import begin
from mars_adventure.saves import Session, Shelf
from mars_adventure.story import open_story

story = open_story(Path(sys.argv[1]))
shelf = Shelf(Path(sys.argv[2]), story)
newest = shelf.newest()
session = Session(story, shelf, shelf.open(newest).play if newest else begin(story))
while True:
    session.choose("call" if session.play.length % 3 == 0 else "wait" if session.play.state.within else "breathe")
    assert session.trouble is None
    print(session.play.length, flush=True)
"""


def acknowledged_before_kill(story_folder: Path, saves: Path, lines: int, lag: int) -> int:
    """Plays on in a process of its own, kills it at some moment after `lines` choices, and gives
    the last length that it acknowledged.
    """
    command = [sys.executable, "-c", PLAYER, str(story_folder), str(saves)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        acknowledged = [process.stdout.readline() for _ in range(lines)]
        for _ in range(lag):
            pass  # Some fraction of a choice goes by, another one each time.
        process.send_signal(signal.SIGKILL)
        acknowledged += process.stdout.read().splitlines()
    whole = [int(line) for line in acknowledged if line.strip().isdigit()]
    assert whole, "the player said nothing before it was killed"
    return whole[-1]


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_kill_at_any_moment_loses_at_most_the_choice_being_made(
    story: Story, shelf: Shelf, tmp_path: Path
) -> None:
    chance = random.Random(7)
    folder = next((tmp_path / "stories").iterdir())
    for _ in range(KILLS):
        length = acknowledged_before_kill(
            folder, shelf.folder, chance.randint(1, 4), chance.randrange(60_000)
        )
        again = Shelf(shelf.folder, story)
        newest = again.newest()
        assert newest is not None
        play = again.open(newest).play
        assert newest.state == "good"
        assert length <= play.length <= length + 1
        assert play == played(story, *play.path())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_stopping_before_and_after_each_call_to_the_system_loses_nothing(story: Story, shelf: Shelf) -> None:
    read_through(story, shelf, "breathe", "search")
    before, after = played(story, "breathe", "search"), played(story, "breathe", "search", "call")
    reached = 0
    for stop in range(100):
        pid = os.fork()
        if pid == 0:
            stop_at(stop)
            again = Shelf(shelf.folder, story)
            session = Session(story, again, again.open(again.slots()[0]).play)
            if session.play != before:
                session.undo()
            session.choose("call")
            os._exit(0)
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        again = Shelf(shelf.folder, story)
        newest = again.newest()
        assert newest is not None
        assert newest.state == "good"
        assert again.open(newest).play in (before, after)
        if status == 0:
            break
        assert status == 9
        reached += 1
    assert again.open(newest).play == after
    assert reached >= 10
    assert choose(story, again.open(newest).play, "wait").length == 4


def stop_at(number: int) -> None:
    """Ends this process, as a power cut would, at the so-manieth call that changes something on disk."""
    left = number

    def stopping(call: Callable[..., object]) -> Callable[..., object]:
        def count_down(*arguments: object, **options: object) -> object:
            nonlocal left
            if left == 0:
                os._exit(9)
            left -= 1
            result = call(*arguments, **options)
            if left == 0:
                os._exit(9)
            left -= 1
            return result

        return count_down

    for name in ("fsync", "link"):
        setattr(os, name, stopping(getattr(os, name)))
    for name in ("replace", "unlink"):
        setattr(Path, name, stopping(getattr(Path, name)))
