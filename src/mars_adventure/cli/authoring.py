"""The commands for authors: check, explain, new."""

from __future__ import annotations

import os
import sys
from typing import Any

from mars_adventure.cli.main import FAILED, OK, Refused
from mars_adventure.cli.places import story_folder


def check(options: Any) -> int:
    """Prints every problem of a story; status 1 if one of them is an error. With saves, prints also
    what became of each; status 1 if one of them does not open where it stood.
    """
    from mars_adventure.author import show_problems
    from mars_adventure.story import check_story

    folder = story_folder(options.folder)
    problems = check_story(folder)
    colour = options.format == "text" and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    text = show_problems(problems, options.format, folder, colour)
    failed = any(problem.severity == "error" for problem in problems)
    if options.saves is None:
        if text:
            print(text)
        return FAILED if failed else OK
    from mars_adventure.cli.survival import look_at_saves

    return max(FAILED if failed else OK, look_at_saves(folder, options.saves, options.format, text, failed))


def explain(options: Any) -> int:
    """Prints the page of a problem's code."""
    from mars_adventure.author import UnknownCode, explain

    try:
        print(explain(options.code))
    except UnknownCode as unknown:
        raise Refused(str(unknown)) from None
    return OK


def new(options: Any) -> int:
    """Writes a small story into an empty or missing folder, and what editors need to help with it."""
    from mars_adventure.author import NewStoryRefused, write_new_story
    from mars_adventure.author.editor import write_editor_files
    from mars_adventure.author.schema import SchemaRefused

    try:
        for path in write_new_story(options.folder):
            print(f"wrote {path}")
        for path in write_editor_files(options.folder):
            print(f"wrote {path}")
    except (NewStoryRefused, SchemaRefused) as refusal:
        raise Refused(str(refusal)) from None
    print(
        f"\nplay it:   mars-adventure play {options.folder}\ncheck it:  mars-adventure check {options.folder}"
    )
    return OK
