"""The simplest reader: a Static and an OptionList; keys 1 to 9 turn the page. FILE holds the pages."""

import json
import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.widgets import OptionList, Static


class PagesApp(App[None]):
    BINDINGS = [Binding(str(number), "turn") for number in range(1, 10)]  # noqa: RUF012 - never changed

    def __init__(self, pages: list[tuple[str, list[str]]]) -> None:
        super().__init__()
        self.pages = iter(pages)

    def compose(self) -> ComposeResult:
        yield Static(markup=False)
        yield OptionList()

    def on_mount(self) -> None:
        self.action_turn()

    def action_turn(self) -> None:
        text, labels = next(self.pages)
        self.query_one(Static).update(text)
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(labels)


if __name__ == "__main__":
    PagesApp(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))).run()
