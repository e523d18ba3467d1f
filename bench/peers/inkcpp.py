"""inkcpp (C++, through its Python binding): FOLDER COUNT."""

import sys

import inkcpp_py

from bench.walk import report


class Inkcpp:
    def __init__(self, path: str) -> None:
        self.story = inkcpp_py.Story.from_file(path)

    def begin(self) -> tuple[str, list[str]]:
        # kept: a runner does not keep its globals alive
        self.globals = self.story.new_globals()
        self.runner = self.story.new_runner(self.globals)
        return self.turn()

    def choose(self, number: int) -> tuple[str, list[str]]:
        self.runner.choose(number)
        return self.turn()

    def turn(self) -> tuple[str, list[str]]:
        runner = self.runner
        text = runner.getall()
        return text, [runner.get_choice(number).text() for number in range(runner.num_choices())]


report(Inkcpp(f"{sys.argv[1]}/story.bin"), int(sys.argv[2]))
