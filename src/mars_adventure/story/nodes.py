"""YAML nodes read as what the format expects: text, names, mappings, lists; with places for problems."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import yaml

from mars_adventure.story.places import locate
from mars_adventure.story.problems import Position, did_you_mean
from mars_adventure.story.tree import Misread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mars_adventure.story.source import Source

Node = yaml.Node
NAME = re.compile(r"[a-z][a-z0-9_]*\Z")
WORD = re.compile(r"[a-z0-9]+")
LONGEST_TEXT = 100_000
INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
KINDS = {yaml.MappingNode: "a set of keys", yaml.SequenceNode: "a list", yaml.ScalarNode: "text"}


class Reader:
    """Reads the nodes of one file."""

    def __init__(self, source: Source) -> None:
        self.source = source

    # -- places --------------------------------------------------------------------------

    def position(self, node: Node, at: int = 0, length: int = 0) -> Position:
        """Where the character `at` of a scalar's value stands in its file."""
        if not isinstance(node, yaml.ScalarNode):
            mark = node.start_mark
            return Position(self.source.name, mark.line + 1, mark.column + 1, max(1, length))
        line, column = locate(self.source, node, at)
        length = length or (len(node.value) if not node.style and "\n" not in node.value else 1)
        return Position(self.source.name, line + 1, column + 1, max(1, length))

    def fail(self, code: str, node: Node, message: str, fix: str = "", at: int = 0, length: int = 0) -> None:
        place = self.position(node, at, length)
        self.source.report.add(code, place, message, fix, self.source.line(place.line))

    def failing(self, node: Node) -> Callable[..., None]:
        """A way to report problems by their place in this scalar's value."""

        def fail(code: str, at: int, length: int, message: str, fix: str = "") -> None:
            self.fail(code, node, message, fix, at, length)

        return fail

    # -- kinds ---------------------------------------------------------------------------

    def keys(
        self, node: Node, known: Iterable[str], what: str, needed: tuple[str, ...] = ()
    ) -> dict[str, Node]:
        """A mapping with known keys. Unknown and repeated ones are reported and left out."""
        known = tuple(known)
        if isinstance(node, yaml.MappingNode):
            right = {key.value: value for key, value in node.value if key.value in known}
            if len(right) == len(node.value) and all([key in right for key in needed]):
                return right  # as nearly always: each key is known, and stands there once
        found = self.mapping(node, what)
        for key in [key for key in found if key not in known]:
            _, key_node = found.pop(key)
            if key == "<<":
                self.fail(
                    "M107", key_node, "`<<` is YAML's merge key, and a story has none", "write the keys out"
                )
            elif " " in key:
                self.fail(
                    "M104",
                    key_node,
                    f"here a key of {what} was expected, and `{key}` looks like prose with a colon",
                    "put the whole in single quotes, or in a `|` block",
                )
            else:
                self.fail(
                    "M201",
                    key_node,
                    f"{what} has no key `{key}`",
                    did_you_mean(key, known, "its keys are " + ", ".join(known)),
                )
        for key in needed:
            if key not in found:
                self.fail("M202", node, f"{what} needs `{key}:`", f"write it: `{key}: ...`")
        return {key: value for key, (value, _) in found.items()}

    def named(self, node: Node, what: str) -> dict[str, tuple[Node, Node]]:
        """A mapping from names of the author's own to nodes; each with its key's node."""
        found = self.mapping(node, what)
        for name in [name for name in found if not NAME.match(name)]:
            _, key_node = found.pop(name)
            fix = did_you_mean(name, [], "") or f"write `{as_name(name)}`"
            self.fail(
                "M203",
                key_node,
                f"`{name}` is not a name: names are small letters, digits and _, beginning with a letter",
                fix,
            )
        return found

    def mapping(self, node: Node, what: str) -> dict[str, tuple[Node, Node]]:
        if not isinstance(node, yaml.MappingNode):
            if not (isinstance(node, yaml.ScalarNode) and not node.value):
                self.fail(
                    "M204",
                    node,
                    f"{what} is a set of keys, and here stands {KINDS[type(node)]}",
                    "write `key: value` lines, indented",
                )
            return {}
        found: dict[str, tuple[Node, Node]] = {}
        for key_node, value in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.fail(
                    "M108",
                    key_node,
                    "here a key was expected",
                    "put prose that begins with a bracket or brace into a `|` block",
                )
                continue
            key = self.scalar(key_node, "a key")
            if not key:
                self.fail("M205", key_node, "a key is empty", "write it, or delete the line")
                continue
            if key in found:
                first = found[key][1].start_mark.line + 1
                self.fail(
                    "M105",
                    key_node,
                    f"`{key}` stands here twice; the first is on line {first}",
                    "YAML would keep only one: rename or join them",
                )
                continue
            found[key] = (value, key_node)
        return found

    def items(self, node: Node, what: str) -> list[Node]:
        if isinstance(node, yaml.SequenceNode):
            return list(node.value)
        self.fail(
            "M204",
            node,
            f"{what} is a list, and here stands {KINDS[type(node)]}",
            "begin each item with `- `",
        )
        return []

    def scalar(self, node: Node, what: str) -> str:
        """One value as written; "" after a report."""
        if isinstance(node, yaml.ScalarNode):
            value: str = node.value
            if len(value) > LONGEST_TEXT:
                fix = "part it into several scenes"
                self.fail("M702", node, f"{what} is longer than {LONGEST_TEXT:,} characters", fix)
                return ""
            # The file itself holds none; only an escape in double quotes can make one.
            if node.style == '"' and INVISIBLE.search(value):
                self.fail(
                    "M704", node, "an invisible control character", "delete it; terminals would obey it"
                )
                return ""
            return value
        if isinstance(node, yaml.MappingNode):
            first = node.value[0][0] if node.value else node
            flow = node.flow_style
            code, fix = (
                ("M108", "put it into a `|` block")
                if flow
                else ("M104", "put the whole in single quotes, or in a `|` block")
            )
            seen = (
                "a mapping, because it begins with `{`"
                if flow
                else f"a key, `{first.value if isinstance(first, yaml.ScalarNode) else ''}`, because of the colon"
            )
            self.fail(code, node, f"{what} is text, and YAML sees {seen}", fix)
        else:
            self.fail(
                "M108",
                node,
                f"{what} is text, and YAML sees a list",
                "put it into a `|` block if it begins with `[`",
            )
        return ""

    def prose(self, node: Node, what: str, may_be_empty: bool = False) -> str:
        """Text that readers see, with the traps that silently change it."""
        text = self.scalar(node, what)
        if not isinstance(node, yaml.ScalarNode):
            return ""
        if node.style == ">":
            mark = node.start_mark
            self.source.fail(
                "M113",
                mark.line + 1,
                mark.column + 1,
                1,
                "`>` joins the lines of a block and loses their places",
                "write `|`; the lines of a paragraph are joined anyway",
            )
        elif node.style == '"':
            self.fail(
                "M102",
                node,
                "these quotation marks are YAML's, and readers will not see them",
                "for spoken words write '\"...\"' or a `|` block; otherwise leave the marks out or use single ones",
                at=-1,
                length=len(text) + 2,
            )
        elif not node.style:
            mark = node.end_mark
            rest = self.source.line(mark.line + 1)[mark.column :]
            if "#" in rest and rest.lstrip().startswith("#") and rest != rest.lstrip():
                at = mark.column + rest.index("#") + 1
                self.source.fail(
                    "M101",
                    mark.line + 1,
                    at,
                    len(rest.strip()),
                    "from ` #` on this is a comment to YAML, and readers never see it",
                    "put the words in single quotes, or the comment on a line of its own",
                )
                return text
        if not text.strip() and not may_be_empty:
            self.fail("M205", node, f"{what} is empty", "write it, or leave the key out")
        return text

    def truth(self, node: Node, what: str) -> bool:
        text = self.scalar(node, what)
        if text not in ("true", "false"):
            instead = dict.fromkeys(("yes", "on", "True"), "true")
            instead |= dict.fromkeys(("no", "off", "False"), "false")
            self.fail(
                "M206",
                node,
                f"{what} is true or false, and here stands `{text}`",
                f"write `{instead.get(text, 'true')}`" + ("" if text in instead else " or `false`"),
            )
        return text == "true"

    def whole(self, node: Node, what: str) -> int:
        text = self.scalar(node, what)
        if not re.fullmatch(r"-?\d{1,9}", text):
            self.fail(
                "M207", node, f"{what} is a whole number, and here stands `{text}`", "write it in digits"
            )
            return 0
        return int(text)

    def name(self, node: Node, what: str, known: Iterable[str], code: str) -> str:
        """A declared name, or "" after a report."""
        text = self.scalar(node, what)
        known = tuple(known)
        if text in known:
            return text
        if text or isinstance(node, yaml.ScalarNode):
            self.fail(
                code,
                node,
                f"{what}: there is no `{text}`",
                did_you_mean(text, known, "known are " + ", ".join(known) if known else "none is declared"),
            )
        return ""

    def names(self, node: Node, what: str) -> list[tuple[str, Node]]:
        """One name or a list of names, each with its node."""
        nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
        return [(self.scalar(item, what), item) for item in nodes]

    def read(self, node: Node, what: str, reader: Callable[[str], Any], otherwise: Any) -> Any:
        """An expression, read by `reader`; `otherwise` after a report."""
        text = self.scalar(node, what)
        if not text.strip():
            if isinstance(node, yaml.ScalarNode):
                self.fail("M205", node, f"{what} is empty", "write it, or leave the key out")
            return otherwise
        try:
            return reader(text)
        except Misread as error:
            self.fail(error.code, node, error.message, error.fix, error.at, error.length)
            return otherwise


@lru_cache(maxsize=8192)
def as_name(text: str) -> str:
    """A name made from words: small letters, digits and underscores, at most 40."""
    words = WORD.findall(text.lower().replace("’", "").replace("'", ""))
    name = "_".join(words)[:40].strip("_")
    if not name:
        return "choice"
    return name if name[0].isalpha() else f"n{name}"
