"""What authors are told: each kind of defect is found, and shown by a play; sound stories are proved."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mars_adventure.author.proof import Unreadable, prove, read_play, show_report, write_plays
from mars_adventure.author.proof.findings.witnesses import replayed
from mars_adventure.story import open_story

SOUND = """\
scenes:
  start:
    text: |
      Here.
    choices:
      - On -> end
      - text: Wait
        id: wait
  end: {ending: end}
endings:
  end: {title: End, hint: h}
"""

COINCIDENCE = """\
variables:
  a: flag
  b: flag
  c: flag
scenes:
  start:
    choices:
      - {text: A, id: a, once: true, do: a = true}
      - {text: B, id: b, once: true, do: b = true}
      - {text: C, id: c, once: true, do: c = true}
      - {text: Go, id: go, goto: gate}
  gate:
    choices:
      - {text: Not a, id: na, if: not a, goto: end}
      - {text: Not b, id: nb, if: not b, goto: end}
      - {text: Not c, id: nc, if: not c, goto: end}
  end: {ending: end}
endings:
  end: {title: End, hint: h}
"""

LOCK = """\
variables: {lamp: flag, inside: flag}
scenes:
  start:
    choices:
      - {text: Lamp, id: lamp, if: not inside, once: true, do: lamp = true}
      - {text: Hide, id: hide, do: inside = true, goto: hideout}
  hideout:
    choices:
      - {text: Grope, id: grope, goto: dark}
      - {text: Leave, id: leave, if: lamp, goto: end}
  dark:
    choices:
      - {text: Back, id: back, goto: hideout}
  end: {ending: end}
endings:
  end: {title: End, hint: h}
"""

RARE = (
    "variables: {n: 0..20}\nscenes:\n"
    + "  start:\n    choices:\n      - {text: Up, id: up, do: n += 1, goto: start}\n"
    "      - {text: Down, id: down, do: n = 0, goto: start}\n      - {text: Slip, id: slip, do: n = 0, goto: start}\n"
    "      - {text: Rare, id: rare, if: n == 20, goto: rare}\n      - {text: Stop, id: stop, goto: end}\n"
    "  rare:\n    goto: end\n  end: {ending: end}\nendings:\n  end: {title: End, hint: h}\n"
)

CLUE = """\
notes:
  spoon: {title: A spoon, text: t}
scenes:
  start:
    choices:
      - {text: Look, id: look, do: learn(spoon), goto: report}
      - {text: Skip, id: skip, goto: report}
  report:
    text: |
      {needs spoon} You count them again.
    choices:
      - {text: End, id: end, goto: end, needs: spoon}
  end: {ending: end}
endings:
  end: {title: End, hint: h}
promises:
  known_there: whenever report then known(spoon)
