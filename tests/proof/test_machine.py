"""The machine is the engine's: random stories, played through both."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest
from following import follow
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from telling import tell

from mars_adventure.author.proof.drawing.building import build, draw_whole
from mars_adventure.author.proof.drawing.words import pattern_of
from mars_adventure.author.proof.machine.ground import Ground
from mars_adventure.author.proof.plays.search import Search
from mars_adventure.engine import begin, choose
from mars_adventure.story import open_story

OURS = Path(__file__).parents[2] / "story"


def play_through_both(story, seed, plays=3, length=20):
    random = Random(seed)
    drawing = draw_whole(story)
    for _ in range(plays):
        follow(story, drawing.machine, random, length, exact=True)
    machine = build(drawing)
    for _ in range(plays):
        follow(story, machine, random, length, exact=False)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**6))
def test_random_stories_play_the_same(seed, tmp_path):
    story = tell(seed, tmp_path)
    if story is not None:
        play_through_both(story, seed)


def test_our_story_plays_the_same():
    play_through_both(open_story(OURS), 1, plays=10, length=150)


@pytest.mark.slow
def test_hundreds_of_random_stories_play_the_same(tmp_path):
    for seed in range(120):
        story = tell(seed, tmp_path)
        if story is not None:
            play_through_both(story, seed)


def every_page(story, most):
    """Each state that the engine can reach, with its page; None if there are more than `most`."""
    first = begin(story)
    seen = {(first.state._replace(place="", time=""), first.turn.ending): first}
    waiting = [first]
    pages = [first]
    while waiting:
        play = waiting.pop()
        for offer in play.turn.offers:
            if not offer.closed:
                after = choose(story, play, offer.id)
                pages.append(after)
                key = (after.state._replace(place="", time=""), after.turn.ending)
                if key not in seen:
                    seen[key] = after
                    waiting.append(after)
                    if len(seen) > most:
                        return None
    return pages


def test_the_engine_reaches_what_the_machine_reaches(tmp_path):
    """Without chance, over every state: scenes, choices offered, endings, notes, and words shown."""
    compared = 0
    for seed in range(60):
        story = tell(seed, tmp_path, draws=False)
        pages = every_page(story, 1500) if story is not None else None
        if pages is None:
            continue
        machine = build(draw_whole(story))
        search = Search(Ground(machine), 20_000)
        assert search.complete
        reached = {key for key, question in machine.questions.items() if search.first(question.places)}
        offered = {
            f"{page.turn.scene}.{offer.id}"
            for page in pages
            for offer in page.turn.offers
            if not offer.closed
        }
        assert {key for topic, key in reached if topic == "choice"} == offered
        assert {key for topic, key in reached if topic == "ending"} == {
            page.turn.ending for page in pages
        } - {""}
        learnt = {news.note for page in pages for news in page.turn.news if news.what == "learnt"}
        assert {key for topic, key in reached if topic == "note"} >= learnt
        compared += 1
    assert compared > 20


def test_words_are_found_where_the_engine_shows_them(tmp_path):
    compared = shown = 0
    for seed in range(60):
        story = tell(seed, tmp_path, draws=False)
        if story is None:
            continue
        text = (tmp_path / "tale.yaml").read_text(encoding="utf-8")
        text = re.sub(r"p_shows: .*", "p_shows: never shows w while n >= 0", text)
        (tmp_path / "tale.yaml").write_text(text, encoding="utf-8")
        story = open_story(tmp_path)
        pages = every_page(story, 800)
        if pages is None:
            continue
        machine = build(draw_whole(story))
        found = Search(Ground(machine), 20_000).first(machine.questions["promise", "p_shows"].places)
        pattern = pattern_of(story.head.words["w"])
        said = any(
            pattern.search(text)
            for page in pages
            for text in [page.turn.text, *[offer.text + "\n" + offer.closed for offer in page.turn.offers]]
        )
        assert (found is not None) == said
        compared += 1
        shown += said
    assert compared > shown > 0
