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

PROGRAM = "mars-adventure"
GLOBAL = ("-h", "--help", "--version")


def deferred(module: str, name: str) -> Callable[[argparse.Namespace], int]:
    """The command of that name, imported only when it is run, so that each starts fast."""

    def run(options: argparse.Namespace) -> int:
        command: Callable[[argparse.Namespace], int] = getattr(
            import_module(f"mars_adventure.cli.{module}"), name
        )
        return command(options)

    return run


def add_play(play: argparse.ArgumentParser) -> None:
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


def add_check(check: argparse.ArgumentParser) -> None:
    check.add_argument("folder", nargs="?", type=Path, metavar="FOLDER")
    check.add_argument("--format", choices=("text", "short", "json", "github"), default="text")
    check.add_argument(
        "--saves",
        type=Path,
        metavar="FOLDER",
        help="look also what the story's last edits did to the saved games there",
    )
    check.set_defaults(command=deferred("authoring", "check"))


def positive(text: str) -> float:
    """A number above 0."""
    number = float(text)
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError("must be more than 0")
    return number


def add_prove(prove: argparse.ArgumentParser) -> None:
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


def add_replay(replay: argparse.ArgumentParser) -> None:
    replay.add_argument("play", type=Path, metavar="PLAY", help="its file")
    replay.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help="the story it belongs to")
    replay.add_argument("--plain", action="store_true", help="line by line, for screen readers and pipes")
    replay.add_argument("--saves", type=Path, metavar="FOLDER", help="where saved games live")
    replay.set_defaults(command=deferred("proving", "replay"))


def whole(text: str) -> int:
    """A number of plays: at least 1."""
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def add_explore(explore: argparse.ArgumentParser) -> None:
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


def add_test(test: argparse.ArgumentParser) -> None:
    test.add_argument("folder", nargs="?", type=Path, metavar="FOLDER")
    test.add_argument("--bless", action="store_true", help="accept what readers see now")
    test.add_argument("--format", choices=("text", "json", "github"), default="text")
    test.set_defaults(command=deferred("transcripts", "test"))


def add_transcripts(transcripts: argparse.ArgumentParser) -> None:
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


def add_explain(explain: argparse.ArgumentParser) -> None:
    explain.add_argument("code", metavar="CODE", help="such as M301")
    explain.set_defaults(command=deferred("authoring", "explain"))


def add_new(new: argparse.ArgumentParser) -> None:
    new.add_argument("folder", type=Path, metavar="FOLDER")
    new.set_defaults(command=deferred("authoring", "new"))


def add_stats(stats: argparse.ArgumentParser) -> None:
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


def add_graph(graph: argparse.ArgumentParser) -> None:
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


def add_schema(schema: argparse.ArgumentParser) -> None:
    schema.add_argument("folder", nargs="?", type=Path, metavar="FOLDER")
    schema.add_argument("--print", action="store_true", help="print it instead")
    schema.set_defaults(command=deferred("surveys", "schema"))


def add_saves(saves: argparse.ArgumentParser) -> None:
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


COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "play": ("play the story, or the one in FOLDER", add_play),
    "check": ("look for mistakes in a story", add_check),
    "prove": ("decide whether a story holds, whatever the reader does", add_prove),
    "replay": ("show a play that `prove` wrote", add_replay),
    "test": ("replay the plays that are kept, and show what has changed", add_test),
    "transcripts": ("keep a play for `test`, or list those kept", add_transcripts),
    "explain": ("explain a problem's code", add_explain),
    "new": ("write a small story to begin from", add_new),
    "explore": ("search a story for what is never seen, and for dead ends", add_explore),
    "stats": ("tell a story's figures, also over sampled plays", add_stats),
    "graph": ("draw the map of a story", add_graph),
    "schema": ("write a story's schema, for editors that complete and check", add_schema),
    "saves": ("list, show, delete, rename, export or import saved games", add_saves),
}
"""Each with its line in the help, and what adds its arguments."""


def overview() -> argparse.ArgumentParser:
    """Tells which commands there are, and reads what is none of them."""
    parser = argparse.ArgumentParser(
        prog=PROGRAM,
        description="Ulysses, Answer: an interactive mystery for the terminal. Without a command, it plays.",
        epilog="`mars-adventure COMMAND --help` tells more about a command.",
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", title="commands")
    for name, (words, _) in COMMANDS.items():
        commands.add_parser(name, help=words)
    return parser


def parser_of(command: str) -> argparse.ArgumentParser:
    """Stands by itself, not below the overview: to make all of that took a fiftieth of the app's start."""
    parser = argparse.ArgumentParser(prog=f"{PROGRAM} {command}")
    _, add_arguments = COMMANDS[command]
    add_arguments(parser)
    return parser


def parse_arguments(arguments: Sequence[str]) -> Any:
    """The options, with `command` to call. No command means `play`. Exits with 2 on wrong usage."""
    words = list(arguments)
    if not words or (words[0] not in COMMANDS and words[0] not in GLOBAL and words[0].startswith("-")):
        words.insert(0, "play")
    if words[0] not in COMMANDS:
        overview().parse_args(words)  # exits: all that it can read is --help and --version
    options = parser_of(words[0]).parse_args(words[1:])
    if getattr(options, "values", None) and not options.scene:
        print("mars-adventure: --set goes with --from", file=sys.stderr)
        raise SystemExit(2)
    return options
