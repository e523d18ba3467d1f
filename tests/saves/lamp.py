"""A story with one of everything that an author may edit, and the text of every edit."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mars_adventure.engine import begin, choose
from mars_adventure.story import open_story

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from mars_adventure.engine import Play
    from mars_adventure.story import Story

HEAD = """\
story: The Lamp
id: the-lamp
version: one
start: hall
speakers:
  ames: Ames
variables:
  oil: 0..20 = 6
  lit: flag
  mood: one of calm, afraid, cross
  tools: set of wrench, lamp, rope = lamp
  trust:
    ames: 0..4 = 2
notes:
  spoon: {title: A spoon}
  key: {title: A key}
interruptions:
  dark: {when: oil <= 3, visit: darkness}
"""

HOUSE = """\
chapter: 1
title: The House
scenes:
  hall:
    place: The hall
    time: Evening
    do: oil -= 1
    text: |
      The lamp smokes. {cycle: A moth. | No moth.}

      @ames: Say again?
    choices:
      - text: Light it
        id: light
        once: true
        say: |
          It catches.
        do: lit = true, learn(spoon)
      - text: Talk to Ames
        id: talk
        say: |
          He turns.
        choices:
          - text: Ask him
            id: ask
            do: trust.ames += 1
          - text: Wait
            id: wait
            do: mood = cross
        goto: porch
      - Look about:
          once: true
          do: tools += rope, learn(key)
      - Go up -> stairs
      - text: Try the cellar
        id: cellar
        if: lamp in tools
        else: Too dark.
        goto: cellar
  porch:
    place: The porch
    text: |
      Rain.
    choices:
      - text: Go in
        id: go_in
        goto: hall
      - text: Go out
        id: out
        goto: yard
  stairs:
    do: mood = afraid
    text: |
      Nine steps.
    goto: loft
  loft:
    place: The loft
    text: |
      Boxes. {if lit: You see them.}
    choices:
      - text: Go down
        id: down
        goto: hall
      - text: Read the book
        id: read
        visit: book
      - text: Jump
        id: jump
        do: tools -= lamp
        goto: yard
  cellar:
    place: The cellar
    text: |
      Coal.
    choices:
      - text: Climb back
        id: climb
        goto: hall
  book:
    text: |
      A page.
    choices:
      - text: Turn it
        id: turn
      - text: Close it
        id: close
        goto: return
  darkness:
    text: |
      The light goes.
    choices:
      - text: Feel your way
        id: feel
        do: oil += 9
        goto: return
"""

YARD = """\
chapter: 2
title: The Yard
scenes:
  yard:
    place: The yard
    text: |
      Mud.
    choices:
      - text: Back inside
        id: inside
        goto: hall
      - text: Rest
        id: rest
        do: oil += 1
      - text: Leave
        id: leave
        if: known(key)
        goto: gone
  gone:
    text: |
      You go.
    ending: gone
endings:
  gone: {title: Gone, hint: Some go.}
