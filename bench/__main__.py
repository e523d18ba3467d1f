"""The command: `python -m bench [--quick] [--no-install] [ROW ...]`."""

import argparse
import sys

from bench.peers.installation import install_peers
from bench.probe import Failed
from bench.rows import ROWS
from bench.table import Line, format_table
from bench.task import Task


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "rows", nargs="*", metavar="ROW", help=f"which rows (default: all): {', '.join(ROWS)}"
    )
    parser.add_argument("--quick", action="store_true", help="a short run, for a first look")
    parser.add_argument("--no-install", action="store_true", help="measure only the peers that are there")
    options = parser.parse_args()
    if unknown := [row for row in options.rows if row not in ROWS]:
        parser.error(f"no row is called {unknown[0]}; there are {', '.join(ROWS)}")
    if not options.no_install:
        install_peers(lambda words: print(words, file=sys.stderr))
    task = Task(quick=options.quick)
    lines: list[Line] = []
    for row in options.rows or ROWS:
        task.row = row
        try:
            for line in ROWS[row](task):
                lines.append(line)  # noqa: PERF402 - those before a failure are kept
        except Failed as failure:
            task.say(f"not measured: {failure}")
    print(format_table(lines))
    return 0


sys.exit(main())
