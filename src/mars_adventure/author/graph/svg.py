"""The map as a picture, drawn by Graphviz where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

from mars_adventure.author.graph.dot import as_dot

if TYPE_CHECKING:
    from mars_adventure.author.graph.network import Network
    from mars_adventure.author.graph.overlay import Overlay

LONGEST = 120
"""Seconds that Graphviz may take."""


class NotDrawn(RuntimeError):
    """Says in a sentence why there is no picture, and what to do instead."""


def as_svg(network: Network, overlay: Overlay | None = None) -> str:
    """Raises NotDrawn."""
    program = shutil.which("dot")
    if program is None:
        raise NotDrawn(
            "drawing needs Graphviz, and there is no `dot` on this computer's path: install it, or use --format mermaid, dot or tree"
        )
    try:
        done = subprocess.run(
            [program, "-Tsvg"],
            input=as_dot(network, overlay).encode(),
            capture_output=True,
            timeout=LONGEST,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NotDrawn(
            f"Graphviz had not drawn the map after {LONGEST} seconds: draw one chapter, with --chapter N"
        ) from None
    except OSError as error:
        raise NotDrawn(f"`{program}` cannot be run: {error.strerror or error}") from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise NotDrawn(f"Graphviz could not draw the map: {said[0] if said else 'it did not say why'}")
    return done.stdout.decode()
