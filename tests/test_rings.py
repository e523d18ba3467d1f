"""Imports run one way: story <- engine <- saves, author <- ui <- cli; Textual stays in ui/tui."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "mars_adventure"
ALLOWED = {
    "story": {"story"},
    "engine": {"story", "engine"},
    "saves": {"story", "engine", "saves"},
    "author": {"story", "engine", "author"},
    "ui": {"story", "engine", "saves", "ui"},
    "cli": {"story", "engine", "saves", "author", "ui", "cli"},
}
ROOMS = {
    "machine": {"machine"},
    "drawing": {"machine", "drawing"},
    "plays": {"machine", "plays"},
    "tracking": {"machine", "plays", "tracking"},
    "checking": {"machine", "tracking", "checking"},
    "findings": {"machine", "drawing", "plays", "findings"},
    "memory": {"machine", "drawing", "plays", "tracking", "findings", "memory"},
}
"""Of the proof; what lies beside them puts them together, but for the budget, which all may use."""
FILES = sorted(path for ring in ALLOWED for path in (SOURCE / ring).rglob("*.py"))


def imports_of(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_imports_run_inward(path):
    ring = path.relative_to(SOURCE).parts[0]
    for name in imports_of(path):
        if name.startswith("mars_adventure."):
            assert name.split(".")[1] in ALLOWED[ring], f"{ring} must not import {name}"
        if name.split(".")[0] in ("textual", "rich"):
            assert "tui" in path.parts, f"only ui/tui may import {name}"


@pytest.mark.parametrize("room", ROOMS)
def test_the_rooms_of_the_proof_import_inward(room):
    proof = SOURCE / "author" / "proof"
    for path in (proof / room).rglob("*.py"):
        for name in imports_of(path):
            if name.startswith("mars_adventure.author.proof."):
                assert name.split(".")[3] in {*ROOMS[room], "budget"}, f"{path.name} must not import {name}"
    assert {path.name for path in proof.iterdir() if path.is_dir() and path.name != "__pycache__"} == {*ROOMS}


def test_the_checker_shares_no_code_with_what_it_checks():
    checker = SOURCE / "author" / "proof" / "checking" / "checker.py"
    ours = {name for name in imports_of(checker) if name.startswith("mars_adventure.")}
    assert ours == {
        "mars_adventure.author.proof.machine.guards",
        "mars_adventure.author.proof.machine.machine",
    }


@pytest.mark.parametrize(
    "command",
    [
        ["check", "--format", "short"],
        ["explain", "M301"],
        ["--version"],
        ["play", "--plain"],
        ["saves", "list"],
    ],
    ids=lambda command: command[0],
)
def test_commands_that_draw_nothing_do_not_load_textual(command, tmp_path):
    program = "import sys; from mars_adventure.cli import main\ntry: main(sys.argv[1:])\nexcept SystemExit: pass\nsys.exit('textual' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program, *command],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env={"MARS_SAVES": str(tmp_path), "MARS_CACHE": "off", "PATH": ""},
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()


def test_the_app_starts_without_compiling_the_annotations_of_its_named_tuples():
    """As strings, which `from __future__ import annotations` makes of them, `NamedTuple` compiles each, and
    that took a thirtieth of the start.
    """
    program = """
import sys
import mars_adventure.cli.play, mars_adventure.saves, mars_adventure.ui.tui.running
for module in list(sys.modules.values()):
    if module.__name__.startswith("mars_adventure") and hasattr(module, "annotations"):
        for kind in vars(module).values():
            if hasattr(kind, "_fields") and kind.__module__ == module.__name__:
                print(module.__name__, kind.__name__)
"""
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not found.stdout
