"""The expression language: text in, syntax tree out. Nothing is known here of any story.

A recursive-descent parser over one regular expression, after the manner of tomli: explicit state,
no lookahead beyond one token, operators by precedence climbing. Spelling and precedence are Python's.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from mars_adventure.story.tree import (
    Call,
    EffectTree,
    Group,
    Misread,
    Negation,
    Pair,
    TargetTree,
    Tree,
    Whole,
    Word,
)

MOST_NESTED = 40
MOST_TOKENS = 200

TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+)|(?P<name>[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*)"
    r"|(?P<sign>\+=|-=|==|!=|<=|>=|[-+*(),<>=])|(?P<wrong>\S))"
)
WORDS = frozenset({"and", "or", "not", "in", "if", "else"})
COMPARISONS = ("==", "!=", "<", "<=", ">", ">=", "in", "not")
OR, AND, NOT, COMPARED, SUM, PRODUCT = range(1, 7)
BINDING = {"or": OR, "and": AND, **dict.fromkeys(COMPARISONS, COMPARED), "+": SUM, "-": SUM, "*": PRODUCT}
"""How closely each sign binds what stands at its sides."""
HINTS = {
    "&": "write `and`",
    "|": "write `or`",
    "!": "write `not`",
    '"': "names stand without quotation marks",
    "'": "names stand without quotation marks",
    "/": "there is no division: a story counts in whole numbers",
    "[": "write a choice among names in parentheses: `site in (beacon, plain)`",
    "%": "write `+=` or `-=` with a whole number",
}


class Token(NamedTuple):
    kind: str
    text: str
    at: int


class Parser:
    """One pass over the tokens of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[Token] = []
        self.next = 0
        self.depth = 0
        for match in TOKEN.finditer(text):
            kind = match.lastgroup or "wrong"
            word = match[kind]
            start = match.end() - len(word)
            if kind == "wrong":
                raise Misread(
                    "M401", start, 1, f"`{word}` has no meaning here", HINTS.get(word, "take it out")
                )
            self.tokens.append(Token("sign" if word in WORDS else kind, word, start))
        if len(self.tokens) > MOST_TOKENS:
            raise Misread(
                "M402",
                self.tokens[MOST_TOKENS].at,
                1,
                f"this has more than {MOST_TOKENS} words and signs",
                "name parts of it under `derived:`",
            )
        # Nobody takes the end, so there always is a next token.
        self.tokens.append(Token("end", "the end", len(text.rstrip())))

    @property
    def token(self) -> Token:
        return self.tokens[self.next]

    def take(self, *signs: str) -> Token | None:
        token = self.tokens[self.next]
        if token.text in signs and token.kind == "sign":
            self.next += 1
            return token
        return None

    def expect(self, sign: str) -> Token:
        token = self.take(sign)
        if token is None:
            raise self.unexpected(f"`{sign}`")
        return token

    def unexpected(self, wanted: str) -> Misread:
        token = self.token
        seen = f"`{token.text}`" if token.kind != "end" else "the end"
        fix = "to compare, write `==`" if token.text == "=" else f"write {wanted} here"
        return Misread(
            "M401",
            token.at,
            len(token.text) if token.kind != "end" else 1,
            f"here stands {seen} where {wanted} was expected",
            fix,
        )

    def finish(self) -> None:
        if self.token.kind != "end":
            raise self.unexpected("the end, `and` or `or`")

    def disjunction(self) -> Tree:
        self.depth += 1
        if self.depth > MOST_NESTED:
            raise Misread(
                "M402",
                self.token.at,
                1,
                "parentheses are nested too deeply",
                "name parts of this under `derived:`",
            )
        tree = self.operation(OR)
        self.depth -= 1
        return tree

    def operation(self, loosest: int) -> Tree:
        """Operands and what joins them, down to signs that bind as loosely as that."""
        if loosest <= NOT and (token := self.take("not")):
            left: Tree = Negation("not", self.operation(NOT), token.at)
        else:
            left = self.atom()
        while True:
            token = self.tokens[self.next]
            binding = BINDING.get(token.text, 0) if token.kind == "sign" else 0
            if binding < loosest:
                return left
            if binding == COMPARED:
                left = self.comparison(left)
            else:
                self.next += 1
                left = Pair(token.text, left, self.operation(binding + 1), token.at)

    def comparison(self, left: Tree) -> Tree:
        """`a < b < c` is `a < b and b < c`."""
        found: Tree | None = None
        while token := self.take(*COMPARISONS):
            sign = token.text
            if sign == "not":
                self.expect("in")
                sign = "not in"
            right = self.operation(SUM)
            step = Pair(sign, left, right, token.at)
            found = step if found is None else Pair("and", found, step, token.at)
            left = right
        assert found is not None  # or nobody would have called
        return found

    def atom(self) -> Tree:
        if token := self.take("-"):
            return Negation("-", self.whole_or_inner(), token.at)
        return self.whole_or_inner()

    def whole_or_inner(self) -> Tree:
        token = self.token
        if token.kind == "number":
            self.next += 1
            if len(token.text) > 9:
                raise Misread(
                    "M402",
                    token.at,
                    len(token.text),
                    "this number is too large",
                    "stay below a thousand million",
                )
            return Whole(int(token.text), token.at)
        if token.kind == "name":
            self.next += 1
            if self.take("("):
                return Call(token.text, self.arguments(), token.at)
            return Word(token.text, token.at)
        if self.take("("):
            inner = self.disjunction()
            if self.token.text == ",":
                items = [inner]
                while self.take(","):
                    items.append(self.disjunction())
                self.expect(")")
                return Group(tuple(items), token.at)
            self.expect(")")
            return inner
        raise self.unexpected("a name or a number")

    def arguments(self) -> tuple[Tree, ...]:
        found: list[Tree] = []
        if self.take(")"):
            return ()
        found.append(self.disjunction())
        while self.take(","):
            found.append(self.disjunction())
        self.expect(")")
        return tuple(found)

    def effect(self) -> EffectTree:
        start = self.token
        if start.kind != "name":
            raise self.unexpected("the name of a variable")
        self.next += 1
        if self.take("("):
            call = Call(start.text, self.arguments(), start.at)
            return EffectTree("call", call, None, self.sometimes(), start.at)
        sign = self.take("=", "+=", "-=")
        if sign is None:
            raise self.unexpected("`=`, `+=` or `-=`")
        right = self.disjunction()
        return EffectTree(sign.text, Word(start.text, start.at), right, self.sometimes(), start.at)

    def sometimes(self) -> Tree | None:
        return self.disjunction() if self.take("if") else None

    def target(self) -> TargetTree:
        branches: list[tuple[Tree | None, Word]] = []
        while True:
            token = self.token
            if token.kind != "name":
                raise self.unexpected("the name of a scene")
            self.next += 1
            word = Word(token.text, token.at)
            if not self.take("if"):
                branches.append((None, word))
                return TargetTree(tuple(branches))
            branches.append((self.disjunction(), word))
            self.expect("else")


@lru_cache(maxsize=8192)
def read_expression(text: str) -> Tree:
    """Raises Misread."""
    parser = Parser(text)
    tree = parser.disjunction()
    parser.finish()
    return tree


@lru_cache(maxsize=8192)
def read_effects(text: str) -> tuple[EffectTree, ...]:
    """Effects parted by commas. Raises Misread."""
    parser = Parser(text)
    found = [parser.effect()]
    while parser.take(","):
        found.append(parser.effect())
    parser.finish()
    return tuple(found)


@lru_cache(maxsize=8192)
def read_target(text: str) -> TargetTree:
    """`a`, or `a if C else b`, as long a chain as needed. Raises Misread."""
    parser = Parser(text)
    tree = parser.target()
    parser.finish()
    return tree
