"""Problems as a writer sees them, and in the formats that editors and build servers read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from mars_adventure.author.cells import clean
from mars_adventure.author.snippet import snippet
from mars_adventure.author.summary import count, counted, summarise
from mars_adventure.story.codes import CODES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mars_adventure.story import Problem

FORMATS = ("text", "short", "json", "github")
MOST_SHOWN = 20
LONGEST_MESSAGE = 400
COLOURS = {"error": "1;31", "warning": "1;33", "message": "1", "frame": "34", "fix": "32"}


def show_problems(problems: Sequence[Problem], format: str, folder: Path, colour: bool = False) -> str:  # noqa: A002  # the option's name
    """What `check` prints, without a newline at the end. `format` is one of FORMATS.

    Files are named so that they can be opened from the present directory. In "text" at most 20
    problems are shown, errors before warnings if there are more. The text is safe to print.
    """
    match format:
        case "short":
            lines = [short(problem, folder) for problem in problems]
        case "json":
            return as_json(problems, folder)
        case "github":
            lines = [github(problem, folder) for problem in problems]
        case _:
            return as_text(problems, folder, colour)
    return "\n".join([*lines, clean(summarise(problems, folder))])


# -- for readers ---------------------------------------------------------------------------


def as_text(problems: Sequence[Problem], folder: Path, colour: bool) -> str:
    shown = choose(problems)
    blocks = [explained(problem, folder, colour) for problem in shown]
    left = len(problems) - len(shown)
    if left:
        blocks.append(
            f"{counted(left, 'more problem')} not shown: mend these first, or see all with --format short"
        )
    last = [clean(summarise(problems, folder))]
    if shown:
        last.append(hint(sorted({problem.code for problem in shown})))
    return "\n\n".join([*blocks, "\n".join(last)])


def choose(problems: Sequence[Problem]) -> list[Problem]:
    """Those to show, in the order given; errors are dropped last."""
    if len(problems) <= MOST_SHOWN:
        return list(problems)
    order = sorted(range(len(problems)), key=lambda number: (problems[number].severity != "error", number))
    return [problems[number] for number in sorted(order[:MOST_SHOWN])]


def explained(problem: Problem, folder: Path, colour: bool) -> str:
    def paint(text: str, role: str) -> str:
        return f"\x1b[{COLOURS[role]}m{text}\x1b[0m" if colour else text

    at = problem.at
    gutter = " " * len(str(at.line))
    lines = [
        paint(f"{problem.severity}[{problem.code}]", problem.severity)
        + paint(f": {said(problem.message)}", "message"),
        f"{gutter}{paint('-->', 'frame')} {place(problem, folder)}",
    ]
    if problem.source.strip():
        text, carets = snippet(problem.source, at.column, at.length)
        lines += [
            paint(f"{gutter} |", "frame"),
            f"{paint(f'{at.line} |', 'frame')} {text}",
            f"{paint(f'{gutter} |', 'frame')} {paint(carets, problem.severity)}",
        ]
    if problem.fix:
        lines.append(f"{gutter} {paint('=', 'frame')} {paint('fix:', 'fix')} {said(problem.fix)}")
    return "\n".join(lines)


def hint(codes: list[str]) -> str:
    others = f" (or {', '.join(codes[1:])})" if len(codes) > 1 else ""
    return f"More about this: mars-adventure explain {codes[0]}{others}"


# -- for programs --------------------------------------------------------------------------


def short(problem: Problem, folder: Path) -> str:
    fix = f" ({said(problem.fix)})" if problem.fix else ""
    return f"{place(problem, folder)}: {problem.severity} {problem.code} {said(problem.message)}{fix}"


def as_json(problems: Sequence[Problem], folder: Path) -> str:
    errors, warnings = count(problems)
    found = [
        {
            "code": problem.code,
            "title": CODES[problem.code].title,
            "severity": problem.severity,
            "file": path_to(problem.at.file, folder),
            "line": problem.at.line,
            "column": problem.at.column,
            "length": problem.at.length,
            "message": said(problem.message),
            "fix": said(problem.fix),
            "source": clean(problem.source),
        }
        for problem in problems
    ]
    return json.dumps(
        {"errors": errors, "warnings": warnings, "problems": found}, ensure_ascii=False, indent=2
    )


def github(problem: Problem, folder: Path) -> str:
    """A workflow command, which GitHub shows beside the line."""
    at = problem.at
    fields = {
        "file": path_to(at.file, folder),
        "line": str(at.line),
        "col": str(at.column),
        "endColumn": str(at.column + at.length),
        "title": f"{problem.code} {CODES[problem.code].title}",
    }
    listed = ",".join(f"{name}={property_of(value)}" for name, value in fields.items())
    message = said(problem.message) + (f" — fix: {said(problem.fix)}" if problem.fix else "")
    return f"::{problem.severity} {listed}::{message.replace('%', '%25')}"


def property_of(value: str) -> str:
    return value.replace("%", "%25").replace(":", "%3A").replace(",", "%2C")


# -- parts of all --------------------------------------------------------------------------


def place(problem: Problem, folder: Path) -> str:
    return f"{path_to(problem.at.file, folder)}:{problem.at.line}:{problem.at.column}"


def path_to(file: str, folder: Path) -> str:
    """The file as seen from the present directory, if it lies below it."""
    path = folder / file
    here = Path.cwd()
    return clean(
        (path.relative_to(here) if path.is_absolute() and path.is_relative_to(here) else path).as_posix()
    )


def said(text: str) -> str:
    """A message on one line, as long as a reader will bear."""
    line = clean(" ".join(text.split()))
    return line if len(line) <= LONGEST_MESSAGE else line[: LONGEST_MESSAGE - 1] + "…"
