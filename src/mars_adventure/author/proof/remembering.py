"""What a proof takes from earlier ones, and leaves to later ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mars_adventure.author.proof.query import Answer, Settled
from mars_adventure.author.proof.recall import Kept, Keys

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mars_adventure.author.proof.corpus import Corpus
    from mars_adventure.author.proof.machine import Places
    from mars_adventure.author.proof.recall import Recall


class Recalled(NamedTuple):
    """By the number of a question: its key, what was answered, and the seconds spent on what was not."""

    keys: dict[int, str]
    settled: dict[int, Settled]
    spent: dict[int, float]


def recall_answers(
    recall: Recall,
    corpus: Corpus,
    goals: Mapping[int, Places],
    is_settled: Callable[[int], bool],
    is_over: Callable[[], bool] = lambda: False,
) -> Recalled:
    """What earlier proofs answered of the questions still open, and about which nothing has changed.

    It ends early where `is_over` comes true: to see that nothing has changed takes time as well.
    """
    found = Recalled({}, {}, {})
    if recall.path is None:
        return found
    named = {variable.name: at for at, variable in enumerate(corpus.ground.variables.all)}
    digests = Keys(corpus.ground)
    for number in goals:
        if is_over():
            break
        if is_settled(number):
            continue
        key = found.keys[number] = digests.of(goals[number])
        kept = recall.known.get(key)
        if kept is None:
            continue
        visible = tuple([named[name] for name in kept.visible if name in named])
        if kept.spent:
            found.settled[number] = Settled(Answer(None, visible=visible))
            found.spent[number] = kept.spent
        elif kept.play is None:
            found.settled[number] = Settled(Answer(False, visible=visible), checked=kept.checked)
        elif (path := digests.replayed(kept.play, goals[number], corpus)) is not None:
            corpus.add(path)
            found.settled[number] = Settled(Answer(True, path))
    return found


def keep_answers(
    recall: Recall,
    corpus: Corpus,
    goals: Mapping[int, Places],
    keys: Mapping[int, str],
    answer: Callable[[int], Settled],
    spent: Mapping[int, float],
) -> None:
    """Keeps what was answered since, and the seconds `spent` on what was not."""
    if recall.path is None:
        return
    digests, variables = Keys(corpus.ground), corpus.ground.variables.all
    for number, key in keys.items():
        settled = answer(number)
        play, seconds = None, 0.0
        if settled.answer.reachable is None:
            seconds = spent.get(number, 0.0)
            if not seconds:
                continue
        elif settled.answer.reachable:
            path = settled.path or corpus.path(corpus.found[number])
            play = digests.played(path, goals[number])
        visible = [variables[at].name for at in settled.answer.visible]
        recall.known.pop(key, None)
        recall.known[key] = Kept(play, visible, settled.checked, seconds)
    recall.save()
