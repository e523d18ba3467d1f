"""Variables, derived values and notes' names: what must be known before any expression is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from mars_adventure.story.model import Variable
from mars_adventure.story.nodes import NAME, as_name
from mars_adventure.story.problems import did_you_mean
from mars_adventure.story.types import Flag, Number, OneOf, SetOf, Type, Value, admits

if TYPE_CHECKING:
    from mars_adventure.story.logic import Logic
    from mars_adventure.story.nodes import Node, Reader
    from mars_adventure.story.resolver import Resolver
    from mars_adventure.story.symbols import Symbols

WIDEST = 10_000
MOST_NAMES = 64
MOST_GROUPS = 8
MOST_LEVELS = 30
MOST_PARTS = 400
RANGE = re.compile(r"(-?\d{1,9})\s*\.\.\s*(-?\d{1,9})\Z")
FORMS = "write `flag`, `0..4 = 2`, `one of a, b` or `set of a, b`"
VARIABLE_KEYS = ("is", "means", "labels")


def declare_variables(reader: Reader, node: Node, symbols: Symbols, group: str = "") -> None:
    """Reads `variables:`, groups and all."""
    for name, (value, key) in reader.named(node, "a group of variables" if group else "`variables`").items():
        full = f"{group}{name}"
        if isinstance(value, yaml.MappingNode) and not any(
            k.value == "is" for k, _ in value.value if isinstance(k, yaml.ScalarNode)
        ):
            if full.count(".") == MOST_GROUPS:
                reader.fail("M402", key, "groups of variables are nested too deeply", "use longer names")
            else:
                declare_variables(reader, value, symbols, f"{full}.")
            continue
        if full in symbols.variables:
            reader.fail("M208", key, f"the variable `{full}` is declared twice", "rename one of them")
            continue
        symbols.variables[full] = read_variable(reader, value, full)


def read_variable(reader: Reader, node: Node, name: str) -> Variable:
    means, form = "", node
    labels: tuple[tuple[str, str], ...] = ()
    if isinstance(node, yaml.MappingNode):
        keys = reader.keys(node, VARIABLE_KEYS, f"the variable `{name}`", needed=("is",))
        form = keys.get("is", node)
        means = reader.prose(keys["means"], "what it means") if "means" in keys else ""
        if isinstance(form, yaml.MappingNode):
            return Variable(name, Flag(), False)
    kind, start = read_type(reader, form, name)
    if isinstance(node, yaml.MappingNode) and "labels" in keys:
        labels = read_labels(reader, keys["labels"], kind)
    return Variable(name, kind, start, means, labels)


def read_type(reader: Reader, node: Node, name: str) -> tuple[Type, Value]:
    text = reader.scalar(node, f"the type of `{name}`")
    form, _, begin = (part.strip() for part in text.partition("="))
    kind = type_of(form)
    if kind is None:
        fix = "write `flag = " + form + "`" if form in ("true", "false") else FORMS
        if text:
            reader.fail("M209", node, f"`{text}` is not a type", fix)
        elif isinstance(node, yaml.ScalarNode):
            reader.fail("M205", node, f"`{name}` has no type", fix)
    elif isinstance(kind, str):
        reader.fail("M209", node, kind, FORMS)
    if kind is None or isinstance(kind, str):
        reader.source.report.doubtful.add(name)
        return Flag(), False
    start = start_of(kind, begin)
    if start is None or not admits(kind, start):
        reader.fail(
            "M210",
            node,
            f"`{name}` cannot start as `{begin}`: it is {kind}",
            "write a value of that kind behind `=`, or leave both out",
            text.rfind(begin),
            len(begin),
        )
        return kind, start_of(kind, "")  # type: ignore[return-value]  # an empty start always gives a value
    return kind, start


def type_of(form: str) -> Type | str | None:
    """The type; or what is wrong with it; or None if it is no type at all."""
    if form == "flag":
        return Flag()
    if match := RANGE.match(form):
        low, high = int(match.group(1)), int(match.group(2))
        if low >= high:
            return f"the range {low}..{high} has no room"
        if high - low > WIDEST:
            return f"a range holds at most {WIDEST} numbers"
        return Number(low, high)
    for word, kind in (("one of ", OneOf), ("set of ", SetOf)):
        if form.startswith(word):
            names = tuple(name.strip() for name in form.removeprefix(word).split(","))
            wrong = [name for name in names if not NAME.match(name)]
            if wrong:
                return f"`{wrong[0]}` is not a name: names are small letters, digits and _"
            if len(set(names)) < len(names):
                return "a name stands there twice"
            if len(names) > MOST_NAMES:
                return f"there are more than {MOST_NAMES} names"
            return kind(names)
    return None


def start_of(kind: Type, text: str) -> Value | None:
    match kind:
        case Flag():
            return {"": False, "false": False, "true": True}.get(text)
        case Number(low, _):
            return low if not text else int(text) if re.fullmatch(r"-?\d{1,9}", text) else None
        case OneOf(names):
            return text or names[0]
        case SetOf():
            return frozenset(name.strip() for name in text.split(",")) if text else frozenset()


def read_labels(reader: Reader, node: Node, kind: Type) -> tuple[tuple[str, str], ...]:
    if not isinstance(kind, (OneOf, SetOf)):
        reader.fail("M209", node, f"{kind} has no names to label", "leave `labels` out")
        return ()
    found = []
    for name, (value, key) in reader.named(node, "`labels`").items():
        if name not in kind.names:
            reader.fail(
                "M303",
                key,
                f"`{name}` is not among the names: it is {kind}",
                did_you_mean(name, kind.names, "leave it out"),
            )
        else:
            found.append((name, reader.prose(value, "a label")))
    return tuple(found)


def declare_derived(reader: Reader, node: Node, symbols: Symbols, resolver: Resolver) -> None:
    """Reads `derived:`; each may use those above it, so there are no circles."""
    for name, (value, key) in reader.named(node, "`derived`").items():
        if name in symbols.variables or name in symbols.derived:
            reader.fail("M208", key, f"`{name}` is declared twice", "rename one of them")
            continue
        found = reader.read(value, f"the derived value `{name}`", resolver.value, None)
        weight, levels = size_of(found[0]) if found is not None else (0, 0)
        if weight > MOST_PARTS or levels > MOST_LEVELS:
            bound = f"{MOST_PARTS} parts" if weight > MOST_PARTS else f"{MOST_LEVELS} parts inside each other"
            message = f"with all it is derived from, `{name}` has more than {bound}"
            reader.fail("M402", value, message, "make it simpler")
            found = None
        symbols.weights[name] = weight
        if found is not None:
            symbols.derived[name] = found
        else:
            reader.source.report.doubtful.add(name)


def size_of(logic: Logic) -> tuple[int, int]:
    """How many parts, and how many inside each other; counted only as far as the limit matters."""
    total = deepest = 0
    rest: list[tuple[object, int]] = [(logic, 1)]
    while rest and total <= MOST_PARTS:
        item, level = rest.pop()
        if isinstance(item, tuple):
            is_part = hasattr(item, "_fields")
            total += is_part
            deepest = max(deepest, level)
            rest.extend((inner, level + is_part) for inner in item)
    return total, deepest


def declare_notes(reader: Reader, node: Node, symbols: Symbols) -> None:
    """The names and tags of `notes:`; their texts are read later, when everything has a name."""
    for name, (value, key) in reader.named(node, "`notes`").items():
        if name in symbols.notes:
            reader.fail("M208", key, f"the note `{name}` is declared twice", "rename one of them")
            continue
        tags: list[str] = []
        if isinstance(value, yaml.MappingNode):
            for field, entry in value.value:
                if isinstance(field, yaml.ScalarNode) and field.value == "tags":
                    tags = [tag for tag, item in reader.names(entry, "a tag") if is_name(reader, tag, item)]
        symbols.notes[name] = tuple(tags)
        for tag in tags:
            symbols.tags[tag] = (*symbols.tags.get(tag, ()), name)


def is_name(reader: Reader, text: str, node: Node) -> bool:
    if NAME.match(text):
        return True
    reader.fail(
        "M203",
        node,
        f"`{text}` is not a name: names are small letters, digits and _, beginning with a letter",
        f"write `{as_name(text)}`",
    )
    return False
