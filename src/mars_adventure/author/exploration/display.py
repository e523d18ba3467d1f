"""What a search comes to, for people and for programs."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING

from mars_adventure.author.cells import clean
from mars_adventure.author.display import path_to, property_of, said
from mars_adventure.author.summary import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from mars_adventure.author.exploration.exploration import Exploration
    from mars_adventure.author.statistics.runs import Run

FORMATS = ("text", "json", "github")
COLOURS = {"bad": "1;31", "part": "1;33", "all": "1;32"}
SIGNS = {"bad": "✗", "part": "?", "all": "✓"}
WIDTH = 80
MOST_NAMES = 12
MOST_PASSAGES = 6
LONGEST_QUOTE, SHORTEST_QUOTE = 48, 24
STOPPED = {
    "all": "all was seen, and as long a search again found nothing more",
    "time": "the time was up",
    "moves": "the number of choices was reached",
}


def show_exploration(
    found: Exploration,
    format: str,  # noqa: A002  # the option's name
    folder: Path,
    colour: bool = False,
    details: bool = False,
) -> str:
    """What `explore` prints, without a newline at the end. `format` is one of FORMATS."""
    match format:
        case "json":
            return as_json(found, folder)
        case "github":
            return "\n".join([*github(found, folder), summary(found)])
    return as_text(found, folder, colour, details)


def as_text(found: Exploration, folder: Path, colour: bool, details: bool) -> str:
    def sign(sort: str) -> str:
        return f"\x1b[{COLOURS[sort]}m{SIGNS[sort]}\x1b[0m" if colour else SIGNS[sort]

    lines = []
    for what, total, unseen in (
        ("scenes", len(found.all_scenes), found.unseen_scenes),
        ("choices", len(found.all_choices), found.unseen_choices),
        ("endings", len(found.story.endings), found.unseen_endings),
    ):
        lines.append(f"{sign('part' if unseen else 'all')} {total - len(unseen):,} of {total:,} {what}")
        if unseen:
            lines += listed(unseen, len(unseen) if details else MOST_NAMES)
    passages = found.unseen_passages
    total = len(found.numbered.runs)
    lines.append(f"{sign('part' if passages else 'all')} {total - len(passages):,} of {total:,} passages")
    shown = passages if details else passages[:MOST_PASSAGES]
    for run in shown:
        place = f"    {path_to(run.file, folder)}:{run.line} "
        lines.append(f"{place}“{quoted(run, max(WIDTH - len(place) - 2, SHORTEST_QUOTE))}”")
    if len(shown) < len(passages):
        lines.append(f"    and {len(passages) - len(shown):,} more: see them with --details")
    ends = sorted(found.dead_ends.values())
    lines.append(
        f"{sign('bad' if ends else 'all')} {counted(len(ends), 'dead end') if ends else 'no dead end met'}"
    )
    for end in ends:
        lines.append(f"    at `{end.scene}`, after {counted(len(end.choices), 'choice')}:")
        lines += wrapped(clean(", ".join(end.choices)) or "at once", "      ")
    return "\n".join([*lines, "", summary(found)])


def summary(found: Exploration) -> str:
    done = (
        f"{said(found.story.title)}: {found.moves:,} choices made and {found.states:,} states met in "
        f"{found.seconds:.1f} s; {STOPPED[found.stopped]}."
    )
    return "\n".join([*wrapped(done, ""), "What a search never saw may still be there: `prove` can tell."])


def listed(names: Sequence[str], most: int) -> list[str]:
    more = f" and {len(names) - most:,} more (--details)" if len(names) > most else ""
    return wrapped("never: " + ", ".join(names[:most]) + more, "    ")


def wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent and indent + "  ", break_on_hyphens=False
    )


def quoted(run: Run, most: int = LONGEST_QUOTE) -> str:
    text = clean(" ".join(run.text.split()))
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


# -- for programs --------------------------------------------------------------------------


def as_json(found: Exploration, folder: Path) -> str:
    kept = {
        "story": found.story.id,
        "fingerprint": found.story.fingerprint,
        "seed": found.seed,
        "moves": found.moves,
        "states": found.states,
        "seconds": round(found.seconds, 3),
        "stopped": found.stopped,
        "scenes": {"all": len(found.all_scenes), "never": found.unseen_scenes},
        "choices": {"all": len(found.all_choices), "never": found.unseen_choices},
        "endings": {"all": len(found.story.endings), "never": found.unseen_endings},
        "passages": {
            "all": len(found.numbered.runs),
            "never": [
                {"file": path_to(run.file, folder), "line": run.line, "text": run.text}
                for run in found.unseen_passages
            ],
        },
        "dead_ends": [
            {"scene": end.scene, "choices": list(end.choices), "seed": end.seed}
            for end in sorted(found.dead_ends.values())
        ],
    }
    return json.dumps(kept, ensure_ascii=False, indent=1)


def github(found: Exploration, folder: Path) -> Iterator[str]:
    """Workflow commands, which GitHub shows beside the lines. What was never seen is no error: it may only
    be rare.
    """
    for end in sorted(found.dead_ends.values()):
        at = found.story.scene(end.scene).at
        text = f"at `{end.scene}` no choice is left, after {', '.join(end.choices) or 'the beginning'}"
        yield command("error", path_to(at.file, folder), at.line, "dead end", text)
    for name in found.unseen_scenes:
        at = found.story.scene(name).at
        yield command(
            "warning", path_to(at.file, folder), at.line, "never seen", f"the scene `{name}` was not met"
        )
    for run in found.unseen_passages:
        yield command(
            "notice", path_to(run.file, folder), run.line, "never seen", f"“{quoted(run)}” was not shown"
        )


def command(level: str, file: str, line: int, title: str, text: str) -> str:
    return f"::{level} file={property_of(file)},line={line},title={title}::{said(text).replace('%', '%25')}"
