"""Plays that are changed little by little."""

from __future__ import annotations

from mars_adventure.author.proof.drawing.building import build, draw_whole
from mars_adventure.author.proof.machine.ground import Ground
from mars_adventure.author.proof.plays.climbing import Climb
from mars_adventure.author.proof.plays.corpus import Corpus

WAITING = """
variables:
  key: flag
  left: flag
  right: flag
scenes:
  start:
    choices:
      - {text: Take it, id: take, do: [key = true, left = true], goto: hall}
      - {text: Steal it, id: steal, do: [key = true, right = true], goto: hall}
      - {text: Leave it, id: leave, goto: hall}
  hall:
    text: A hall.
    choices:
      - {text: Open, id: open, if: key, goto: room}
      - {text: Wait, id: wait, goto: hall}
  room:
    text: |
      {if left and right: It cannot be.}
    choices:
      - {text: Go, id: go, goto: end}
  end: {ending: end}
endings:
  end: {title: End, hint: h}
"""


def test_a_changed_play_ends_where_one_can_wait_for_ever_for_a_choice_that_is_gone(story):
    """Changed at its beginning, the play comes to the hall without the key, and only waiting is left."""
    ground = Ground(build(draw_whole(story(WAITING))))
    corpus = Corpus(ground)
    corpus.play(20, lambda: False)
    steps = 0

    def counted(change):
        def take(values):
            nonlocal steps
            steps += 1
            assert steps < 10_000
            change(values)

        return take

    corpus.runner.change = [counted(change) for change in corpus.runner.change]
    places = {
        at: guard for question in ground.machine.questions.values() for at, guard in question.places.items()
    }
    tried = 0
    for at, guard in places.items():
        if corpus.states.get(at):
            attempt = Climb(corpus, at, guard)
            if attempt.plays[0].ways:
                attempt.arrive(lambda _: None, 30)
                tried += 1
    assert tried
