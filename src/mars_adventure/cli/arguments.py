"""The grammar of the command line."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mars_adventure import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

COMMANDS = (
    "play",
    "check",
    "prove",
    "replay",
    "explore",
    "test",
    "transcripts",
    "explain",
    "new",
    "stats",
    "graph",
    "schema",
    "saves",
)
GLOBAL = ("-h", "--help", "--version")


def deferred(module: str, name: str) -> Callable[[argparse.Namespace], int]:
    """The command of that name, imported only when it is run, so that each starts fast."""

    def run(options: argparse.Namespace) -> int:
        command: Callable[[argparse.Namespace], int] = getattr(
            import_module(f"mars_adventure.cli.{module}"), name
        )
        return command(options)

    return run


def make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mars-adventure",
        description="Ulysses, Answer: an interactive mystery for the terminal. Without a command, it plays.",
        epilog="`mars-adventure COMMAND --help` tells more about a command.",
    )
    parser.add_argument("--version", action="version", version=f"mars-adventure {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", title="commands")

    play = commands.add_parser("play", help="play the story, or the one in FOLDER")
    play.add_argument(
        "folder", nargs="?", type=Path, metavar="FOLDER", help="a story's folder (default: Ulysses, Answer)"
    )
    play.add_argument("--plain", action="store_true", help="line by line, for screen readers and pipes")
    play.add_argument(
        "--continue", dest="resume", action="store_true", help="go on from the newest saved game"
    )
    play.add_argument(
        "--from", dest="scene", metavar="SCENE", help="begin at this scene (for authors; not saved)"
    )
    play.add_argument(
        "--set",
        dest="values",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        help="with --from: set a variable (repeatable)",
    )
    play.add_argument(
        "--watch", action="store_true", help="read edits of the story while playing (for authors; not saved)"
    )
    play.add_argument("--seed", type=int, metavar="N", help="the seed of chance for a new play")
    play.add_argument("--saves", type=Path, metavar="FOLDER", help="where saved games live")
    play.set_defaults(command=deferred("play", "play"))

    check = commands.add_parser("check", help="look for mistakes in a story")
    check.add_argument("folder", nargs="?", type=Path, metavar="FOLDER")
    check.add_argument("--format", choices=("text", "short", "json", "github"), default="text")
    check.add_argument(
        "--saves",
        type=Path,
        metavar="FOLDER",
        help="look also what the story's last edits did to the saved games there",
    )
    check.set_defaults(command=deferred("authoring", "check"))

    add_proof_commands(commands)
    add_transcript_commands(commands)

    explain = commands.add_parser("explain", help="explain a problem's code")
    explain.add_argument("code", metavar="CODE", help="such as M301")
    explain.set_defaults(command=deferred("authoring", "explain"))

    new = commands.add_parser("new", help="write a small story to begin from")
    new.add_argument("folder", type=Path, metavar="FOLDER")
    new.set_defaults(command=deferred("authoring", "new"))

    add_survey_commands(commands)

    saves = commands.add_parser("saves", help="list, show, delete, rename, export or import saved games")
    add_saves_commands(saves)
    return parser


def add_proof_commands(commands: Any) -> None:
    prove = commands.add_parser("prove", help="decide whether a story holds, whatever the reader does")
    prove.add_argument("folder", nargs="?", type=Path, metavar="FOLDER")
    prove.add_argument("--time", type=positive, default=60, metavar="SECONDS", help="how long at most (60)")
    prove.add_argument("--memory", type=positive, default=1024, metavar="MIB", help="how much at most (1024)")
    prove.add_argument(
        "--plays", type=Path, metavar="FOLDER", help="write a play there for each thing that is refuted"
    )
    prove.add_argument(
        "--no-cache", action="store_true", help="answer everything anew, whatever earlier proofs found"
    )
    prove.add_argument("--details", action="store_true", help="tell everything worth knowing")
    prove.add_argument("--format", choices=("text", "json", "github"), default="text")
    prove.set_defaults(command=deferred("proving", "prove"))

    replay = commands.add_parser("replay", help="show a play that `prove` wrote")
    replay.add_argument("play", type=Path, metavar="PLAY", help="its file")
    replay.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help="the story it belongs to")
    replay.add_argument("--plain", action="store_true", help="line by line, for screen readers and pipes")
    replay.add_argument("--saves", type=Path, metavar="FOLDER", help="where saved games live")
    replay.set_defaults(command=deferred("proving", "replay"))


def add_transcript_commands(commands: Any) -> None:
    test = commands.add_parser("test", help="replay the plays that are kept, and show what has changed")
    test.add_argument("folder", nargs="?", type=Path, metavar="FOLDER")
    test.add_argument("--bless", action="store_true", help="accept what readers see now")
    test.add_argument("--format", choices=("text", "json", "github"), default="text")
    test.set_defaults(command=deferred("transcripts", "test"))

    transcripts = commands.add_parser("transcripts", help="keep a play for `test`, or list those kept")
    actions = transcripts.add_subparsers(metavar="ACTION", required=True)
    listed = actions.add_parser("list", help="list the plays that are kept")
    listed.add_argument("folder", nargs="?", type=Path, metavar="FOLDER")
    listed.set_defaults(command=deferred("transcripts", "list_transcripts"))
    record = actions.add_parser("record", help="keep a play")
    record.add_argument("name", metavar="NAME", help="its name in the story's folder `transcripts`")
    record.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help="the story")
    source = record.add_mutually_exclusive_group(required=True)
    source.add_argument(
        "--choices", nargs="+", metavar="CHOICE", help="ids, or numbers as on the page, from the beginning"
    )
    source.add_argument("--play", type=Path, metavar="FILE", help="a play that `prove` or `explore` wrote")
    source.add_argument("--save", metavar="WHICH", help="a saved game: its name, or its number in the list")
    record.add_argument(
        "--seed", type=int, default=0, metavar="N", help="the seed of chance, for --choices (0)"
    )
    record.add_argument("--shows", default="", metavar="TEXT", help="what the play is for")
    record.add_argument("--saves", type=Path, metavar="FOLDER", help="where saved games live")
    record.set_defaults(command=deferred("transcripts", "record"))


def positive(text: str) -> float:
    """A number above 0."""
    number = float(text)
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError("must be more than 0")
    return number


def add_survey_commands(commands: Any) -> None:
    explore = commands.add_parser("explore", help="search a story for what is never seen, and for dead ends")
    explore.add_argument("folder", nargs="?", type=Path, metavar="FOLDER")
    explore.add_argument("--time", type=positive, default=10, metavar="SECONDS", help="how long at most (10)")
    explore.add_argument("--moves", type=whole, metavar="N", help="how many choices to make at most")
    explore.add_argument("--seed", type=int, default=1, metavar="N", help="the seed of the search (1)")
    explore.add_argument(
        "--coverage", type=Path, metavar="FILE", help="write which scenes and choices it came through"
    )
    explore.add_argument("--plays", type=Path, metavar="FOLDER", help="write a play there for each dead end")
    explore.add_argument("--details", action="store_true", help="name everything that was never seen")
    explore.add_argument("--format", choices=("text", "json", "github"), default="text")
    explore.set_defaults(command=deferred("exploring", "explore"))

    stats = commands.add_parser("stats", help="tell a story's figures, also over sampled plays")
    stats.add_argument("folder", nargs="?", type=Path, metavar="FOLDER")
    stats.add_argument(
        "--plays", type=whole, metavar="N", help="how many for each kind of reader (as many as it needs)"
    )
    stats.add_argument("--seed", type=int, default=1, metavar="N", help="the seed of the sampled plays (1)")
    stats.add_argument(
        "--coverage", type=Path, metavar="FILE", help="write which scenes and choices they came through"
    )
    stats.add_argument("--format", choices=("text", "json"), default="text")
    stats.set_defaults(command=deferred("surveys", "stats"))

    graph = commands.add_parser("graph", help="draw the map of a story")
    graph.add_argument("folder", nargs="?", type=Path, metavar="FOLDER")
    graph.add_argument("--format", choices=("tree", "svg", "dot", "mermaid", "json"), default="tree")
    graph.add_argument("--chapter", type=int, metavar="N", help="one chapter only")
    graph.add_argument(
        "--coverage", type=Path, metavar="FILE", help="lay over it what `explore` or `stats` wrote"
    )
    graph.add_argument(
        "--proof", type=Path, metavar="FILE", help="lay over it what `prove --format json` told"
    )
    graph.add_argument("--output", type=Path, metavar="FILE", help="write to this file")
    graph.set_defaults(command=deferred("surveys", "graph"))

    schema = commands.add_parser("schema", help="write a story's schema, for editors that complete and check")
    schema.add_argument("folder", nargs="?", type=Path, metavar="FOLDER")
    schema.add_argument("--print", action="store_true", help="print it instead")
    schema.set_defaults(command=deferred("surveys", "schema"))


def whole(text: str) -> int:
    """A number of plays: at least 1."""
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def add_saves_commands(saves: argparse.ArgumentParser) -> None:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--saves", type=Path, metavar="FOLDER", help="where saved games live")
    common.add_argument(
        "--story",
        dest="folder",
        type=Path,
        metavar="FOLDER",
        help="the story they belong to (default: Ulysses, Answer)",
    )
    actions = saves.add_subparsers(metavar="ACTION", required=True)
    for name, help_, arguments in (
        ("list", "list the saved games", ()),
        ("show", "show one, with its page", ("which",)),
        ("delete", "delete one", ("which",)),
        ("rename", "give one another name", ("which", "name")),
        ("export", "copy one to a file, or write it out as a text to read", ("which", "path")),
        ("import", "take one in from a file", ("path",)),
    ):
        action = actions.add_parser(name, help=help_, parents=[common])
        for argument in arguments:
            action.add_argument(
                argument,
                type=Path if argument == "path" else str,
                metavar=argument.upper(),
                help="a number of the list, or a name" if argument == "which" else None,
                nargs="?" if (name, argument) == ("export", "path") else None,
            )
        if name == "export":
            action.add_argument(
                "--format",
                choices=("save", "markdown", "html"),
                default="save",
                help="a saved game (save), or the play as a text (without PATH: to the output)",
            )
        action.set_defaults(command=deferred("saves", f"{name}_{'slots' if name == 'list' else 'slot'}"))


def parse_arguments(arguments: Sequence[str]) -> Any:
    """The options, with `command` to call. No command means `play`. Exits with 2 on wrong usage."""
    words = list(arguments)
    if not words or (words[0] not in COMMANDS and words[0] not in GLOBAL and words[0].startswith("-")):
        words.insert(0, "play")
    options = make_parser().parse_args(words)
    if getattr(options, "values", None) and not options.scene:
        print("mars-adventure: --set goes with --from", file=sys.stderr)
        raise SystemExit(2)
    return options
