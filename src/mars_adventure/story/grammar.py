"""The expression language: text in, syntax tree out. Nothing is known here of any story.

A recursive-descent parser over one regular expression, after the manner of tomli: explicit
state, no lookahead beyond one token. Spelling and precedence are Python's.
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
COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">="})
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
            start = match.start(kind)
            word = match.group(kind)
            if kind == "wrong":
                raise Misread(
                    "M401", start, 1, f"`{word}` has no meaning here", HINTS.get(word, "take it out")
                )
            if word in WORDS:
                kind = "sign"
            if len(self.tokens) == MOST_TOKENS:
                raise Misread(
                    "M402",
                    start,
                    1,
                    f"this has more than {MOST_TOKENS} words and signs",
                    "name parts of it under `derived:`",
                )
            self.tokens.append(Token(kind, word, start))
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
        left = self.conjunction()
        while token := self.take("or"):
            left = Pair("or", left, self.conjunction(), token.at)
        self.depth -= 1
        return left

    def conjunction(self) -> Tree:
        left = self.negation()
        while token := self.take("and"):
            left = Pair("and", left, self.negation(), token.at)
        return left

    def negation(self) -> Tree:
        if token := self.take("not"):
            return Negation("not", self.negation(), token.at)
        return self.comparison()

    def comparison(self) -> Tree:
        left = self.sum()
        found: Tree | None = None
        while True:
            token = self.take(*COMPARISONS, "in", "not")
            if token is None:
                return found if found is not None else left
            sign = token.text
            if sign == "not":
                self.expect("in")
                sign = "not in"
            right = self.sum()
            step = Pair(sign, left, right, token.at)
            found = step if found is None else Pair("and", found, step, token.at)
            left = right

    def sum(self) -> Tree:
        left = self.product()
        while token := self.take("+", "-"):
            left = Pair(token.text, left, self.product(), token.at)
        return left

    def product(self) -> Tree:
        left = self.atom()
        while token := self.take("*"):
            left = Pair("*", left, self.atom(), token.at)
        return left

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