"""


def test_a_sound_story_is_proved(proof):
    report = proof(SOUND).report
    assert report.verdict == "proved"
    assert report.of("refuted") == []
    assert report.of("undecided") == []


def test_a_dead_end_only_when_three_flags_coincide(proof):
    found = proof(COINCIDENCE).of("dead end", "gate")
    assert found.verdict == "refuted"
    assert found.play.shortest
    assert sorted(found.play.choices) == ["a", "b", "c", "go"]


def test_a_play_that_is_not_proved_to_be_the_shortest_says_so(story, monkeypatch, tmp_path):
    monkeypatch.setattr("mars_adventure.author.proof.plays.shortest.MOST_STATES", 0)
    report = prove(story(COINCIDENCE), few_states=0)
    (dead,) = [item for item in report.of("refuted") if item.topic == "dead end"]
    assert not dead.play.shortest
    assert "a play, perhaps not the shortest, " in show_report(report, "text", tmp_path)


def test_shortening_that_is_out_of_time_leaves_the_play_as_it_is_and_says_so(story, monkeypatch):
    monkeypatch.setattr("mars_adventure.author.proof.verdicts.SHORTENING", -1.0)
    report = prove(story(COINCIDENCE), few_states=0)
    (dead,) = [item for item in report.of("refuted") if item.topic == "dead end"]
    assert not dead.play.shortest
    assert dead.play.scene == "gate"


def test_proofs_of_what_cannot_be_are_all_checked(story):
    checked = [one.checked for one in prove(story(ALIKE), few_states=0).findings if one.checked is not None]
    assert checked
    assert all(checked)


def test_progress_tells_what_is_decided_of_all_and_the_frontier(story, monkeypatch):
    monkeypatch.setattr("mars_adventure.author.proof.plays.corpus.LOOK_EVERY", 1)
    told = []
    prove(story(RARE), few_states=0, progress=lambda *news: told.append(news))
    _, done, total, states, _ = [news for news in told if news[0] == "playing"][-1]
    assert 0 < done <= total
    assert states > 0
    assert any("to go on from" in frontier for *_, frontier in told)


def test_a_soft_lock(proof):
    found = proof(LOCK)
    (lock,) = [item for item in found.report.of("refuted") if item.topic == "lock"]
    assert lock.play.choices == ("hide",)


def test_a_scene_that_hardly_any_play_would_see(proof):
    found = proof(RARE).of("scene", "rare")
    assert found.verdict == "proved"
    assert found.play.choices.count("up") >= 20


def test_a_clue_missing_on_one_route(proof, story):
    found = proof(CLUE)
    assert found.refuted("promise") == ["known_there"]
    assert len(found.refuted("needs")) == 2
    for item in found.report.of("refuted", "error"):
        play = replayed(story(CLUE), item.play.choices, 0)
        assert "note.spoon" in story(CLUE).slots
        assert play.path()[0] == "skip"


@pytest.mark.parametrize(
    ("promise", "holds"),
    [
        ("always n <= 2", True),
        ("always n < 2", False),
        ("never n == 3", True),
        ("never n == 2 and f", False),
        ("whenever next then f", True),
        ("whenever next then n == 0", False),
        ("possible n == 2 and not f", True),
        ("possible n == 3", False),
        ("possible ending end", True),
        ("eventually next", False),
        ("eventually start", True),
        ("never shows w while f", False),
        ("never shows w while n == 1 and f", True),
        ("never alone start.on", False),
        ("never alone next.stop", True),
    ],
)
def test_promises(proof, promise, holds):
    body = f"""\
variables: {{n: 0..3, f: flag}}
words: {{w: [amber*]}}
scenes:
  start:
    choices:
      - {{text: More, id: more, if: n < 2, do: n += 1}}
      - {{text: On, id: on, goto: next, do: f = true}}
      - {{text: Out, id: out, if: n < 2, goto: end}}
  next:
    text: |
      {{if n == 2}} Something am{{if f:bers|plified}}.
    choices:
      - {{text: Stop, id: stop, goto: end}}
      - {{text: Stay, id: stay}}
  end: {{ending: end}}
endings:
  end: {{title: End, hint: h}}
promises:
  it: {promise}
"""
    assert (proof(body).of("promise", "it").verdict == "proved") is holds


def test_what_can_never_be_is_told_with_the_reason(proof):
    body = SOUND.replace(
        "      - On -> end", "      - On -> end\n      - {text: Never, id: never, if: n > 1, goto: end}"
    )
    found = proof("variables: {n: 0..3}\n" + body).of("choice", "start.never")
    assert found.verdict == "refuted"
    assert "n is only ever 0" in found.reason


def test_things_worth_knowing(proof):
    body = """\
variables: {n: 0..2 = 1, unread: flag, unset: flag, f: flag = true}
scenes:
  start:
    do: f = true
    choices:
      - {text: More, id: more, do: n += 1, if: not unset}
      - {text: Read, id: read, do: unread = true, if: n >= 1}
      - On -> end
  end: {ending: end}
endings:
  end: {title: End, hint: h}
"""
    found = proof(body)
    assert found.refuted("change") == ["the scene `start` effect 1"]
    assert found.refuted("swallowed") == ["the choice `start.more` effect 1"]
    assert found.refuted("value") == ["n 0"]
    assert sorted(found.refuted("use")) == ["f", "unread", "unset"]
    assert found.refuted("always") == ["start.more", "start.read"]
    assert found.report.verdict == "proved"


def test_chance_takes_every_side_and_the_play_has_its_seed(proof, story):
    body = SOUND.replace(
        "      - On -> end",
        "      - {text: Rain, id: rain, if: weather == rain, goto: end}\n      - {text: Draw, id: draw, do: draw(weather)}",
    )
    body = "variables:\n  weather: one of sun, rain, snow, hail\n" + body
    found = proof(body).of("choice", "start.rain")
    play = replayed(story(body), found.play.choices, found.play.seed)
    assert "rain" in [offer.id for offer in play.turn.offers if not offer.closed]


def test_interruptions_that_visit_without_end_are_not_claimed_to_end(proof):
    body = """\
