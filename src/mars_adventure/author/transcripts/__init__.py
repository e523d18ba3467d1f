"""Plays kept as text, and what a reader would now see differently."""

from mars_adventure.author.transcripts.blessing import bless
from mars_adventure.author.transcripts.comparison import Comparison, compare, compare_all
from mars_adventure.author.transcripts.display import show_comparisons
from mars_adventure.author.transcripts.folder import (
    NotKept,
    keep,
    kept_in,
    read_transcript,
    transcripts_in,
)
from mars_adventure.author.transcripts.transcript import Transcript, transcript_of

__all__ = [
    "Comparison", "NotKept", "Transcript", "bless", "compare", "compare_all", "keep", "kept_in",
    "read_transcript", "show_comparisons", "transcript_of", "transcripts_in",
]  # fmt: skip
