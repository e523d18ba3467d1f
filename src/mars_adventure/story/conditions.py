"""Conditions and values, from syntax trees to logic: every part typed, and refused if it has no meaning.

Raises Misread, whose place is in characters of the expression's text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mars_adventure.story import logic
from mars_adventure.story.names import NameFinder
from mars_adventure.story.problems import did_you_mean
from mars_adventure.story.tree import Call, Group, Misread, Negation, Pair, Tree, Whole, Word, describe
from mars_adventure.story.types import FLAG, KNOWN, LOST, STRUCK, Flag, Number, OneOf, SetOf, Type

if TYPE_CHECKING:
    from mars_adventure.story.logic import Logic

Typed = tuple["Logic", Type]
CALLS = ("visited", "visits", "chose", "known", "struck", "lost", "count", "min", "max")
ANY_NUMBER = Number(-(10**9), 10**9)


class ConditionResolver(NameFinder):
    """Finds the meaning and the type of a tree."""

    def truth(self, tree: Tree) -> Logic:
        found, kind = self.typed(tree)
        if not isinstance(kind, Flag):
            text, length = describe(tree)
            raise Misread(
                "M403",
                tree.at,
                length,
                f"{text} is {kind}, and here stands a question of yes or no",
                "compare it with something: `==`, `>=`, `in`",
            )
        return found

    def typed(self, tree: Tree) -> Typed:
        match tree:
            case Word():
                return self.word(tree)
            case Whole(value, _):
                return logic.Constant(value), Number(value, value)
            case Call():
                return self.call(tree)
            case Negation("not", inner, _):
                found = self.truth(inner)
                return (found.inner if isinstance(found, logic.Not) else logic.Not(found)), FLAG
            case Negation(_, inner, _):
                found, kind = self.number(inner)
                zero = logic.Constant(0)
                if isinstance(found, logic.Constant) and isinstance(found.value, int):
                    return logic.Constant(-found.value), Number(-kind.high, -kind.low)
                return logic.Arithmetic("-", zero, found), Number(-kind.high, -kind.low)
            case Pair("and" | "or"):
                return self.joined(tree), FLAG
            case Pair("in" | "not in"):
                found = self.among(tree)
                return (logic.Not(found) if tree.sign == "not in" else found), FLAG
            case Pair("+" | "-" | "*"):
                return self.arithmetic(tree.sign, tree.left, tree.right)
            case Pair():
                return self.compared(tree), FLAG
            case Group(_, at):
                raise Misread(
                    "M401",
                    at,
                    1,
                    "several names in parentheses stand only after `in`",
                    "write `site in (beacon, plain)`",
                )

    def word(self, tree: Word) -> Typed:
        name = tree.text
        if name in ("true", "false"):
            return logic.Constant(name == "true"), FLAG
        if name in self.symbols.derived:
            self.unfold(tree, self.symbols.weights[name])
            return self.symbols.derived[name]
        variable = self.symbols.variables.get(name)
        if variable is not None:
            return logic.Slot(name), variable.type
        raise self.unknown(tree)

    def joined(self, tree: Pair) -> Logic:
        items: list[Logic] = []
        rest: Tree = tree
        while isinstance(rest, Pair) and rest.sign == tree.sign:
            items.append(self.truth(rest.right))
            rest = rest.left
        items.append(self.truth(rest))
        items.reverse()
        return logic.All(tuple(items)) if tree.sign == "and" else logic.Any(tuple(items))

    def number(self, tree: Tree) -> tuple[Logic, Number]:
        found, kind = self.typed(tree)
        if isinstance(kind, Number):
            return found, kind
        text, length = describe(tree)
        fix = (
            f"to count them write `count({text.strip('`')})`"
            if isinstance(kind, SetOf)
            else "write a number, or the name of one"
        )
        raise Misread("M403", tree.at, length, f"{text} is {kind}, and here stands a number", fix)

    def arithmetic(self, sign: str, left: Tree, right: Tree) -> Typed:
        (a, x), (b, y) = self.number(left), self.number(right)
        ends = {
            "+": (x.low + y.low, x.high + y.high),
            "-": (x.low - y.high, x.high - y.low),
            "min": (min(x.low, y.low), min(x.high, y.high)),
            "max": (max(x.low, y.low), max(x.high, y.high)),
        }
        products = [p * q for p in x for q in y]
        low, high = ends.get(sign, (min(products), max(products)))
        if high > ANY_NUMBER.high or low < ANY_NUMBER.low:
            raise Misread("M402", left.at, 1, "this can grow beyond a thousand million", "use smaller ranges")
        return logic.Arithmetic(sign, a, b), Number(low, high)

    def compared(self, tree: Pair) -> Logic:
        sign, left, right = tree.sign, tree.left, tree.right
        if isinstance(right, Word) and (names := self.names_of(left)) is not None:
            return self.compared_name(tree, left, right, names)
        if (
            isinstance(left, Word)
            and (names := self.names_of(right)) is not None
            and left.text not in self.symbols.variables
        ):
            return self.compared_name(tree, right, left, names)
        (a, x), (b, y) = self.typed(left), self.typed(right)
        if isinstance(x, Number) and isinstance(y, Number):
            self.refuse_foregone(tree, x, y)
            return logic.Compare(sign, a, b)
        if sign in ("==", "!=") and isinstance(x, Flag) and isinstance(y, Flag):
            return logic.Compare(sign, a, b)
        if sign in ("==", "!=") and x == y and isinstance(x, OneOf):
            return logic.Compare(sign, a, b)
        (text, _), (other, length) = describe(left), describe(right)
        fix = (
            "ask `name in " + text.strip("`") + "`"
            if isinstance(x, SetOf)
            else "compare it with something of its own kind"
        )
        raise Misread(
            "M403",
            right.at,
            length,
            f"{text} is {x} and {other} is {y}: they cannot be compared with `{sign}`",
            fix,
        )

    def refuse_foregone(self, tree: Pair, x: Number, y: Number) -> None:
        never = {
            "==": x.high < y.low or x.low > y.high,
            "<": x.low >= y.high,
            "<=": x.low > y.high,
            ">": x.high <= y.low,
            ">=": x.high < y.low,
            "!=": x.low == x.high == y.low == y.high,
        }[tree.sign]
        if never:
            (text, _), (other, length) = describe(tree.left), describe(tree.right)
            raise Misread(
                "M404",
                tree.right.at,
                length,
                f"this never holds: {text} is {x}, {other} is {y}",
                "change the range or the comparison",
            )

    def compared_name(self, tree: Pair, variable: Tree, word: Word, kind: OneOf) -> Logic:
        assert isinstance(variable, Word)
        if tree.sign not in ("==", "!="):
            raise Misread(
                "M403",
                tree.at,
                len(tree.sign),
                f"`{variable.text}` is {kind}: there is no more or less among names",
                "use `==`, `!=` or `in`",
            )
        if word.text not in kind.names:
            if self.names_of(word) == kind:
                return logic.Compare(tree.sign, logic.Slot(variable.text), logic.Slot(word.text))
            raise Misread(
                "M303",
                word.at,
                len(word.text),
                f"`{variable.text}` is never `{word.text}`: it is {kind}",
                did_you_mean(word.text, kind.names, "write one of its names"),
            )
        found = logic.Among(variable.text, (word.text,))
        return found if tree.sign == "==" else logic.Not(found)

    def among(self, tree: Pair) -> Logic:
        left, right = tree.left, tree.right
        if isinstance(right, Word):
            variable = self.symbols.variables.get(right.text)
            if variable is None:
                raise self.unknown(right)
            if isinstance(variable.type, SetOf):
                if not isinstance(left, Word):
                    raise Misread(
                        "M401", left.at, 1, "before `in` stands the name of a member", "write `lamp in tools`"
                    )
                return logic.Has(right.text, self.member(left, variable.type, right.text))
            raise Misread(
                "M403",
                right.at,
                len(right.text),
                f"`{right.text}` is {variable.type}; `in` wants a set, or names in parentheses",
                "write `lamp in tools` or `site in (beacon, plain)`",
            )
        if isinstance(right, Group) and isinstance(left, Word) and (kind := self.names_of(left)) is not None:
            names = [self.member(item, kind, left.text) for item in right.items]
            return logic.Among(left.text, tuple(dict.fromkeys(names)))
        _text, length = describe(left)
        raise Misread(
            "M403",
            left.at,
            length,
            "`in` asks whether a name is in a set, or a variable among names",
            "write `lamp in tools` or `site in (beacon, plain)`",
        )

    def call(self, tree: Call) -> Typed:
        name = tree.name
        if name in ("min", "max"):
            if len(tree.arguments) != 2:
                raise Misread(
                    "M405", tree.at, len(name), f"`{name}` takes two numbers", f"write `{name}(a, b)`"
                )
            return self.arithmetic(name, *tree.arguments)
        if name not in CALLS:
            raise Misread(
                "M405",
                tree.at,
                len(name),
                f"there is no `{name}(...)`",
                did_you_mean(name, CALLS, "the calls are " + ", ".join(CALLS)),
            )
        word = self.only_word(tree)
        match name:
            case "visited" | "visits":
                if word.text not in self.symbols.scenes:
                    raise Misread(
                        "M301",
                        word.at,
                        len(word.text),
                        f"no scene is called `{word.text}`",
                        did_you_mean(
                            word.text, self.symbols.scenes, "write the scene, or name one that exists"
                        ),
                    )
                slot = self.symbols.remember_visits(word.text)
                count = logic.Slot(slot), self.symbols.type_of(slot)
                return count if name == "visits" else (logic.Compare(">=", count[0], logic.Constant(1)), FLAG)
            case "chose":
                choice = word.text if "." in word.text else f"{self.scene}.{word.text}"
                if choice not in self.symbols.choices:
                    near = did_you_mean(choice, self.symbols.choices, "give the choice this `id:`")
                    raise Misread("M310", word.at, len(word.text), f"no choice is called `{choice}`", near)
                return logic.Slot(self.symbols.remember_choice(choice)), FLAG
            case "count":
                return self.count(word)
        return logic.Among(self.note(word), ({"known": KNOWN, "struck": STRUCK, "lost": LOST}[name],)), FLAG

    def count(self, word: Word) -> Typed:
        name = word.text
        variable = self.symbols.variables.get(name)
        if variable is not None and isinstance(variable.type, SetOf):
            return logic.SizeOf(name), Number(0, len(variable.type.names))
        if name in self.symbols.tags:
            notes = self.symbols.tags[name]
            self.unfold(word, len(notes))
            return logic.Total(tuple(logic.Among(f"note.{note}", (KNOWN,)) for note in notes)), Number(
                0, len(notes)
            )
        sets = [v.name for v in self.symbols.variables.values() if isinstance(v.type, SetOf)]
        fix = did_you_mean(name, [*self.symbols.tags, *sets], "count a set, or a tag of notes")
        raise Misread("M305", word.at, len(name), f"`{name}` is neither a set nor a tag of notes", fix)
