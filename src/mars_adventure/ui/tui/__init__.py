"""The reader as a Textual app: one module for each screen and each part of the page."""
