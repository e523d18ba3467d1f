"""Scenes and choices, from nodes to model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from mars_adventure.story.identities import label_and_keys, part_at_arrow
from mars_adventure.story.logic import HERE
from mars_adventure.story.model import AUTO, Choice, Scene
from mars_adventure.story.nodes import NAME, as_name
from mars_adventure.story.parts import CHOICE_PARTS, SCENE_PARTS
from mars_adventure.story.tree import Misread
from mars_adventure.story.types import Number

if TYPE_CHECKING:
    from collections.abc import Callable

    from mars_adventure.story.logic import Effect, Logic, Target
    from mars_adventure.story.model import Inline, Prose
    from mars_adventure.story.nodes import Node, Reader
    from mars_adventure.story.parts import PartReader
    from mars_adventure.story.prose import ProseReader
    from mars_adventure.story.resolver import Resolver
    from mars_adventure.story.symbols import Symbols

SCENE_KEYS = ("place", "time", "do", "text", "visit", "choices", "goto", "ending")
CHOICE_KEYS = (
    "text", "id", "if", "else", "once", "needs", "mark", "kind", "say", "do", "choices", "visit", "goto",
    "fallback",
)  # fmt: skip
MOST_NESTED = 12
MOST_EFFECTS = 500


class ChapterReader:
    """Reads the scenes of one file."""

    def __init__(self, reader: Reader, symbols: Symbols, resolver: Resolver, prose: ProseReader) -> None:
        self.reader: Reader = reader
        self.symbols: Symbols = symbols
        self.resolver = resolver
        self.prose_reader = prose
        self.cycles: dict[str, int] = {}
        self.ids: dict[str, Node] = {}

    def scene(self, name: str, node: Node, key: Node, chapter: int) -> Scene:
        """Reports what is wrong and gives what could be read."""
        reader, resolver = self.reader, self.resolver
        resolver.scene = name
        self.cycles, self.ids = {}, {}
        self.prose_reader.counter = self.counter
        keys = reader.keys(node, SCENE_KEYS, "a scene")
        parts = self.parts(keys, SCENE_PARTS)
        scene = Scene(
            name,
            chapter,
            reader.position(key),
            choices=tuple(self.choices(keys["choices"], 0)) if "choices" in keys else (),
            counters=tuple(self.cycles.items()),
            **parts,
        )
        self.check_exits(scene, keys, key)
        return scene

    def parts(self, keys: dict[str, Node], readers: dict[str, PartReader]) -> dict[str, Any]:
        """The fields of a scene or choice that its keys give. What is not written is not looked for."""
        found = {}
        for key, node in keys.items():
            if key in readers:
                field, read = readers[key]
                found[field] = read(self, node)
        return found

    def check_exits(self, scene: Scene, keys: dict[str, Node], key: Node) -> None:
        fail = self.reader.fail
        if not {"choices", "goto", "ending"} & keys.keys():
            fail(
                "M211",
                key,
                f"the scene `{scene.name}` leads nowhere",
                "give it `choices:`, `goto:` or `ending:`",
            )
        if "ending" in keys and {"choices", "goto"} & keys.keys():
            fail(
                "M212",
                keys["ending"],
                "an ending has no `choices` and no `goto`",
                "put what follows into the text, or the ending into a scene of its own",
            )
        if "visit" in keys and "choices" in keys:
            fail(
                "M212",
                keys["visit"],
                "a scene with `choices` cannot itself visit",
                "put `visit:` on a choice",
            )
        if scene.goto is not None and any(name == HERE for _, name in scene.goto.branches):
            fail(
                "M212",
                keys["goto"],
                "a scene's `goto` cannot be `here`",
                "leave it out: choices without a target stay here",
            )

    def counter(self, kind: str, options: int) -> str:
        """The slot that counts visits for a variation in the present scene."""
        scene = self.resolver.scene
        if kind == "steps":
            return self.symbols.remember_visits(scene)
        slot = f"cycle.{scene}.{options}"
        self.symbols.memory[slot] = Number(0, options - 1)
        self.cycles[slot] = options
        return slot

    # -- choices ----------------------------------------------------------------------------

    def choices(self, node: Node, depth: int) -> list[Choice]:
        reader = self.reader
        items = reader.items(node, "`choices`")
        if isinstance(node, yaml.SequenceNode) and not items:
            reader.fail("M205", node, "`choices` is empty", "write a choice, or leave the key out")
        if depth == MOST_NESTED:
            reader.fail("M212", node, "choices are nested too deeply", "make scenes of them")
            return []
        return [choice for item in items if (choice := self.choice(item, depth)) is not None]

    def choice(self, node: Node, depth: int) -> Choice | None:
        reader = self.reader
        if isinstance(node, yaml.ScalarNode):
            return self.labelled(node, {}, depth)
        if (named := label_and_keys(node)) is not None:
            return self.labelled(named[0], reader.keys(named[1], CHOICE_KEYS[1:], "a choice"), depth)
        if (
            isinstance(node, yaml.MappingNode)
            and not node.flow_style
            and len(node.value) == 1
            and self.is_prose_key(node.value[0][0])
        ):
            key = node.value[0][0]
            reader.fail(
                "M104",
                key,
                f"to YAML the colon makes a key of `{key.value}`",
                "put the whole label in single quotes",
            )
            return None
        if not isinstance(node, yaml.MappingNode):
            reader.scalar(node, "a choice")
            return None
        keys = reader.keys(node, CHOICE_KEYS, "a choice", needed=("text",))
        return self.labelled(keys["text"], keys, depth) if "text" in keys else None

    def is_prose_key(self, key: Node) -> bool:
        return isinstance(key, yaml.ScalarNode) and key.value not in CHOICE_KEYS

    def labelled(self, label: Node, keys: dict[str, Node], depth: int) -> Choice:
        reader = self.reader
        text = reader.prose(label, "a choice's label")
        goto = self.target(keys.get("goto"))
        text, aim, at = part_at_arrow(text)
        if aim:
            arrow = reader.read(label, "a target", lambda _: self.resolved_target(aim, at), None)
            if goto is not None:
                reader.fail(
                    "M212",
                    keys["goto"],
                    "this choice has two targets, one behind `->` and one in `goto`",
                    "keep one",
                )
            goto = arrow
        id_ = self.identity(keys.get("id"), label, text)
        nested = tuple(self.choices(keys["choices"], depth + 1)) if "choices" in keys else ()
        once = reader.truth(keys["once"], "`once`") if "once" in keys else False
        if once:
            self.symbols.remember_choice(f"{self.resolver.scene}.{id_}")
        if "else" in keys and "if" not in keys:
            reader.fail(
                "M212",
                keys["else"],
                "`else` says why a choice is closed, but without `if` it never is",
                "add `if:` or leave `else` out",
            )
        if "visit" in keys and nested:
            reader.fail(
                "M212",
                keys["visit"],
                "a choice has either `choices` or `visit`",
                "put the visit on the nested choices",
            )
        return Choice(
            id_,
            self.prose_reader.read_line(text, reader.failing(label)),
            reader.position(label),
            once=once,
            choices=nested,
            goto=goto,
            **self.parts(keys, CHOICE_PARTS),
        )

    def identity(self, node: Node | None, label: Node, text: str) -> str:
        reader = self.reader
        if node is not None:
            name = reader.scalar(node, "an `id`")
            if name and not NAME.match(name):
                reader.fail(
                    "M203",
                    node,
                    f"`{name}` is not a name: names are small letters, digits and _, beginning with a letter",
                    f"write `{as_name(name)}`",
                )
        else:
            name = as_name(text)
        if name in self.ids:
            first = self.ids[name].start_mark.line + 1
            reader.fail(
                "M214",
                node or label,
                f"a second choice of this scene is called `{name}`; the first is on line {first}",
                "give each its own `id:`",
            )
        else:
            self.ids[name] = node or label
        return name

    def closed(self, node: Node) -> Inline | str:
        text = self.reader.prose(node, "`else`")
        return AUTO if text == AUTO else self.prose_reader.read_line(text, self.reader.failing(node))

    def condition(self, node: Node) -> Logic | None:
        found: Logic | None = self.reader.read(node, "a condition", self.resolver.condition, None)
        return found

    def needs(self, node: Node | None) -> tuple[str, ...]:
        if node is None:
            return ()
        notes = self.symbols.notes
        return tuple(
            name
            for name, item in self.reader.names(node, "a note")
            if self.reader.name(item, "a note", notes, "M304") and name
        )

    # -- the parts of both --------------------------------------------------------------------

    def line(self, node: Node | None, what: str) -> Inline:
        if node is None:
            return ()
        return self.prose_reader.read_line(self.reader.prose(node, what), self.reader.failing(node))

    def prose(self, node: Node | None, what: str) -> Prose:
        if node is None:
            return ()
        text = self.reader.prose(node, what)
        line = node.start_mark.line + (
            2 if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">") else 1
        )
        return self.prose_reader.read(text, line, self.reader.failing(node))

    def effects(self, node: Node) -> tuple[Effect, ...]:
        read: Callable[[str], tuple[Effect, ...]] = self.resolver.effects
        if isinstance(node, yaml.ScalarNode):
            one: tuple[Effect, ...] = self.reader.read(node, "an effect", read, ())
            return one
        nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
        found: list[Effect] = []
        for item in nodes:
            found.extend(self.reader.read(item, "an effect", self.resolver.effects, ()))
            if len(found) > MOST_EFFECTS:
                self.reader.fail("M402", item, f"these are more than {MOST_EFFECTS} effects", "use fewer")
                break
        return tuple(found)

    def target(self, node: Node | None) -> Target | None:
        if node is None:
            return None
        read: Callable[[str], Target] = self.resolver.target
        target: Target | None = self.reader.read(node, "a target", read, None)
        return target

    def resolved_target(self, text: str, at: int) -> Target:
        """The target behind an arrow, its problems placed in the label."""
        try:
            return self.resolver.target(text)
        except Misread as error:
            raise Misread(error.code, error.at + at, error.length, error.message, error.fix) from None