"""


def write(folder: Path, head: str, house: str, yard: str) -> Story:
    folder.mkdir(parents=True)
    for name, text in (("story", head), ("house", house), ("yard", yard)):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return open_story(folder)


def edited(folder: Path, changes: Iterable[tuple[str, str]]) -> Story:
    """The story with old texts, each of which must be there, changed for new ones."""
    texts = [HEAD, HOUSE, YARD]
    for old, new in changes:
        assert any(old in text for text in texts), f"nothing to change: {old}"
        texts = [text.replace(old, new) for text in texts]
    return write(folder, *texts)


def wandered(story: Story, seed: int, steps: int) -> Play:
    """A play of chance choices, up to an ending or so many steps."""
    chance, play = random.Random(seed), begin(story, seed)
    while play.length < steps and not play.turn.ending:
        play = choose(
            story, play, chance.choice([offer.id for offer in play.turn.offers if not offer.closed])
        )
    return play


def anywhere(_: Play) -> bool:
    return True


@dataclass(frozen=True)
class Edit:
    """One thing that an author does to a story.

    `choices` are the new ids of choices, by (scene, old id), and `slots` the old names of values
    by their new ones, both for what was renamed. `replays` says that the same choices in the
    edited story lead to the very state that the save should open at. Else `values` gives what the
    edit does to a value, `rests` where a save can still open, and `tells` the words of which the
    reader must find one in what is said, if anything must be said: "" for nothing.
    """

    name: str
    changes: tuple[tuple[str, str], ...]
    choices: dict[tuple[str, str], str] = field(default_factory=dict)
    slots: dict[str, str] = field(default_factory=dict)
    replays: bool = True
    values: dict[str, Callable[[object], object]] = field(default_factory=dict)
    rests: Callable[[Play], bool] = anywhere
    tells: str = ""


def renamed(**tables: str) -> tuple[str, str]:
    """A change that adds a `renamed:` to the head."""
    lines = "".join(f"  {section}: {{{table}}}\n" for section, table in tables.items())
    return "version: one\n", f"version: two\nrenamed:\n{lines}"


def within(path: tuple[str, ...]) -> Callable[[Play], bool]:
    return lambda moment: moment.state.within == path


def is_in(*scenes: str) -> Callable[[Play], bool]:
    """Whether play stands in one of these scenes, or will come back to one."""
    return lambda moment: (
        moment.state.scene in scenes or any(back.scene in scenes for back in moment.state.visits)
    )


def stands_on(choice: str) -> Callable[[Play], bool]:
    """Whether play stands below this choice, or will come back there."""
    return lambda moment: (
        choice in moment.state.within or any(choice in back.within for back in moment.state.visits)
    )


def clear_of(*tests: Callable[[Play], bool]) -> Callable[[Play], bool]:
    return lambda moment: not any(test(moment) for test in tests)


SING = "      - text: Sing\n        id: sing\n"
LIGHT = HOUSE[HOUSE.index("      - text: Light it") : HOUSE.index("      - text: Talk")]
TALK = HOUSE[HOUSE.index("      - text: Talk") : HOUSE.index("      - Look")]
LOOK = HOUSE[HOUSE.index("      - Look") : HOUSE.index("      - Go up")]
UP = "      - Go up -> stairs\n"
CELLAR = HOUSE[HOUSE.index("      - text: Try") : HOUSE.index("  porch:\n")]
CELLAR_SCENE = HOUSE[HOUSE.index("  cellar:\n") : HOUSE.index("  book:\n")]
BOOK = HOUSE[HOUSE.index("  book:\n") : HOUSE.index("  darkness:\n")]
READ = HOUSE[HOUSE.index("      - text: Read") : HOUSE.index("      - text: Jump")]
NESTED = HOUSE[HOUSE.index("        choices:\n          - text: Ask") : HOUSE.index("        goto: porch\n")]
PORCH = HOUSE[HOUSE.index("  porch:\n") : HOUSE.index("  stairs:\n")]

EDITS = [
    # -- text only
    Edit("text of a scene", (("The lamp smokes.", "The lamp stinks."),)),
    Edit("answer to a choice", (("It catches.", "It will not catch."),)),
    Edit("label of a choice with an id", (("Light it", "Put a match to it"), ("Talk to Ames", "Hail Ames"))),
    Edit("reason why a choice is closed", (("Too dark.", "You need a light."),)),
    Edit("title of a chapter", (("The House", "Inside"),)),
    Edit("title of the story, which has an id", (("story: The Lamp", "story: The Lantern"),)),
    Edit("title of a note", (("title: A spoon", "title: The spoon"),)),
    Edit("another variation", (("{cycle: A moth. | No moth.}", "{cycle: A moth. | No moth.} {once: Soot.}"),)),
    # -- choices
    Edit("a choice put before all others", (("    choices:\n      - text: Light it", f"    choices:\n{SING}      - text: Light it"),)),
    Edit("a choice put between two", (("      - text: Talk to", f"{SING}      - text: Talk to"),)),
    Edit("a choice put into every scene", (("    choices:\n      - ", f"    choices:\n{SING}      - "),)),
    Edit("a nested choice added", (("          - text: Ask him", "          - text: Nod\n            id: nod\n          - text: Ask him"),)),
    Edit("choices reordered", ((LIGHT + TALK + LOOK + UP + CELLAR, CELLAR + UP + LOOK + TALK + LIGHT),)),
    Edit("nested choices reordered", (("ask\n            do: trust.ames += 1", "wait\n            do: mood = cross"), ("Wait\n            id: wait\n            do: mood = cross\n        goto", "Ask him\n            id: ask\n            do: trust.ames += 1\n        goto"), ("text: Ask him\n            id: wait", "text: Wait\n            id: wait"))),
    Edit("a choice renamed", ((("id: light", "id: ignite")), renamed(choices="hall.light: hall.ignite")), choices={("hall", "light"): "ignite"}, slots={"chose.hall.ignite": "chose.hall.light"}),
    Edit("a choice with nested ones renamed", ((("id: talk", "id: hail")), renamed(choices="hall.talk: hall.hail")), choices={("hall", "talk"): "hail"}),
    Edit("a label without an id reworded, and told", (("Look about", "Search the hall"), renamed(choices="hall.look_about: hall.search_the_hall")), choices={("hall", "look_about"): "search_the_hall"}, slots={"chose.hall.search_the_hall": "chose.hall.look_about"}),
    Edit("a label without an id reworded", (("Look about", "Search the hall"),), replays=False, tells="look_about"),
    Edit("two names changed for one another", ((("id: light", "id: talk_"), ("id: talk\n", "id: light\n"), ("id: talk_", "id: talk"), renamed(choices="hall.light: hall.talk, hall.talk: hall.light"))), choices={("hall", "light"): "talk", ("hall", "talk"): "light"}, slots={"chose.hall.talk": "chose.hall.light"}),
    Edit("a choice deleted", ((LIGHT, ""),), replays=False),
    Edit("a choice with nested ones deleted", ((TALK, ""), (PORCH, "")), replays=False, rests=clear_of(is_in("porch"), stands_on("talk")), tells="earlier"),
    Edit("nested choices deleted", ((NESTED, ""),), replays=False, rests=clear_of(within(("talk",))), tells="earlier"),
    Edit("a choice split in two", ((UP, "      - Go up slowly -> stairs\n      - Run up -> stairs\n"),), replays=False, rests=clear_of(stands_on("go_up")), tells="earlier"),
    Edit("a choice becomes once", (("        id: rest\n", "        id: rest\n        once: true\n"),), replays=False),
    Edit("a choice is no longer once", (("        id: light\n        once: true\n", "        id: light\n"),), replays=False),
    Edit("the state asks what was chosen", (("        if: known(key)\n", "        if: known(key) and not chose(rest)\n"),), replays=False),
    Edit("a choice gets a condition", (("        id: rest\n", "        id: rest\n        if: lit\n"),), replays=False),
    Edit("a choice leads elsewhere", (("        id: out\n        goto: yard", "        id: out\n        goto: hall"),), replays=False),
    Edit("a choice moved to another scene", ((LIGHT, ""), ("        id: go_in\n        goto: hall\n", "        id: go_in\n        goto: hall\n" + LIGHT), renamed(choices="hall.light: porch.light")), replays=False, slots={"chose.porch.light": "chose.hall.light"}),
    # -- scenes
    Edit("a scene added", (("  porch:\n", "  pantry:\n    text: |\n      Jars.\n    goto: hall\n  porch:\n"), (UP, f"{UP}      - Into the pantry -> pantry\n"))),
    Edit("scenes reordered", ((CELLAR_SCENE, ""), ("  book:\n", "  boook:\n"), ("  darkness:\n", CELLAR_SCENE + "  darkness:\n"), ("  boook:\n", "  book:\n"))),
    Edit("a scene renamed", (("  hall:\n", "  lobby:\n"), ("goto: hall", "goto: lobby"), ("start: hall", "start: lobby"), renamed(scenes="hall: lobby")), slots={"chose.lobby.light": "chose.hall.light", "chose.lobby.look_about": "chose.hall.look_about", "cycle.lobby.2": "cycle.hall.2"}),
    Edit("a scene visited renamed", (("  book:\n", "  diary:\n"), ("visit: book", "visit: diary"), renamed(scenes="book: diary"))),
    Edit("two scenes change names", (("  porch:\n", "  cellar_:\n"), ("  cellar:\n", "  porch:\n"), ("  cellar_:\n", "  cellar:\n"), ("goto: porch", "goto: cellar_"), ("goto: cellar\n", "goto: porch\n"), ("goto: cellar_", "goto: cellar"), renamed(scenes="porch: cellar, cellar: porch"))),
    Edit("a scene renamed untold", (("  cellar:\n", "  coal_hole:\n"), ("goto: cellar", "goto: coal_hole")), replays=False, rests=clear_of(is_in("cellar")), tells="earlier"),
    Edit("the scene one stands in deleted", ((CELLAR, ""), (CELLAR_SCENE, "")), replays=False, rests=clear_of(is_in("cellar"), stands_on("cellar")), tells="earlier"),
    Edit("a scene visited deleted", ((READ, ""), (BOOK, "")), replays=False, rests=clear_of(is_in("book"), stands_on("read")), tells="earlier"),
    Edit("a scene split", (("      Coal.\n    choices:\n", "      Coal.\n    goto: coal\n  coal:\n    text: |\n      More coal.\n    choices:\n"),), replays=False, rests=clear_of(is_in("cellar")), tells="earlier"),
    Edit("a scene put in between", (("        id: down\n        goto: hall", "        id: down\n        goto: landing"), ("  cellar:\n", "  landing:\n    text: |\n      Halfway.\n    goto: hall\n  cellar:\n")),),
    Edit("a scene becomes an ending", (("      Coal.\n    choices:\n      - text: Climb back\n        id: climb\n        goto: hall\n", "      Coal.\n    ending: gone\n"),), replays=False),
    Edit("an ending becomes a scene", (("    ending: gone\n", "    choices:\n      - Come back -> hall\n"), ("endings:\n  gone: {title: Gone, hint: Some go.}\n", "")), replays=False),
    Edit("a scene moved to another chapter", ((CELLAR_SCENE, ""), ("  gone:\n", CELLAR_SCENE + "  gone:\n")),),
    Edit("a chapter number changed", (("chapter: 2", "chapter: 3"),)),
    Edit("the story begins elsewhere", (("start: hall", "start: porch"),), replays=False),
    Edit("what happens on entering changed", (("    do: oil -= 1\n", "    do: oil -= 2\n"),), replays=False),
    # -- variables
    Edit("a variable added", (("  lit: flag\n", "  lit: flag\n  wick: 0..9 = 7\n"),), tells="wick"),
    Edit("a variable removed", (("  mood: one of calm, afraid, cross\n", ""), ("            do: mood = cross\n", ""), ("    do: mood = afraid\n", "")), tells="mood"),
    Edit("variables reordered", (("  oil: 0..20 = 6\n  lit: flag\n", "  lit: flag\n  oil: 0..20 = 6\n"),)),
    Edit("a variable renamed", (("  oil: 0..20", "  fuel: 0..20"), ("oil -= 1", "fuel -= 1"), ("oil += ", "fuel += "), ("oil <= 3", "fuel <= 3"), renamed(variables="oil: fuel")), slots={"fuel": "oil"}),
    Edit("a variable in a group renamed", (("  trust:\n    ames:", "  faith:\n    ames:"), ("trust.ames", "faith.ames"), renamed(variables="trust.ames: faith.ames")), slots={"faith.ames": "trust.ames"}),
    Edit("a variable renamed untold", (("  lit: flag", "  burning: flag"), ("lit = true", "burning = true"), ("{if lit:", "{if burning:")), replays=False, tells="burning"),
    Edit("a start changed", (("ames: 0..4 = 2", "ames: 0..4 = 0"),), replays=False),
    Edit("a range narrowed", (("oil: 0..20 = 6", "oil: 0..9 = 9"),), replays=False, values={"oil": lambda old: min(old, 9)}, tells="oil"),
    Edit("a range widened", (("oil: 0..20 = 6", "oil: 0..99 = 6"),)),
    Edit("a flag becomes a number", (("  lit: flag", "  lit: 0..3 = 1"), ("lit = true", "lit = 2"), ("{if lit:", "{if lit > 1:")), replays=False, values={"lit": lambda old: 1}, tells="lit"),
    Edit("one of becomes a set", (("mood: one of", "mood: set of"), ("mood = cross", "mood += cross"), ("mood = afraid", "mood += afraid")), replays=False, values={"mood": lambda old: frozenset()}, tells="mood"),
    Edit("a name taken from one of", (("mood: one of calm, afraid, cross", "mood: one of calm, afraid"), ("            do: mood = cross\n", "")), replays=False, values={"mood": lambda old: "calm" if old == "cross" else old}, tells="mood"),
    Edit("a name added to one of", (("calm, afraid, cross", "calm, glad, afraid, cross"),)),
    Edit("a name taken from a set", (("set of wrench, lamp, rope", "set of wrench, lamp"), ("tools += rope, ", "")), replays=False, values={"tools": lambda old: old - {"rope"}}, tells="tools"),
    # -- notes and interruptions
    Edit("a note added", (("  key: {title: A key}\n", "  key: {title: A key}\n  map: {title: A map}\n"),)),
    Edit("a note removed", (("  spoon: {title: A spoon}\n", ""), (", learn(spoon)", "")), tells="spoon"),
    Edit("a note renamed", (("  spoon:", "  teaspoon:"), ("learn(spoon)", "learn(teaspoon)"), renamed(notes="spoon: teaspoon")), slots={"note.teaspoon": "note.spoon"}),
    Edit("an interruption renamed", (("  dark: {", "  blackout: {"),), slots={"fired.blackout": "fired.dark"}, replays=False),
    Edit("an interruption removed", (("interruptions:\n  dark: {when: oil <= 3, visit: darkness}\n", ""), (HOUSE[HOUSE.index("  darkness:\n"):], "")), replays=False, rests=clear_of(is_in("darkness")), tells="earlier"),
    Edit("an interruption added", (("interruptions:\n", "interruptions:\n  gloom: {when: mood == cross, visit: darkness}\n"),), replays=False),
]  # fmt: skip
