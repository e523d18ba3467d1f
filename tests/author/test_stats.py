"""`mars-adventure stats`: a story counted, played by several kinds of readers, and held against its aims."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from mars_adventure.author.statistics import (
    CoverageUnreadable,
    check_statistics,
    coverage_of,
    gather_statistics,
    read_coverage,
    show_statistics,
    statistics_as_json,
    write_coverage,
)
from mars_adventure.author.statistics.plays import FEWEST_PLAYS, MOST_PLAYS, STUCK
from mars_adventure.author.statistics.readers import KINDS
from mars_adventure.author.statistics.runs import number_runs, runs_in
from mars_adventure.author.statistics.tells import tells_in
from mars_adventure.author.statistics.words import count_words, minutes_to_read, percentile
from mars_adventure.engine import begin, choose
from mars_adventure.story import Story, open_story

STORY = {
    "story.yaml": """\
story: The Airlock
start: airlock
marks:
  record: {sign: ●, means: on the record}
  private: {sign: ○, means: off the record}
variables:
  air: 0..9 = 9
notes:
  hum: {title: The hum, text: A hum., tags: [law1]}
  rust: {title: The rust, text: Red., tags: [law1]}
endings:
  inside: {title: Let In}
  outside: {title: Gone Out}
words:
  smell: [smell*, reek]
promises:
  no_smell: never shows smell while air < 9
""",
    "one.yaml": """\
chapter: 1
title: Outside
scenes:
  airlock:
    place: Airlock
    text: |
      The *inner* door seals. {if air < 9: Nobody waits. | Somebody waits.} Air {air}.
    choices:
      - text: Call out
        id: call
        mark: record
        say: |
          It is all written down.
        goto: hall
      - text: Wait
        mark: private
        say: |
          One two three.
        do: air -= 1, learn(hum)
        goto: hall
      - text: Stand about
        goto: hall
  hall:
    text: |
      {if known(hum)} It smells of rust.
    goto: end
""",
    "two.yaml": """\
chapter: 2
title: Inside
scenes:
  end:
    text: |
      Two words.
    choices:
      - In -> inside
      - Out -> outside
  inside: {text: You are in., ending: inside}
  outside: {text: You are out., ending: outside}
