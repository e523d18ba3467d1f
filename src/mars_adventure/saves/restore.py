"""Makes a reading again from a saved game. No effect is run: the recorded states stand."""

from collections.abc import Sequence
from typing import NamedTuple

from mars_adventure.engine.play import Play
from mars_adventure.saves.document import Document, Offshoot
from mars_adventure.saves.line import Line
from mars_adventure.saves.moments import Restored, rests, stands
from mars_adventure.saves.renames import Renames
from mars_adventure.saves.repair import Fitting
from mars_adventure.saves.timeline import Timeline
from mars_adventure.saves.translation import translated
from mars_adventure.saves.trouble import SaveTrouble, damaged
from mars_adventure.story import Story


class Loaded(NamedTuple):
    """A play as it was saved. `notices` tell the reader what had to be repaired."""

    play: Play
    notices: tuple[str, ...]


class Reopened(NamedTuple):
    """All that was in a saved game. `choices` counts those of the file, on every line."""

    loaded: Loaded
    timeline: Timeline
    choices: int


def restore(story: Story, document: Document) -> Reopened:
    """The reading of a document of this story.

    After an edit play resumes at the last moment whose scene is still there and has something
    to do. Raises SaveTrouble ("stranded") if there is none, and ("foreign") for another story's
    document.
    """
    head = document.head
    if head.story_id != story.id:
        raise SaveTrouble(
            "foreign",
            f"This is a save of another story, “{head.story_title}”.",
            "Open it with that story.",
        )
    same = head.fingerprint == story.fingerprint
    renames = Renames(story, document.now.values, story.renamed._asdict() if same else head.renamed)
    fitting = Fitting(story, document.now, renames)
    told = translated(document, renames)
    first = _first(story, fitting, told)
    line = Line(story, fitting, first, told.path, told.pages)
    end, made = line.moment(len(line)).state, len(line)
    if same and end != fitting.begin(told.now):
        raise damaged(head.name, "its path does not lead to the state that it holds")
    last = made
    while last >= 0 and not (stands if same else rests)(story, line.moment(last).state):
        last -= 1
    if last < 0:
        raise SaveTrouble(
            "stranded",
            "None of the scenes of this save is in the story any more.",
            "Begin a new play; the file is left as it is.",
        )
    play = line.moment(last)
    notices = fitting.notices(complete=told.start.entered is not None)
    if last < made:
        notices.append(_resumed(play, made - last, gone=not stands(story, end)))
    line.cut(last)
    timeline = Timeline(first)
    timeline.graft(line)
    timeline.tip = play
    lines = [line, *_grow(story, fitting, told.branches, line, timeline)]
    left = sum([len(branch.path.rows) for branch in told.branches])
    if sum(map(len, lines)) - last < left:
        notices.append(
            "Ways that you tried and left are shorter now, where their scenes have gone from the story."
        )
    if told.ahead is not None:
        of, after = told.ahead
        timeline.tip = (_moment(lines, of, after) if of < len(lines) else None) or play
    return Reopened(Loaded(play, tuple(notices)), timeline, made + left)


def _first(story: Story, fitting: Fitting, told: Document) -> Play:
    start = told.start
    page = told.pages[0] if len(told.pages) > len(told.path.rows) else None
    return Restored(story, None, None, fitting.begin(start), start.words, page, start.entered)


def _grow(
    story: Story, fitting: Fitting, branches: Sequence[Offshoot], line: Line, timeline: Timeline
) -> list[Line]:
    """Adds the lines that were left, each as far as it still stands."""
    lines = [line]
    for branch in branches:
        fork = _moment(lines, branch.of, branch.after)
        path = branch.path if fork is not None else branch.path.upto(0)
        grown = Line(story, fitting, fork or line.base, path)
        while len(grown) and not stands(story, grown.moment(len(grown)).state):
            grown.cut(len(grown) - 1)
        timeline.graft(grown)
        if fork is not None and branch.name and (len(grown) or not branch.path.rows):
            timeline.rename(grown.moment(len(grown)), branch.name)
        lines.append(grown)
    return lines[1:]


def _moment(lines: Sequence[Line], of: int, after: int) -> Play | None:
    """The moment after so many choices from the beginning, if it is on line `of`."""
    number = after - lines[of].base.length
    return lines[of].moment(number) if (0 if of == 0 else 1) <= number <= len(lines[of]) else None


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
