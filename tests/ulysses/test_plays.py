"""Our own story: it holds in every play we try, and keeps the bible's rules.

Plays are sampled here; proving is the prover's business.
"""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from mars_adventure.engine import Play, begin, choose
from mars_adventure.engine.turn import HEADINGS
from mars_adventure.saves import Shelf
from mars_adventure.story import Story, check_story, open_story

FOLDER = Path(__file__).parents[2] / "story"
PLAYS = 80

# The plays are made once, by one worker.
pytestmark = pytest.mark.xdist_group("plays of our story")


@pytest.fixture(scope="module")
def story() -> Story:
    return open_story(FOLDER)


@pytest.fixture(scope="module")
def plays(story: Story) -> list[Play]:
    """Finished plays: half of them at random, half preferring what no play has chosen yet."""
    taken: dict[tuple[str, str], int] = {}
    finished = []
    for seed in range(PLAYS):
        rng = random.Random(seed)
        play = begin(story, seed)
        while not play.turn.ending:
            ids = [offer.id for offer in play.turn.offers if not offer.closed]
            assert ids, f"a dead end at {play.turn.scene} after {play.path()}"
            if seed % 2:
                fewest = min(taken.get((play.turn.scene, id_), 0) for id_ in ids)
                ids = [id_ for id_ in ids if taken.get((play.turn.scene, id_), 0) == fewest]
            choice = rng.choice(ids)
            taken[play.turn.scene, choice] = taken.get((play.turn.scene, choice), 0) + 1
            play = choose(story, play, choice)
            assert play.length < 600, "a play that does not end"
        finished.append(play)
    return finished


def value(story: Story, play: Play, name: str) -> object:
    return play.state.values[story.slots.index(name)]


def words(text: str) -> int:
    return len(text.split())


def test_the_story_has_no_problems():
    assert check_story(FOLDER) == ()


def test_the_first_choice_comes_within_sixty_words(story):
    turn = begin(story).turn
    assert sum(words(block.text) for block in turn.blocks if block.kind not in HEADINGS) <= 60
    assert len(turn.offers) >= 2


def test_every_play_ends_in_an_ending_of_its_own_and_most_scenes_are_seen(story, plays):
    endings = {play.turn.ending for play in plays}
    assert endings <= set(story.head.endings)
    assert len(endings) >= 6
    seen = {moment.turn.scene for play in plays for moment in play.moments()}
    asking = {name for name in story.scene_names() if story.scene(name).choices or story.scene(name).ending}
    assert len(asking - seen) <= len(asking) / 5


def test_there_are_fourteen_endings_and_none_is_a_stop_on_the_way(story):
    assert len(story.head.endings) == 14
    assert not any(ending.interim for ending in story.head.endings.values())


def test_everybody_who_can_be_answered_is(story, plays):
    landed = [play for play in plays if play.turn.ending != "turned_back"]
    assert {value(story, play, "answered") for play in landed} == {"you", "yann", "pair"}
    assert {value(story, play, "site") for play in landed} == {"beacon", "plain"}


def test_no_two_screens_without_a_choice(plays):
    long = {
        (moment.parent.turn.scene if moment.parent else "", moment.choice): words(moment.turn.text)
        for play in plays
        for moment in play.moments()
        if not moment.turn.ending and words(moment.turn.text) > 240
    }
    assert long == {}


def test_nothing_smells_to_those_who_were_answered(story, plays):
    pattern = re.compile(
        r"\b(?:"
        + "|".join(
            word.rstrip("*") + (r"\w*" if word.endswith("*") else "") for word in story.head.words["smell"]
        )
        + r")\b",
        re.IGNORECASE,
    )
    found = {
        (moment.turn.scene, match.group())
        for play in plays
        for moment in play.moments()
        if moment.turn.chapter >= 4
        and (value(story, moment, "answered") == "you" or value(story, moment, "died_out"))
        for text in [moment.turn.text, *[offer.text for offer in moment.turn.offers]]
        for match in pattern.finditer(text)
    }
    assert found == set()


def test_wormwood_is_named_before_the_first_chapter_ends(story, plays):
    for play in plays:
        chapter = "\n".join(moment.turn.text for moment in play.moments() if moment.turn.chapter == 1)
        assert "wormwood" in chapter.lower()


def test_nobody_is_told_who_died(plays):
    for play in plays:
        for moment in play.moments():
            if moment.turn.chapter in (3, 4) and not moment.turn.ending:
                assert not re.search(
                    r"\b(you|yann|basile|eva|halina) (die|dies|died|(is|are|was|were) dead)\b",
                    moment.turn.text,
                    re.IGNORECASE,
                )


def test_private_notes_go_with_whoever_was_answered_unless_they_are_on_record(story, plays):
    landings = [next((one for one in play.moments() if one.turn.chapter == 4), None) for play in plays]
    for play in landings:
        if play is None or value(story, play, "answered") != "you":
            continue
        record = value(story, play, "record")
        for note in ("fitness", "sprig", "harness", "carrier", "seeds", "reto", "letter"):
            if note in record:
                assert value(story, play, f"note.{note}") != "lost"
            else:
                assert value(story, play, f"note.{note}") in ("unknown", "lost")


def test_a_whole_play_goes_through_a_saved_game_at_every_turn(story, plays, tmp_path):
    shelf = Shelf(tmp_path, story)
    play = begin(story, 3)
    for choice in next(play for play in plays if play.state.seed == 3).path():
        loaded = shelf.open(shelf.write(play, "reel", overwrite=True))
        assert loaded.play == play
        play = choose(story, loaded.play, choice)
    assert play.turn.ending
