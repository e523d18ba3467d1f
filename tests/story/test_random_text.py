"""Whatever is written, reading it ends in a story or in problems, each at a place that exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scribe import raw, scene, tale

from mars_adventure.author import FORMATS, show_problems
from mars_adventure.engine import begin, choose
from mars_adventure.story import check_story, open_story
from mars_adventure.story.grammar import read_effects, read_expression, read_target
from mars_adventure.story.tree import Misread

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mars_adventure.story import Problem

WORDS = [
    "oil",
    "lit",
    "site",
    "tools",
    "none",
    "beacon",
    "lamp",
    "spoon",
    "hub.stay",
    "a",
    "and",
    "or",
    "not",
    "in",
    "if",
    "else",
    "count(",
    "visited(",
    "chose(",
    "min(",
    "(",
    ")",
    ",",
    "+",
    "-",
    "*",
    "==",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "=",
    "+=",
    "-=",
    "0",
    "7",
    "99999999999",
    ".",
    "&",
    "|",
    "!",
    "'",
    '"',
    "[",
    "]",
    "%",
    "/",
    "é",
    "火",
]
MARKS = [
    "{", "}", "|", ":", "*", "**", "\\", "\n", "\n\n", "  ", ">", "> ", "@ames: ", "@eva ", "---", "--", "...", '"', "'", "#", " # ", "- ", "é", "火", "word", "{oil}", "{lit}", "{site}",
    "{if lit}", "{if lit: ", "{when oil > 2}", "{elif lit}", "{else}", "{otherwise}", "{end}", "{steps: ", "{once: ", "{cycle: ", "{shuffle: ", "{needs spoon}", "{needs knife} ", "\t", "\u200b",
]  # fmt: skip
YAML = [
    "\n", "\n  ", "\n    ", "\n  - ", "\n    - ", ": ", ":\n", "- ", "? ", "[", "]", "{", "}", ", ", "'", '"', "|\n", ">\n", "|", "#", " #", "&a ", "*a", "!x ", "!!int ", "<<: *a", "%", "@", "`", "\t", "---\n", "...\n",
    "scenes", "a", "hub", "text", "choices", "goto", "do", "if", "else", "visit", "ending", "variables", "notes", "oil", "flag", "0..9", "promises", "always lit", "renamed", "marks", "chapter", "1", "é", "\x07", "~", "-> hub",
]  # fmt: skip


def lines_of(folder: Path, problem: Problem) -> list[str]:
    return (folder / problem.at.file).read_text(encoding="utf-8").splitlines()


def assert_placed(folder: Path) -> tuple[Problem, ...]:
    """Every problem points at characters that are there (or at the end of a line), and can be shown."""
    problems = check_story(folder)
    for problem in problems:
        at = problem.at
        lines = lines_of(folder, problem)
        assert 1 <= at.line <= max(len(lines), 1) + 1, problem
        line = lines[at.line - 1] if at.line <= len(lines) else ""
        assert 1 <= at.column <= len(line) + 1, problem
        assert at.length >= 1
        assert problem.fix, problem
    assert len({(problem.at.file, problem.at.line, problem.at.column) for problem in problems}) == len(
        problems
    )
    assert list(problems) == sorted(problems, key=lambda problem: problem.at)
    for format_ in FORMATS:
        show_problems(problems, format_, folder).encode()
    if not any(problem.severity == "error" for problem in problems):
        story = open_story(folder)
        play = begin(story)
        for _ in range(6):
            offers = [offer for offer in play.turn.offers if not offer.closed]
            if not offers:
                break
            play = choose(story, play, offers[0].id)
    return problems


@settings(max_examples=500, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)))
@pytest.mark.parametrize("read", [read_expression, read_effects, read_target])
def test_the_parser_raises_nothing_but_misread(read: Callable[[str], object], text: str) -> None:
    try:
        read(text)
    except Misread as error:
        misread = error
    else:
        return
    assert 0 <= misread.at <= len(text)
    assert misread.length >= 1
    assert misread.message


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
def test_a_condition_of_random_words(fresh: Callable[[], Path], text: str) -> None:
    quoted = text.replace("'", "''")
    assert_placed(
        tale(fresh(), a=scene(f"choices:\n  - text: A -> end\n    if: '{quoted}'\n    do: '{quoted}'"))
    )


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(MARKS), max_size=25).map("".join))
@example("{if lit")
@example("{if lit}\n{if lit}\nword\n{end}")
@example("*{if lit: a* | b}*")
@example("\\")
@example("{steps: {steps: {steps: | } | } | }")
@example("{if lit:}{once:|}")
def test_prose_of_random_marks(fresh: Callable[[], Path], text: str) -> None:
    lines = "\n".join(f"      {line}" for line in text.split("\n"))
    assert_placed(tale(fresh(), a=f"scenes:\n  a:\n    goto: end\n    text: |2\n{lines}\n"))


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_prose_of_random_characters(fresh: Callable[[], Path], text: str) -> None:
    lines = "\n".join(f"      {line}" for line in text.split("\n"))
    assert_placed(tale(fresh(), a=f"scenes:\n  a:\n    goto: end\n    text: |2\n{lines}\n"))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(MARKS), max_size=12).map("".join))
def test_labels_of_random_marks(fresh: Callable[[], Path], text: str) -> None:
    quoted = text.replace("'", "''")
    assert_placed(
        tale(
            fresh(),
            a=f"scenes:\n  a:\n    choices:\n      - '{quoted} -> end'\n      - text: A -> end\n        if: lit\n        else: '{quoted}'\n",
        )
    )


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(YAML), max_size=30).map("".join))
@example("")
@example("\t")
@example("- ")
@example("scenes: {a: {a: {a: a}}}")
def test_a_file_of_random_yaml(fresh: Callable[[], Path], text: str) -> None:
    assert_placed(tale(fresh(), a=scene("goto: end"), z=text))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(YAML), max_size=30).map("".join))
def test_a_head_of_random_yaml(fresh: Callable[[], Path], text: str) -> None:
    assert_placed(raw(fresh(), story="story: T\nstart: a\n" + text))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_a_file_of_random_bytes(fresh: Callable[[], Path], data: bytes) -> None:
    for problem in check_story(tale(fresh(), a=scene("goto: end"), z=data)):
        assert problem.at.line >= 1
        assert problem.at.column >= 1
