"""Reads the command line and calls the command; says every expected trouble in a sentence."""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING

from mars_adventure.cli.arguments import parse_arguments

if TYPE_CHECKING:
    from collections.abc import Sequence

OK, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130


class Refused(Exception):
    """A command that cannot be carried out, and why, in a sentence for the user."""


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status: 0, 1 for errors in a story or a refusal, 2 for wrong usage."""
    options = parse_arguments(sys.argv[1:] if arguments is None else arguments)
    try:
        status: int = options.command(options)
        sys.stdout.flush()
        return status
    except Refused as refusal:
        print(f"mars-adventure: {refusal}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        # The reader of our output has gone: a pipe breaks, a terminal that has hung up answers EIO. (That
        # of a disk has been caught where the file was.)
        if error.errno not in (errno.EPIPE, errno.EIO):
            raise
        # Python would complain once more when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return OK
