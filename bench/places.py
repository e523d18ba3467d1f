"""Where everything is that is measured: stories, peers and scratch files, all under `.bench/`."""

from __future__ import annotations

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
