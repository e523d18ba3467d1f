"""Makes a reading again from a saved game. No effect is run: the recorded states stand."""

from collections.abc import Sequence
from typing import NamedTuple

from mars_adventure.engine.play import Play
from mars_adventure.engine.state import State
from mars_adventure.saves.document import Document, Offshoot
from mars_adventure.saves.moments import Restored, rests, stands
from mars_adventure.saves.notation import Page, Step, plain_way
from mars_adventure.saves.repair import Fitting
from mars_adventure.saves.timeline import Timeline
from mars_adventure.saves.trouble import SaveTrouble, damaged
from mars_adventure.story import Story


class Loaded(NamedTuple):
    """A play as it was saved. `notices` tell the reader what had to be repaired."""

    play: Play
    notices: tuple[str, ...]


class Reopened(NamedTuple):
    """All that was in a saved game. `steps` are the moments of its choices, in the order of the
    file, as far as they could be made again.
    """

    loaded: Loaded
    timeline: Timeline
    steps: list[Play]


def restore(story: Story, document: Document) -> Reopened:
    """The reading of a document of this story.

    After an edit play resumes at the last moment whose scene is still there and has something
    to do. Raises SaveTrouble ("stranded") if there is none, and ("foreign") for another story's
    document.
    """
    if document.head.story_id != story.id:
        raise SaveTrouble(
            "foreign",
            f"This is a save of another story, “{document.head.story_title}”.",
            "Open it with that story.",
        )
    same = document.head.fingerprint == story.fingerprint
    fitting = Fitting(story, document.now, same, document.head.renamed)
    states, scenes = _follow(fitting, fitting.begin(document.start), document.start.scene, document.path)
    if same and states[-1] != fitting.begin(document.now):
        raise damaged(document.head.name, "its path does not lead to the state that it holds")
    last = len(states) - 1
    while last >= 0 and not (stands(story, states[last]) if same else rests(story, states[last])):
        last -= 1
    if last < 0:
        raise SaveTrouble(
            "stranded",
            "None of the scenes of this save is in the story any more.",
            "Begin a new play; the file is left as it is.",
        )
    line = _line(story, fitting, document, states, scenes)
    notices = fitting.notices(document.now, complete=document.start.entered is not None)
    if last < len(document.path):
        notices.append(_resumed(line[last], len(document.path) - last, gone=not stands(story, states[-1])))
    del line[last + 1 :]
    timeline = Timeline(line[last])
    pieces = [line, *_grow(story, fitting, document.branches, line, scenes, timeline)]
    if sum(map(len, pieces[1:])) < sum(len(branch.path) for branch in document.branches):
        notices.append(
            "Ways that you tried and left are shorter now, where their scenes have gone from the story."
        )
    if document.ahead is not None:
        of, after = document.ahead
        timeline.tip = (_moment(pieces[of], after) if of < len(pieces) else None) or timeline.tip
    steps = [moment for piece in pieces for moment in piece if moment.parent is not None]
    return Reopened(Loaded(line[last], tuple(notices)), timeline, steps)


def _follow(
    fitting: Fitting, state: State, scene: str, path: Sequence[Step]
) -> tuple[list[State], list[str]]:
    """The state at the beginning and after each step, and the scene as the save calls it."""
    states, scenes = [state], [scene]
    for step in path:
        state = fitting.advance(state, step, scene)
        scene = step.changes.get("scene", scene)
        states.append(state)
        scenes.append(scene)
    return states, scenes


def _line(
    story: Story, fitting: Fitting, document: Document, states: list[State], scenes: list[str]
) -> list[Play]:
    first_page = len(document.path) + 1 - len(document.pages)
    start = document.start
    page = document.pages[0] if first_page == 0 else None
    line: list[Play] = [
        Restored(story, None, None, states[0], start.words, page, fitting.entered(start.entered))
    ]
    for number, step in enumerate(document.path, 1):
        page = document.pages[number - first_page] if number >= first_page else None
        line.append(_step(story, fitting, line[-1], step, states[number], scenes[number - 1], page))
    return line


def _grow(
    story: Story,
    fitting: Fitting,
    branches: Sequence[Offshoot],
    line: list[Play],
    scenes: list[str],
    timeline: Timeline,
) -> list[list[Play]]:
    """Adds the lines that were left, each as far as it still stands."""
    pieces: list[list[Play]] = [line]
    named: list[list[str]] = [scenes]
    for branch in branches:
        fork = _moment(pieces[branch.of], branch.after)
        moments: list[Play] = []
        called: list[str] = []
        if fork is not None:
            scene = named[branch.of][branch.after - pieces[branch.of][0].length]
            states, called = _follow(fitting, fork.state, scene, branch.path)
            for step, state, before in zip(branch.path, states[1:], called, strict=False):
                moments.append(
                    _step(story, fitting, moments[-1] if moments else fork, step, state, before, None)
                )
            while moments and not stands(story, moments[-1].state):
                moments.pop()
            for moment in moments:
                timeline.add(moment)
            if branch.name and (moments or not branch.path):
                timeline.rename(moments[-1] if moments else fork, branch.name)
        pieces.append(moments)
        named.append(called[1:])
    return pieces[1:]


def _step(
    story: Story, fitting: Fitting, before: Play, step: Step, state: State, scene: str, page: Page | None
) -> Restored:
    entered = step.changes.get("through", plain_way(scene, step.changes.get("scene", scene)))
    return Restored(story, before, fitting.choice(step), state, step.words, page, fitting.entered(entered))


def _moment(piece: list[Play], length: int) -> Play | None:
    at = length - piece[0].length if piece else -1
    return piece[at] if 0 <= at < len(piece) else None


def _resumed(play: Play, lost: int, *, gone: bool) -> str:
    where = play.state.place or play.state.scene
    choices = "1 choice" if lost == 1 else f"{lost} choices"
    if gone:
        return (
            f"The scene you were in is no longer in the story: play resumes {choices} earlier, at “{where}”."
        )
    return (
        "The scene you were in has been written anew, and what you did next is no longer asked there: "
        f"play resumes {choices} earlier, at “{where}”."
    )
