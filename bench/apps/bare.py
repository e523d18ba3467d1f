"""The barest Textual app: one Static."""

from textual.app import App, ComposeResult
from textual.widgets import Static

READY = "Everything is here."


class BareApp(App[None]):
    BINDINGS = [("q", "quit")]  # noqa: RUF012 - the barest there is

    def compose(self) -> ComposeResult:
        yield Static(READY)


if __name__ == "__main__":
    BareApp().run()