variables: {f: flag}
scenes:
  start:
    choices:
      - {text: On, id: 'on', do: f = true, goto: end}
      - {text: Flip, id: flip, do: f = true}
  alarm:
    choices:
      - {text: Off, id: 'off', do: f = false}
      - {text: Again, id: again, do: f = true}
      - {text: Back, id: back, goto: return}
  end: {ending: end}
interruptions:
  fire: {when: f, visit: alarm}
endings:
  end: {title: End, hint: h}
"""
    found = proof(body).report
    assert [item.topic for item in found.of("refuted", "error")] == ["deep"]
    assert all(item.topic != "dead end" or item.verdict != "proved" for item in found.findings)


def test_what_is_too_large_is_not_decided(story):
    report = prove(story("variables: {n: 0..9000}\n" + SOUND))
    assert report.verdict == "undecided"


def test_a_budget_that_ends_is_said(story):
    report = prove(story(COINCIDENCE), seconds=1e-6, few_states=0)
    assert report.verdict == "undecided"
    assert all("--time" in finding.reason for finding in report.of("undecided"))


def test_plays_are_files(story, tmp_path):
    told = story(COINCIDENCE)
    report = prove(told)
    (path,) = write_plays(report, tmp_path / "plays")
    kept = read_play(path)
    play = replayed(told, kept.choices, kept.seed)
    assert [offer for offer in play.turn.offers if not offer.closed] == []


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"format": "mars-adventure play 1"}', '{"format": 3}', "\x00", "[" * 100_000]
)
def test_what_is_no_play_is_refused(text, tmp_path):
    path = tmp_path / "play.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Unreadable):
        read_play(path)


def test_formats(story, tmp_path):
    report = prove(story(COINCIDENCE), every_play=True)
    text = show_report(report, "text", tmp_path)
    assert "✗ at `gate` no choice may be left" in text
    assert "does not hold: 1 refuted" in text
    assert len(text.split("\n")) < 30
    found = json.loads(show_report(report, "json", tmp_path))
    assert found["verdict"] == "refuted"
    assert {item["verdict"] for item in found["findings"]} == {"proved", "refuted"}
    assert show_report(report, "github", tmp_path).startswith("::error title=")


@pytest.mark.longest
def test_our_story_holds():
    """What `make prove` says: everything is decided, and nothing that matters is refuted."""
    report = prove(open_story(Path(__file__).parents[2] / "story"), seconds=360)
    assert report.of("refuted", "error") == []
    assert report.of("undecided") == []


def test_a_table_of_many_alternatives_is_looked_through_for_words(proof):
    cell = "{if f: {if g: 05:25 | 03:30} | rain}"
    body = f"""\
variables: {{f: flag, g: flag}}
words: {{w: [amber*]}}
scenes:
  start:
    choices:
      - {{text: F, id: f, once: true, do: f = true}}
      - {{text: G, id: g, once: true, do: g = true}}
      - {{text: Out, id: out, goto: end}}
  end:
    text: |
      {" ".join([cell] * 40)} {{if g:am|gr}}{{if f:ber|ple}}.
    ending: end
endings:
  end: {{title: End, hint: h}}
promises:
  both: never shows w while f and g
  one: never shows w while f and not g
  other: never shows w while not f and g
"""
    found = proof(body)
    assert found.of("promise", "both").verdict == "refuted"
    assert found.of("promise", "one").verdict == "proved"
    assert found.of("promise", "other").verdict == "proved"


CASEBOOK = """\
variables: {quiet: flag}
words: {w: [amber*]}
notes:
  bead: {title: A bead, text: 'It is {if quiet: ambered | brown}.'}
documents:
  letter: {title: '{if chose(start.hush): Amber | A letter}', if: not quiet, text: t}
scenes:
  start:
    choices:
      - {text: Take it, id: take, once: true, do: learn(bead)}
      - {text: Drop it, id: drop, if: known(bead), do: lose(bead)}
      - {text: Hush, id: hush, do: quiet = true}
      - {text: Out, id: out, goto: end}
  end: {ending: end}
endings:
  end: {title: End, hint: h}
ledger: |
  Nothing. {if quiet: An amber lamp.}
