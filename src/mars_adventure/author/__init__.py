"""For writers: what is wrong with a story and how to mend it, what each code means, a story to begin from."""

from mars_adventure.author.display import FORMATS, show_problems
from mars_adventure.author.explain import UnknownCode, explain
from mars_adventure.author.new import NewStoryRefused, write_new_story

__all__ = ["FORMATS", "NewStoryRefused", "UnknownCode", "explain", "show_problems", "write_new_story"]
