"""Whether a story holds, decided exactly: every state that play can reach is accounted for."""

from mars_adventure.author.proof.findings.display import FORMATS, show_report
from mars_adventure.author.proof.findings.findings import Finding, Playing, Report
from mars_adventure.author.proof.findings.playfile import PlayFile, Unreadable, read_play, write_plays
from mars_adventure.author.proof.proving import prove

__all__ = [
    "FORMATS", "Finding", "PlayFile", "Playing", "Report", "Unreadable", "prove", "read_play", "show_report", "write_plays",
]  # fmt: skip
