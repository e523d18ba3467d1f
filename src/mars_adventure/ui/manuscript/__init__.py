"""A play as a text to keep: Markdown, or a page of HTML that prints well."""

from mars_adventure.ui.manuscript.html import as_html
from mars_adventure.ui.manuscript.markdown import as_markdown

__all__ = ["as_html", "as_markdown"]
