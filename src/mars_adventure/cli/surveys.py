"""The commands that look at a story as a whole: stats, graph, schema."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from mars_adventure.cli.main import OK, Refused
from mars_adventure.cli.places import open_story_or_refuse, story_folder

if TYPE_CHECKING:
    from pathlib import Path


def stats(options: Any) -> int:
    """Prints a story's figures; with --coverage keeps what the sampled plays came through."""
    from mars_adventure.author.statistics import (
        coverage_of,
        gather_statistics,
        show_statistics,
        statistics_as_json,
        write_coverage,
    )

    found = gather_statistics(open_story_or_refuse(options.folder), options.plays, options.seed)
    print(statistics_as_json(found) if options.format == "json" else show_statistics(found))
    if options.coverage is not None:
        try:
            write_coverage(coverage_of(found.story, found.samples), options.coverage)
        except OSError as error:
            raise Refused(f"`{options.coverage}` cannot be written: {error.strerror or error}") from None
    return OK


def graph(options: Any) -> int:
    """Prints a story's map, or writes it to a file."""
    from mars_adventure.author.graph import NotDrawn, ProofUnreadable, draw, network_of, read_proof
    from mars_adventure.author.statistics import CoverageUnreadable, read_coverage

    story = open_story_or_refuse(options.folder)
    try:
        coverage = read_coverage(options.coverage) if options.coverage is not None else None
        if coverage is not None and coverage.fingerprint != story.fingerprint:
            print("mars-adventure: the story has changed since this coverage was taken", file=sys.stderr)
        proof = read_proof(options.proof) if options.proof is not None else None
        for path, laid in ((options.coverage, coverage), (options.proof, proof)):
            if laid is not None and laid.story != story.id:
                raise Refused(f"{path} is of the story `{laid.story}`, and this is `{story.id}`")
        text = draw(network_of(story), options.format, options.chapter, coverage, proof)
    except (CoverageUnreadable, ProofUnreadable, NotDrawn) as refusal:
        raise Refused(str(refusal)) from None
    if options.output is None:
        print(text)
    else:
        write(options.output, text)
    return OK


def schema(options: Any) -> int:
    """Writes the schema of a story's files where editors find it, or prints it."""
    from mars_adventure.author.editor import write_editor_files
    from mars_adventure.author.schema import SchemaRefused, schema_of

    folder = story_folder(options.folder)
    try:
        if options.print:
            print(schema_of(folder))
        else:
            written = write_editor_files(folder)
            print("\n".join(f"wrote {path}" for path in written) or "nothing has changed")
    except SchemaRefused as refusal:
        raise Refused(str(refusal)) from None
    return OK


def write(path: Path, text: str) -> None:
    try:
        path.write_text(text + "\n", encoding="utf-8", newline="\n")
    except OSError as error:
        raise Refused(f"`{path}` cannot be written: {error.strerror or error}") from None
    print(f"wrote {path}")
