"""A saved game told in the names that the story has for its things now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mars_adventure.engine.state import Return
from mars_adventure.saves.notation import plain_way

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mars_adventure.engine.state import Value
    from mars_adventure.saves.document import Document
    from mars_adventure.saves.notation import Path, Recorded, Row
    from mars_adventure.saves.renames import Renames


def translated(document: Document, renames: Renames) -> Document:
    """Values that were not among the last ones when it was saved are left out, as nobody knows them."""
    if renames.is_empty:
        return document
    return document._replace(
        now=_state(document.now, renames),
        start=_state(document.start, renames),
        path=_path(document.path, renames),
        branches=tuple([branch._replace(path=_path(branch.path, renames)) for branch in document.branches]),
    )


def _state(saved: Recorded, renames: Renames) -> Recorded:
    return saved._replace(
        scene=renames.scene(saved.scene),
        within=_within(saved.scene, saved.within, renames),
        visits=_visits(saved.visits, renames),
        values=_values(saved.values, renames),
        entered=None if saved.entered is None else _scenes(saved.entered, renames),
    )


def _path(path: Path, renames: Renames) -> Path:
    rows = [_row(row, renames) for row in path.rows]
    return path._replace(rows=rows, choices=[row["choose"] for row in rows])


def _row(row: Row, renames: Renames) -> Row:
    """`at` comes to be the scene that the choice belongs to now, and the way is always told: two scenes
    that have become one would hide it.
    """
    before: str = row["at"]
    after: str = row.get("scene", before)
    scene, choice = renames.choice(before, row["choose"])
    way = _scenes(row.get("through", plain_way(before, after)), renames)
    told = row | {"at": scene, "choose": choice, "through": way}
    if "scene" in row:
        told["scene"] = renames.scene(after)
    if "within" in row:
        told["within"] = _within(after, row["within"], renames)
    if "visits" in row:
        told["visits"] = _visits(row["visits"], renames)
    if "set" in row:
        told["set"] = _values(row["set"], renames)
    return told


def _values(values: dict[str, Value], renames: Renames) -> dict[str, Value]:
    slots = renames.slots
    return {slots[name]: value for name, value in values.items() if name in slots}


def _scenes(names: Iterable[str], renames: Renames) -> tuple[str, ...]:
    return tuple([renames.scene(name) for name in names])


def _within(scene: str, within: tuple[str, ...], renames: Renames) -> tuple[str, ...]:
    return tuple([renames.choice(scene, name)[1] for name in within])


def _visits(visits: tuple[Return, ...], renames: Renames) -> tuple[Return, ...]:
    return tuple(
        [
            Return(
                renames.scene(back.scene),
                _within(back.scene, back.within, renames),
                renames.scene(back.goto) if back.goto else "",
            )
            for back in visits
        ]
    )
