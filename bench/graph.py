"""One abstract story graph, the same for every engine.

N scenes of about 80 words in three paragraphs, the first of which shows one variable and the third
of which is conditional; 3 choices a scene with 1 or 2 effects each, a third of them with a
condition, the first never (so there is no dead end); 20 variables; 2 % of the scenes are endings.
4 of 5 targets are near, the others anywhere. The same N, seed and `endings` give the same graph.
"""

from __future__ import annotations

import random
from typing import NamedTuple

SEED = 1
NUMBERS = [f"v{number}" for number in range(14)]
FLAGS = [f"b{number}" for number in range(6)]
FIRST_NUMBER = 2
WORDS = """dust red rock ridge crater rover wheel track antenna signal static radio lamp door lock valve pipe
pump water ice frost dome glass wall panel wire fuse battery solar array cell power heat cold wind storm night
morning sun shadow light dark sky horizon hill slope sand stone boot glove helmet visor suit tank oxygen air
pressure gauge needle dial switch lever button screen map line code log note letter voice name crew captain
engineer doctor pilot driver station base camp tunnel shaft ladder hatch lab bench drill sample core soil seed
plant leaf root green house garden kitchen cup tea bread table chair bed blanket dream memory song story clock
hour minute second day week month year end start road path turn corner step hand eye ear face smile word silence
hum noise crack leak repair tool hammer wrench tape cable knot rope hook box crate shelf store key card badge
slowly quickly again never always almost quietly under over behind beyond across between before after without
holds takes keeps leaves finds hears sees turns waits moves falls rises opens closes breaks burns freezes shines
small large old new broken empty full heavy thin pale long short strange familiar distant careful steady""".split()  # noqa: SIM905 - a list literal would be two hundred lines


class Test(NamedTuple):
    """`sign` is >=, < or "is" (of a flag)."""

    name: str
    sign: str
    value: int | bool


class Effect(NamedTuple):
    """`sign` is = or +=."""

    name: str
    sign: str
    value: int | bool


class Choice(NamedTuple):
    """Offered while all `tests` hold."""

    label: str
    tests: tuple[Test, ...]
    effects: tuple[Effect, ...]
    goto: str


class Scene(NamedTuple):
    """Three paragraphs; the third is "" in an ending, and else shown while all `tests` hold."""

    first: str
    second: str
    third: str
    tests: tuple[Test, ...]
    choices: tuple[Choice, ...]


class Graph(NamedTuple):
    """A whole story; a scene without choices is an ending."""

    variables: dict[str, int | bool]
    start: str
    scenes: dict[str, Scene]


def make_graph(size: int, *, endings: bool = True, seed: int = SEED) -> Graph:
    """A graph of `size` scenes."""
    rng = random.Random(seed * 1_000_003 + size)
    ends = [f"e{number}" for number in range(max(3, size // 50))] if endings else []
    inner = size - len(ends)
    reached = 0
    scenes = {}
    for number in range(inner):
        shown = rng.choice(NUMBERS)
        first = make_prose(rng, 32)
        first += f" {rng.choice(WORDS).capitalize()} {{{shown}}} {rng.choice(WORDS)}."
        second, third = make_prose(rng, 25), make_prose(rng, 20)
        choices = []
        for place in range(3):
            goto = f"s{(number + 1) % inner}" if place == 0 else _target(rng, number, inner)
            if place == 2 and ends and number % 16 == 7:
                goto = ends[reached % len(ends)]
                reached += 1
            label = _sentence(rng, rng.randint(4, 7))[:-1]
            tests = _tests(rng) if place and rng.random() < 0.5 else ()
            choices.append(Choice(label, tests, _effects(rng), goto))
        scenes[f"s{number}"] = Scene(first, second, third, _tests(rng), tuple(choices))
    for end in ends:
        scenes[end] = Scene(make_prose(rng, 60), make_prose(rng, 20), "", (), ())
    variables: dict[str, int | bool] = dict.fromkeys(NUMBERS, FIRST_NUMBER)
    return Graph(variables | dict.fromkeys(FLAGS, False), "s0", scenes)


def _target(rng: random.Random, number: int, inner: int) -> str:
    if rng.random() < 0.8:
        return f"s{(number + rng.randint(-50, 50)) % inner}"
    return f"s{rng.randrange(inner)}"


def _sentence(rng: random.Random, length: int) -> str:
    words = [rng.choice(WORDS) for _ in range(length)]
    words[0] = words[0].capitalize()
    return " ".join(words) + "."


def make_prose(rng: random.Random, length: int) -> str:
    sentences: list[str] = []
    written = 0
    while written < length:
        words = min(rng.randint(8, 13), length - written)
        if length - written - words < 4:
            words = length - written
        # drawn although it is certain, so that the graphs are those of earlier measurements
        sentences.append(_sentence(rng, rng.randint(words, words)))
        written += words
    return " ".join(sentences)


def _test(rng: random.Random) -> Test:
    if rng.random() < 0.3:
        return Test(rng.choice(FLAGS), "is", rng.random() < 0.5)
    return Test(rng.choice(NUMBERS), rng.choice([">=", "<"]), rng.randint(1, 8))


def _tests(rng: random.Random) -> tuple[Test, ...]:
    one = _test(rng)
    if rng.random() < 0.3:
        other = _test(rng)
        if other.name != one.name:
            return one, other
    return (one,)


def _effects(rng: random.Random) -> tuple[Effect, ...]:
    wanted = 1 if rng.random() < 0.5 else 2
    found: dict[str, Effect] = {}
    while len(found) < wanted:
        if rng.random() < 0.25:
            effect = Effect(rng.choice(FLAGS), "=", rng.random() < 0.5)
        elif rng.random() < 0.8:
            effect = Effect(rng.choice(NUMBERS), "+=", rng.choice([-3, -2, -1, 1, 2, 3]))
        else:
            effect = Effect(rng.choice(NUMBERS), "=", rng.randint(0, 8))
        found.setdefault(effect.name, effect)
    return tuple(found.values())
