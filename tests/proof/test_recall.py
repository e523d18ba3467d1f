"""Kept answers are the answers that would be found anew, whatever was edited in between."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from telling import tell

from mars_adventure.author.proof import prove
from mars_adventure.author.proof.recall import Keys, Recall
from mars_adventure.story import StoryError, open_story

EDITS = (
    ("n += 1", "n -= 1"), ("f = true", "f = false"), (">= 2", ">= 1"), ("n < 2", "n < 3"), ("not f", "g"),
    ("x in bag", "y in bag"), ("learn(a)", "learn(b)"), ("goto: s1", "goto: s0"), ("n == m", "n != m"), (" and ", " or "),
)  # fmt: skip


def edited(text, random):
    """With one place changed."""
    found = [
        (at, old, new)
        for one, other in EDITS
        for old, new in ((one, other), (other, one))
        for at in range(len(text))
        if text.startswith(old, at)
    ]
    at, old, new = random.choice(found)
    return text[:at] + new + text[at + len(old) :]


def verdicts(report):
    return [(one.topic, one.key, one.verdict) for one in report.findings]


@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**6))
def test_answers_agree_over_edits(seed, tmp_path_factory):
    folder, answers = tmp_path_factory.mktemp("story"), tmp_path_factory.mktemp("cache") / "answers"
    story = tell(seed, folder, draws=False)
    if story is None:
        return
    random, file = Random(seed), folder / "tale.yaml"
    for _ in range(2):
        kept = prove(story, few_states=0, answers=answers)
        anew = prove(story, few_states=0)
        assert verdicts(kept) == verdicts(anew)
        before = file.read_text(encoding="utf-8")
        file.write_text(edited(before, random), encoding="utf-8")
        try:
            story = open_story(folder)
        except StoryError:
            file.write_text(before, encoding="utf-8")
            story = open_story(folder)


SECRET = """\
variables: {a: flag, b: flag}
scenes:
  start:
    choices:
      - {text: A, id: a, if: not b, do: a = true}
      - {text: B, id: b, if: not a, do: b = true}
      - {text: Both, id: both, if: a and b, goto: secret}
      - {text: Out, id: out, goto: end}
  secret: {goto: end}
  end: {ending: end}
endings:
  end: {title: End, hint: h}
"""


def test_a_second_proof_asks_no_question_twice(story, tmp_path, monkeypatch):
    answers = tmp_path / "answers"
    first = prove(story(SECRET), few_states=0, answers=answers)
    assert first.of("refuted", "error")
    monkeypatch.setattr("mars_adventure.author.proof.query.Query.answers", None)
    assert verdicts(prove(story(SECRET), few_states=0, answers=answers)) == verdicts(first)
    away = SECRET.replace("Out, id: out", "Leave, id: out")
    assert verdicts(prove(story(away), few_states=0, answers=answers)) == verdicts(first)


def test_an_edit_on_the_way_asks_again(story, tmp_path):
    answers = tmp_path / "answers"
    prove(story(SECRET), few_states=0, answers=answers)
    opened = prove(story(SECRET.replace("if: not a, ", "")), few_states=0, answers=answers)
    assert not opened.of("refuted", "error")


def test_what_was_not_decided_is_asked_again_only_with_more_time(story, tmp_path, monkeypatch):
    answers = tmp_path / "answers"
    first = prove(story(SECRET), few_states=0, answers=answers)
    recall = Recall(answers)
    for key, kept in recall.known.items():
        if not key.startswith("lock"):
            recall.known[key] = kept._replace(play=None, spent=1000.0)
    recall.save()
    with monkeypatch.context() as patched:
        patched.setattr("mars_adventure.author.proof.query.Query.answers", None)
        patched.setattr("mars_adventure.author.proof.prover.climb", lambda *_: None)
        again = prove(story(SECRET), few_states=0, answers=answers)
    assert again.of("undecided")
    assert all("1000 s of work" in one.reason for one in again.of("undecided"))
    assert all("--time 4000" in one.reason for one in again.of("undecided"))
    longer = prove(story(SECRET), seconds=4000, few_states=0, answers=answers)
    assert verdicts(longer) == verdicts(first)


@pytest.mark.parametrize("damage", [b"", b"\xff\xfe", b"{}", b"0\n{}"])
def test_a_damaged_file_is_as_good_as_none(story, tmp_path, damage):
    answers = tmp_path / "answers"
    first = prove(story(SECRET), few_states=0, answers=answers)
    answers.write_bytes(damage)
    assert verdicts(prove(story(SECRET), few_states=0, answers=answers)) == verdicts(first)
    answers.write_text(answers.read_text(encoding="utf-8").replace("null", "[]"), encoding="utf-8")
    assert not Recall(answers).known


def test_what_is_recalled_is_looked_through_within_the_time_allowed(story, tmp_path, monkeypatch):
    answers = tmp_path / "answers"
    prove(story(SECRET), few_states=0, answers=answers)
    looked = []
    known = Keys.of
    monkeypatch.setattr(Keys, "of", lambda keys, *given: looked.append(given) or known(keys, *given))
    prove(story(SECRET), few_states=0, seconds=0, answers=answers)
    assert looked == []
    prove(story(SECRET), few_states=0, answers=answers)
    assert looked


def test_digests_know_variables_by_name(story):
    from mars_adventure.author.proof.building import build, draw_whole
    from mars_adventure.author.proof.ground import Ground

    def digest(body):
        ground = Ground(build(draw_whole(story(body))))
        return Keys(ground).of(ground.machine.questions["scene", "end"].places)

    assert digest(SECRET) == digest(SECRET.replace("{a: flag,", "{z: 0..3, a: flag,"))
    assert digest(SECRET) != digest(SECRET.replace("b: flag", "b: flag = true"))
