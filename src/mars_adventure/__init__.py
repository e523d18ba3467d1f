"""Ulysses, Answer: an interactive mystery for the terminal, and the engine that plays it."""

__version__ = "0.1.0"
