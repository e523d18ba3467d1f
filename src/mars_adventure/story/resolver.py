"""Expressions as authors write them, to logic: conditions, values, effects and targets.

Raises Misread, whose place is in characters of the expression's text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mars_adventure.story import logic
from mars_adventure.story.conditions import ConditionResolver, Typed
from mars_adventure.story.grammar import MOST_TOKENS, WORDS, read_effects, read_expression, read_target
from mars_adventure.story.problems import did_you_mean
from mars_adventure.story.tree import Call, Misread, Tree, Word
from mars_adventure.story.types import KNOWN, LOST, STRUCK, Flag, Number, OneOf, SetOf

if TYPE_CHECKING:
    from mars_adventure.story.logic import Effect, Logic, Target
    from mars_adventure.story.symbols import Symbols

EFFECT_CALLS = ("learn", "strike", "lose", "draw")


class Resolver(ConditionResolver):
    """Reads expressions against one story's names."""

    def __init__(self, symbols: Symbols) -> None:
        super().__init__(symbols)
        self.remembered: dict[tuple[str, str], Logic] = {}
        self.remembered_effects: dict[tuple[str, str], tuple[Effect, ...]] = {}

    def condition(self, text: str) -> Logic:
        key = (self.scene if "chose" in text else "", text)
        found = self.remembered.get(key)
        if found is None:
            found = self.remembered[key] = self.truth(read_expression(text))
        return found

    def value(self, text: str) -> Typed:
        return self.typed(read_expression(text))

    def effects(self, text: str) -> tuple[Effect, ...]:
        key = (self.scene if "chose" in text else "", text)
        known = self.remembered_effects.get(key)
        if known is not None:
            return known
        self.remembered_effects[key] = found = tuple(self.separate_effects(text) or self.read_effects(text))
        return found

    def separate_effects(self, text: str) -> list[Effect]:
        """Effects that can be read one by one, each of them perhaps for the second time: the same ones
        recur in ever new company. None of them if one cannot, since only the whole shows where in it.
        """
        if "," not in text or "(" in text or len(text) > MOST_TOKENS:  # a longer one may have too many
            return []
        try:
            return [effect for part in text.split(",") for effect in self.effects(part.strip())]
        except Misread:
            return []

    def read_effects(self, text: str) -> list[Effect]:
        found: list[Effect] = []
        for tree in read_effects(text):
            condition = self.truth(tree.condition) if tree.condition is not None else None
            if isinstance(tree.left, Call):
                found.extend(self.called_effect(tree.left, condition))
            else:
                assert tree.right is not None
                found.append(self.changed(tree.sign, tree.left, tree.right, condition))
        return found

    def target(self, text: str) -> Target:
        if text in self.symbols.scenes and text not in WORDS:  # as nearly always: nothing to parse
            return logic.Target(((None, text),))
        branches = []
        for condition, word in read_target(text).branches:
            if word.text not in self.symbols.scenes and word.text not in (logic.HERE, logic.RETURN):
                fix = did_you_mean(word.text, self.symbols.scenes, "write the scene, or name one that exists")
                raise Misread("M301", word.at, len(word.text), f"no scene is called `{word.text}`", fix)
            branches.append((self.truth(condition) if condition is not None else None, word.text))
        return logic.Target(tuple(branches))

    def changed(self, sign: str, left: Word, right: Tree, condition: Logic | None) -> Effect:
        name = left.text
        variable = self.symbols.variables.get(name)
        if variable is None:
            if name in self.symbols.derived:
                raise Misread(
                    "M406",
                    left.at,
                    len(name),
                    f"`{name}` follows from other values and cannot be set",
                    "set what it is derived from",
                )
            raise self.unknown(left)
        match variable.type:
            case SetOf() as kind:
                if sign == "=":
                    raise Misread(
                        "M406",
                        left.at,
                        len(name),
                        f"`{name}` is a set: names go in and out of it",
                        f"write `{name} += NAME` or `{name} -= NAME`",
                    )
                return logic.Include(name, self.member(right, kind, name), sign == "+=", condition)
            case OneOf() as kind if sign == "=":
                if isinstance(right, Word) and right.text not in kind.names and self.names_of(right) == kind:
                    return logic.Assign(name, logic.Slot(right.text), condition)
                return logic.Assign(name, logic.Constant(self.member(right, kind, name)), condition)
            case Flag() if sign == "=":
                return logic.Assign(name, self.truth(right), condition)
            case Number():
                found, _ = self.number(right)
                if sign != "=":
                    found = logic.Arithmetic(sign[0], logic.Slot(name), found)
                return logic.Assign(name, found, condition)
        raise Misread(
            "M406",
            left.at,
            len(name),
            f"`{name}` is {variable.type}: it can be set, not counted up or down",
            f"write `{name} = ...`",
        )

    def called_effect(self, call: Call, condition: Logic | None) -> list[Effect]:
        name = call.name
        if name not in EFFECT_CALLS:
            fix = did_you_mean(
                name, EFFECT_CALLS, "the effects are `=`, `+=`, `-=`, " + ", ".join(EFFECT_CALLS)
            )
            raise Misread("M405", call.at, len(name), f"there is no effect `{name}(...)`", fix)
        word = self.only_word(call)
        if name == "draw":
            variable = self.symbols.variables.get(word.text)
            if variable is None:
                raise self.unknown(word)
            if isinstance(variable.type, SetOf):
                raise Misread(
                    "M406",
                    word.at,
                    len(word.text),
                    f"`{word.text}` is a set, and a draw gives one value",
                    "draw a flag, a number or one of several names",
                )
            return [logic.Draw(word.text, condition)]
        if name == "learn":
            return [logic.Mark(self.note(word), KNOWN, ("unknown", STRUCK, LOST), condition)]
        notes = self.symbols.tags.get(word.text)
        slots = [self.note(word)] if notes is None else [f"note.{note}" for note in notes]
        status, when = (STRUCK, (KNOWN,)) if name == "strike" else (LOST, (KNOWN, STRUCK))
        return [logic.Mark(slot, status, when, condition) for slot in slots]
