"""What the reader knows: notes, people, documents, theories, and the ledger at the end."""

from typing import NamedTuple

from mars_adventure.engine.play import Play
from mars_adventure.engine.program import Program, program_of, spans_of
from mars_adventure.engine.rendering import add_blocks
from mars_adventure.engine.state import State
from mars_adventure.engine.translate import condition_of
from mars_adventure.engine.turn import Block
from mars_adventure.story import Story
from mars_adventure.story.model import CasebookItem, Prose
from mars_adventure.story.types import KNOWN, STRUCK


class Evidence(NamedTuple):
    """A note by which a theory is weighed. One that was struck out is still there, and weighs nothing."""

    title: str
    struck: bool = False


class Entry(NamedTuple):
    """`status` is "known" or "struck". Where and when it was learnt is "" for what was never learnt
    but is simply there.
    """

    name: str
    title: str
    blocks: tuple[Block, ...]
    status: str
    place: str
    time: str
    chapter: int
    speaks_for: tuple[Evidence, ...]
    speaks_against: tuple[Evidence, ...]

    @property
    def tally(self) -> tuple[int, int]:
        """How many notes speak for a theory, and how many against."""
        speaks_for, against = (
            sum(not note.struck for note in notes) for notes in (self.speaks_for, self.speaks_against)
        )
        return speaks_for, against


class Casebook(NamedTuple):
    """Lost and unknown notes do not appear."""

    notes: tuple[Entry, ...]
    people: tuple[Entry, ...]
    documents: tuple[Entry, ...]
    theories: tuple[Entry, ...]


def casebook(story: Story, play: Play) -> Casebook:
    """The casebook as it stands; notes in the order in which they were learnt."""
    program, state = program_of(story), play.state
    learnt: dict[str, Play] = {}
    for moment in play.moments():
        for news in moment.turn.news:
            if news.what == "learnt":
                learnt.pop(news.note, None)
                learnt[news.note] = moment
    head = story.head
    order = {name: at for at, name in enumerate(learnt)}
    status = {name: state.values[program.index[f"note.{name}"]] for name in head.notes}
    shown = [name for name in head.notes if status[name] in (KNOWN, STRUCK)]
    shown.sort(key=lambda name: order.get(name, -1))
    notes = [
        entry_of(program, head.notes[name], state, str(status[name]), learnt.get(name)) for name in shown
    ]

    people, documents = (standing_of(program, table, state) for table in (head.people, head.documents))
    return Casebook(tuple(notes), people, documents, theories(story, play))


def theories(story: Story, play: Play) -> tuple[Entry, ...]:
    """The theories alone, which take the same time however long the play."""
    return standing_of(program_of(story), story.head.theories, play.state)


def standing_of(program: Program, table: dict[str, CasebookItem], state: State) -> tuple[Entry, ...]:
    """Those of some items that are there now."""
    values = list(state.values)
    return tuple(
        entry_of(program, item, state, KNOWN, None)
        for item in table.values()
        if item.condition is None or condition_of(item.condition, program.index)(values)
    )


def entry_of(program: Program, item: CasebookItem, state: State, status: str, moment: Play | None) -> Entry:
    def evidence(names: tuple[str, ...]) -> tuple[Evidence, ...]:
        found = [(name, state.values[program.index[f"note.{name}"]]) for name in names]
        return tuple(
            Evidence(text_of(program, program.story.head.notes[name], state), kept == STRUCK)
            for name, kept in found
            if kept in (KNOWN, STRUCK)
        )

    turn = moment.turn if moment is not None else None
    return Entry(
        item.name,
        text_of(program, item, state),
        written(program, item.text, state),
        status,
        turn.place if turn else "",
        turn.time if turn else "",
        turn.chapter if turn else 0,
        evidence(item.speaks_for),
        evidence(item.speaks_against),
    )


def text_of(program: Program, item: CasebookItem, state: State) -> str:
    spans = spans_of(program.renderer.text(item.title), list(state.values), state.seed)
    return "".join(span.text for span in spans)


def written(program: Program, prose: Prose, state: State) -> tuple[Block, ...]:
    blocks: list[Block] = []
    add_blocks(program.renderer.prose(prose), list(state.values), state.seed, blocks)
    return tuple(blocks)


def ledger(story: Story, state: State) -> tuple[Block, ...]:
    """What this play leaves on the books; read at its end."""
    return written(program_of(story), story.head.ledger, state)


def recap(story: Story, play: Play) -> tuple[str, ...]:
    """One line for each chapter this play has left behind, for "Previously", by what was so when it
    was left.
    """
    program = program_of(story)
    scenes = play.scenes()
    chapters = {scene: _chapter_of(story, scene) for scene in set(scenes)}
    last = {chapters[scene]: length for length, scene in enumerate(scenes)}
    del last[chapters[scenes[-1]]]
    lines = []
    for number, length in sorted(last.items()):
        head = story.chapters.get(number)
        if head is not None and head.recap:
            state = play.at(length + 1).state
            spans = spans_of(program.renderer.text(head.recap), list(state.values), state.seed)
            lines.append("".join(span.text for span in spans))
    return tuple(lines)


def _chapter_of(story: Story, scene: str) -> int:
    """0 where the scene is not in the story, as in an old save."""
    return story.scene(scene).chapter if story.has_scene(scene) else 0
