"""What the means we build on cost by themselves: the least that Python, PyYAML and the disk allow."""

from __future__ import annotations

import contextlib
import gc
import marshal
import os
import re
from collections import deque
from hashlib import blake2b
from time import perf_counter
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

VARIABLE = re.compile(r"\{(\w+)\}")
INLINE_TEST = re.compile(r"\{if ([^}]*)\}")


class Loop:
    """The least engine: conditions and effects as code objects, state in a dictionary. Nothing is kept."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.first = data["start"]
        self.variables = data["variables"]
        self.scenes = {name: _compiled(scene) for name, scene in data["scenes"].items()}

    def begin(self) -> tuple[str, list[str]]:
        self.state = {"__builtins__": {}, **self.variables}
        return self.enter(self.first)

    def choose(self, number: int) -> tuple[str, list[str]]:
        _, _, effects, goto = self.open[number]
        for effect in effects:
            exec(effect, self.state)
        return self.enter(goto)

    def enter(self, name: str) -> tuple[str, list[str]]:
        (literals, names), extra, choices = self.scenes[name]
        state = self.state
        text = literals[0]
        for variable, literal in zip(names, literals[1:], strict=True):
            text += str(state[variable]) + literal
        if extra is not None and eval(extra[1], state):
            text += extra[0]
        self.open = [choice for choice in choices if choice[1] is None or eval(choice[1], state)]
        return text, [choice[0] for choice in self.open]


def _compiled(scene: dict[str, Any]) -> tuple[Any, ...]:
    parts = VARIABLE.split(scene["text"])
    extra = scene["extra"]
    return (
        (parts[0::2], parts[1::2]),
        (extra[0], compile(extra[1], "<if>", "eval")) if extra else None,
        [
            (
                label,
                compile(tests, "<if>", "eval") if tests else None,
                [compile(effect, "<do>", "exec") for effect in effects],
                goto,
            )
            for label, tests, effects, goto in scene["choices"]
        ],
    )


# -- reading -------------------------------------------------------------------------------


@contextlib.contextmanager
def collector_off() -> Iterator[None]:
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def check_floor(folder: Path) -> tuple[float, Any]:
    """Compose every file, compile every rule, check the graph: the seconds, and what was read."""
    started = perf_counter()
    with collector_off():
        scenes: dict[str, Any] = {}
        for path in sorted(folder.glob("*.yaml")):
            root = yaml.compose(path.read_bytes(), Loader=yaml.CSafeLoader)
            for name, scene in _entries(_entries(root).get("scenes")).items():
                scenes[name] = _read(_entries(scene))
        reached, waiting = {"s0"}, deque(["s0"])
        while waiting:
            for target in scenes[waiting.popleft()][-1]:
                if target not in scenes:
                    raise ValueError(target)
                if target not in reached:
                    reached.add(target)
                    waiting.append(target)
    return perf_counter() - started, scenes


def _entries(node: Any) -> dict[str, Any]:
    return {key.value: value for key, value in node.value} if node is not None else {}


def _read(scene: dict[str, Any]) -> tuple[Any, ...]:
    text = scene["text"].value
    rules = [compile(test, "<if>", "eval") for test in INLINE_TEST.findall(text)]
    labels, targets = [], []
    for node in scene["choices"].value if "choices" in scene else ():
        choice = _entries(node)
        label, _, target = choice["text"].value.partition(" -> ")
        labels.append(label)
        targets.append(target)
        if "if" in choice:
            rules.append(compile(choice["if"].value, "<if>", "eval"))
        rules += [compile(effect.strip(), "<do>", "exec") for effect in choice["do"].value.split(",")]
    return text, rules, labels, targets


def start_floor(folder: Path, kept: Path) -> float:
    """Hash every file and load the whole story, data and code, from a kept copy: the seconds."""
    if not kept.exists():
        kept.write_bytes(marshal.dumps(check_floor(folder)[1]))
    started = perf_counter()
    seen = blake2b()
    for path in sorted(folder.glob("*.yaml")):
        seen.update(path.read_bytes())
    marshal.loads(kept.read_bytes())
    return perf_counter() - started


# -- writing -------------------------------------------------------------------------------


def replace_file(path: Path, data: bytes) -> None:
    """The least durable write: a file beside it, flushed, and put in its place."""
    draft = path.with_suffix(".draft")
    with draft.open("wb", buffering=0) as file:
        file.write(data)
        os.fsync(file.fileno())
    draft.replace(path)
