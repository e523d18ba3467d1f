"""What readers see of prose: conditions, salience, variation, typography, kinds of paragraph."""

import pytest

HUB = """
variables:
  a: flag
  b: flag
  n: 0..9 = 4
  site:
    is: one of none, plain
    labels: {none: nowhere yet}
speakers:
  halina: Halina
scenes:
  start:
    text: |
"""
CHOICES = """
    choices:
      - text: Set a
        do: a = not a
        goto: start
      - text: Set b
        do: b = not b
        goto: start
      - text: Again
        goto: start
"""


def show(read, text, **more):
    body = "".join(f"      {line}\n" for line in text.splitlines())
    return read(HUB + body + CHOICES, **more)


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("He said \"no,\" and 'yes'.", "He said “no,” and ‘yes’."),
        ("It's Yann's, isn't it?", "It’s Yann’s, isn’t it?"),
        ("\"'Cavalry,'\" she said, \"or 'no.'\"", "“‘Cavalry,’” she said, “or ‘no.’”"),
        ("'Tis the '67 one.", "’Tis the ’67 one."),
        ('"I -- " she said...', "“I — ” she said…"),
        ('"Wait--"', "“Wait—”"),
        ("Two\nlines   here.", "Two lines   here."),
        (r"A \{brace\} and \*star\*.", "A {brace} and *star*."),
        ("[/b] [red]not markup[/red]", "[/b] [red]not markup[/red]"),
        ("{n} spoons, {site}.", "4 spoons, nowhere yet."),
        ("{n + 1} or {min(n, 2)}.", "5 or 2."),
        ("It is{if a: , perhaps,} so.", "It is so."),
        ("A {if a: b} c.", "A c."),
        ("He confesses{if not a: on record}.", "He confesses on record."),
        ("It is {if not a: really }good.", "It is really good."),
        ("She said, “{if a: Yes. | No.}” Then nothing{if a: more}.", "She said, “No.” Then nothing."),
        ("Un{if not a:happy}.", "Unhappy."),
        ("Red {if a: and green | and {if b: blue | grey}}.", "Red and grey."),
        ("A | B", "A | B"),
    ],
)
def test_text_is_set_as_readers_expect(read, written, seen):
    assert show(read, written).texts == [seen]


def test_emphasis_becomes_spans(read):
    block = show(read, "It was *there* and **here**, {if a: *x* | *y*}.").play.turn.blocks[0]
    assert [(span.text, span.style) for span in block.spans] == [
        ("It was ", ""), ("there", "em"), (" and ", ""), ("here", "strong"), (", ", ""), ("y", "em"), (".", ""),
    ]  # fmt: skip


def test_paragraphs_have_kinds(read):
    reading = show(read, "Prose.\n\n@halina: Prop nominal.\n\n> LOS 00:11:00\n> END\n\n---\n\n@halina Again.")
    assert [(block.kind, block.speaker, block.text) for block in reading.play.turn.blocks] == [
        ("prose", "", "Prose."),
        ("speech", "halina", "Prop nominal."),
        ("document", "", "LOS 00:11:00\nEND"),
        ("break", "", ""),
        ("speech", "halina", "Again."),
    ]


def test_a_condition_before_a_paragraph_shows_or_hides_it(read):
    reading = show(read, "{if a} A.\n\n{if not a} Not A.\n\n{if a} {if b} Both.")
    assert reading.texts == ["Not A."]
    assert reading.choose("set_a").texts == ["A."]
    assert reading.choose("set_b").texts == ["A.", "Both."]


def test_blocks_show_the_first_branch_that_holds(read):
    reading = show(read, "{if a}\nOne.\n\nTwo.\n{elif b}\nThree.\n{else}\nFour.\n{end}\n\nAlways.")
    assert reading.texts == ["Four.", "Always."]
    assert reading.choose("set_b").texts == ["Three.", "Always."]
    assert reading.choose("set_a").texts == ["One.", "Two.", "Always."]


def test_salience_shows_the_most_specific_version_whatever_the_order(read):
    reading = show(read, "{when a}\nA.\n{when a and b}\nBoth.\n{when b}\nB.\n{otherwise}\nNeither.\n{end}")
    assert reading.texts == ["Neither."]
    assert reading.choose("set_b").texts == ["B."]
    assert reading.choose("set_a").texts == ["Both."]
    assert reading.choose("set_b").texts == ["A."]


def test_variation_follows_the_visits(read):
    reading = show(read, "{steps: first | second | ever}{once: , new}, {cycle: tick | tock}.")
    seen = [reading.texts[0]] + [reading.choose("again").texts[0] for _ in range(4)]
    assert seen == ["first, new, tick.", "second, tock.", "ever, tick.", "ever, tock.", "ever, tick."]


def test_shuffles_show_each_once_a_round_in_an_order_of_the_seed(read):
    orders = set()
    for seed in range(12):
        reading = show(read, "{shuffle: x | y | z}", seed=seed)
        seen = [reading.texts[0]] + [reading.choose("again").texts[0] for _ in range(5)]
        assert sorted(seen[:3]) == ["x", "y", "z"]
        assert seen[:3] == seen[3:]
        orders.add(tuple(seen[:3]))
    assert len(orders) > 2


def test_visits_are_counted_from_entering(read):
    reading = show(read, "{visits(start)}{if visits(start) >= 3: !}")
    assert [reading.texts[0]] + [reading.choose("again").texts[0] for _ in range(11)] == [
        "1", "2", "3!", "4!", "5!", "6!", "7!", "8!", "9!", "9!", "9!", "9!",
    ]  # fmt: skip
