"""The app in a real terminal: it starts, reads keys, bears a resize, and leaves the terminal as it was."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time

import pyte
import pytest
from reading import a_story

pytestmark = pytest.mark.slow

START = """
import sys
from pathlib import Path
from mars_adventure.engine import begin
from mars_adventure.saves import Profile, Session, Shelf
from mars_adventure.story import open_story
from mars_adventure.ui.tui.running import run_app
story = open_story(Path(sys.argv[1]) / "story")
shelf = Shelf(Path(sys.argv[1]) / "saves", story)
sys.exit(run_app(Session(story, shelf, begin(story, 1)), story, shelf, Profile()))
"""
LEAVES_ALTERNATE_SCREEN = b"\x1b[?1049l"
STOPS_MOUSE = b"\x1b[?1000l"
SHOWS_CURSOR = b"\x1b[?25h"


def set_size(end, columns, rows):
    fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


class Terminal:
    """A terminal of a given size with the app in it."""

    def __init__(self, folder, columns=80, rows=40, **environment):
        a_story(folder / "story")
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.output = b""
        self.pid, self.end = pty.fork()
        if self.pid == 0:
            set_size(0, columns, rows)
            kept = {
                name: value
                for name, value in os.environ.items()
                if name not in ("NO_COLOR", "TEXTUAL", "COLUMNS", "LINES")
            }
            kept |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", **environment}
            os.execve(sys.executable, [sys.executable, "-c", START, str(folder)], kept)

    def resize(self, columns, rows):
        """What is on the screen afterwards has been drawn anew."""
        self.screen.resize(rows, columns)
        self.screen.erase_in_display(2)
        set_size(self.end, columns, rows)

    def press(self, keys):
        os.write(self.end, keys.encode())

    def read_until(self, words):
        """Read what the app draws until `words` stand on the screen, or fail after a while."""
        until = time.monotonic() + 20
        while not any(words in line for line in self.screen.display):
            assert time.monotonic() < until, "\n".join(self.screen.display)
            self.read()

    def read(self):
        ready, _, _ = select.select([self.end], [], [], 0.2)
        if not ready:
            return True
        try:
            data = os.read(self.end, 65536)
        except OSError:  # the app has closed its end
            return False
        self.output += data
        self.stream.feed(data)
        return bool(data)

    def finish(self):
        """The exit code, when the app has ended and all it wrote has been read."""
        until = time.monotonic() + 20
        while self.read():
            assert time.monotonic() < until, "\n".join(self.screen.display)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


@pytest.fixture
def terminal(tmp_path):
    started = []

    def start(**options):
        started.append(Terminal(tmp_path, **options))
        started[0].read_until("Write it down")
        return started[0]

    yield start
    for one in started:
        os.close(one.end)
        try:
            os.kill(one.pid, signal.SIGKILL)
            os.waitpid(one.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass  # it has ended by itself, as it should


@pytest.mark.parametrize("columns", [80, 130])
def test_the_first_frame_is_the_page_and_not_an_empty_one(terminal, columns):
    page = terminal(columns=columns)
    page.read_until("Menu")
    # a frame is drawn from top to bottom, and the keys stand in its last line
    assert page.output.index(b"Write it down") < page.output.index(b"Menu")


def test_reading_resizing_and_leaving(terminal, tmp_path):
    page = terminal()
    page.press("3")
    page.read_until("▌ ○ Write it down")
    page.resize(40, 15)
    page.read_until("1  Go on")
    page.press("u")
    page.read_until("n Notebook")
    page.press("\x11")
    assert page.finish() == 0
    assert list((tmp_path / "saves").glob("*.json"))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_the_terminal_as_it_was_and_the_play_kept(terminal, tmp_path, number):
    page = terminal()
    page.press("3")
    page.read_until("▌ ○ Write it down")
    os.kill(page.pid, number)
    assert page.finish() == 128 + number
    for restored in (LEAVES_ALTERNATE_SCREEN, STOPS_MOUSE, SHOWS_CURSOR):
        assert restored in page.output
    assert b"Traceback" not in page.output
    assert list((tmp_path / "saves").glob("*.json"))


def test_a_closed_terminal_ends_the_process(terminal):
    page = terminal()
    os.close(page.end)
    page.end = os.open(os.devnull, os.O_RDWR)
    until = time.monotonic() + 20
    while os.waitpid(page.pid, os.WNOHANG) == (0, 0):
        assert time.monotonic() < until


def test_no_color_means_none(terminal):
    page = terminal(NO_COLOR="1")
    drawn = {code for found in re.findall(rb"\x1b\[([0-9;]*)m", page.output) for code in found.split(b";")}
    assert drawn <= {
        b"0",
        b"1",
        b"2",
        b"3",
        b"9",
        b"39",
        b"49",
    }  # resets, bold, dim, italic, struck, defaults
