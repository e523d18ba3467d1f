"""The map of a story: as a picture, for tools that draw, and as a tree in the terminal."""

from mars_adventure.author.graph.drawing import FORMATS, draw
from mars_adventure.author.graph.network import Edge, Network, Node, network_of
from mars_adventure.author.graph.overlay import Proof, ProofUnreadable, read_proof
from mars_adventure.author.graph.svg import NotDrawn

__all__ = [
    "FORMATS", "Edge", "Network", "Node", "NotDrawn", "Proof", "ProofUnreadable", "draw", "network_of", "read_proof",
]  # fmt: skip
