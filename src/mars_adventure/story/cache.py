"""Stories kept ready to play, outside their own folder: the head, and each chapter by itself.

A kept copy is used only while every file has the same name, time and size. It is written with
pickle but read by an unpickler that knows nothing except the model's own classes, so that a
tampered copy can at worst be refused.
"""

import hashlib
import io
import os
import pickle
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from mars_adventure import __version__
from mars_adventure.story import logic, model, problems, types
from mars_adventure.story.model import Head, Scene

if TYPE_CHECKING:
    from mars_adventure.story.builder import Built

FORMAT = 3
Stamp = tuple[tuple[str, int, int], ...]
KNOWN_MODULES = {module.__name__: module for module in (logic, model, problems, types)}


class Shelved(NamedTuple):
    """A kept story. `folder` is its own, `files` maps each scene to the kept file of its chapter."""

    head: Head
    fingerprint: str
    place: Path
    folder: Path
    files: dict[str, str]


class Unpickler(pickle.Unpickler):
    """Makes nothing but the model's own classes."""

    def find_class(self, module: str, name: str) -> Any:
        if module in KNOWN_MODULES:
            found = getattr(KNOWN_MODULES[module], name, None)
            if isinstance(found, type) and found.__module__ == module:
                return found
        if (module, name) == ("builtins", "frozenset"):
            return frozenset
        raise pickle.UnpicklingError(f"{module}.{name} is not part of a story")


def place_of(folder: Path, cache: Path) -> Path:
    return cache / hashlib.blake2b(str(folder.resolve()).encode(), digest_size=12).hexdigest()


def signature(stamp: Stamp) -> tuple[object, ...]:
    return (FORMAT, __version__, sys.version_info[:2], stamp)


def load_head(folder: Path, cache: Path, stamp: Stamp) -> Shelved | None:
    """None if there is no kept copy, or one of other files."""
    place = place_of(folder, cache)
    try:
        kept, digest, head, files = unpickle((place / "head").read_bytes())
    except Exception:  # whatever a damaged copy holds, the story itself is still there to be read
        return None
    if not stamp or kept != signature(stamp):
        return None
    return Shelved(head, digest, place, folder, files)


def load_chapter(shelved: Shelved, scene: str) -> dict[str, Scene]:
    """The scenes kept with this one. Raises KeyError for an unknown scene, OSError if the copy has gone."""
    scenes: dict[str, Scene] = unpickle((shelved.place / shelved.files[scene]).read_bytes())
    return scenes


def unpickle(data: bytes) -> Any:
    return Unpickler(io.BytesIO(data)).load()


def store(folder: Path, cache: Path, stamp: Stamp, built: "Built", digest: str) -> None:
    """Keeps a copy; where that cannot be done, the story is simply read again next time."""
    if not stamp:
        return
    place = place_of(folder, cache)
    with suppress(OSError):
        place.mkdir(parents=True, exist_ok=True)
        chapters: dict[str, dict[str, Scene]] = {}
        for name, scene in built.scenes.items():
            chapters.setdefault(built.files[name], {})[name] = scene
        kept = {file: f"{digest}-{number}" for number, file in enumerate(chapters)}
        for file, scenes in chapters.items():
            write(place / kept[file], pickle.dumps(scenes, pickle.HIGHEST_PROTOCOL))
        files = {name: kept[file] for name, file in built.files.items()}
        write(
            place / "head",
            pickle.dumps((signature(stamp), digest, built.head, files), pickle.HIGHEST_PROTOCOL),
        )
        for old in place.iterdir():
            if old.name != "head" and not old.name.startswith(digest):
                old.unlink()


def write(path: Path, data: bytes) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_bytes(data)
    temporary.replace(path)
