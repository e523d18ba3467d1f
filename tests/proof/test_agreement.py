"""Every answer of the methods for large stories is what a search of all states finds."""

from __future__ import annotations

import os
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from telling import tell
from test_proof import ALIKE

from mars_adventure.author.proof.budget import Budget
from mars_adventure.author.proof.checking.certificates import Desk, certificate_of
from mars_adventure.author.proof.checking.checker import (
    NOTHING,
    Certificate,
    Passing,
    Refused,
    check,
    check_values,
    holds,
)
from mars_adventure.author.proof.drawing.building import build, draw_whole
from mars_adventure.author.proof.machine.ground import Ground
from mars_adventure.author.proof.machine.guards import AtLeast, Every, In, Some
from mars_adventure.author.proof.machine.guards import holds as holds_for
from mars_adventure.author.proof.plays.corpus import Corpus
from mars_adventure.author.proof.plays.search import Search
from mars_adventure.author.proof.plays.shortest import shorten
from mars_adventure.author.proof.prover import Prover
from mars_adventure.author.proof.tracking.locks import circles, find_locks
from mars_adventure.author.proof.tracking.query import Query

MOST_STATES = 4000


def no_bound(size=0):
    pass


def compare(story, every):
    """How many answers were compared, and how many of them were no. Only one question in `every` is asked."""
    machine = build(draw_whole(story))
    ground = Ground(machine)
    search = Search(ground, MOST_STATES)
    if not search.complete:
        return 0, 0
    corpus, desk = Corpus(ground), Desk(ground)
    query = Query(ground, corpus)
    asked = no = 0
    for number, question in enumerate(machine.questions.values()):
        state = search.first(question.places)
        if number % every and state is not None:
            continue
        if number % (2 * every) and state is None:
            continue
        answer = query.answer(question.places, no_bound)
        assert answer.reachable is (state is not None), question.subject
        asked += 1
        if answer.reachable:
            at, values = corpus.runner.after(answer.path)
            assert holds_for(question.places[at], values)
            path, shortest = shorten(ground, corpus, question.places, answer.path, lambda: False)
            assert shortest
            assert len([way for way in path if way.edge.choice]) == len(search.choices(state))
        else:
            no += 1
            assert desk.checks(question.places, answer.abstraction)
    locked = search.locked()
    dead = [state for state in locked if not search.following(state)]
    locks = [find_locks(ground, query, points, no_bound) for points in circles(ground)]
    assert all(lock.free is not None for lock in locks)
    assert bool(locked) == (bool(dead) or not all(lock.free for lock in locks))
    for lock in locks:
        begun = dict.fromkeys([*lock.visible, 0])
        again = find_locks(ground, Query(ground, corpus), lock.points, no_bound, begun, range(3))
        assert again.free is lock.free
    return asked, no


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**6))
def test_random_stories(seed, tmp_path):
    story = tell(seed, tmp_path, draws=seed % 3 == 0)
    if story is not None:
        compare(story, every=5)


def agree(story):
    """How many answers of the whole proof were compared with the search."""
    prover = Prover(story, draw_whole(story), Budget(600, 4096), lambda *_: None, 0)
    search = Search(prover.ground, MOST_STATES)
    if not search.complete:
        return 0
    prover.settle()
    for number, (_, question) in enumerate(prover.questions):
        reachable = search.first(question.places) is not None
        assert prover.answer(number).answer.reachable is reachable, question.subject
    assert not prover.doubted
    assert bool(search.locked()) == (
        any(not lock.free for lock in prover.locks)
        or any(not search.following(state) for state in search.locked())
    )
    return len(prover.questions)


def test_the_checker_sees_what_the_proof_sees(tmp_path):
    """A condition over two variables, one tracked, leaves the other one value or none."""
    assert agree(tell(10_728, tmp_path, draws=False)) > 0


def test_questions_asked_together_are_told_apart(story):
    """Two that read one variable at one place, and neither is ever so."""
    assert agree(story(ALIKE)) > 0


@pytest.mark.slow
def test_the_whole_proof_of_random_stories(tmp_path):
    """MARS_PROOF_STORIES says how many are tried; 5000 before a release."""
    asked = stories = 0
    tried = int(os.environ.get("MARS_PROOF_STORIES", "24"))
    for seed in range(tried):
        story = tell(10_000 + seed, tmp_path, draws=seed % 3 == 0)
        if story is not None and (more := agree(story)):
            asked, stories = asked + more, stories + 1
    print(f"{asked} answers about {stories} stories agree")
    assert stories > tried / 2


@pytest.mark.slow
def test_hundreds_of_random_stories(tmp_path):
    asked = no = stories = 0
    for seed in range(90):
        story = tell(seed, tmp_path, draws=seed % 3 == 0)
        if story is not None:
            more, never = compare(story, every=8)
            asked, no, stories = asked + more, no + never, stories + bool(more)
    assert stories > 55
    assert asked > no > 70


def proofs(tmp_path, seeds):
    """Proofs of what cannot be in random stories: the desk, the certificate, and every state of the story."""
    for seed in range(seeds):
        story = tell(seed, tmp_path, draws=False)
        if story is None:
            continue
        ground = Ground(build(draw_whole(story)))
        search = Search(ground, MOST_STATES)
        query, desk = Query(ground, Corpus(ground)), Desk(ground)
        if not search.complete:
            continue
        for question in list(ground.machine.questions.values())[::5]:
            answer = query.answer(question.places, no_bound)
            if answer.abstraction is not None and not answer.reachable:
                yield desk, certificate_of(answer.abstraction, ground.goals(question.places)), search


