"""Syntax trees of expressions, effects and targets. Places are in characters of their text."""

from __future__ import annotations

from typing import NamedTuple


class Misread(ValueError):
    """An expression that cannot be read. `at` and `length` are in characters of its text."""

    def __init__(self, code: str, at: int, length: int, message: str, fix: str = "") -> None:
        super().__init__(message)
        self.code, self.at, self.length, self.message, self.fix = code, at, max(length, 1), message, fix


class Word(NamedTuple):
    """A name, possibly dotted."""

    text: str
    at: int


class Whole(NamedTuple):
    value: int
    at: int


class Call(NamedTuple):
    name: str
    arguments: tuple[Tree, ...]
    at: int


class Negation(NamedTuple):
    """`sign` is "not" or "-"."""

    sign: str
    inner: Tree
    at: int


class Pair(NamedTuple):
    """`sign` is one of and, or, +, -, *, in, not in, or a comparison."""

    sign: str
    left: Tree
    right: Tree
    at: int


class Group(NamedTuple):
    """Several names in parentheses, right of `in`."""

    items: tuple[Tree, ...]
    at: int


Tree = Word | Whole | Call | Negation | Pair | Group


class EffectTree(NamedTuple):
    """`sign` is "=", "+=", "-=" or "call"; for a call `left` is the Call and `right` None."""

    sign: str
    left: Word | Call
    right: Tree | None
    condition: Tree | None
    at: int


class TargetTree(NamedTuple):
    """Names with the condition under which each is taken; the last has none."""

    branches: tuple[tuple[Tree | None, Word], ...]


def describe(tree: Tree) -> tuple[str, int]:
    """The tree's own words where it is a name or a number, and how long they are."""
    match tree:
        case Word(text, _):
            return f"`{text}`", len(text)
        case Whole(value, _):
            return f"`{value}`", len(str(value))
        case Call(name, _, _):
            return f"`{name}(...)`", len(name)
    return "this", 1
