"""The guided search: what it sees, what it never sees, dead ends, and what it may claim."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from mars_adventure.author.exploration import explore, show_exploration
from mars_adventure.author.graph import draw, network_of, read_proof
from mars_adventure.author.new import write_new_story
from mars_adventure.cli import main
from mars_adventure.engine import begin, choose
from mars_adventure.story import open_story

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from mars_adventure.story import Story

FAULTY = """\
story: Faulty
start: hub
variables:
  oil: 0..3 = 2
  seen: set of a, b, c, d, e, f
scenes:
  hub:
    text: |
      The hub. {if count(seen) == 6: All six.} {if oil == 0 and oil == 1: Impossible words.}
    choices:
      - text: Fall
        if: oil == 0
        goto: pit
      - Burn:
          do: oil -= 1
      - Never -> orphan:
          if: oil == 3
      - To a -> a
      - To b -> b
      - Leave -> out
  a: {do: 'seen += a', choices: [Back -> hub, On -> c, Under -> d]}
  b: {do: 'seen += b', choices: [Back -> hub, On -> e, Under -> f]}
  c: {do: 'seen += c', goto: hub}
  d: {do: 'seen += d', goto: hub}
  e: {do: 'seen += e', goto: hub}
  f: {do: 'seen += f', goto: hub}
  pit:
    text: |
      Deep.
    choices:
      - text: Climb
        if: oil > 0
        else: Too deep.
        goto: hub
  orphan: {text: Nobody comes here., ending: lost}
  out: {ending: left}
endings: {left: {title: Left}, lost: {title: Lost}}
"""

LOCKED = """\
story: Locked
start: dial
variables: {place: 0..12, hand: 'one of right, left'}
scenes:
  dial:
    choices:
      - {text: Right, if: hand == right, do: 'place += 1, hand = left'}
      - {text: Left, if: hand == left, do: 'place += 1, hand = right'}
      - {text: Wrong, id: wrong_a, do: 'place = 0, hand = right'}
      - {text: Wrong again, id: wrong_b, do: 'place = 0, hand = right'}
      - {text: Walk in, if: place == 12, goto: out}
  out: {text: It opens., ending: open}
endings: {open: {title: Open}}
"""

DICE = """\
story: Dice
start: throw
variables: {face: 1..6}
scenes:
  throw:
    choices:
      - {text: Throw, do: draw(face), goto: seen}
  seen:
    text: |
      {if face == 6: A six.}
    choices:
      - {text: Stop, if: face != 6, goto: out}
  out: {ending: out}
