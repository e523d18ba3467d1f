"""The rows of the table, in its order. Each measures one kind of work and gives its lines."""

from bench.rows import checking, history, keys, length, opening, playing, proving, saving, starting

ROWS = {
    "play": playing.measure,
    "length": length.measure,
    "check": checking.measure,
    "start": starting.measure,
    "open": opening.measure,
    "keys": keys.measure,
    "history": history.measure,
    "save": saving.measure,
    "prove": proving.measure,
}

__all__ = ["ROWS"]
