"""The sections that belong to the whole story, from nodes to model."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

import yaml

from mars_adventure.story.logic import HERE
from mars_adventure.story.model import (
    CasebookItem,
    ChoiceMark,
    Ending,
    Interruption,
    Promise,
    Renamed,
    Speaker,
)
from mars_adventure.story.problems import did_you_mean
from mars_adventure.story.tree import Misread
from mars_adventure.story.types import FLAG
from mars_adventure.story.typography import typeset

if TYPE_CHECKING:
    from collections.abc import Collection

    from mars_adventure.story.chapters import ChapterReader
    from mars_adventure.story.logic import Logic
    from mars_adventure.story.model import Prose
    from mars_adventure.story.nodes import Node, Reader
    from mars_adventure.story.problems import Position
    from mars_adventure.story.resolver import Resolver
    from mars_adventure.story.symbols import Symbols

ITEM_KEYS = {
    "notes": ("title", "text", "tags"),
    "people": ("title", "text", "if"),
    "documents": ("title", "text", "if"),
    "theories": ("title", "text", "if", "for", "against", "test", "clues"),
}
SPEAKER_KEYS = ("name", "radio")
MARK_KEYS = ("sign", "means")
ENDING_KEYS = ("title", "hint", "interim")
INTERRUPTION_KEYS = ("when", "goto", "visit")
PROMISE = re.compile(
    r"(?:(?P<shows>never shows)\s+(?P<words>\S+)(?:\s+while\s+(?P<while>.+))?"
    r"|(?P<alone>never alone)\s+(?P<choice>\S+)"
    r"|(?P<ending>possible ending)\s+(?P<end>\S+)"
    r"|(?P<eventually>eventually)\s+(?P<scene>\S+)"
    r"|(?P<whenever>whenever)\s+(?P<at>\S+)\s+then\s+(?P<then>.+)"
    r"|(?P<kind>always|never|possible)\s+(?P<condition>.+))\s*\Z",
    re.DOTALL,
)


def read_speakers(reader: Reader, node: Node) -> dict[str, Speaker]:
    found = {}
    for name, (value, _) in reader.named(node, "`speakers`").items():
        if isinstance(value, yaml.MappingNode):
            keys = reader.keys(value, SPEAKER_KEYS, "a speaker", needed=("name",))
            shown = typeset(reader.prose(keys["name"], "a speaker's name")) if "name" in keys else name
            found[name] = Speaker(shown, reader.truth(keys["radio"], "`radio`") if "radio" in keys else False)
        else:
            found[name] = Speaker(typeset(reader.prose(value, "a speaker's name")))
    return found


def read_marks(reader: Reader, node: Node) -> dict[str, ChoiceMark]:
    found = {}
    for name, (value, _) in reader.named(node, "`marks`").items():
        keys = reader.keys(value, MARK_KEYS, "a mark", needed=MARK_KEYS)
        sign = reader.scalar(keys["sign"], "a sign") if "sign" in keys else ""
        if len(sign) > 1:
            reader.fail(
                "M215",
                keys["sign"],
                f"`{sign}` is longer than one character",
                "choose a single sign, such as ● or ○",
            )
        found[name] = ChoiceMark(
            sign[:1], typeset(reader.prose(keys["means"], "what the mark means")) if "means" in keys else ""
        )
    return found


def read_endings(reader: Reader, node: Node) -> dict[str, Ending]:
    found = {}
    for name, (value, _) in reader.named(node, "`endings`").items():
        keys = reader.keys(value, ENDING_KEYS, "an ending", needed=("title",))
        found[name] = Ending(
            typeset(reader.prose(keys["title"], "a title")) if "title" in keys else name,
            typeset(reader.prose(keys["hint"], "a hint")) if "hint" in keys else "",
            reader.truth(keys["interim"], "`interim`") if "interim" in keys else False,
        )
    return found


def read_words(reader: Reader, node: Node) -> dict[str, tuple[str, ...]]:
    found = {}
    for name, (value, _) in reader.named(node, "`words`").items():
        words = []
        for word, item in reader.names(value, "a word"):
            if re.fullmatch(r"[^\W\d_][^\W\d_'’-]*\*?", word):
                words.append(word.lower())
            else:
                reader.fail("M216", item, f"`{word}` is not a word", "one word each, `*` only at its end")
        found[name] = tuple(words)
    return found


def read_casebook(section: str, node: Node, chapter: ChapterReader) -> dict[str, CasebookItem]:
    """`section` is notes, people, documents or theories."""
    reader, resolver = chapter.reader, chapter.resolver
    resolver.scene = ""
    chapter.prose_reader.counter = None
    found = {}
    for name, (value, key) in reader.named(node, f"`{section}`").items():
        keys = reader.keys(value, ITEM_KEYS[section], f"an entry of `{section}`", needed=("title",))
        speaks_for = chapter.needs(keys.get("for"))
        test, clues = read_test(keys, len(speaks_for), chapter)
        found[name] = CasebookItem(
            name=name,
            title=chapter.line(keys.get("title"), "a title"),
            text=chapter.prose(keys.get("text"), "the text"),
            at=reader.position(key),
            tags=chapter.symbols.notes.get(name, ()) if section == "notes" else (),
            condition=reader.read(keys["if"], "a condition", resolver.condition, None)
            if "if" in keys
            else None,
            speaks_for=speaks_for,
            speaks_against=chapter.needs(keys.get("against")),
            test=test,
            clues=clues,
        )
    return found


def read_test(keys: dict[str, Node], notes: int, chapter: ChapterReader) -> tuple[str, int]:
    """The scene by which a true theory can be known, and how many of its notes must have been offered."""
    reader = chapter.reader
    if "test" not in keys and "clues" not in keys:
        return "", 0
    if "test" not in keys or "clues" not in keys:
        there, wanting = ("clues", "test") if "clues" in keys else ("test", "clues")
        fix = {"test": "`test: SCENE`", "clues": "`clues: 3`"}[wanting]
        reader.fail("M202", keys[there], f"a theory with `{there}` needs `{wanting}` as well", f"add {fix}")
        return "", 0
    test = reader.name(keys["test"], "a scene", chapter.symbols.scenes, "M301")
    clues = reader.whole(keys["clues"], "`clues`")
    if not 1 <= clues <= notes:
        message = f"`clues` is {clues}, and {notes} notes stand in `for`"
        reader.fail("M220", keys["clues"], message, "ask for at least one, and for no more than speak for it")
        return "", 0
    return test, clues


def read_ledger(node: Node, chapter: ChapterReader) -> Prose:
    chapter.resolver.scene = ""
    chapter.prose_reader.counter = None
    return chapter.prose(node, "the ledger")


def read_interruptions(node: Node, chapter: ChapterReader) -> list[Interruption]:
    reader, resolver = chapter.reader, chapter.resolver
    resolver.scene = ""
    found = []
    for name, (value, key) in reader.named(node, "`interruptions`").items():
        keys = reader.keys(value, INTERRUPTION_KEYS, "an interruption", needed=("when",))
        if ("goto" in keys) == ("visit" in keys):
            reader.fail(
                "M212", key, "an interruption has either `goto` or `visit`", "name the scene it plays"
            )
            continue
        when = reader.read(keys["when"], "a condition", resolver.condition, None) if "when" in keys else None
        goto, visit = chapter.target(keys.get("goto")), chapter.target(keys.get("visit"))
        target = goto or visit
        if target is not None and any(scene == HERE for _, scene in target.branches):
            reader.fail("M212", key, "an interruption cannot lead `here`", "name a scene")
        elif when is not None and target is not None:
            slot = f"fired.{name}"
            chapter.symbols.memory[slot] = FLAG
            found.append(Interruption(name, slot, when, goto, visit, reader.position(key)))
    return found


def read_promises(reader: Reader, node: Node, symbols: Symbols, resolver: Resolver) -> list[Promise]:
    """Promises are read and resolved here; whether they hold is for the prover."""
    resolver.scene = ""
    found = []
    for name, (value, _) in reader.named(node, "`promises`").items():
        read = partial(read_promise, name=name, at=reader.position(value), symbols=symbols, resolver=resolver)
        promise = reader.read(value, f"the promise `{name}`", read, None)
        if promise is not None:
            found.append(promise)
    return found


def read_promise(text: str, name: str, at: Position, symbols: Symbols, resolver: Resolver) -> Promise:
    match = PROMISE.match(text)
    if match is None:
        fix = "write always C, never C, whenever SCENE then C, possible C, possible ending NAME, eventually SCENE, never shows WORDS while C, or never alone SCENE.CHOICE"
        raise Misread("M217", 0, len(text), f"`{text.strip()}` is not a promise", fix)

    def subject(group: str, known: Collection[str], what: str, code: str) -> str:
        word: str = match.group(group)
        if word not in known:
            raise Misread(
                code,
                match.start(group),
                len(word),
                f"{what} is called `{word}`",
                did_you_mean(word, known, "declare it, or name one that exists"),
            )
        return word

    def condition(group: str) -> Logic | None:
        try:
            return resolver.condition(match.group(group)) if match.group(group) else None
        except Misread as error:
            raise Misread(
                error.code, match.start(group) + error.at, error.length, error.message, error.fix
            ) from None

    kind, about, group = match.group("kind") or "", "", "condition"
    if match.group("shows"):
        kind, about, group = (
            "never shows",
            subject("words", symbols.words, "no list of words", "M309"),
            "while",
        )
    elif match.group("alone"):
        kind, about = "never alone", subject("choice", symbols.choices, "no choice", "M310")
    elif match.group("ending"):
        kind, about = "possible ending", subject("end", symbols.endings, "no ending", "M307")
    elif match.group("eventually"):
        kind, about = "eventually", subject("scene", symbols.scenes, "no scene", "M301")
    elif match.group("whenever"):
        kind, about, group = "whenever", subject("at", symbols.scenes, "no scene", "M301"), "then"
    return Promise(name, kind, about, condition(group), at)


def read_renamed(reader: Reader, node: Node, symbols: Symbols) -> Renamed:
    known: dict[str, Collection[str]] = {
        "scenes": symbols.scenes,
        "choices": symbols.choices,
        "variables": symbols.variables,
        "notes": symbols.notes,
    }
    found: dict[str, dict[str, str]] = {section: {} for section in known}
    for section, value in reader.keys(node, known, "`renamed`").items():
        for old, (new, _) in reader.mapping(value, f"`{section}`").items():
            name = found[section][old] = reader.scalar(new, "a new name")
            if name and name not in known[section]:
                message = f"`{old}` is now `{name}`, it says, but there is no `{name}` among the {section}"
                fix = did_you_mean(name, known[section], "name what it is called now")
                reader.fail("M607", new, message, fix)
    return Renamed(**found)