""",
}
OURS = Path(__file__).parents[2] / "story"


def story_of(folder: Path, files: dict[str, str] = STORY) -> Story:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return open_story(folder)


@pytest.fixture
def story(tmp_path: Path) -> Story:
    return story_of(tmp_path)


# -- counting ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("Don’t — really.", 2),
        ("twenty-two cups", 2),
        ("19.5 degrees, 1,000 times", 4),
        ("▒▒▒ … ---", 0),
        ("Müller, été", 2),
    ],
)
def test_words_are_counted_as_people_count_them(text: str, words: int) -> None:
    assert count_words(text) == words


def test_percentiles_are_values_that_occur() -> None:
    assert [percentile([4, 1, 3, 2], percent) for percent in (0, 10, 50, 90, 100)] == [1, 1, 2, 4, 4]
    assert percentile([], 50) == 0


def test_reading_takes_a_minute_for_240_words_and_for_twelve_choices() -> None:
    assert minutes_to_read(480, 12) == 3


# -- the text in numbers -------------------------------------------------------------------


def test_the_numbered_story_plays_as_the_story_does(story: Story) -> None:
    numbered = number_runs(story)
    play, other = begin(story), begin(numbered.story)
    for choice in ("wait", "in"):
        play, other = choose(story, play, choice), choose(numbered.story, other, choice)
        assert play.state == other.state
        assert play.turn.offers == other.turn.offers
        shown = " ".join(block.text for block in other.turn.blocks)
        for run in runs_in(shown):
            assert numbered.runs[run].text in play.turn.text


def test_every_alternative_counts_once(story: Story) -> None:
    runs = number_runs(story).runs
    assert [run.text.strip() for run in runs[:5]] == [
        "The",
        "inner",
        "door seals.",
        "Nobody waits.",
        "Somebody waits.",
    ]
    assert {(run.file, run.line, run.chapter) for run in runs[:5]} == {("one.yaml", 7, 1)}


# -- plays ---------------------------------------------------------------------------------


def test_each_chapter_is_counted(story: Story) -> None:
    found = gather_statistics(story, 20, 1)
    assert [(c.title, c.words, c.scenes, c.choices) for c in found.chapters] == [
        ("Outside", 21, 2, 3),
        ("Inside", 8, 3, 2),
    ]
    assert found.words == 29
    assert found.casebook_words == 7
    assert found.chapters[0].labels == [2, 1, 2]


def test_the_length_of_a_play_is_what_its_turns_show(story: Story) -> None:
    found = gather_statistics(story, 1, 1)
    first = next(sample for sample in found.samples if sample.kind == "first")
    assert first.first_words == [8], "The inner door seals. Somebody waits. Air 9."
    assert first.words == [8 + 5 + 2 + 3]
    assert first.choices == [2]
    assert [(s.chapter, s.scene, s.words) for s in first.stretches] == [(1, "airlock", 8), (2, "end", 7)]
    assert first.endings == {"inside": 1}
    assert set(first.scenes) == {"airlock", "hall", "end", "inside"}
    assert first.seen == [pytest.approx((7 + 5 + 2 + 3) / 29)]


def test_the_same_seed_gives_the_same_figures(story: Story) -> None:
    assert statistics_as_json(gather_statistics(story, 30, 7)) == statistics_as_json(
        gather_statistics(story, 30, 7)
    )
    assert statistics_as_json(gather_statistics(story, 30, 7)) != statistics_as_json(
        gather_statistics(story, 30, 8)
    )


def test_without_a_number_a_short_story_is_played_often_and_a_long_one_not_for_long(
    story: Story, tmp_path: Path
) -> None:
    assert gather_statistics(story, None, 1).random.plays == MOST_PLAYS
    long_folder = tmp_path / "long"
    long_folder.mkdir()
    long = story_of(
        long_folder,
        {
            "story.yaml": "story: Long\nstart: walk\nvariables: {miles: 0..600}\nendings: {there: {title: There}}\n",
            "one.yaml": "scenes:\n  walk:\n    text: A mile.\n    choices:\n      - {text: On, if: miles < 600, do: miles += 1, goto: walk}\n      - {text: Arrive, if: miles == 600, goto: there}\n  there: {ending: there}\n",
        },
    )
    assert gather_statistics(long, None, 1).random.plays == FEWEST_PLAYS


def test_readers_choose_each_after_their_kind(story: Story) -> None:
    random, first, cautious, completionist = gather_statistics(story, 60, 1).samples
    assert [kind.name for kind in KINDS] == ["random", "first", "cautious", "completionist"]
    assert random.chosen.keys() == {
        "airlock.call",
        "airlock.wait",
        "airlock.stand_about",
        "end.in",
        "end.out",
    }
    assert first.chosen.keys() == {"airlock.call", "end.in"}
    assert first.plays == 1, "without chance it would play the same again"
    assert "airlock.call" not in cautious.chosen
    assert {completionist.chosen[f"airlock.{id_}"] for id_ in ("call", "wait", "stand_about")} == {20}
    assert completionist.endings == {"inside": 30, "outside": 30}


def test_no_reader_is_held_by_a_circle(tmp_path: Path) -> None:
    circle = {
        "story.yaml": "story: Round\nstart: a\nendings: {out: {title: Out}}\nscenes:\n  a: {choices: [Stay, Go -> b]}\n  b: {choices: [Back -> a, Out -> end]}\n  end: {ending: out}\n"
    }
    found = gather_statistics(story_of(tmp_path, circle), 5, 1)
    assert all(sample.endings == {"out": sample.plays} for sample in found.samples)


def test_dead_ends_are_counted_and_named(tmp_path: Path) -> None:
    stuck = {
        "story.yaml": "story: Stuck\nstart: a\nvariables: {key: flag}\nendings: {out: {title: Out}}\nscenes:\n  a: {choices: [In -> b, Out -> end]}\n  b: {choices: [{text: On, if: key, goto: end}]}\n  end: {ending: out}\n"
    }
    found = gather_statistics(story_of(tmp_path, stuck), 40, 1)
    assert found.random.endings[STUCK] == found.random.stuck["b"] > 0
    check = {check.name: check for check in check_statistics(found)}["dead ends"]
    assert not check.fine
    assert check.where == ("b",)
    assert STUCK in show_statistics(found)


# -- checks --------------------------------------------------------------------------------


def test_checks_look_at_notes_clues_promises_and_menus(story: Story) -> None:
    checks = {check.name: check for check in check_statistics(gather_statistics(story, 60, 1))}
    assert checks["endings"].fine
    assert checks["notes learnt"].where == ("rust",)
    assert checks["notes used"].where == ("hum", "rust"), "the hum is asked about in one scene only"
    assert not checks["clues of law1"].fine
    assert checks["clues of law1"].found.startswith("0 to 1 of 2")
    assert checks["promise no_smell"].where == ("one.yaml:25",)
    assert checks["idle choices"].where == ("airlock.call", "airlock.stand_about")
    assert checks["first choice"].fine


def test_tells_are_found_where_they_stand(tmp_path: Path) -> None:
    told = STORY | {
        "two.yaml": STORY["two.yaml"].replace(
            "Two words.", "It was not the cold but the quiet. Something shifted -- the silence stretched."
        )
    }
    found = tells_in(number_runs(story_of(tmp_path, told)).runs)
    assert {"not X but Y", "something shifts", "dash", "silence stretches"} <= found.keys()
    assert {(run.file, run.line) for run in found["dash"]} == {("two.yaml", 6)}


# -- what is printed -----------------------------------------------------------------------


def test_the_report_fits_the_page_and_says_what_matters(story: Story) -> None:
    shown = show_statistics(gather_statistics(story, 40, 1))
    assert max(map(len, shown.splitlines())) <= 80
    assert shown.startswith("The Airlock\n29 words, 5 scenes, 5 choices, 2 endings; casebook: 7 words\n")
    for wanted in ("1 Outside", "the whole", "completionist", "Let In", "Gone Out", "look  notes learnt"):
        assert wanted in shown
    assert "Traceback" not in shown


def test_json_holds_the_same_figures(story: Story) -> None:
    held = json.loads(statistics_as_json(gather_statistics(story, 40, 1)))
    assert held["words"] == 29
    assert [chapter["words"] for chapter in held["chapters"]] == [21, 8]
    assert [reader["kind"] for reader in held["readers"]] == [kind.name for kind in KINDS]
    assert held["readers"][1]["endings"] == {"inside": 1.0}
    assert {check["name"] for check in held["checks"]} >= {"endings", "text seen", "words between"}


def test_a_story_without_choices_or_chapters_has_figures_too(tmp_path: Path) -> None:
    short = {
        "story.yaml": "story: Short\nstart: a\nendings: {out: {title: Out}}\nscenes:\n  a: {text: Out., ending: out}\n"
    }
    found = gather_statistics(story_of(tmp_path, short), 3, 1)
    assert "no chapter" in show_statistics(found)
    json.loads(statistics_as_json(found))


def test_our_own_story_is_read_through_by_random_readers() -> None:
    found = gather_statistics(open_story(OURS), 30, 1)
    assert not any(sample.endings[STUCK] for sample in found.samples)
    assert max(map(len, show_statistics(found).splitlines())) <= 80
    seen = set().union(*[sample.scenes.keys() for sample in found.samples])
    assert len(seen) > 0.8 * len(list(found.story.scene_names()))


# -- coverage ------------------------------------------------------------------------------


def test_coverage_comes_back_from_its_file(story: Story, tmp_path: Path) -> None:
    found = gather_statistics(story, 30, 1)
    coverage = coverage_of(story, found.samples)
    write_coverage(coverage, tmp_path / "seen.json")
    assert read_coverage(tmp_path / "seen.json") == coverage
    assert coverage.plays == 91
    assert coverage.scenes["airlock"] == coverage.plays
    assert coverage.choices["end.in"] + coverage.choices["end.out"] == coverage.plays


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"format": "other"}', "[" * 100_000])
def test_what_is_no_coverage_is_refused_in_a_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.json").write_text(text)
    with pytest.raises(CoverageUnreadable, match=r"explore --coverage FILE"):
        read_coverage(tmp_path / "x.json")


def test_missing_coverage_is_refused_and_odd_counts_are_left_out(tmp_path: Path) -> None:
    with pytest.raises(CoverageUnreadable, match="cannot be read"):
        read_coverage(tmp_path / "none.json")
    (tmp_path / "x.json").write_text(
        '{"format": "mars-adventure coverage 1", "plays": -3, "scenes": {"a": 2, "b": "many", "c": true}, "choices": 3}'
    )
    found = read_coverage(tmp_path / "x.json")
    assert (found.plays, found.scenes, found.choices) == (1, {"a": 2}, {})


def test_nothing_of_a_story_reaches_the_terminal_as_a_command(tmp_path: Path) -> None:
    found = gather_statistics(story_of(tmp_path), 2, 1)
    found.story.title = "x\x1b[2J\u202e"
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", show_statistics(found))
