"""The installed command in a real terminal: started, played, resized, killed, resumed."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path

import pyte
import pytest

COMMAND = Path(sys.executable).with_name("mars-adventure")


def set_size(end, columns, rows):
    fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


class Terminal:
    """A terminal with the command in it. `screen.display` is what a reader sees."""

    def __init__(self, words, env, columns=80, rows=24):
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.pid, self.end = pty.fork()
        if self.pid == 0:
            set_size(0, columns, rows)
            os.execve(COMMAND, [str(COMMAND), *map(str, words)], env)

    def resize(self, columns, rows):
        """What is on the screen afterwards has been drawn anew."""
        self.screen.resize(rows, columns)
        self.screen.erase_in_display(2)
        set_size(self.end, columns, rows)

    def read_until(self, words):
        until = time.monotonic() + 30
        while not any(words in line for line in self.screen.display):
            assert time.monotonic() < until, "\n".join(self.screen.display)
            if select.select([self.end], [], [], 0.05)[0]:
                data = os.read(self.end, 65536)
                self.raw += data
                self.stream.feed(data)

    def press(self, keys):
        os.write(self.end, keys.encode())

    def stop(self, number=signal.SIGKILL):
        os.kill(self.pid, number)
        status = os.waitpid(self.pid, 0)[1]
        os.close(self.end)
        return status


@pytest.fixture
def env(tmp_path):
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("NO_COLOR", "TEXTUAL", "COLUMNS", "LINES")
    }
    return kept | {
        "MARS_SAVES": str(tmp_path / "saves"),
        "MARS_CACHE": str(tmp_path / "cache"),
        "TERM": "xterm-256color",
    }


@pytest.mark.slow
def test_a_play_is_begun_resized_killed_and_resumed(story, env):
    terminal = Terminal(["play", story], env)
    terminal.read_until("New")
    terminal.press("\r")
    terminal.read_until("The door seals. Air 9")
    terminal.press("1")
    terminal.read_until("Nobody.")
    terminal.resize(40, 15)
    terminal.read_until("Nobody.")
    terminal.stop(signal.SIGKILL)
    terminal = Terminal(["play", story, "--continue"], env)
    terminal.read_until("Nobody.")
    terminal.read_until("Go out")
    terminal.press("3")
    terminal.read_until("Gone Out")
    terminal.stop()


@pytest.mark.slow
def test_a_simple_terminal_gets_lines_and_nothing_else(story, env):
    terminal = Terminal(["play", story], env | {"TERM": "dumb"})
    terminal.read_until("3. Go out")
    terminal.press("1\n")
    terminal.read_until("Nobody.")
    assert b"\x1b" not in terminal.raw
    terminal.press("q\n")
    terminal.read_until("Saved.")
    assert os.waitpid(terminal.pid, 0)[1] == 0
    os.close(terminal.end)
