"""A short story with one of everything, and the app reading it, for the tests of the page."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from mars_adventure.engine import begin, choose
from mars_adventure.saves import Profile, Session, Settings, Shelf
from mars_adventure.story import open_story
from mars_adventure.ui.tui.app import MarsApp
from mars_adventure.ui.tui.play import PlayScreen

if TYPE_CHECKING:
    from pathlib import Path

    from mars_adventure.story import Story
    from mars_adventure.ui.tui.page import Page

HEAD = """
story: The Spoon
start: mess
about: Six people and one tin.
speakers:
  halina: Halina
  yann: Yann
  eurocom: {name: Eurocom, radio: true}
marks:
  record: {sign: "●", means: on the record}
  private: {sign: "○", means: off the record}
variables:
  key: flag
notes:
  spoon: {title: One spoon short, text: Forty.}
  cup: {title: The wet cup, text: Wet.}
  sleeve: {title: What is in her sleeve, text: A sprig.}
endings:
  back: {title: Turned Back, hint: The shortest way home.}
ledger: |
  You turned back.

  {if known(spoon)} You knew about the spoon.
"""

CHAPTER = """
chapter: 1
title: Sixty Hours
recap: A spoon went missing.
scenes:
  mess:
    place: The mess
    time: E minus 60 h
    do: learn(spoon), learn(cup), learn(sleeve)
    text: |
      Seven cups hang on *seven* hooks. **One** of them is wet.

      @eurocom: Ulysses, Cologne. We have you at sixty hours, and everything nominal so far.

      @halina: Prop.

      @yann: Go.

      > LOS 00:11:00
      > pressure 1014 hPa

      ---

      Nobody says whose.
    choices:
      - text: Swipe the keycard
        id: swipe
        if: key
        else: The reader wants a card.
      - text: '"I did not count them."'
        id: say
        mark: record
        do: strike(cup), lose(sleeve)
        goto: corridor
      - text: Write it down
        id: write
        mark: private
        goto: corridor
      - text: Open the outer door
        id: out
        goto: outside
  corridor:
    place: The corridor
    time: E minus 58 h
    text: |
      The corridor lights come on one bay behind you, the way they do when the ship thinks you are lost.
    choices:
      - text: Go on
        id: on
        goto: corridor
      - text: Go back to the mess
        id: mess
        goto: mess
      - text: Listen
        id: long
        goto: long
      - text: Turn the ship round
        id: turn
        goto: home
      - text: Go up
        id: up
        goto: upstairs
  long:
    text: |
      PARAGRAPHS
    choices:
      - text: Leave the long page
        id: leave
        goto: corridor
  outside:
    text: |
      You walk until the air is gone.
    choices:
      - text: Knock
        id: knock
        if: key
        else: Nobody hears you.
  home:
    text: |
      You turn the ship round.
    ending: back
"""

SECOND = """
chapter: 2
title: The Message
scenes:
  upstairs:
    place: The flight deck
    text: |
      A light is on.
    choices:
      - text: Wait
        id: wait
        goto: upstairs
"""

LONG = "\n\n      ".join(
    f"Paragraph {number} of a page that is longer than any window here." for number in range(1, 31)
)


def a_story(folder: Path, *, head: str = HEAD, chapter: str = CHAPTER) -> Story:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "story.yaml").write_text(head, encoding="utf-8")
    (folder / "one.yaml").write_text(chapter.replace("PARAGRAPHS", LONG), encoding="utf-8")
    (folder / "two.yaml").write_text(SECOND, encoding="utf-8")
    return open_story(folder)


class Reading(MarsApp):
    """The app on the page of a story of its own, each key pressed a second after the one before."""

    def __init__(
        self,
        folder: Path,
        *path: str,
        story: Story | None = None,
        saved: bool = True,
        resumed: bool = False,
        notices: tuple[str, ...] = (),
        settings: Settings | None = None,
    ) -> None:
        story = story or a_story(folder / "story")
        shelf = Shelf(folder / "saves", story) if saved else None
        play = begin(story, 1)
        for choice in path:
            play = choose(story, play, choice)
        self.session = Session(story, shelf, play, notices)
        self.resumed = resumed
        self.times: Any = count(0, 1)
        super().__init__(story, shelf, Profile(settings=settings or Settings(), story=story.id), self.session)

    def get_default_screen(self) -> Any:
        return PlayScreen(self.session, resumed=self.resumed, clock=lambda: next(self.times))

    @property
    def text(self) -> Page:
        """The page widget."""
        assert self.page is not None
        return self.page.page

    @property
    def path(self) -> tuple[str, ...]:
        """The choices made so far."""
        return self.session.play.path()
