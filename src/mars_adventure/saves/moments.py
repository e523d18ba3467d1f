"""Moments of a play that came from a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mars_adventure.engine import Unavailable, begin, choose, look
from mars_adventure.engine.play import Play
from mars_adventure.engine.turn import Block, News, Turn

if TYPE_CHECKING:
    from collections.abc import Container

    from mars_adventure.engine.state import Return, State
    from mars_adventure.saves.notation import Page
    from mars_adventure.story import Story
    from mars_adventure.story.model import Choice

_GONE = Block("prose", "This page is no longer in the story.")


class Restored(Play):
    """A moment as recorded. Its state stands; what it shows is worked out when somebody looks.

    Most moments of a long play are never looked at again, and opening it should not wait for them.
    """

    __slots__ = ("_page", "_story", "words")

    def __init__(
        self,
        story: Story,
        parent: Play | None,
        choice: str | None,
        state: State,
        words: int,
        page: Page | None,
        entered: tuple[str, ...] | None,
    ) -> None:
        # Not by way of Play's own: `turn` stays unset until `__getattr__` is asked for it.
        self.parent = parent
        self.choice = choice
        self.state = state
        self.entered = entered
        self.length = parent.length + 1 if parent is not None else 0
        self.words = words
        self._story = story
        self._page = page

    def __getattr__(self, name: str) -> Turn:
        if name != "turn":
            raise AttributeError(name)
        self.turn = turn = self._show()
        return turn

    def _show(self) -> Turn:
        story, state = self._story, self.state
        if not stands(story, state):
            return Turn(state.scene, 0, state.place, state.time, (_GONE,), (), (), "")
        if self._page is not None:
            return look(story, state)._replace(blocks=self._blocks(), news=self._news())
        again = self._again()
        return again.turn if again is not None and again.state == state else look(story, state)

    def _again(self) -> Play | None:
        """This moment as the story has it now, from the recorded one before it."""
        story, parent = self._story, self.parent
        if parent is None or self.choice is None:
            return begin(story, self.state.seed)
        if not stands(story, parent.state):
            return None
        before = Play(None, None, parent.state, look(story, parent.state))
        try:
            return choose(story, before, self.choice)
        except Unavailable:
            return None

    def _blocks(self) -> tuple[Block, ...]:
        page, speakers = self._page, self._story.speakers
        blocks = page.blocks if page else ()
        return tuple(
            [
                block if _is_told(block, speakers) else block._replace(kind="prose", speaker="")
                for block in blocks
            ]
        )

    def _news(self) -> tuple[News, ...]:
        page, slots = self._page, self._story.variables
        return tuple([news for news in page.news if f"note.{news.note}" in slots]) if page else ()


def words_of(moment: Play) -> int:
    """How many words the page of a moment has."""
    if isinstance(moment, Restored):
        return moment.words
    return sum([len(block.text.split()) for block in moment.turn.blocks])


def _is_told(block: Block, speakers: Container[str]) -> bool:
    return block.speaker in speakers if block.kind == "speech" else not block.speaker


def stands(story: Story, state: State) -> bool:
    """Whether every scene and choice that the state speaks of is in the story."""
    if not story.has_scene(state.scene) or (state.within and not _find(story, state.scene, state.within)):
        return False
    return all(_can_return(story, back) for back in state.visits)


def rests(story: Story, state: State) -> bool:
    """Whether play can stand here: there is an ending, or a choice to make."""
    if not stands(story, state):
        return False
    if state.within:
        way = _find(story, state.scene, state.within)
        if way is None or not way.choices:
            return False
    turn = look(story, state)
    return bool(turn.ending) or any(not offer.closed for offer in turn.offers)


def _can_return(story: Story, back: Return) -> bool:
    if back.goto:
        return story.has_scene(back.goto)
    if not story.has_scene(back.scene):
        return False
    return not back.within or _find(story, back.scene, back.within) is not None


def _find(story: Story, scene: str, within: tuple[str, ...]) -> Choice | None:
    found, choices = None, story.scene(scene).choices
    for name in within:
        found = next((choice for choice in choices if choice.id == name), None)
        choices = found.choices if found else ()
    return found
