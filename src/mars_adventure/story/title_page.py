"""The title page, which story.yaml alone has: what the story is called and says of itself, and where it starts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mars_adventure.story.problems import Position, did_you_mean
from mars_adventure.story.typography import typeset

if TYPE_CHECKING:
    from mars_adventure.story.nodes import Node, Reader
    from mars_adventure.story.problems import Report
    from mars_adventure.story.symbols import Symbols

TITLE_KEYS = ("story", "id", "version", "author", "about", "content_note", "start")
PROSE_KEYS = ("author", "about", "content_note")


def read_title_page(
    reader: Reader, keys: dict[str, Node], symbols: Symbols, report: Report
) -> dict[str, Any] | None:
    """From the top-level keys of story.yaml to the fields of a Head; None if it names no story."""
    if "story" not in keys:
        report.add(
            "M202",
            Position("story.yaml", 1, 1),
            "story.yaml has no `story:`",
            "give the story its title: `story: The Airlock`",
        )
        return None
    text = {key: reader.prose(keys[key], f"`{key}`") for key in PROSE_KEYS if key in keys}
    if "version" in keys:
        text["version"] = reader.scalar(keys["version"], "`version`")
    title = typeset(reader.prose(keys["story"], "the title"))
    start = reader.scalar(keys["start"], "`start`") if "start" in keys else ""
    if "start" not in keys:
        reader.fail(
            "M202", keys["story"], "story.yaml has no `start:`", "name the first scene: `start: airlock`"
        )
    elif start not in symbols.scenes:
        reader.fail(
            "M301",
            keys["start"],
            f"no scene is called `{start}`",
            did_you_mean(start, symbols.scenes, "name the first scene"),
        )
    id_ = reader.scalar(keys["id"], "`id`") if "id" in keys else as_id(title)
    for key in ("about", "content_note"):
        if key in text:
            text[key] = "\n\n".join(
                typeset(" ".join(part.split())) for part in text[key].strip().split("\n\n")
            )
    return {"id": id_, "title": title, "start": start, **text}


def as_id(text: str) -> str:
    """A story's id made from its title."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "story"