promises:
  it: never shows w
"""


@pytest.mark.parametrize(
    ("left_out", "play"),
    [
        (("An amber",), "take"),
        (("ambered",), "out"),
        (("ambered", "An amber"), None),
    ],
)
def test_words_are_looked_for_in_the_casebook_and_the_ledger(proof, left_out, play):
    body = CASEBOOK
    for words in left_out:
        body = body.replace(words, "A plain")
    found = proof(body).of("promise", "it")
    assert found.verdict == ("proved" if play is None else "refuted")
    if play is not None:
        assert sorted(found.play.choices) == sorted(["hush", play])


OFFERS = """\
variables: {met: flag}
notes:
  spoon: {title: Spoon}
  frost: {title: Frost}
  seven: {title: Seven}
theories:
  stowaway: {title: Seven of us, for: [spoon, frost, seven], test: asked, clues: CLUES}
scenes:
  start:
    choices:
      - {text: Galley, id: galley, goto: galley}
      - {text: Cabin, id: cabin, goto: cabin, do: met = true}
  galley:
    do: learn(spoon)
    choices:
      - {text: Look, id: look, do: learn(frost)}
      - {text: On, id: on, goto: asked}
  cabin:
    choices:
      - {text: Look, id: look, do: [learn(spoon), learn(seven) if not met]}
      - {text: On, id: on, goto: asked}
  asked: {do: learn(seven), ending: end}
endings:
  end: {title: End, hint: h}
"""


def test_a_clue_is_offered_by_a_text_and_by_a_choice_that_is_not_taken(proof):
    """In the galley two are; in the cabin one, since what teaches the other is said to strangers only."""
    assert proof(OFFERS.replace("CLUES", "1")).of("clues", "stowaway").verdict == "proved"
    found = proof(OFFERS.replace("CLUES", "2")).of("clues", "stowaway")
    assert found.verdict == "refuted"
    assert found.play.choices == ("cabin", "on")
    galley = OFFERS.replace("goto: cabin", "goto: galley")
    assert proof(galley.replace("CLUES", "2")).of("clues", "stowaway").verdict == "proved"
    assert proof(galley.replace("CLUES", "3")).of("clues", "stowaway").verdict == "refuted"


ALIKE = """\
variables:
  beside: one of nobody, ann, bob
  f: flag
scenes:
  start:
    choices:
      - {text: Ann, id: ann, do: 'beside = ann, f = true', goto: gate}
      - {text: Bob, id: bob, do: 'beside = bob, f = true', goto: gate}
      - {text: Nobody, id: nobody, goto: gate}
  gate:
    choices:
      - {text: Alone, id: alone, if: not f, goto: alone}
      - {text: By oneself, id: oneself, if: not f, goto: alone}
      - {text: On, id: on, goto: end}
  alone:
    text: |
      {if beside == ann: Ann | {if beside == bob: Bob | Nobody}} looks up.
    goto: end
  end: {ending: end}
endings:
  end: {title: End, hint: h}
"""


def test_what_is_merely_worth_knowing_can_be_left_out(story):
    """That whoever is alone is beside nobody takes a proof to see."""
    told = ALIKE.replace("    goto: end\n", "    goto: end if beside == nobody else gate\n")
    whole, errors = [prove(story(told), few_states=0, notices=notices) for notices in (True, False)]
    assert whole.of("refuted", "error") == errors.of("refuted", "error") != []
    assert whole.of("undecided") == []
    assert {finding.weight for finding in errors.of("undecided")} == {"notice"}


def test_a_proof_that_does_not_hold_is_not_believed(story, monkeypatch):
    """A prover that takes everything for impossible claims no more than its checker can follow."""
    sound = {(one.topic, one.key): one.verdict for one in prove(story(ALIKE), few_states=0).findings}
    monkeypatch.setattr("mars_adventure.author.proof.plays.corpus.Corpus.ask", lambda *_: None)
    monkeypatch.setattr("mars_adventure.author.proof.tracking.abstraction.Abstraction.reaches", lambda *_: {})
    found = prove(story(ALIKE), few_states=0)
    assert found.verdict == "undecided"
    undecided = found.of("undecided")
    assert undecided
    assert all("checker did not accept" in one.reason for one in undecided if one.topic != "lock")
    for one in found.findings:
        assert one.verdict in ("undecided", sound[one.topic, one.key]), one.subject
