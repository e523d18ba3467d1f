"""Variables, chance, the casebook, and plays as values."""

from mars_adventure.engine import Evidence, News, begin, casebook, choose, ledger, look, recap

END = """
endings:
  done: {title: Done}
"""


def test_numbers_stop_at_the_ends_of_their_range(read):
    reading = read("""
variables:
  n: 0..4 = 2
scenes:
  start:
    text: |
      {n}
    choices:
      - text: Up
        do: n += 3
        goto: start
      - text: Down
        do: n = n - 9
        goto: start
""")
    assert reading.choose("up").texts == ["4"]
    assert reading.choose("down").texts == ["0"]


def test_sets_hold_names_and_can_be_counted(read):
    reading = read("""
variables:
  tools: set of lamp, rope, saw = saw
derived:
  laden: count(tools) >= 2
scenes:
  start:
    text: |
      {count(tools)}{if lamp in tools: L}{if rope not in tools: no rope}{if laden: heavy}
    choices:
      - text: Lamp
        do: tools += lamp
        goto: start
      - text: Drop
        do: [tools -= lamp, tools -= saw]
        goto: start
""")
    assert reading.texts == ["1no rope"]
    assert reading.choose("lamp").texts == ["2Lno ropeheavy"]
    assert reading.choose("lamp").value("tools") == frozenset({"saw", "lamp"})
    assert reading.choose("drop").value("tools") == frozenset()


def test_an_effect_may_be_conditional_and_effects_run_in_order(read):
    reading = read("""
variables:
  a: flag
  n: 0..9
scenes:
  start:
    do: n += 1 if a
    text: |
      {n}
    choices:
      - text: Twice
        do: a = true, n += 1 if a, n += 1 if not a
        goto: start
""")
    assert reading.texts == ["0"]
    assert reading.choose("twice").texts == ["2"]


CHANCE = """
variables:
  weather: one of clear, dust, storm
  die: 1..6
scenes:
  start:
    text: |
      {weather} {die}
    choices:
      - text: Wait
        do: draw(weather), draw(die)
        goto: start
"""


def test_chance_is_the_same_for_the_same_seed_and_choices(read):
    first, again = read(CHANCE, seed=5), read(CHANCE, seed=5)
    seen = [first.choose("wait").texts[0] for _ in range(30)]
    assert seen == [again.choose("wait").texts[0] for _ in range(30)]
    assert {text.split()[1] for text in seen} == set("123456")
    assert {text.split()[0] for text in seen} == {"clear", "dust", "storm"}
    assert seen != [read(CHANCE, seed=6).choose("wait").texts[0]] * 30


def test_undoing_a_draw_and_taking_it_again_gives_the_same(read):
    reading = read(CHANCE, seed=3).choose("wait", "wait")
    again = choose(reading.story, reading.play.parent, "wait")
    assert again == reading.play


NOTEBOOK = (
    """
variables:
  fragments: 0..5
notes:
  spoon:
    title: One spoon short
    text: |
      Forty.
    tags: [law2]
  sprig: {title: The sprig, tags: [private, law2]}
  hand: {title: His hand, tags: [private]}
people:
  halina:
    title: Halina
    text: |
      Commander.{if known(sprig): Keeps something.}
documents:
  warning:
    title: The message
    if: fragments > 0
    text: |
      > Do not come {if fragments > 1: and do not call | ▒▒▒}
theories:
  staged:
    title: Staged
    for: [spoon]
    against: [sprig]
ledger: |
  {if known(spoon)} You knew about the spoon.

  {if not known(spoon)} You never counted.
chapter: 1
title: One
recap: 'You {if known(spoon): counted | slept}.'
scenes:
  start:
    place: Mess
    time: Night
    text: |
      Law: {count(law2)}
    choices:
      - text: Learn
        do: learn(spoon), learn(sprig), learn(hand)
        goto: start
      - text: Strike
        do: strike(spoon)
        goto: start
      - text: Lose
        do: lose(private), fragments += 1
        goto: start
      - Leave -> end
  end:
    text: |
      Gone.
    ending: done
"""
    + END
)


TOLD = (
    """
notes:
  spoon: {title: A spoon, text: It counts.}
  sprig: {title: A sprig, text: Bitter.}
chapter: 1
title: One
recap: You counted.
scenes:
  start:
    place: Mess
    text: |
      A tin.
    choices:
      - text: Count
        id: count
        do: learn(spoon)
        say: |
          One is gone.
        goto: window
      - text: Look
        id: look
        do: learn(spoon)
        goto: window
  window:
    place: Window
    do: learn(sprig)
    text: |
      A leaf.
    goto: bunk
  bunk:
    place: Bunk
    text: |
      It is night.
    choices:
      - Sleep -> end
  end:
    text: |
      Gone.
    ending: done
"""
    + END
)


