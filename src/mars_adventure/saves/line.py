"""A path that came from a file, and the moments on it."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any

from mars_adventure.engine.play import Run
from mars_adventure.saves.moments import Restored
from mars_adventure.saves.notation import plain_way

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mars_adventure.engine.play import Play
    from mars_adventure.engine.state import State
    from mars_adventure.saves.notation import Page, Path
    from mars_adventure.saves.repair import Fitting
    from mars_adventure.story import Story

FRAME = 64
"""One state in so many is made on opening; any other is made of the last of these before it."""


class Line:
    """The choices of a path, by columns, and the moments they led to, each made when somebody asks.

    Of a long past little is looked at again, and opening it should not wait for the rest. A moment
    goes by the number of choices that lead to it from `base`, which is number 0. `scenes` are those
    where play stood, at `base` too; `pages` belong to the last moments.
    """

    def __init__(
        self, story: Story, fitting: Fitting, base: Play, path: Path, pages: Sequence[Page] = ()
    ) -> None:
        self.story = story
        self.base = base
        self.path = path
        scene: str = base.state.scene
        self.scenes: list[str] = [scene, *[scene := row.get("scene", scene) for row in path.rows]]
        self._fitting = fitting
        self._pages = dict(enumerate(pages, len(path.rows) + 1 - len(pages)))
        self._made: dict[int, Passed] = {}
        parts = [path.rows[at : at + FRAME] for at in range(0, len(path.rows), FRAME)]
        self._frames = list(accumulate(parts, fitting.advance, initial=base.state))

    def __len__(self) -> int:
        """How many choices there are, each with its moment."""
        return len(self.path.rows)

    def cut(self, number: int) -> None:
        """Leaves out all that comes after this moment."""
        self.path = self.path.upto(number)

    def moment(self, number: int) -> Play:
        if number == 0:
            return self.base
        if number not in self._made:
            self._made[number] = Passed(self, number)
        return self._made[number]

    def run(self, number: int) -> Run:
        return Run(self.base, self.scenes[1 : number + 1], self.path.choices[:number])

    def before(self, number: int) -> Play:
        return self.moment(number - 1)

    def choice(self, number: int) -> str:
        return self.path.choices[number - 1]

    def state(self, number: int) -> State:
        frame = number // FRAME
        return self._fitting.advance(self._frames[frame], self.path.rows[frame * FRAME : number])

    def entered(self, number: int) -> tuple[str, ...]:
        way = self.path.rows[number - 1].get("through")
        return plain_way(*self.scenes[number - 1 : number + 1]) if way is None else way

    def words(self, number: int) -> int:
        return self.path.words[number - 1]

    def page(self, number: int) -> Page | None:
        return self._pages.get(number)


class Passed(Restored):
    """A moment on a line, which knows all about it."""

    __slots__ = ("_line", "_number")

    def __init__(self, line: Line, number: int) -> None:
        # Not by way of the others': what stays unset, `__getattr__` is asked for, once.
        self.length = line.base.length + number
        self._line = line
        self._number = number

    def __getattr__(self, name: str) -> Any:
        if name not in _KNOWN:
            return super().__getattr__(name)
        value = _KNOWN[name](self._line, self._number)
        setattr(self, name, value)
        return value

    def back(self, length: int) -> Play:
        return self._line.moment(max(0, length - self._line.base.length))

    def run(self) -> Run:
        return self._line.run(self._number)


_KNOWN: dict[str, Callable[[Line, int], Any]] = {
    "parent": Line.before,
    "choice": Line.choice,
    "state": Line.state,
    "entered": Line.entered,
    "words": Line.words,
    "_story": lambda line, _: line.story,
    "_page": Line.page,
}
