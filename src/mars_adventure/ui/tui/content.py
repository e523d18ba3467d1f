"""The one door from story and player text to Textual: always `Content`, never markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textual.content import Content
from textual.content import Span as Run

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mars_adventure.engine.turn import Span as Words

STYLES = {"em": "italic", "strong": "bold"}

# Control characters could drive the terminal, direction overrides could reorder what the reader
# sees, and a lone surrogate cannot be written to the terminal at all.
_UNSAFE = "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
_WRITTEN_AS = {"\t": "    ", "\u2028": "\n", "\u2029": "\n"}


def content_of_spans(spans: Iterable[Words | tuple[str, str]], style: str = "") -> Content:
    """The spans of a block or label as `Content`, in which `[…]` is only text.

    `style` is any Textual style ("bold $accent") for the whole of it.
    """
    runs, parts, end = [], [], 0
    for words, kind in spans:
        start = end
        parts.append(clean(words))
        end += len(parts[-1])
        if kind and end > start:
            runs.append(Run(start, end, STYLES.get(kind, kind)))
    if style and end:
        runs.insert(0, Run(0, end, style))
    # a single part stays the very string of the turn: a long history shares its text with the play
    return Content(parts[0] if len(parts) == 1 else "".join(parts), runs, strip_control_codes=False)


def content_of_text(text: str, style: str = "") -> Content:
    """A plain string (a title, the name of a save, a message) as `Content`."""
    return content_of_spans(((text, ""),), style)


def clean(text: str) -> str:
    """`text` without any character that a terminal would obey rather than show."""
    # nearly every text is printable: the pattern, which is dear to compile, can wait
    if text.isprintable() or re.search(_UNSAFE, text) is None:
        return text
    return re.sub(_UNSAFE, lambda found: _WRITTEN_AS.get(found[0], ""), text)
