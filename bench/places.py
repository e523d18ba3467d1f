"""Where everything is that is measured: stories, peers and scratch files, all under `.bench/`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / ".bench"
STORIES = HOME / "stories"
SCRATCH = HOME / "scratch"
PEER_ENVIRONMENT = HOME / "venv"
NODE_MODULES = HOME / "node_modules"
PYTHON = sys.executable


def peer_python() -> Path:
    """The interpreter that the peers are installed for; it may not be there."""
    scripts = "Scripts" if sys.platform == "win32" else "bin"
    return PEER_ENVIRONMENT / scripts / "python"


def surroundings(**more: str) -> dict[str, str]:
    """The environment for a process that is to find this package, compiled as an installed one is."""
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    # without compiled files of its own a checkout would be compiled anew at every start
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPATH": path, "NODE_PATH": str(NODE_MODULES)} | more
