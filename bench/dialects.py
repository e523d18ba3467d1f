"""The graph written out: in our format, as plain data for the limits, and in the peers' languages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from bench.graph import Effect, Graph, Scene, Test

CHAPTER = 100
"""Scenes in one chapter, and so in one file."""

INDENT = " " * 4


# -- ours ----------------------------------------------------------------------------------


def write_ours(graph: Graph, folder: Path) -> None:
    """A folder with `story.yaml` and a file for each chapter."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "story.yaml").write_text("\n".join(_head(graph)) + "\n", encoding="utf-8")
    names = list(graph.scenes)
    for number, first in enumerate(range(0, len(names), CHAPTER), start=1):
        lines = [f"chapter: {number}", f"title: Chapter {number}", "scenes:"]
        for name in names[first : first + CHAPTER]:
            lines += _ours(name, graph.scenes[name])
        (folder / f"chapter_{number:03}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _head(graph: Graph) -> Iterator[str]:
    yield "story: Bench"
    yield f"start: {graph.start}"
    yield "variables:"
    for name, value in graph.variables.items():
        yield f"  {name}: flag" if isinstance(value, bool) else f"  {name}: -1000..1000 = {value}"
    endings = [name for name, scene in graph.scenes.items() if not scene.choices]
    if endings:
        yield "endings:"
        for name in endings:
            yield f"  {name}: {{title: End {name}, hint: One of many.}}"


def _ours(name: str, scene: Scene) -> Iterator[str]:
    yield f"  {name}:"
    yield "    text: |"
    yield f"      {scene.first}"
    yield ""
    yield f"      {scene.second}"
    if scene.third:
        yield ""
        yield f"      {{if {_condition(scene.tests)}}} {scene.third}"
    if not scene.choices:
        yield f"    ending: {name}"
        return
    yield "    choices:"
    for choice in scene.choices:
        yield f"      - text: {choice.label} -> {choice.goto}"
        if choice.tests:
            yield f"        if: {_condition(choice.tests)}"
        yield f"        do: {', '.join(_statement(effect) for effect in choice.effects)}"


def _condition(tests: Iterable[Test], conjunction: str = " and ") -> str:
    return conjunction.join(
        f"{test.name} {test.sign} {test.value}"
        if test.sign != "is"
        else test.name
        if test.value
        else f"not {test.name}"
        for test in tests
    )


def _statement(effect: Effect) -> str:
    if effect.sign == "+=" and effect.value < 0:
        return f"{effect.name} -= {-effect.value}"
    return f"{effect.name} {effect.sign} {_spelt(effect.value)}"


def _spelt(value: int | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


# -- the limits ----------------------------------------------------------------------------


def write_data(graph: Graph, path: Path) -> None:
    """The story as a hand-written loop would want it, its rules in Python."""
    scenes = {
        name: {
            "text": f"{scene.first}\n{scene.second}",
            "extra": ["\n" + scene.third, _condition(scene.tests)] if scene.third else None,
            "choices": [
                [
                    choice.label,
                    _condition(choice.tests),
                    [f"{effect.name} {effect.sign} {effect.value}" for effect in choice.effects],
                    choice.goto,
                ]
                for choice in scene.choices
            ],
        }
        for name, scene in graph.scenes.items()
    }
    data = {"start": graph.start, "variables": graph.variables, "scenes": scenes}
    path.write_text(json.dumps(data), encoding="utf-8")


# -- the peers -----------------------------------------------------------------------------


def write_ink(graph: Graph, path: Path) -> None:
    lines = [f"VAR {name} = {_spelt(value)}" for name, value in graph.variables.items()]
    lines.append(f"-> {graph.start}")
    for name, scene in graph.scenes.items():
        lines += ["", f"=== {name} ===", scene.first, scene.second]
        if scene.third:
            lines += [f"{{{_condition(scene.tests, ' && ')}:", INDENT + scene.third, "}"]
        for choice in scene.choices:
            guard = f"{{{_condition(choice.tests, ' && ')}}} " if choice.tests else ""
            lines.append(f"+ {guard}[{choice.label}]")
            lines += [f"{INDENT}~ {_statement(effect)}" for effect in choice.effects]
            lines.append(f"{INDENT}-> {choice.goto}")
        if not scene.choices:
            lines.append("-> END")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_bard(graph: Graph, path: Path) -> None:
    """Bardic has no effects in a choice, so each choice leads through a small passage of its own."""
    lines = [":: Start", *[f"~ {name} = {value}" for name, value in graph.variables.items()]]
    lines.append(f"-> {graph.start}")
    for name, scene in graph.scenes.items():
        lines += ["", f":: {name}", scene.first, "", scene.second]
        if scene.third:
            lines += ["", f"@if {_condition(scene.tests)}:", INDENT + scene.third, "@endif"]
        lines.append("")
        for number, choice in enumerate(scene.choices):
            guard = f"{{{_condition(choice.tests)}}} " if choice.tests else ""
            lines.append(f"+ {guard}[{choice.label}] -> {name}_{number}")
        for number, choice in enumerate(scene.choices):
            lines += ["", f":: {name}_{number}"]
            lines += [f"~ {effect.name} {effect.sign} {effect.value}" for effect in choice.effects]
            lines.append(f"-> {choice.goto}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
