"""Where choices lead: targets, staying, rejoining, falling through, visits and interruptions."""

import pytest

from mars_adventure.engine import Unavailable, begin_at, choose

ENDED = """
  end:
    text: |
      The end.
    ending: done
endings:
  done: {title: Done}
"""


def test_an_arrow_and_a_goto_lead_to_the_same_place(read):
    body = """
scenes:
  start:
    text: |
      Here.
    choices:
      - Go by arrow -> end
      - text: Go by key
        goto: end
"""
    for choice in ("go_by_arrow", "go_by_key"):
        reading = read(body + ENDED).choose(choice)
        assert reading.texts == ["The end."]
        assert reading.play.turn.ending == "done"
        assert reading.offered == []


def test_a_choice_without_a_target_stays_and_the_text_is_not_repeated(read):
    reading = read(
        """
scenes:
  start:
    text: |
      A room.
    choices:
      - text: Look
        say: |
          Dust.
      - Leave -> end
"""
        + ENDED
    ).choose("look")
    assert reading.texts == ["Dust."]
    assert reading.offered == ["look", "leave"]


def test_the_scenes_goto_is_taken_by_choices_that_name_no_target(read):
    body = """
scenes:
  start:
    text: |
      Hm.
    choices:
      - text: Nod
        say: |
          You nod.
      - text: Stay
        goto: here
    goto: end
"""
    assert read(body + ENDED).choose("nod").texts == ["You nod.", "The end."]
    assert read(body + ENDED).choose("stay").offered == ["nod", "stay"]


def test_nested_choices_rejoin_at_the_outer_target(read):
    body = """
scenes:
  start:
    text: |
      The set is on.
    choices:
      - text: Call
        say: |
          "Say again?"
        choices:
          - text: Say it again
            say: |
              You say it.
          - text: Swear
            goto: start
        goto: end
"""
    assert read(body + ENDED).choose("call").offered == ["say_it_again", "swear"]
    assert read(body + ENDED).choose("call", "say_it_again").texts == ["You say it.", "The end."]
    assert read(body + ENDED).choose("call", "swear").texts == ["The set is on."]


def test_nested_choices_without_any_target_come_back_to_the_scenes_own(read):
    reading = read(
        """
scenes:
  start:
    text: |
      A hub.
    choices:
      - text: Ask
        choices:
          - Ask more
      - Leave -> end
"""
        + ENDED
    ).choose("ask", "ask_more")
    assert reading.offered == ["ask", "leave"]
    assert reading.play.state.within == ()


def test_targets_may_depend_on_the_state(read):
    body = """
variables:
  site: one of none, beacon, plain
scenes:
  start:
    text: |
      Down.
    choices:
      - text: Beacon
        do: site = beacon
        goto: ridge if site == beacon else end
      - text: Plain
        goto: ridge if site == beacon else end
  ridge:
    text: |
      Rock.
    goto: end
"""
    assert read(body + ENDED).choose("beacon").texts == ["Rock.", "The end."]
    assert read(body + ENDED).choose("plain").texts == ["The end."]


def test_when_nothing_is_left_to_choose_play_goes_on_by_the_scenes_goto(read):
    reading = read(
        """
scenes:
  start:
    text: |
      Two cups.
    choices:
      - text: Drink
        once: true
        goto: here
      - text: Spill
        once: true
        goto: here
    goto: end
"""
        + ENDED
    )
    assert reading.choose("drink").offered == ["spill"]
    assert reading.choose("spill").play.turn.ending == "done"


def test_a_visit_comes_back_to_the_choices_it_left(read):
    reading = read(
        """
scenes:
  start:
    place: Desk
    text: |
      The book.
    choices:
      - text: Leaf back
        visit: january
      - Close -> end
  january:
    place: January
    text: |
      Round letters.
    choices:
      - text: Read on
        goto: february
  february:
    text: |
      Smaller.
    goto: return
"""
        + ENDED
    ).choose("leaf_back")
    assert reading.texts == ["Round letters."]
    reading.choose("read_on")
    assert reading.texts == ["Smaller."]
    assert reading.offered == ["leaf_back", "close"]
    assert reading.play.turn.place == "Desk"
    assert reading.play.state.visits == ()


