"""What `check --saves` prints: which saved games an edit strands, and what would mend them."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from mars_adventure.author.cells import clean
from mars_adventure.cli.main import FAILED, OK, Refused
from mars_adventure.saves.survey import survey
from mars_adventure.story import open_story

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from mars_adventure.saves.survey import Mend, Verdict

WORDS = {
    "open": "as they were",
    "repaired": "with something said",
    "set back": "but set the reader back",
    "refused": "do not open",
}
MOST_NAMED = 3
STRANDED = ("set back", "refused")


def look_at_saves(story_folder: Path, folder: Path, format_: str, problems: str, failed: bool) -> int:
    """Prints the problems, which are ready to be printed, and then the saves."""
    if not folder.is_dir():
        raise Refused(f"there is no folder {folder}")
    verdicts = [] if failed else survey(folder, open_story(story_folder))
    if format_ == "json":
        print(
            json.dumps({"problems": json.loads(problems), "saves": [spell(verdict) for verdict in verdicts]})
        )
    else:
        print(problems)
        if failed:
            print("the saved games can be looked at once the story has no errors")
        else:
            print("\n".join(github(verdicts) if format_ == "github" else lines(verdicts)))
    return FAILED if any(verdict.outcome in STRANDED for verdict in verdicts) else OK


def lines(verdicts: Sequence[Verdict]) -> list[str]:
    counted = Counter(verdict.outcome for verdict in verdicts)
    told = ", ".join(f"{counted[outcome]} {words}" for outcome, words in WORDS.items() if counted[outcome])
    found = [f"{len(verdicts)} saved games: {told}" if verdicts else "no saved games there"]
    alike: dict[tuple[str, str], list[str]] = {}
    for verdict in verdicts:
        if verdict.outcome != "open":
            alike.setdefault((verdict.outcome, verdict.says), []).append(clean(verdict.slot.path.name))
    for (outcome, says), names in alike.items():
        more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
        found += [f"  {outcome}: {', '.join(names[:MOST_NAMED])}{more}", f"    {clean(says)}"]
    mends = Counter(mend for verdict in verdicts for mend in verdict.mends)
    if mends:
        found += [
            "",
            "these lines in story.yaml would mend them, if that is what was meant (and how many saves)",
            *table(mends),
        ]
    return found


def table(mends: Counter[Mend]) -> list[str]:
    found = ["renamed:"]
    for sort in sorted({mend.sort for mend in mends}):
        found.append(f"  {sort}:")
        found += [
            f"    {mend.old}: {mend.new}  # {mends[mend]}" for mend in sorted(mends) if mend.sort == sort
        ]
    return found


def github(verdicts: Sequence[Verdict]) -> list[str]:
    return [
        f"::{'error' if verdict.outcome in STRANDED else 'warning'} title=saved game {verdict.outcome}::"
        + clean(f"{verdict.slot.path.name}: {verdict.says}").replace("%", "%25")
        for verdict in verdicts
        if verdict.outcome != "open"
    ]


def spell(verdict: Verdict) -> dict[str, object]:
    return {
        "file": verdict.slot.path.name,
        "name": verdict.slot.name,
        "outcome": verdict.outcome,
        "says": verdict.says,
        "mends": [mend._asdict() for mend in verdict.mends],
    }
