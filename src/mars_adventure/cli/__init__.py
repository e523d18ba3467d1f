"""The command `mars-adventure`: one thin function per command."""

from mars_adventure.cli.main import main

__all__ = ["main"]