def test_visits_nest_and_a_scene_may_visit_on_its_way(read):
    reading = read(
        """
scenes:
  start:
    text: |
      One.
    visit: outer
    goto: end
  outer:
    text: |
      Two.
    visit: inner
    goto: return
  inner:
    text: |
      Three.
    goto: return
"""
        + ENDED
    )
    assert reading.texts == ["One.", "Two.", "Three.", "The end."]


INTERRUPTED = (
    """
variables:
  air: 0..3 = 3
interruptions:
  gone:
    when: air == 0
    HOW: blackout
scenes:
  start:
    text: |
      Air.
    choices:
      - text: Breathe
        do: air -= 1
      - text: Gulp
        do: air -= 3
        goto: end
      - text: Bottle
        do: air = 3
  blackout:
    text: |
      Dark.
    REST
"""
    + ENDED
)


def interrupted(how, rest):
    return INTERRUPTED.replace("HOW", how).replace("REST", rest)


def test_an_interruption_fires_when_its_condition_becomes_true(read):
    reading = read(interrupted("goto", "ending: done"))
    reading.choose("breathe", "breathe")
    assert reading.texts == []
    assert reading.choose("breathe").texts == ["Dark."]


def test_an_interruption_that_visits_comes_back_to_where_play_was_going(read):
    reading = read(interrupted("visit", "goto: return"))
    assert reading.choose("gulp").texts == ["Dark.", "The end."]


def test_an_interruption_fires_again_only_after_its_condition_has_been_false(read):
    reading = read(interrupted("visit", "goto: return"))
    reading.choose("breathe", "breathe", "breathe")
    assert reading.texts == ["Dark."]
    assert reading.choose("breathe").texts == []
    assert reading.choose("bottle", "breathe", "breathe", "breathe").texts == ["Dark."]


def test_chapters_begin_with_a_heading(read):
    reading = read(
        """
chapter: 3
title: Seven Minutes
scenes:
  start:
    text: |
      Fire.
    choices:
      - On -> end
"""
        + ENDED
    )
    assert [(block.kind, block.text) for block in reading.play.turn.blocks] == [
        ("chapter", "Seven Minutes"),
        ("prose", "Fire."),
    ]
    assert [block.kind for block in reading.choose("on").play.turn.blocks] == ["prose"]


def test_what_is_not_offered_cannot_be_chosen(read):
    reading = read(
        """
scenes:
  start:
    text: |
      A door.
    choices:
      - text: Open
        if: false
        else: locked
      - Leave -> end
"""
        + ENDED
    )
    for choice in ("open", "fly", ""):
        with pytest.raises(Unavailable):
            choose(reading.story, reading.play, choice)


def test_a_dead_end_is_a_turn_without_offers_and_without_an_ending(read):
    reading = read("""
scenes:
  start:
    text: |
      A well.
    choices:
      - text: Shout
        once: true
      - text: Climb
        if: visits(start) > 1
        goto: start
""")
    turn = reading.choose("shout").play.turn
    assert (turn.offers, turn.ending) == ((), "")


def test_authors_begin_at_any_scene_with_any_values(read):
    reading = read(
        """
variables:
  air: 0..9 = 9
scenes:
  start:
    text: |
      Start.
    goto: end
"""
        + ENDED.replace("The end.", "Air {air}.")
    )
    play = begin_at(reading.story, "end", {"air": 2})
    assert play.turn.text == "Air 2."


def test_a_new_place_is_named_after_the_answer_and_before_the_new_text(read):
    reading = read("""
scenes:
  start:
    place: Hab
    time: Night
    text: |
      Dark.
    choices:
      - text: Sleep
        say: |
          You sleep.
        goto: morning
  morning:
    time: Day
    text: |
      Light.
    choices:
      - Again -> morning
""").choose("sleep")
    assert [(block.kind, block.text) for block in reading.play.turn.blocks] == [
        ("prose", "You sleep."), ("place", "Hab · Day"), ("prose", "Light."),
    ]  # fmt: skip
    assert [block.kind for block in reading.choose("again").play.turn.blocks] == ["prose"]
