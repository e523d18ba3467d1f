"""The rules: (story, play, choice) -> play. No input or output, no clock, no globals."""

from mars_adventure.engine.casebook import Casebook, Entry, Evidence, casebook, ledger, recap, theories
from mars_adventure.engine.play import Play
from mars_adventure.engine.state import Return, State
from mars_adventure.engine.step import Unavailable, begin, begin_at, choose, look
from mars_adventure.engine.turn import Block, News, Offer, Span, Turn

__all__ = [
    "Block", "Casebook", "Entry", "Evidence", "News", "Offer", "Play", "Return", "Span", "State", "Turn", "Unavailable",
    "begin", "begin_at", "casebook", "choose", "ledger", "look", "recap", "theories",
]  # fmt: skip
