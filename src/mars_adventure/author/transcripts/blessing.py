"""What a reader sees now, taken as what is to be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mars_adventure.author.transcripts.folder import NotKept
from mars_adventure.author.transcripts.transcript import as_text, transcript_of

if TYPE_CHECKING:
    from mars_adventure.author.transcripts.comparison import Comparison
    from mars_adventure.story import Story


def bless(story: Story, comparison: Comparison) -> bool:
    """Takes what a reader sees now as what is to be seen; whether the file was changed.

    A play that stops before its end is left as it is: what was to be seen there, nobody can tell.
    Raises NotKept.
    """
    kept, followed = comparison.kept, comparison.replay
    if followed is None or followed.stop is not None or kept.transcript is None:
        return False
    if not comparison.changed and not followed.renamed:
        return False
    text = as_text(transcript_of(story, followed.play, kept.transcript.shows), story, followed.play)
    try:
        kept.path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise NotKept(f"`{kept.path}` cannot be written: {error.strerror or error}") from None
    return True