endings: {out: {title: Out}}
"""


def a_story(folder: Path, text: str) -> Story:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "story.yaml").write_text(text, encoding="utf-8")
    return open_story(folder)


def test_it_sees_what_can_be_seen_and_names_the_rest(tmp_path: Path) -> None:
    found = explore(a_story(tmp_path, FAULTY), 60, moves=5000)
    assert found.unseen_scenes == ["orphan"]
    assert found.unseen_choices == ["hub.never", "pit.climb"]
    assert found.unseen_endings == ["lost"]
    assert [run.text for run in found.unseen_passages] == ["Impossible words.", "Nobody comes here."]


def test_a_dead_end_comes_with_a_play_that_leads_there(tmp_path: Path) -> None:
    story = a_story(tmp_path, FAULTY)
    found = explore(story, 60, moves=5000)
    (end,) = found.dead_ends.values()
    assert (end.scene, end.choices) == ("pit", ("burn", "burn", "fall"))
    play = begin(story, end.seed)
    for choice in end.choices:
        play = choose(story, play, choice)
    assert all(offer.closed for offer in play.turn.offers)
    assert not play.turn.ending


def test_what_chance_must_allow_is_found_with_its_seed(tmp_path: Path) -> None:
    story = a_story(tmp_path, DICE)
    found = explore(story, 60, moves=2000)
    assert "A six." not in [run.text for run in found.unseen_passages]
    (end,) = found.dead_ends.values()
    play = choose(story, begin(story, end.seed), "throw")
    assert play.turn.scene == "seen"
    assert all(offer.closed for offer in play.turn.offers)


def test_it_finds_what_plays_at_random_hardly_ever_do(tmp_path: Path) -> None:
    """Twelve right choices in a row, each one of three: a random play of 100 choices does it once in thousands."""
    found = explore(a_story(tmp_path, LOCKED), 60, moves=20_000)
    assert found.seen == found.total


def test_it_sees_what_shows_only_to_a_reader_who_leaves_things_out(tmp_path: Path) -> None:
    write_new_story(tmp_path / "tale")
    found = explore(open_story(tmp_path / "tale"), 60, moves=3000)
    assert found.unseen_passages == []


def test_the_same_seed_goes_the_same_way(tmp_path: Path) -> None:
    story = a_story(tmp_path, FAULTY)
    one, other, third = (explore(story, 60, seed=seed, moves=700) for seed in (5, 5, 6))
    assert (one.choices, one.states, one.dead_ends) == (other.choices, other.states, other.dead_ends)
    assert one.choices != third.choices


def test_it_stops_by_itself_once_all_is_seen(tmp_path: Path) -> None:
    found = explore(a_story(tmp_path, LOCKED), 600)
    assert found.stopped == "all"
    assert "What a search never saw may still be there" in show_exploration(found, "text", tmp_path)


def test_it_stops_when_its_time_is_up(tmp_path: Path) -> None:
    found = explore(a_story(tmp_path, FAULTY), 0.2)
    assert found.stopped == "time"
    assert found.seconds < 30


def test_a_story_that_is_one_page_long(tmp_path: Path) -> None:
    story = a_story(
        tmp_path, "story: One\nstart: a\nscenes:\n  a: {ending: over}\nendings: {over: {title: End}}\n"
    )
    assert explore(story, 0.2).endings["over"] > 0


def test_the_command_tells_by_its_status_and_writes_plays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_new_story(tmp_path / "fine")
    assert main(["explore", str(tmp_path / "fine"), "--moves", "3000"]) == 0
    assert "✓ 11 of 11 choices" in capsys.readouterr().out
    a_story(tmp_path / "bad", FAULTY)
    plays = tmp_path / "plays"
    assert main(["explore", str(tmp_path / "bad"), "--moves", "5000", "--plays", str(plays)]) == 1
    shown = capsys.readouterr().out
    assert "never: hub.never, pit.climb" in shown
    assert "at `pit`, after 3 choices:\n      burn, burn, fall" in shown
    assert f"mars-adventure replay {plays / 'dead-end-pit.json'} {tmp_path / 'bad'}" in shown
    assert main(["replay", str(plays / "dead-end-pit.json"), str(tmp_path / "bad"), "--plain"]) == 0
    assert "Climb (Too deep.)" in capsys.readouterr().out
    assert main(["explore", str(tmp_path / "bad"), "--moves", "5000", "--format", "json"]) == 1
    held = json.loads(capsys.readouterr().out)
    assert held["scenes"] == {"all": 10, "never": ["orphan"]}
    assert main(["explore", str(tmp_path / "bad"), "--moves", "5000", "--format", "github"]) == 1
    assert "::error file=" in capsys.readouterr().out


def test_coverage_and_proof_are_laid_over_the_map(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "bad"
    a_story(folder, FAULTY)
    seen, proof = tmp_path / "seen.json", tmp_path / "proof.json"
    main(["explore", str(folder), "--moves", "5000", "--coverage", str(seen)])
    capsys.readouterr()
    assert main(["graph", str(folder), "--coverage", str(seen)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.strip("├└─│ ").split()[0] for line in lines if line.endswith("never")] == ["orphan"]
    assert main(["prove", str(folder), "--format", "json"]) == 1
    proof.write_text(capsys.readouterr().out)
    assert main(["graph", str(folder), "--proof", str(proof), "--coverage", str(seen)]) == 0
    shown = capsys.readouterr().out
    told = {
        line.split("  ")[0].strip("├└─ "): line.rsplit("  ", 1)[-1]
        for line in shown.splitlines()
        if "  " in line
    }
    assert told["orphan ■ Lost"].strip() == "unreachable, never"
    assert "dead end" in shown
    assert "1 choice never offered" in shown
    network = network_of(open_story(folder))
    for form in ("dot", "mermaid"):
        drawn = draw(network, form, proof=read_proof(proof))
        assert "dead end" in drawn
        assert "unreachable" in drawn
    held = json.loads(draw(network, "json", proof=read_proof(proof)))
    assert {scene["name"]: scene["faults"] for scene in held["scenes"]}["orphan"] == ["unreachable"]
    assert [way["choices"] for way in held["ways"] if way["never"]] == [["hub.never"], ["pit.climb"]]


def test_a_file_that_is_no_proof_or_of_another_story_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a_story(tmp_path / "bad", FAULTY)
    (tmp_path / "x.json").write_text("[1]")
    assert main(["graph", str(tmp_path / "bad"), "--proof", str(tmp_path / "x.json")]) == 1
    assert "holds no proof" in capsys.readouterr().err
    (tmp_path / "x.json").write_text('{"story": "other", "findings": [3, {"verdict": "refuted"}]}')
    assert main(["graph", str(tmp_path / "bad"), "--proof", str(tmp_path / "x.json")]) == 1
    assert "is of the story `other`" in capsys.readouterr().err
