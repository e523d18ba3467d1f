"""Whatever a story or a player writes is shown as written, and obeyed by nothing."""

import pytest
from stage import HOSTILE

from mars_adventure.engine import Span
from mars_adventure.ui.tui.content import clean, content_of_spans, content_of_text


def test_brackets_are_only_text():
    assert content_of_text("You see [a sign]. [/b]").plain == "You see [a sign]. [/b]"


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_reaches_the_terminal_that_it_would_obey(text):
    shown = content_of_text(text).plain
    shown.encode()
    assert not [character for character in shown if ord(character) < 32 and character != "\n"]
    assert not set(shown) & set("\x7f\x9b\u202e\u2028\ud800")


def test_emphasis_is_kept_in_place():
    content = content_of_spans((Span("one "), Span("two", "em"), Span(" "), Span("three", "strong")))
    assert content.plain == "one two three"
    assert [(span.start, span.end, span.style) for span in content.spans] == [
        (4, 7, "italic"),
        (8, 13, "bold"),
    ]


def test_a_style_covers_the_whole():
    assert [tuple(span) for span in content_of_text("abc", "bold").spans] == [(0, 3, "bold")]


def test_harmless_text_is_not_copied():
    text = "a long history shares its text with the play"
    assert clean(text) is text
    assert content_of_spans((Span(text),)).plain is text
