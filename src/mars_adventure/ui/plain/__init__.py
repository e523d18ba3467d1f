"""The story line by line: for screen readers, pipes, simple terminals and tests.

Nothing is drawn: words only, each page once, then numbered choices. At the end of input the
play has already been saved, and reading simply ends.
"""

from mars_adventure.ui.plain.reader import PlainReader

__all__ = ["PlainReader"]
