"""A play written out: Markdown and HTML that say what was read, and nothing else."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from mars_adventure.engine import begin, choose
from mars_adventure.story import open_story
from mars_adventure.ui.manuscript import as_html, as_markdown

if TYPE_CHECKING:
    from pathlib import Path

    from mars_adventure.engine import Play
    from mars_adventure.story import Story

STORY = r"""
story: A <Tale> & more
start: a
speakers:
  eva: {name: Eva, radio: true}
marks:
  record: {sign: "●", means: on the record}
endings:
  done: {title: Done}
chapter: 1
title: One
scenes:
  a:
    place: The <hall>
    text: |
      He said *no* and **meant** it. <script>alert(1)</script> [x](y) \* _under_ `code`

      1. is not a list

      - nor is this

      @eva: Come & see.

      > LOS ``` 00:11
      >   two

      ---

      # not a heading
    choices:
      - text: Go <b>on</b>
        id: on
        mark: record
        goto: b
  b:
    text: |
      You went.
    ending: done
ledger: |
  You *counted*.
"""


@pytest.fixture
def play(tmp_path: Path) -> tuple[Story, Play]:
    head, rest = STORY.split("chapter: 1\n")
    (tmp_path / "story.yaml").write_text(head, encoding="utf-8")
    (tmp_path / "one.yaml").write_text("chapter: 1\n" + rest, encoding="utf-8")
    story = open_story(tmp_path)
    return story, choose(story, begin(story), "on")


def test_markdown_keeps_every_word_and_none_of_them_is_markup(play: tuple[Story, Play]) -> None:
    text = as_markdown(*play)
    assert text.startswith("# A \\<Tale\\> \\& more\n\nA play of 1 choice\n\n## One\n")
    assert (
        "He said *no* and **meant** it. \\<script\\>alert(1)\\</script\\> \\[x\\](y) \\* \\_under\\_ \\`code\\`"
        in text
    )
    assert "\n\n1\\. is not a list\n" in text
    assert "\n\n\\- nor is this\n" in text
    assert "\n\n\\# not a heading\n" in text
    assert "**Eva, by radio:** Come \\& see." in text
    assert "````\nLOS ``` 00:11\n  two\n````" in text
    assert "> ▸ Go \\<b\\>on\\</b\\> (on the record)" in text
    assert text.endswith("You went.\n\n## The end: Done\n\nYou *counted*.\n")


class Read(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in ("meta", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words += data


def test_html_is_whole_escaped_and_loads_nothing(play: tuple[Story, Play]) -> None:
    text = as_html(*play)
    page = Read()
    page.feed(text)
    assert page.open == []
    assert "script" not in page.tags
    assert "b" not in page.tags
    assert {"h1", "h2", "pre", "em", "strong", "hr"} <= set(page.tags)
    assert "<script>alert(1)</script>" in page.words
    assert "LOS ``` 00:11\n  two" in page.words
    assert "Go <b>on</b> (on the record)" in page.words
    assert not re.search(r"(?i)\b(src=|href=|url\(|@import)", text)
    assert "@media print" in text


def test_both_say_the_same_words(play: tuple[Story, Play]) -> None:
    page = Read()
    page.feed(as_html(*play))
    plain = as_markdown(*play)

    def words(text: str) -> list[str]:
        return re.findall(r"[A-Za-z0-9]+", text)

    # The title stands twice in a page: in its head and at its top.
    assert words(page.words)[len(words(play[0].title)) :] == words(plain)
