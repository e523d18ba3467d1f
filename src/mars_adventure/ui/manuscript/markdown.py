"""A play as Markdown (CommonMark)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mars_adventure.ui.manuscript.parts import heading, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mars_adventure.engine import Play, Span
    from mars_adventure.story import Story
    from mars_adventure.ui.manuscript.parts import Part

_SPECIAL = re.compile(r"[\\`*_\[\]<>#|~&]")
_AT_START = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))")
_STYLES = {"": "", "em": "*", "strong": "**"}


def as_markdown(story: Story, play: Play) -> str:
    """The whole play; ends with a newline. The words are escaped: nothing in them is Markdown."""
    head = [f"# {_escape(story.title)}", _escape(heading(story, play))]
    return "\n\n".join([*head, *map(_write, parts_of(story, play))]) + "\n"


def _write(part: Part) -> str:
    match part.kind:
        case "chapter" | "end":
            return f"## {_escape(part.text)}"
        case "place":
            return f"*{_escape(part.text)}*"
        case "break":
            return "* * *"
        case "document":
            fence = "`" * max(3, *[len(run) + 1 for run in ("", *re.findall("`+", part.text))])
            return f"{fence}\n{part.text}\n{fence}"
        case "choice":
            aside = f" ({_escape(part.aside)})" if part.aside else ""
            return f"> ▸ {_prose(part.spans)}{aside}"
        case "speech":
            return f"**{_escape(part.speaker)}:** {_prose(part.spans)}"
    return _at_start(_prose(part.spans))


def _prose(spans: Iterable[Span]) -> str:
    return "".join(_span(span) for span in spans)


def _span(span: Span) -> str:
    sign = _STYLES[span.style]
    text = " ".join(span.text.split())
    if not sign or not text:
        return _escape(re.sub(r"\s+", " ", span.text))
    before = " " if span.text[:1].isspace() else ""
    after = " " if span.text[-1:].isspace() else ""
    return f"{before}{sign}{_escape(text)}{sign}{after}"


def _escape(text: str) -> str:
    return _SPECIAL.sub(lambda found: "\\" + found[0], text)


def _at_start(text: str) -> str:
    """A paragraph that begins like a list, or an underlined heading, is none."""
    return _AT_START.sub(
        lambda found: found[1] + (f"{found[2]}\\" if found[2].isdigit() else f"\\{found[2]}"), text
    )
