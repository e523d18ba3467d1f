"""The stories that are measured, written once and kept under `.bench/stories/`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.dialects import write_bard, write_data, write_ink, write_ours
from bench.graph import make_graph
from bench.places import STORIES, peer_python
from bench.probe import Failed, run

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path


def story_folder(size: int, *, endings: bool = True) -> Path:
    """The folder of a story: `ours/`, the limits' `story.json`, and the peers' sources."""
    folder = STORIES / (f"{size}" if endings else f"{size}-endless")
    if not (folder / "written").exists():
        graph = make_graph(size, endings=endings)
        write_ours(graph, folder / "ours")
        write_data(graph, folder / "story.json")
        write_ink(graph, folder / "story.ink")
        write_bard(graph, folder / "story.bard")
        (folder / "written").touch()
    return folder


def compile_for(peers: Collection[str], folder: Path, say: Callable[[str], None]) -> list[str]:
    """Compiles a story with the peers' own compilers; those it could be compiled for."""
    ready = []
    for name in sorted(peers, key=lambda name: name != "inkjs"):  # inkjs makes what inkcpp and bink read
        try:
            for made, command in steps_of(name, folder):
                if not made.exists():
                    run(command)
            ready.append(name)
        except Failed as failure:
            say(f"skipped {name}: {failure}")
    return ready


def steps_of(name: str, folder: Path) -> list[tuple[Path, list[object]]]:
    """What must be made for a peer, and the commands that make it."""
    if name == "bardic":
        return [(folder / "bard.json", [peer_python(), "-m", "bench.peers.compile", "bardic", folder])]
    ink = (folder / "ink.json", ["node", "bench/peers/inkjs.cjs", "compile", folder])
    if name == "inkcpp":
        return [ink, (folder / "story.bin", [peer_python(), "-m", "bench.peers.compile", "inkcpp", folder])]
    return [ink]