def told(play):
    return [item.title if isinstance(item, News) else item.text for item in play.turn.told()]


def test_news_is_told_behind_the_words_that_brought_it_and_before_the_next_place(read):
    # fmt: off
    assert told(read(TOLD).choose("count").play) == [
        "One is gone.", "A spoon", "Window", "A leaf.", "A sprig", "Bunk", "It is night.",
    ]
    # What is learnt without a word belongs to the words that come next.
    assert told(read(TOLD).choose("look").play) == [
        "Window", "A leaf.", "A spoon", "A sprig", "Bunk", "It is night.",
    ]
    # fmt: on


def test_notes_are_learnt_struck_out_and_lost_and_told_as_news(read):
    reading = read(NOTEBOOK).choose("learn")
    assert [(news.what, news.note) for news in reading.play.turn.news] == [
        ("learnt", "spoon"),
        ("learnt", "sprig"),
        ("learnt", "hand"),
    ]
    assert reading.texts == ["Law: 2"]
    assert [(entry.name, entry.status, entry.place) for entry in casebook(reading.story, reading.play).notes] == [
        ("spoon", "known", "Mess"), ("sprig", "known", "Mess"), ("hand", "known", "Mess"),
    ]  # fmt: skip
    assert reading.choose("learn").play.turn.news == ()
    reading.choose("strike", "lose")
    assert [(news.what, news.note) for news in reading.play.turn.news] == [
        ("lost", "sprig"),
        ("lost", "hand"),
    ]
    assert [(entry.name, entry.status) for entry in casebook(reading.story, reading.play).notes] == [
        ("spoon", "struck")
    ]
    assert reading.texts == ["Law: 0"]


def test_people_documents_and_theories_follow_the_state(read):
    reading = read(NOTEBOOK)
    book = casebook(reading.story, reading.play)
    assert (book.notes, book.documents) == ((), ())
    assert book.people[0].blocks[0].text == "Commander."
    reading.choose("learn")
    book = casebook(reading.story, reading.play)
    assert book.people[0].blocks[0].text == "Commander. Keeps something."
    assert (book.theories[0].speaks_for, book.theories[0].speaks_against) == (
        (Evidence("One spoon short"),),
        (Evidence("The sprig"),),
    )
    assert book.theories[0].tally == (1, 1)
    reading.choose("lose")
    assert casebook(reading.story, reading.play).documents[0].blocks[0].text == "Do not come ▒▒▒"
    reading.choose("lose")
    assert casebook(reading.story, reading.play).documents[0].blocks[0].text == "Do not come and do not call"


def test_a_struck_note_stays_with_its_theory_and_weighs_nothing_a_lost_one_goes(read):
    reading = read(NOTEBOOK).choose("learn", "strike", "lose")
    (staged,) = casebook(reading.story, reading.play).theories
    assert (staged.speaks_for, staged.speaks_against) == ((Evidence("One spoon short", struck=True),), ())
    assert staged.tally == (0, 0)


def test_the_ledger_and_the_recap_are_made_of_what_this_play_did(read):
    reading = read(NOTEBOOK)
    assert [block.text for block in ledger(reading.story, reading.play.state)] == ["You never counted."]
    reading.choose("learn")
    assert [block.text for block in ledger(reading.story, reading.play.state)] == [
        "You knew about the spoon."
    ]
    assert recap(reading.story, reading.play) == ()


def test_place_and_time_stay_in_force(read):
    reading = read(NOTEBOOK).choose("leave")
    assert (reading.play.turn.place, reading.play.turn.time) == ("Mess", "Night")


def test_a_play_is_a_value(read):
    reading = read(NOTEBOOK).choose("learn", "strike")
    play, story = reading.play, reading.story
    assert play.path() == ("learn", "strike")
    replayed = begin(story, play.state.seed)
    for choice in play.path():
        replayed = choose(story, replayed, choice)
    assert replayed == play
    assert hash(replayed) == hash(play)
    assert play.parent != play
    other = choose(story, play.parent, "lose")
    assert other != play
    assert play.path() == ("learn", "strike")
    assert [moment.length for moment in play.moments()] == [0, 1, 2]
    assert play.label == "Strike"


def test_looking_at_a_state_runs_no_effect(read):
    reading = read(NOTEBOOK).choose("learn")
    turn = look(reading.story, reading.play.state)
    assert turn.text == "Law: 2"
    assert [offer.id for offer in turn.offers] == reading.offered
    assert turn.news == ()
