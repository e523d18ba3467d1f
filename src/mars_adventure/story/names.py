"""Names in expressions: what each stands for, and what to say of one that stands for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mars_adventure.story.problems import did_you_mean
from mars_adventure.story.tree import Call, Misread, Tree, Word, describe
from mars_adventure.story.types import OneOf, SetOf

if TYPE_CHECKING:
    from mars_adventure.story.symbols import Symbols

MOST_UNFOLDED = 300_000
SPELLINGS = {
    "True": "true",
    "False": "false",
    "AND": "and",
    "OR": "or",
    "NOT": "not",
    "yes": "true",
    "no": "false",
    "on": "true",
    "off": "false",
}


class NameFinder:
    """Looks names up among those of one story. `scene` is where the expression stands, or ""."""

    def __init__(self, symbols: Symbols) -> None:
        self.symbols = symbols
        self.scene = ""
        self.unfolded = 0

    def unfold(self, word: Word, parts: int) -> None:
        """Counts what derived values and tags unfold into, in the whole story. Raises Misread."""
        self.unfolded += parts
        if self.unfolded > MOST_UNFOLDED:
            message = (
                f"what is derived or counted in this story unfolds into more than {MOST_UNFOLDED:,} parts"
            )
            raise Misread(
                "M402", word.at, len(word.text), message, "derive or count less, or with fewer notes"
            )

    def unknown(self, tree: Word) -> Misread:
        name = tree.text
        known = [*self.symbols.variables, *self.symbols.derived]
        fix = ""
        if name in SPELLINGS:
            fix = f"write `{SPELLINGS[name]}`"
        elif name in self.symbols.notes:
            fix = f"to ask about a note write `known({name})`"
        elif name in self.symbols.scenes:
            fix = f"to ask about a scene write `visited({name})`"
        else:
            owners = [
                v.name
                for v in self.symbols.variables.values()
                if isinstance(v.type, OneOf) and name in v.type.names
            ]
            fix = (
                f"`{name}` is a value of `{owners[0]}`: write `{owners[0]} == {name}`"
                if owners
                else did_you_mean(name, known, "declare it under `variables:`")
            )
        return Misread("M302", tree.at, len(name), f"no variable is called `{name}`", fix)

    def names_of(self, tree: Tree) -> OneOf | None:
        if not isinstance(tree, Word):
            return None
        variable = self.symbols.variables.get(tree.text)
        return variable.type if variable is not None and isinstance(variable.type, OneOf) else None

    def member(self, tree: Tree, kind: OneOf | SetOf, owner: str) -> str:
        if isinstance(tree, Word) and tree.text in kind.names:
            return tree.text
        text, length = describe(tree)
        fix = did_you_mean(tree.text if isinstance(tree, Word) else "", kind.names, "write one of its names")
        raise Misread("M303", tree.at, length, f"{text} is not a name of `{owner}`, which is {kind}", fix)

    def only_word(self, tree: Call) -> Word:
        if len(tree.arguments) == 1 and isinstance(tree.arguments[0], Word):
            return tree.arguments[0]
        raise Misread(
            "M405", tree.at, len(tree.name), f"`{tree.name}` takes one name", f"write `{tree.name}(name)`"
        )

    def note(self, word: Word) -> str:
        if word.text in self.symbols.notes:
            return f"note.{word.text}"
        fix = did_you_mean(word.text, self.symbols.notes, "declare it under `notes:`")
        raise Misread("M304", word.at, len(word.text), f"no note is called `{word.text}`", fix)
