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
