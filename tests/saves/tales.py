"""A small story with everything in it that a save must carry, and ways to play and to edit it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mars_adventure.engine import begin, choose
from mars_adventure.saves import Session
from mars_adventure.story import open_story

if TYPE_CHECKING:
    from pathlib import Path

    from mars_adventure.engine import Play
    from mars_adventure.saves import Shelf
    from mars_adventure.story import Story

HEAD = """\
story: The Airlock
version: one
start: airlock
speakers:
  halina: Halina
variables:
  oxygen: 0..100 = 60
  keycard: flag
  mood: one of calm, afraid, cross
  tools: set of wrench, lamp, rope = lamp
  weather: one of dust, sun, frost
  trust:
    halina: 0..4 = 2
notes:
  spoon:
    title: One *spoon* short
    text: |
      Forty in the tin.
"""

SCENES = """\
chapter: 1
title: Outside
scenes:
  airlock:
    place: The airlock
    time: Sol 1
    do: oxygen -= 1
    text: |
      The inner door seals *behind* you. {oxygen} left. {steps: First. | Again.}

      @halina: Say again?

      > LOS 00:11:00
    choices:
      - text: Breathe
        id: breathe
        do: oxygen -= 5, mood = afraid
        say: |
          In, and **out**.
      - text: Search the locker
        id: search
        once: true
        say: |
          A keycard that is not yours.
        do: keycard = true, tools += rope, learn(spoon)
      - text: Throw the lamp away
        id: throw
        if: lamp in tools
        else: You have no lamp.
        do: tools -= lamp, draw(weather)
      - text: Call
        id: call
        do: trust.halina += 1
        say: |
          "Station?"
        choices:
          - text: Wait for an answer
            id: wait
            say: |
              Nobody.
          - text: Read the log meanwhile
            id: log
            visit: log
        goto: airlock
      - text: Go in
        id: enter
        if: keycard
        goto: corridor
  log:
    text: |
      Nine minutes.
    choices:
      - text: Close it
        id: close
        goto: return
"""

INSIDE = """\
chapter: 2
title: Inside
scenes:
  corridor:
    place: The corridor
    text: |
      It is warm. {if visited(log): You know about the nine minutes.}
    choices:
      - text: Go back
        id: back
        goto: airlock
      - text: Stay
        id: stay
        goto: inside
  inside:
    text: |
      You stay.
    ending: inside
endings:
  inside: {title: Let In, hint: Some doors open.}
"""


class Teller:
    """Writes a story to a folder and opens it; `edit` gives it as it would be after an edit."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.told = 0

    def tell(self, head: str = HEAD, scenes: str = SCENES, inside: str = INSIDE) -> Story:
        self.told += 1
        folder = self.folder / f"story-{self.told}"
        folder.mkdir(parents=True)
        for name, text in (("story", head), ("outside", scenes), ("inside", inside)):
            (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        return open_story(folder)

    def edit(self, *changes: tuple[str, str]) -> Story:
        """Every change is an old text, which must be there, and the new one."""
        texts = [HEAD, SCENES, INSIDE]
        for old, new in changes:
            assert any(old in text for text in texts), f"nothing to change: {old}"
            texts = [text.replace(old, new) for text in texts]
        return self.tell(*texts)


def played(story: Story, *choices: str, seed: int = 0) -> Play:
    play = begin(story, seed)
    for choice in choices:
        play = choose(story, play, choice)
    return play


def read_through(story: Story, shelf: Shelf, *choices: str) -> Session:
    """A session that has made these choices."""
    session = Session(story, shelf, begin(story))
    for choice in choices:
        session.choose(choice)
    return session
