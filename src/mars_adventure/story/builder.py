"""From the files of a story to its head and its scenes, all problems reported on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from mars_adventure.story import head as heads
from mars_adventure.story.chapters import ChapterReader
from mars_adventure.story.composition import compose
from mars_adventure.story.declarations import declare_derived, declare_notes, declare_variables
from mars_adventure.story.model import (
    CasebookItem,
    ChapterHead,
    Head,
    Interruption,
    Promise,
    Renamed,
    Scene,
    Variable,
)
from mars_adventure.story.nodes import Reader
from mars_adventure.story.prose import ProseReader
from mars_adventure.story.resolver import Resolver
from mars_adventure.story.symbols import Symbols
from mars_adventure.story.title_page import TITLE_KEYS, read_title_page
from mars_adventure.story.types import NOTE, UNKNOWN, Number
from mars_adventure.story.typography import typeset

if TYPE_CHECKING:
    from collections.abc import Callable

    from mars_adventure.story.model import Prose
    from mars_adventure.story.problems import Position, Report
    from mars_adventure.story.source import Source

CHAPTER_KEYS = ("chapter", "title", "recap", "scenes")
SECTIONS = (
    "variables", "derived", "notes", "people", "documents", "theories", "ledger", "interruptions",
    "speakers", "marks", "endings", "words", "promises", "renamed",
)  # fmt: skip
CASEBOOK = ("notes", "people", "documents", "theories")
PLACED = ("people", "documents", "theories", "interruptions", "promises")
NAMED_ONCE: dict[str, Callable[[Reader, yaml.Node], dict[str, Any]]] = {
    "speakers": heads.read_speakers,
    "marks": heads.read_marks,
    "endings": heads.read_endings,
    "words": heads.read_words,
}


@dataclass(slots=True)
class File:
    """One file, its top-level keys, and the number of its chapter (0: none)."""

    reader: Reader
    keys: dict[str, yaml.Node]
    number: int = 0


@dataclass(slots=True)
class Built:
    """`files` maps each scene to its file, `places` each (section, name) to where it is declared."""

    head: Head
    scenes: dict[str, Scene]
    symbols: Symbols
    files: dict[str, str] = field(default_factory=dict)
    places: dict[tuple[str, str], Position] = field(default_factory=dict)


class Builder:
    """Puts one story together. Everything it finds wrong goes into `report`."""

    def __init__(self, sources: list[Source], report: Report) -> None:
        self.report = report
        self.symbols = Symbols()
        self.resolver = Resolver(self.symbols)
        self.prose = ProseReader(self.resolver, self.symbols.speakers)
        self.files = [file for source in sources if (file := self.open(source)) is not None]
        self.tables: dict[str, dict[str, Any]] = {name: {} for name in NAMED_ONCE}
        self.scene_nodes: dict[str, tuple[File, yaml.Node, yaml.Node]] = {}
        self.places: dict[tuple[str, str], Position] = {}

    def open(self, source: Source) -> File | None:
        root = compose(source)
        reader = Reader(source)
        if root is None:
            if not source.text.strip() or not self.report.failed:
                source.fail("M205", 1, 1, 1, "this file is empty", "write a section, or delete the file")
            return None
        allowed = (
            (*TITLE_KEYS, *SECTIONS, *CHAPTER_KEYS)
            if source.name == "story.yaml"
            else (*CHAPTER_KEYS, *SECTIONS, *TITLE_KEYS)
        )
        keys = reader.keys(root, allowed, "a story file")
        if source.name != "story.yaml":
            for key in [key for key in keys if key in TITLE_KEYS]:
                reader.fail("M219", keys.pop(key), f"`{key}` belongs into story.yaml alone", "move it there")
        return File(reader, keys)

    def build(self) -> Built | None:
        """None if there is no head to speak of."""
        self.number_chapters()
        self.gather_names()
        chapters = {
            file.number: self.chapter_head(file)
            for file in sorted(self.files, key=lambda file: file.number)
            if file.number
        }
        front = next((file for file in self.files if file.reader.source.name == "story.yaml"), None)
        title = read_title_page(front.reader, front.keys, self.symbols, self.report) if front else None
        casebook: dict[str, dict[str, CasebookItem]] = {name: {} for name in CASEBOOK}
        interruptions: list[Interruption] = []
        promises: list[Promise] = []
        renamed: dict[str, dict[str, str]] = {"scenes": {}, "choices": {}, "variables": {}, "notes": {}}
        ledger: Prose = ()
        scenes: dict[str, Scene] = {}
        for file in self.files:
            chapter = ChapterReader(file.reader, self.symbols, self.resolver, self.prose)
            for section in CASEBOOK:
                if section in file.keys:
                    casebook[section].update(heads.read_casebook(section, file.keys[section], chapter))
            if "ledger" in file.keys:
                ledger = (*ledger, *heads.read_ledger(file.keys["ledger"], chapter))
            if "interruptions" in file.keys:
                interruptions.extend(heads.read_interruptions(file.keys["interruptions"], chapter))
            if "promises" in file.keys:
                promises.extend(
                    heads.read_promises(file.reader, file.keys["promises"], self.symbols, self.resolver)
                )
            if "renamed" in file.keys:
                found = heads.read_renamed(file.reader, file.keys["renamed"], self.symbols)
                for section in renamed:
                    renamed[section].update(getattr(found, section))
        readers = {
            id(file): ChapterReader(file.reader, self.symbols, self.resolver, self.prose)
            for file in self.files
        }
        for name, (file, node, key) in self.scene_nodes.items():
            scenes[name] = readers[id(file)].scene(name, node, key, file.number)
        if title is None:
            return None
        tables: dict[str, Any] = {**self.tables, **casebook}
        head = Head(
            **title,
            slots=self.slots(),
            chapters=chapters,
            **tables,
            ledger=ledger,
            interruptions=tuple(interruptions),
            promises=tuple(promises),
            renamed=Renamed(**renamed),
        )
        files = {name: file.reader.source.name for name, (file, _, _) in self.scene_nodes.items()}
        return Built(head, scenes, self.symbols, files, self.places)

    # -- the first reading: names --------------------------------------------------------------

    def number_chapters(self) -> None:
        taken: dict[int, str] = {}
        for file in self.files:
            if "chapter" not in file.keys:
                for key in ("title", "recap"):
                    if key in file.keys:
                        file.reader.fail(
                            "M219",
                            file.keys.pop(key),
                            f"`{key}` belongs to a chapter, and this file has no `chapter:`",
                            "add `chapter: NUMBER`",
                        )
                continue
            number = file.reader.whole(file.keys["chapter"], "a chapter's number")
            if number < 1:
                file.reader.fail("M207", file.keys["chapter"], "chapters are numbered from 1", "count from 1")
            elif number in taken:
                file.reader.fail(
                    "M218",
                    file.keys["chapter"],
                    f"chapter {number} is already {taken[number]}",
                    "number it otherwise, or leave `chapter` out of the second file",
                )
            else:
                taken[number] = file.reader.source.name
                file.number = number

    def gather_names(self) -> None:
        symbols = self.symbols
        for file in self.files:
            if "variables" in file.keys:
                declare_variables(file.reader, file.keys["variables"], symbols)
            if "notes" in file.keys:
                declare_notes(file.reader, file.keys["notes"], symbols)
            for section, read in NAMED_ONCE.items():
                if section in file.keys:
                    self.tables[section].update(read(file.reader, file.keys[section]))
            self.gather_places(file)
            if "scenes" in file.keys:
                self.gather_scenes(file)
        symbols.speakers.update(self.tables["speakers"])
        symbols.marks.update(self.tables["marks"])
        symbols.endings.update(self.tables["endings"])
        symbols.words.update(self.tables["words"])
        for file in self.files:
            if "derived" in file.keys:
                declare_derived(file.reader, file.keys["derived"], symbols, self.resolver)

    def gather_places(self, file: File) -> None:
        """Where each name of a section stands; one that another file declares too is reported."""
        for section in (*NAMED_ONCE, *PLACED):
            node = file.keys.get(section)
            for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
                here = file.reader.position(key)
                first = self.places.setdefault((section, str(key.value)), here)
                if first.file != here.file:
                    file.reader.fail(
                        "M208",
                        key,
                        f"`{key.value}` stands twice under `{section}`; the first is at {first.file}:{first.line}",
                        "rename one of them",
                    )

    def gather_scenes(self, file: File) -> None:
        for name, (node, key) in file.reader.named(file.keys["scenes"], "`scenes`").items():
            if name in ("here", "return"):
                file.reader.fail(
                    "M203",
                    key,
                    f"`{name}` is a word of the language and cannot name a scene",
                    "call it otherwise",
                )
            elif name in self.scene_nodes:
                other = self.scene_nodes[name][2].start_mark.line + 1
                where = self.scene_nodes[name][0].reader.source.name
                file.reader.fail(
                    "M208",
                    key,
                    f"the scene `{name}` is written twice; the first is at {where}:{other}",
                    "rename one of them",
                )
            else:
                self.scene_nodes[name] = (file, node, key)
                self.symbols.scenes.add(name)
                self.symbols.choices.scenes[name] = node

    # -- the second reading: everything else ----------------------------------------------------

    def chapter_head(self, file: File) -> ChapterHead:
        chapter = ChapterReader(file.reader, self.symbols, self.resolver, self.prose)
        self.resolver.scene = ""
        self.prose.counter = None
        title = f"Chapter {file.number}"
        if "title" in file.keys:
            title = typeset(file.reader.prose(file.keys["title"], "a title"))
        return ChapterHead(file.number, title, chapter.line(file.keys.get("recap"), "a recap"))

    def slots(self) -> dict[str, Variable]:
        symbols = self.symbols
        found = dict(symbols.variables)
        found.update((f"note.{name}", Variable(f"note.{name}", NOTE, UNKNOWN)) for name in symbols.notes)
        for name in sorted(symbols.memory):
            kind = symbols.memory[name]
            found[name] = Variable(name, kind, 0 if isinstance(kind, Number) else False)
        return found