def without(machine, certificate, at, values):
    """The proof with one state less at a point."""
    order, nodes = certificate.order, [*certificate.nodes]

    def follow(node, place):
        if place == len(order):
            return NOTHING
        children = [node] * len(machine.variables.all[order[place]].values)
        if nodes[node][0] == place:
            children = list(nodes[node][1])
        value = values[order[place]]
        children[value] = follow(children[value], place + 1)
        nodes.append((place, tuple(children)))
        return len(nodes) - 1

    node = follow(certificate.states[at], 0)
    return replace(certificate, nodes=nodes, states=certificate.states | {at: node})


def test_the_checker_refuses_proofs_that_were_tampered_with(tmp_path):
    """Each state taken out of a proof of which play can come to it, or of the beginning, is missed."""
    refused = 0
    for desk, certificate, search in proofs(tmp_path, 40):
        machine = search.ground.machine
        assert check(machine, desk.values, certificate)
        for at, node in certificate.states.items():
            if node != NOTHING and search.by_point.get(at):
                values = search.by_point[at][0].values
                assert holds(certificate, at, values)
                worse = [
                    replace(certificate, states=certificate.states | {at: NOTHING}),
                    without(machine, certificate, at, values),
                ]
                for one in worse:
                    with pytest.raises(Refused):
                        check(machine, desk.values, one)
                    refused += 1
                break
    assert refused > 5


def test_the_checker_refuses_what_is_no_diagram(tmp_path):
    for desk, certificate, search in proofs(tmp_path, 10):
        machine, nodes = search.ground.machine, certificate.nodes
        if len(nodes) == 2:
            continue
        place, children = nodes[-1]
        for last in [
            (place, children[:-1]),
            (place, (*children[:-1], len(nodes) - 1)),
            (place + 99, children),
        ]:
            with pytest.raises(Refused):
                check(machine, desk.values, replace(certificate, nodes=[*nodes[:-1], last]))
        break
    else:
        pytest.fail("no proof has a diagram")


SIZES = (2, 3, 2)


def guards(depth=2):
    """Conditions over three variables."""
    member = st.integers(0, 2).flatmap(
        lambda one: st.builds(
            In, st.just(one), st.integers(0, (1 << SIZES[one]) - 1), st.just((1 << SIZES[one]) - 1)
        )
    )
    tables = st.tuples(*[st.tuples(*[st.integers(-1, 2)] * size) for size in SIZES])
    total = st.builds(
        lambda chosen, least: AtLeast(tuple(enumerate(chosen)), least), tables, st.integers(-1, 4)
    )
    if not depth:
        return member | total
    several = st.lists(guards(depth - 1), max_size=3).map(tuple)
    return member | total | st.builds(Every, several) | st.builds(Some, several)


@st.composite
def diagrams(draw):
    nodes = [(3, ()), (3, ())]
    for place in (2, 1, 0):
        below = st.integers(0, len(nodes) - 1)
        nodes += [
            (place, tuple(draw(below) for _ in range(SIZES[place]))) for _ in range(draw(st.integers(1, 3)))
        ]
    return nodes


@settings(max_examples=400, deadline=None)
@given(
    nodes=diagrams(),
    guard=guards(),
    tables=st.fixed_dictionaries(
        {}, optional={one: st.tuples(*[st.integers(0, size - 1)] * size) for one, size in enumerate(SIZES)}
    ),
    ends=st.tuples(st.integers(0, 99), st.integers(0, 99)),
)
def test_the_checker_goes_through_edges_as_states_do(nodes, guard, tables, ends):
    here, there = [end % len(nodes) for end in ends]
    certificate = Certificate({}, (0, 1, 2), nodes, {0: here, 1: there})
    found = Passing(certificate, [(1 << size) - 1 for size in SIZES], guard, tables).any(here, there)
    assert found is any(
        holds(certificate, 0, values)
        and holds_for(guard, values)
        and not holds(
            certificate, 1, [tables[one][old] if one in tables else old for one, old in enumerate(values)]
        )
        for values in product(*map(range, SIZES))
    )


def test_value_sets_that_leave_out_a_variable_are_refused(story):
    ground = Ground(build(draw_whole(story(ALIKE))))
    values = [ground.variables.masks(packed) if packed else None for packed in ground.sets]
    check_values(ground.machine, values)
    last = max(at for at, masks in enumerate(values) if masks is not None and at != ground.machine.start)
    values[last] = values[last][:-1]
    with pytest.raises(Refused):
        check_values(ground.machine, values)


def test_a_search_gives_up_long_before_its_end_where_it_is_plain_that_it_has_none(story):
    flags = "".join(f"  f{one}: flag\n" for one in range(14))
    taken = "".join(
        f"      - {{text: T{one}, id: t{one}, if: not f{one}, do: f{one} = true, goto: start}}\n"
        for one in range(14)
    )
    ways = "".join(
        f"  w{one}:\n    choices:\n      - {{text: On, id: on, goto: {f'w{one + 1}' if one < 40 else 'end'}}}\n"
        for one in range(41)
    )
    told = (
        f"variables:\n{flags}scenes:\n  start:\n    choices:\n{taken}"
        f"      - {{text: Go, id: go, goto: w0}}\n{ways}"
        f"  end:\n    text: '{{if f0 and f1: A}}'\n    ending: end\n"
        "endings:\n  end: {title: End, hint: h}\n"
    )
    ground = Ground(build(draw_whole(story(told))))
    search = Search(ground, 10_000)
    assert not search.complete
    assert len(search.come_by) < 5_000
