"""Where saved games live."""

from __future__ import annotations

import os
from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parents[3]


def saves_folder(explicit: Path | None = None) -> Path:
    """`--saves`, else MARS_SAVES, else `saves/` of a checkout, else the user's data folder.

    The folder need not exist: the first save makes it.
    """
    if explicit is not None:
        return explicit.expanduser()
    if named := os.environ.get("MARS_SAVES"):
        return Path(named).expanduser()
    if _is_checkout(_CHECKOUT):
        return _CHECKOUT / "saves"
    # Not at the top: importing it costs 16 ms, which a play from a checkout need not pay.
    from platformdirs import user_data_path

    return user_data_path("mars-adventure", appauthor=False) / "saves"


def _is_checkout(folder: Path) -> bool:
    try:
        return 'name = "mars-adventure"' in (folder / "pyproject.toml").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False
