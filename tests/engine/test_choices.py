"""What is offered, struck out, spent, and held back."""

TOOLS = """
variables:
  card: flag
  oxygen: {is: 0..100 = 15, means: oxygen}
  tools: set of lamp, rope
  lost_it: flag
notes:
  spoon: {title: One spoon short}
"""


def test_a_closed_choice_is_absent_or_struck_out_with_its_reason(read):
    reading = read(
        TOOLS
        + """
scenes:
  start:
    text: |
      A door.
    choices:
      - text: Hide
        if: card
      - text: Swipe
        if: card
        else: The reader wants a card.
      - text: Take the card
        do: card = true
"""
    )
    assert reading.offered == ["take_the_card"]
    assert reading.closed == {"swipe": "The reader wants a card."}
    assert reading.choose("take_the_card").offered == ["hide", "swipe", "take_the_card"]


def test_a_reason_that_comes_out_empty_hides_the_choice(read):
    reading = read(
        TOOLS
        + """
scenes:
  start:
    text: |
      His hand.
    choices:
      - text: Take it
        if: card
        else: '{if lost_it: no such note}'
      - text: Forget
        do: lost_it = true
"""
    )
    assert reading.closed == {}
    assert reading.choose("forget").closed == {"take_it": "no such note"}


def test_a_reason_can_be_worded_from_the_condition(read):
    reading = read(
        TOOLS
        + """
scenes:
  start:
    text: |
      Out.
    choices:
      - text: Walk
        if: oxygen >= 20 and lamp in tools and known(spoon)
        else: auto
      - text: Wait
        do: tools += lamp, learn(spoon)
"""
    )
    assert reading.closed == {"walk": "needs oxygen at least 20 and the lamp and to know: One spoon short"}
    assert reading.choose("wait").closed == {"walk": "needs oxygen at least 20"}


def test_once_is_remembered_wherever_the_reader_goes_meanwhile(read):
    reading = read("""
scenes:
  start:
    text: |
      Hub.
    choices:
      - text: Ask
        once: true
      - Walk round -> round
  round:
    text: |
      Round.
    goto: start
""").choose("ask", "walk_round")
    assert reading.offered == ["walk_round"]


def test_a_fallback_is_offered_only_when_nothing_else_is(read):
    reading = read("""
scenes:
  start:
    text: |
      Hub.
    choices:
      - text: Ask
        once: true
      - text: Go
        fallback: true
        goto: start
""")
    assert reading.offered == ["ask"]
    assert reading.choose("ask").offered == ["go"]


def test_choices_remember_that_they_were_taken(read):
    reading = read("""
scenes:
  start:
    text: |
      {if chose(sing): Sung.}{if chose(start.hum): Hummed.}
    choices:
      - text: Sing
        goto: start
      - text: Hum
        goto: start
""")
    assert reading.choose("sing").texts == ["Sung."]
    assert reading.choose("hum").texts == ["Sung.Hummed."]


def test_marks_kinds_and_labels_reach_the_turn(read):
    reading = read("""
marks:
  record: {sign: "●", means: on the record}
variables:
  n: 0..5 = 3
scenes:
  start:
    text: |
      Loop.
    choices:
      - text: 'Say "{n}" *now*'
        id: say
        mark: record
        kind: dilemma
""")
    offer = reading.play.turn.offers[0]
    assert (offer.id, offer.text, offer.mark, offer.kind) == ("say", "Say “3” now", "record", "dilemma")
    assert [(span.text, span.style) for span in offer.label] == [("Say “3” ", ""), ("now", "em")]


def test_labels_and_reasons_follow_the_values_however_often_a_menu_is_offered(read):
    reading = read("""
variables:
  air: 0..9 = 3
  ajar: flag
scenes:
  start:
    text: |
      Loop.
    choices:
      - text: 'Breathe ({air} left, {if ajar: and it whistles | and it is still})'
        id: breathe
        do: air -= 1
        goto: start
      - text: Turn the handle
        id: turn
        do: [ajar = true if air < 3, air += 1]
        goto: start
      - text: Go out
        id: out
        if: air >= 3 and ajar
        else: auto
        goto: start
""")

    def shown() -> tuple[str, str]:
        return reading.play.turn.offers[0].text, reading.closed.get("out", "")

    seen = [shown()]
    for choice in ("breathe", "breathe", "turn", "turn", "breathe", "turn"):
        reading.choose(choice)
        seen.append(shown())
    assert seen == [
        ("Breathe (3 left, and it is still)", "needs ajar"),
        ("Breathe (2 left, and it is still)", "needs air at least 3 and ajar"),
        ("Breathe (1 left, and it is still)", "needs air at least 3 and ajar"),
        ("Breathe (2 left, and it whistles)", "needs air at least 3"),
        ("Breathe (3 left, and it whistles)", ""),
        ("Breathe (2 left, and it whistles)", "needs air at least 3"),
        ("Breathe (3 left, and it whistles)", ""),
    ]


def test_a_choice_may_be_a_line_or_a_line_with_keys_or_keys(read):
    reading = read("""
variables:
  air: 0..9 = 9
scenes:
  start:
    text: |
      {air}
    choices:
      - Wait
      - Breathe -> start:
          do: air -= 1
      - text: Gasp -> start
        do: air -= 2
      - 'Say: "no"':
          id: no
          choices:
            - Mean it:
                goto: start
""")
    assert reading.offered == ["wait", "breathe", "gasp", "no"]
    assert reading.choose("breathe", "gasp").texts == ["6"]
    assert reading.play.turn.offers[3].text == "Say: “no”"
    assert reading.choose("no").offered == ["mean_it"]
