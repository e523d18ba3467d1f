"""Makes a play again from a saved game. No effect is run: the recorded states stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mars_adventure.saves.moments import Restored, stands
from mars_adventure.saves.repair import Fitting
from mars_adventure.saves.trouble import SaveTrouble, damaged

if TYPE_CHECKING:
    from mars_adventure.engine.play import Play
    from mars_adventure.engine.state import State
    from mars_adventure.saves.document import Document
    from mars_adventure.story import Story


class Loaded(NamedTuple):
    """A play as it was saved. `notices` tell the reader what had to be repaired."""

    play: Play
    notices: tuple[str, ...]


def restore(story: Story, document: Document) -> Loaded:
    """The play of a document of this story.

    After an edit play resumes at the last moment whose scene is still there. Raises
    SaveTrouble ("stranded") if there is none, and ("foreign") for another story's document.
    """
    if document.head.story_id != story.id:
        raise SaveTrouble(
            "foreign",
            f"This is a save of another story, “{document.head.story_title}”.",
            "Open it with that story.",
        )
    same = document.head.fingerprint == story.fingerprint
    fitting = Fitting(story, document.now, same)
    states = _states(fitting, document)
    if same and states[-1] != fitting.begin(document.now):
        raise damaged(document.head.name, "its path does not lead to the state that it holds")
    last = next((number for number in range(len(states) - 1, -1, -1) if stands(story, states[number])), None)
    if last is None:
        raise SaveTrouble(
            "stranded",
            "None of the scenes of this save is in the story any more.",
            "Begin a new play; the file is left as it is.",
        )
    play = _moments(story, fitting, document, states[: last + 1])
    notices = fitting.notices(document.now)
    if last < len(document.path):
        notices.append(_resumed(play, len(document.path) - last))
    return Loaded(play, tuple(notices))


def _states(fitting: Fitting, document: Document) -> list[State]:
    state = fitting.begin(document.start)
    states = [state]
    scene = document.start.scene
    for step in document.path:
        state = fitting.advance(state, step, scene)
        scene = step.changes.get("scene", scene)
        states.append(state)
    return states


def _moments(story: Story, fitting: Fitting, document: Document, states: list[State]) -> Play:
    first_page = len(document.path) + 1 - len(document.pages)
    page = document.pages[0] if first_page == 0 else None
    play = Restored(story, None, None, states[0], document.start.words, page)
    for number, (step, state) in enumerate(zip(document.path, states[1:], strict=False), 1):
        page = document.pages[number - first_page] if number >= first_page else None
        play = Restored(story, play, fitting.choice(step), state, step.words, page)
    return play


def _resumed(play: Play, lost: int) -> str:
    where = play.state.place or play.state.scene
    choices = "1 choice" if lost == 1 else f"{lost} choices"
    return f"The scene you were in is no longer in the story: play resumes {choices} earlier, at “{where}”."
