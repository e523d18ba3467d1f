"""Gets the peers from their registries into `.bench/`, and says which of them are there."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

from bench.places import HOME, NODE_MODULES, PEER_ENVIRONMENT, PYTHON, ROOT, peer_python

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PACKAGES = {"inkcpp": "inkcpp-py==0.1.12", "bink": "bink==0.7.1", "bardic": "bardic==0.10.2"}
MODULES = {"inkcpp": "inkcpp_py", "bink": "bink", "bardic": "bardic"}
INKJS = "inkjs@2.4.0"
PATIENCE = 300


def install_peers(say: Callable[[str], None]) -> None:
    """Installs what is missing; what cannot be had is skipped with a word."""
    HOME.mkdir(exist_ok=True)
    if not peer_python().exists():
        say("making .bench/venv for the peers")
        _call([PYTHON, "-m", "venv", PEER_ENVIRONMENT])
    for name, package in PACKAGES.items():
        if not _imports(MODULES[name]):
            say(f"installing {package}")
            trouble = _call([peer_python(), "-m", "pip", "install", "--quiet", package])
            if trouble:
                say(f"skipped {name}: {trouble}")
    if not (NODE_MODULES / "inkjs").is_dir():
        if not shutil.which("npm"):
            say("skipped inkjs, and with it inkcpp and bink, which need its compiler: there is no npm")
            return
        say(f"installing {INKJS}")
        trouble = _call(["npm", "install", "--silent", "--no-fund", "--no-audit", "--prefix", HOME, INKJS])
        if trouble:
            say(f"skipped inkjs: {trouble}")


def find_peers() -> list[str]:
    """The peers that can be run, by name."""
    found = [name for name, module in MODULES.items() if peer_python().exists() and _imports(module)]
    if shutil.which("node") and (NODE_MODULES / "inkjs").is_dir():
        return [*found, "inkjs"]
    return [name for name in found if name == "bardic"]


def _imports(module: str) -> bool:
    return not _call([peer_python(), "-c", f"import {module}"])


def _call(command: Sequence[object]) -> str:
    """Runs a command; what went wrong in a line, or ""."""
    words = [str(word) for word in command]
    try:
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    lines = done.stderr.strip().splitlines() or ["no reason given"]
    return lines[-1] if done.returncode else ""
