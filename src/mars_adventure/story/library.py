"""Opening a story: read and checked once, then kept ready, a chapter at a time."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from mars_adventure.story.cache import Shelved, load_chapter, load_head, store
from mars_adventure.story.collector import uncollected
from mars_adventure.story.folder import stamp
from mars_adventure.story.model import Scene
from mars_adventure.story.problems import Enough, Problem, Report, StoryError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from mars_adventure.story.builder import Built
    from mars_adventure.story.model import Head, Variable

MISSING_NAMES = ("M3", "M607")
"""Codes of names that do not exist: no news while a file that may declare them cannot be read."""


class Story:
    """A story that can be played: its head (see `Head` for what each part holds) and its scenes.

    `fingerprint` is a digest of all its files. `program` belongs to the engine, which keeps there
    what it has compiled, so that it lives as long as the story.
    """

    def __init__(
        self, head: Head, digest: str, scenes: dict[str, Scene], shelved: Shelved | None = None
    ) -> None:
        self.head = head
        self.fingerprint = digest
        self.id, self.title, self.start = head.id, head.title, head.start
        self.version, self.author = head.version, head.author
        self.about, self.content_note = head.about, head.content_note
        self.slots: tuple[str, ...] = tuple(head.slots)
        self.variables: dict[str, Variable] = head.slots
        self.chapters, self.speakers, self.marks, self.endings = (
            head.chapters,
            head.speakers,
            head.marks,
            head.endings,
        )
        self.renamed = head.renamed
        self.program: Any = None
        self._scenes = scenes
        self._shelved = shelved

    def scene(self, name: str) -> Scene:
        """Reads the scene's chapter if need be. Raises KeyError."""
        found = self._scenes.get(name)
        if found is None:
            if self._shelved is None or name not in self._shelved.files:
                raise KeyError(name)
            self._scenes.update(self._chapter_of(name, self._shelved))
            found = self._scenes[name]
        return found

    def _chapter_of(self, name: str, shelved: Shelved) -> dict[str, Scene]:
        """From the kept copy or, where that is damaged, from the story's own files."""
        with suppress(Exception):  # whatever a damaged copy holds
            scenes = load_chapter(shelved, name)
            if isinstance(scenes[name], Scene):
                return scenes
        built, problems, digest = read_story(shelved.folder)
        if built is None or digest != self.fingerprint:
            raise StoryError(problems)
        return built.scenes

    def has_scene(self, name: str) -> bool:
        return name in self._scenes or (self._shelved is not None and name in self._shelved.files)

    def scene_names(self) -> Iterable[str]:
        """In the order of the files."""
        return list(self._scenes) if self._shelved is None else list(self._shelved.files)


def open_story(folder: Path, cache: Path | None = None) -> Story:
    """Reads a story, from the kept copy under `cache` if no file has changed since.

    Raises StoryError if it has errors; warnings do not stand in the way.
    """
    if cache is not None:
        kept = load_head(folder, cache, stamp(folder))
        if kept is not None:
            return Story(kept.head, kept.fingerprint, {}, kept)
    built, problems, digest = read_story(folder)
    if built is None or any(problem.severity == "error" for problem in problems):
        raise StoryError(problems)
    if cache is not None:
        store(folder, cache, stamp(folder), built, digest)
    return Story(built.head, digest, built.scenes)


def check_story(folder: Path) -> tuple[Problem, ...]:
    """Every problem of a story, errors and warnings, by file and line."""
    return read_story(folder)[1]


def read_story(folder: Path) -> tuple[Built | None, tuple[Problem, ...], str]:
    """What could be read, what is wrong, and the fingerprint.

    The collector is off meanwhile (measured: five times faster at 10,000 scenes).
    """
    # Only here, because a kept story is opened without them.
    from mars_adventure.story.builder import Builder
    from mars_adventure.story.links import check_links
    from mars_adventure.story.source import fingerprint, read_sources

    report = Report()
    with uncollected():
        sources = read_sources(folder, report)
        unread = report.failed
        builder = built = None
        with suppress(Enough):
            builder = Builder(sources, report) if sources else None
            built = builder.build() if builder is not None else None
            if built is not None and not report.failed:
                check_links(built, report, {source.name: source for source in sources})
        problems = report.problems
        if unread or builder is None or len(builder.files) < len(sources):
            problems = tuple(problem for problem in problems if not problem.code.startswith(MISSING_NAMES))
        return built, problems, fingerprint(sources)
