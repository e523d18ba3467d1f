"""Faults: what can befall a saved game, done for real, and what must hold afterwards.

Each function does its worst so many times and raises AssertionError as soon as anything that was
acknowledged is lost, or anything is said in Python. `test_faults.py` does a few of each, and
`campaign.py` thousands.
"""

from __future__ import annotations

import contextlib
import errno
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from mars_adventure.engine import begin, choose
from mars_adventure.saves import SaveTrouble, Session, Shelf
from mars_adventure.saves.profile import Profile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mars_adventure.engine import Play
    from mars_adventure.story import Story

CALLS = ((os, ("open", "fsync", "link")), (Path, ("replace", "unlink", "mkdir")))
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EDQUOT, errno.ENOENT, errno.EMFILE)
WHOLE = (signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


# -- a reader who does a little of everything ---------------------------------------------------


class Reader:
    """Reads and saves by chance. `acknowledged` holds, by slot, what the reader was told is saved;
    `pending` what is being saved when the fault comes.
    """

    def __init__(self, story: Story, folder: Path, seed: int) -> None:
        self.story, self.folder = story, folder
        self.chance = random.Random(seed)
        self.shelf = Shelf(folder, story)
        newest = self.shelf.newest()
        # The slot that it goes on from: a named one, if the process before ended ahead of its first autosave.
        self.resumed = "" if newest is None else "auto" if newest.automatic else newest.name
        self.session = Session(
            story, self.shelf, self.shelf.open(newest).play if newest else begin(story, seed)
        )

    def step(self, told: Callable[[str, Play], None]) -> None:
        """Does one thing; `told` hears the slot and the play just after it was acknowledged."""
        session, chance = self.session, self.chance
        free = [offer.id for offer in session.play.turn.offers if not offer.closed]
        deed = chance.random()
        if deed < 0.15 and session.can_undo:
            session.undo()
        elif deed < 0.25 and session.can_redo:
            session.redo()
        elif deed < 0.4:
            name = chance.choice(["one", "two"])
            with contextlib.suppress(SaveTrouble):
                self.shelf.write(session.play, name, overwrite=True)
                told(name, session.play)
            return
        elif deed < 0.45:
            Profile.load(self.folder, self.story.id).reached("inside").save(self.folder)
            return
        elif free:
            session.choose(chance.choice(free))
        else:
            session.go_to(begin(self.story, chance.randrange(99)))
        if session.trouble is None:
            told("auto", session.play)


def stands(story: Story, folder: Path, slot: str, plays: list[Play]) -> None:
    """Whether the slot opens, without a word, at one of these plays."""
    shelf = Shelf(folder, story)
    found = [found for found in shelf.slots() if (found.automatic if slot == "auto" else found.name == slot)]
    opened = [shelf.open(one) for one in found if one.opens]
    assert any(loaded.play == play for loaded in opened for play in plays), (
        slot,
        [one.trouble for one in found],
    )


def is_clean(folder: Path) -> None:
    """Whether nothing but saves, and drafts of the dead, lies about."""
    odd = [path.name for path in folder.iterdir() if not path.name.endswith((".json", ".bak", ".draft"))]
    assert not odd, odd


# -- the process ends -----------------------------------------------------------------------


def end_at_every_call(story: Story, folder: Path, seed: int, times: int) -> int:
    """A process of its own is killed before or after a call that changes the disk; the next reads on."""
    chance = random.Random(seed)
    acknowledged: dict[str, list[Play]] = {}
    for number in range(times):
        read_end, write_end = os.pipe()
        last = chance.randrange(1, 60)
        pid = os.fork()
        if pid == 0:
            os.close(read_end)
            reader = Reader(story, folder, seed + number)
            kill_at_call(last)
            with os.fdopen(write_end, "w") as out:

                def tell(slot: str, play: Play) -> None:
                    print(slot, play.state.seed, *play.path(), file=out, flush=True)

                if reader.resumed:
                    tell(reader.resumed, reader.session.play)  # It has been read: from here it counts.
                for _ in range(8):
                    reader.step(tell)
            os._exit(0)
        os.close(write_end)
        with os.fdopen(read_end) as lines:
            for line in lines:
                slot, start, *path = line.split()
                if line.endswith("\n"):
                    acknowledged[slot] = [replay(story, int(start), path)]
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        assert status in (0, -signal.SIGKILL), status
        for slot, plays in acknowledged.items():
            holds_or_later(story, folder, slot, plays[0])
    is_clean(folder)
    return times


def holds_or_later(story: Story, folder: Path, slot: str, play: Play) -> None:
    """The slot opens at what was acknowledged, or at what was being saved as the process ended:
    which is one step from it, or, in a named slot, another moment of the reading.
    """
    shelf = Shelf(folder, story)
    opened = [shelf.open(one).play for one in shelf.slots() if one.opens and (one.automatic if slot == "auto" else one.name == slot)]  # fmt: skip
    if slot == "auto":
        assert any(is_near(found, play) for found in opened), (
            play.path(),
            [found.path() for found in opened],
        )
    else:
        assert opened, slot


def is_near(found: Play, play: Play) -> bool:
    """Whether two moments are the same, or one choice apart."""
    return play in (found, found.parent) or found == play.parent


def replay(story: Story, seed: int, path: list[str]) -> Play:
    play = begin(story, seed)
    for choice in path:
        play = choose(story, play, choice)
    return play


def kill_at_call(number: int) -> None:
    """Ends this process, by a real SIGKILL, at the so-manieth call that changes something on the disk."""
    left = number

    def counting(call: Callable[..., object]) -> Callable[..., object]:
        def counted(*arguments: object, **options: object) -> object:
            nonlocal left
            for deed in (None, call):
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                left -= 1
                result = deed(*arguments, **options) if deed is not None else None
            return result

        return counted

    for owner, names in CALLS:
        for name in names:
            setattr(owner, name, counting(getattr(owner, name)))


def end_the_command(story_folder: Path, folder: Path, seed: int, times: int) -> int:
    """The command itself, line by line in a pipe, ended by a signal at any moment."""
    chance, told = random.Random(seed), 0
    for _ in range(times):
        number = chance.choice(WHOLE)
        with subprocess.Popen(
            [sys.executable, "-m", "mars_adventure", "play", "--plain", "--continue", str(story_folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ | {"MARS_SAVES": str(folder), "MARS_CACHE": str(folder.parent / "cache")},
            text=True,
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            assert process.stderr is not None
            with contextlib.suppress(BrokenPipeError):
                process.stdin.write("".join(f"{chance.randint(1, 4)}\nw\n" for _ in range(200)))
                process.stdin.flush()
            wanted, seen = chance.randint(1, 30), 0
            for line in process.stdout:
                if found := re.search(r"(\d+) choices made", line):
                    told, seen = int(found[1]), seen + 1
                    if seen == wanted:
                        break
            for _ in range(chance.randrange(20_000)):
                pass
            process.send_signal(number)
            with contextlib.suppress(BrokenPipeError):
                process.stdin.close()
            rest = process.stdout.read()
            errors = process.stderr.read()
            told = max([told, *map(int, re.findall(r"(\d+) choices made", rest))])
        assert "Traceback" not in errors, errors
        from mars_adventure.story import open_story

        newest = Shelf(folder, open_story(story_folder)).newest()
        assert told == 0 or newest is not None, "nothing was saved"
        assert newest is None or newest.choices >= told, (newest.choices, told, number)
    return times


# -- the disk refuses -----------------------------------------------------------------------


@contextlib.contextmanager
def refusing_call(number: int, code: int) -> Iterator[None]:
    """Lets the so-manieth call that touches the disk fail."""
    left = number

    def counting(call: Callable[..., object]) -> Callable[..., object]:
        def counted(*arguments: object, **options: object) -> object:
            nonlocal left
            left -= 1
            if left == -1:
                raise OSError(code, os.strerror(code))
            return call(*arguments, **options)

        return counted

    kept = [(owner, name, getattr(owner, name)) for owner, names in CALLS for name in names]
    try:
        for owner, name, call in kept:
            setattr(owner, name, counting(call))
        yield
    finally:
        for owner, name, call in kept:
            setattr(owner, name, call)


@contextlib.contextmanager
def small_files(most: int) -> Iterator[None]:
    """No file may grow beyond so many bytes: the system itself refuses, in the midst of a write."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def refuse(
    story: Story, folder: Path, seed: int, times: int, fault: Callable[[random.Random], contextlib.AbstractContextManager[None]]
) -> int:  # fmt: skip
    """The disk refuses one thing after another, and takes the next: nothing acknowledged is lost."""
    reader = Reader(story, folder, seed)
    # What may stand in each slot: what was acknowledged last, and what was refused after all that.
    allowed: dict[str, list[Play]] = {}
    for _ in range(times):
        told: dict[str, Play] = {}
        with fault(reader.chance):
            reader.step(lambda slot, play: told.update({slot: play}))  # noqa: B023  # heard within this turn
        for slot in allowed.keys() - told.keys():
            allowed[slot].append(reader.session.play)
        allowed.update({slot: [play] for slot, play in told.items()})
        for slot, plays in allowed.items():
            stands(story, folder, slot, plays)
        if reader.session.trouble is not None:
            assert reader.session.trouble.fix
            reader.session.name_branch(reader.session.play, "")  # Saves again what is there.
            assert reader.session.trouble is None
            assert reader.session.notices == (), reader.session.notices
            allowed["auto"] = [reader.session.play]
            stands(story, folder, "auto", allowed["auto"])
    is_clean(folder)
    # Where even clearing away was refused, the next reader does it, an hour later.
    for draft in folder.glob(".*.draft"):
        os.utime(draft, (0, 0))
    Shelf(folder, story).autosave(reader.session.play)
    assert not list(folder.glob(".*.draft"))
    return times


def refuse_a_call(story: Story, folder: Path, seed: int, times: int) -> int:
    return refuse(story, folder, seed, times, lambda chance: refusing_call(chance.randrange(14), chance.choice(ERRORS)))  # fmt: skip


def refuse_in_a_write(story: Story, folder: Path, seed: int, times: int) -> int:
    return refuse(story, folder, seed, times, lambda chance: small_files(chance.randrange(9000)))


@contextlib.contextmanager
def small_disk(folder: Path, kilobytes: int, files: int) -> Iterator[None]:
    """A file system of its own, mounted at the folder. Raises PermissionError where that is not allowed."""
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k,nr_inodes={files}", "tmpfs", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    ) if shutil.which("mount") else None  # fmt: skip
    if done is None or done.returncode:
        raise PermissionError(done.stderr if done else "there is no `mount` here")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)


def remount(folder: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", str(folder)], check=True)


@contextlib.contextmanager
def filled(folder: Path, left: int) -> Iterator[None]:
    """All but so many pages of the disk is taken by somebody else meanwhile."""
    ballast = folder / "ballast.bak"
    try:
        with contextlib.suppress(OSError), ballast.open("wb", buffering=0) as file:
            status = os.statvfs(folder)
            file.write(b"\0" * max(0, (status.f_bavail - left) * status.f_frsize))
        yield
    finally:
        ballast.unlink(missing_ok=True)


@contextlib.contextmanager
def read_only(folder: Path) -> Iterator[None]:
    remount(folder, "ro")
    try:
        yield
    finally:
        remount(folder, "rw")


def fill_the_disk(story: Story, folder: Path, seed: int, times: int) -> int:
    return refuse(story, folder, seed, times, lambda chance: filled(folder, chance.randrange(6)))


def lock_the_disk(story: Story, folder: Path, seed: int, times: int) -> int:
    return refuse(story, folder, seed, times, lambda _: read_only(folder))


# -- several windows ------------------------------------------------------------------------


def race(story: Story, folder: Path, seed: int, times: int, windows: int = 3) -> int:
    """Windows that continue the same play at the same moment: what each of them acknowledged is there."""
    for number in range(times):
        shutil.rmtree(folder, ignore_errors=True)
        first = Session(story, Shelf(folder, story), begin(story, seed + number))
        first.choose(first.play.turn.offers[0].id)
        go_read, go_write = os.pipe()
        children = []
        for window in range(windows):
            read_end, write_end = os.pipe()
            pid = os.fork()
            if pid == 0:
                os.close(go_write)
                chance = random.Random(seed * 1000 + number * 10 + window)
                shelf = Shelf(folder, story)
                newest = shelf.newest()
                assert newest is not None
                session = Session(story, shelf, shelf.open(newest).play)
                os.write(write_end, b"\n")  # Ready: it has read what the others have read.
                os.read(go_read, 1)  # All begin when the pipe is closed.
                for _ in range(6):
                    free = [offer.id for offer in session.play.turn.offers if not offer.closed]
                    if free:
                        session.choose(chance.choice(free))
                    assert session.trouble is None
                Profile.load(folder, story.id).reached(f"ending_{window}").save(folder)
                os.write(write_end, " ".join(session.play.path()).encode())
                os._exit(0)
            os.close(write_end)
            children.append((pid, read_end))
        for _, read_end in children:
            os.read(read_end, 1)
        os.close(go_read)
        os.close(go_write)
        for pid, read_end in children:
            with os.fdopen(read_end) as told:
                path = told.read().split()
            assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
            stands(story, folder, "auto", [replay(story, seed + number, path)])
        assert Profile.load(folder, story.id).endings >= {f"ending_{window}" for window in range(windows)}
    return times * windows


# -- the folder is full of junk ---------------------------------------------------------------


def strew(folder: Path, good: Path, seed: int, files: int) -> int:
    """Files of every bad sort beside a good save."""
    chance, data = random.Random(seed), good.read_bytes()
    sorts = (
        "empty",
        "cut",
        "flipped",
        "huge",
        "nested",
        "encoding",
        "link",
        "pipe",
        "folder",
        "text",
        "newer",
        "noise",
        "name",
    )
    for number in range(files):
        path, sort = folder / f"junk-{number}.json", chance.choice(sorts)
        match sort:
            case "empty":
                path.touch()
            case "cut":
                path.write_bytes(data[: chance.randrange(len(data))])
            case "flipped":
                at = chance.randrange(len(data))
                path.write_bytes(data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :])
            case "huge":
                with path.open("wb") as file:
                    file.truncate(2**30)
            case "nested":
                path.write_bytes(data[:87] + b"[" * 100_000)
            case "encoding":
                path.write_bytes(data.decode().encode("utf-16"))
            case "link":
                path.symlink_to(chance.choice([good, folder / "nowhere", Path("/dev/zero"), folder]))
            case "pipe":
                os.mkfifo(path)
            case "folder":
                path.mkdir()
            case "newer":
                path.write_bytes(data.replace(b'"format": 1,', b'"format": 9,'))
            case "noise":
                path.write_bytes(chance.randbytes(chance.randrange(5000)))
            case "name":
                with contextlib.suppress(OSError):
                    (folder / f"\x1b[31m[/b] 火星\n{number}.json").write_bytes(data[:50])
            case _:
                path.write_text("Traceback (most recent call last):", encoding="utf-8")
    return files
