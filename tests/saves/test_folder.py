"""Where saved games live: what was asked for, else the checkout, else the user's data folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import mars_adventure
from mars_adventure.saves import saves_folder

if TYPE_CHECKING:
    import pytest


def test_a_folder_that_was_asked_for_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARS_SAVES", str(tmp_path / "named"))
    assert saves_folder(tmp_path / "asked") == tmp_path / "asked"
    assert saves_folder() == tmp_path / "named"
    monkeypatch.setenv("HOME", str(tmp_path))
    assert saves_folder(Path("~/mine")) == tmp_path / "mine"


def test_a_checkout_keeps_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MARS_SAVES", raising=False)
    root = Path(mars_adventure.__file__).parents[2]
    assert (root / "pyproject.toml").exists()
    assert saves_folder() == root / "saves"


def test_installed_it_is_the_user_s_data_folder(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "mars_adventure").symlink_to(Path(mars_adventure.__file__).parent)
    copied = tmp_path / "lib" / "mars_adventure"
    (copied / "saves").mkdir(parents=True)
    for name in ("__init__.py", "saves/folder.py"):
        (copied / name).write_text((Path(mars_adventure.__file__).parent / name).read_text())
    (copied / "saves" / "__init__.py").write_text("")
    code = "from mars_adventure.saves.folder import saves_folder; print(saves_folder())"
    data = tmp_path / "data"
    found = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(tmp_path / "lib"), "XDG_DATA_HOME": str(data), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    assert Path(found).name == "saves"
    assert "mars-adventure" in Path(found).parts
    assert tmp_path in Path(found).parents
    assert not Path(found).exists()
