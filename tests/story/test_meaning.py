"""Expressions mean what they mean in Python, whose spelling they borrow: Python itself is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, reject, settings
from hypothesis import strategies as st
from scribe import raw, scene

from mars_adventure.engine.step import begin_at
from mars_adventure.story import StoryError, check_story, open_story

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

HEAD = """\
story: Meaning
start: hub
variables:
  lit: flag
  dark: flag
  oil: 0..9
  frost: -20..20
  site: one of none, beacon, plain
  goal: one of none, beacon, plain
  tools: set of lamp, rope
derived:
  bright: lit and not dark
  sum: oil + frost
scenes:
  hub:
    choices: [Go -> a]
"""
SITES = ("none", "beacon", "plain")
TOOLS = ("lamp", "rope")
NAMES: dict[str, Any] = {name: name for name in (*SITES, *TOOLS)} | {
    "true": True,
    "false": False,
    "min": min,
    "max": max,
}

states = st.fixed_dictionaries(
    {
        "lit": st.booleans(),
        "dark": st.booleans(),
        "oil": st.integers(0, 9),
        "frost": st.integers(-20, 20),
        "site": st.sampled_from(SITES),
        "goal": st.sampled_from(SITES),
        "tools": st.frozensets(st.sampled_from(TOOLS)),
    }
)
signs = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])


def numbers(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("{} + {}".format, inner, inner),
        st.builds("{} - {}".format, inner, inner),
        st.builds("{}*{}".format, inner, inner),
        st.builds("({})".format, inner),
        st.builds("-({})".format, inner),
        st.builds("min({}, {})".format, inner, inner),
        st.builds("max( {},{} )".format, inner, inner),
    )


def questions(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("{} and {}".format, inner, inner),
        st.builds("{} or {}".format, inner, inner),
        st.builds("not {}".format, inner),
        st.builds("({})".format, inner),
        st.builds("({}) == ({})".format, inner, inner),
        st.builds("({}) != ({})".format, inner, inner),
    )


number = st.recursive(
    st.one_of(st.sampled_from(["oil", "frost", "sum", "-frost"]), st.integers(0, 30).map(str)),
    numbers,
    max_leaves=6,
)
question = st.recursive(
    st.one_of(
        st.sampled_from(["lit", "dark", "bright", "true", "false", "site == goal", "site!=goal"]),
        st.builds("{} {} {}".format, number, signs, number),
        st.builds("{} {} {} {} {}".format, number, signs, number, signs, number),
        st.builds("site {} {}".format, st.sampled_from(["==", "!="]), st.sampled_from(SITES)),
        st.builds("{} {} goal".format, st.sampled_from(SITES), st.sampled_from(["==", "!="])),
        st.builds("{} {} tools".format, st.sampled_from(TOOLS), st.sampled_from(["in", "not in"])),
        st.builds(
            "site {} ({}, {})".format, st.sampled_from(["in", "not in"]), *[st.sampled_from(SITES)] * 2
        ),
    ),
    questions,
    max_leaves=8,
)


def pythons(text: str, state: Mapping[str, Any]) -> Any:
    """What Python makes of the text."""
    values = NAMES | dict(state)
    values |= {"bright": values["lit"] and not values["dark"], "sum": values["oil"] + values["frost"]}
    return eval(text, {"__builtins__": {}}, values)


def ours(folder: Path, body: str, state: Mapping[str, Any]) -> Any:
    """The first moment of a scene with this body, in this state. Skips what can be shown never to hold."""
    raw(folder, story=HEAD, a=scene(body))
    try:
        story = open_story(folder)
    except StoryError as error:
        if {problem.code for problem in error.problems} <= {"M402", "M404"}:
            reject()
        raise
    play = begin_at(story, "a", dict(state))
    return play.turn.text, dict(zip(story.slots, play.state.values, strict=True))


@settings(max_examples=400, deadline=None)
@given(text=question, state=states)
@example(
    "not lit == dark",
    {"lit": False, "dark": True, "oil": 0, "frost": 0, "site": "none", "goal": "none", "tools": frozenset()},
)
@example(
    "oil < frost == 3",
    {"lit": False, "dark": True, "oil": 0, "frost": 3, "site": "none", "goal": "none", "tools": frozenset()},
)
@example(
    "oil - frost - 3 > 0",
    {"lit": False, "dark": True, "oil": 9, "frost": 3, "site": "none", "goal": "none", "tools": frozenset()},
)
def test_a_condition(fresh: Callable[[], Path], text: str, state: dict[str, Any]) -> None:
    shown, _ = ours(fresh(), f"text: |\n  {{if {text}: yes | no}}\nchoices:\n  - Go back -> hub", state)
    assert shown == ("yes" if pythons(text, state) else "no")


@settings(max_examples=200, deadline=None)
@given(text=number, state=states)
def test_a_number(fresh: Callable[[], Path], text: str, state: dict[str, Any]) -> None:
    shown, _ = ours(fresh(), f"text: |\n  {{{text}}}\nchoices:\n  - Go back -> hub", state)
    assert shown.replace("−", "-") == str(pythons(text, state))


# -- effects -------------------------------------------------------------------------------

effect = st.one_of(
    st.builds("oil {} {}".format, st.sampled_from(["=", "+=", "-="]), number),
    st.builds("frost {} {}".format, st.sampled_from(["=", "+=", "-="]), number),
    st.builds("lit = {}".format, question),
    st.builds("site = {}".format, st.sampled_from([*SITES, "goal"])),
    st.builds("tools {} {}".format, st.sampled_from(["+=", "-="]), st.sampled_from(TOOLS)),
)
sometimes = st.one_of(effect, st.builds("{} if {}".format, effect, question))


def after(effects: list[str], state: Mapping[str, Any]) -> dict[str, Any]:
    """The state after the effects, each worked out by Python on the state that the one before left."""
    values = dict(state)
    for text in effects:
        change, _, condition = text.partition(" if ")
        if condition and not pythons(condition, values):
            continue
        name, sign, value = change.split(" ", 2)
        if name == "tools":
            values[name] = values[name] | {value} if sign == "+=" else values[name] - {value}
            continue
        right = pythons(value, values)
        left = values[name]
        right = left + right if sign == "+=" else left - right if sign == "-=" else right
        low, high = {"oil": (0, 9), "frost": (-20, 20)}.get(name, (right, right))
        values[name] = min(max(right, low), high) if name in ("oil", "frost") else right
    return values


@settings(max_examples=300, deadline=None)
@given(effects=st.lists(sometimes, min_size=1, max_size=5), state=states, listed=st.booleans())
def test_effects(fresh: Callable[[], Path], effects: list[str], state: dict[str, Any], listed: bool) -> None:
    do = "do:\n" + "".join(f"  - {text}\n" for text in effects) if listed else f"do: {', '.join(effects)}\n"
    _, values = ours(fresh(), do + "choices:\n  - Go back -> hub", state)
    assert {name: values[name] for name in state} == after(effects, state)


@pytest.mark.parametrize(
    "text",
    ["oil > 9", "oil < 0", "oil == 10", "frost >= 21", "frost + 30 < 10", "9 < oil", "oil * frost > 180"],
)
def test_a_comparison_that_is_refused_never_holds(fresh: Callable[[], Path], text: str) -> None:
    folder = raw(fresh(), story=HEAD, a=scene(f"text: |\n  {{if {text}: yes}}\nchoices:\n  - Go back -> hub"))
    assert [problem.code for problem in check_story(folder)] == ["M404"]
    assert not any(eval(text, {"oil": oil, "frost": frost}) for oil in range(10) for frost in range(-20, 21))
