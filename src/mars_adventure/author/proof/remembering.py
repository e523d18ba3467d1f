"""What a proof takes from earlier ones, and leaves to later ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mars_adventure.author.proof.query import Answer, Settled
from mars_adventure.author.proof.recall import Kept, Keys

if TYPE_CHECKING:
    from mars_adventure.author.proof.prover import Prover


def recall_answers(prover: Prover) -> dict[int, str]:
    """Settles what earlier proofs answered and about which nothing has changed. The keys of what plays left open."""
    keys: dict[int, str] = {}
    if prover.recall.path is None:
        return keys
    named = {variable.name: at for at, variable in enumerate(prover.ground.variables.all)}
    digests = Keys(prover.ground)
    for number in range(len(prover.questions)):
        if prover.is_settled(number):
            continue
        goals = prover.goals[number]
        key = keys[number] = digests.of(goals)
        kept = prover.recall.known.get(key)
        if kept is None:
            continue
        visible = tuple([named[name] for name in kept.visible if name in named])
        if kept.spent:
            prover.settled[number] = Settled(Answer(None, visible=visible))
            prover.spent[number] = kept.spent
        elif kept.play is None:
            prover.settled[number] = Settled(Answer(False, visible=visible), checked=kept.checked)
        elif (path := digests.replayed(kept.play, goals, prover.corpus)) is not None:
            prover.corpus.add(path)
            prover.settled[number] = Settled(Answer(True, path))
    return keys


def keep_answers(prover: Prover) -> None:
    """Keeps what was answered since, and how long was spent on what was not."""
    if prover.recall.path is None:
        return
    digests = Keys(prover.ground)
    for number, key in prover.keys.items():
        settled = prover.answer(number)
        play, spent = None, 0.0
        if settled.answer.reachable is None:
            spent = prover.spent[number]
            if not spent or number in prover.doubted:
                continue
        elif settled.answer.reachable:
            path = settled.path or prover.corpus.path(prover.corpus.found[number])
            play = digests.played(path, prover.goals[number])
        visible = [prover.ground.variables.all[at].name for at in settled.answer.visible]
        prover.recall.known.pop(key, None)
        prover.recall.known[key] = Kept(play, visible, settled.checked, spent)
    prover.recall.save()
