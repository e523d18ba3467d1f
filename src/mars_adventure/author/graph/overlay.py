"""Coverage laid over a map: how much of the plays came along each way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mars_adventure.author.graph.network import ALARM

if TYPE_CHECKING:
    from mars_adventure.author.graph.network import Edge
    from mars_adventure.author.statistics import Coverage


class Overlay:
    """Shares between 0 and 1. None stands for what coverage does not tell: ways that are no choices."""

    def __init__(self, coverage: Coverage) -> None:
        self.coverage = coverage

    def of_node(self, name: str) -> float | None:
        if name.startswith(ALARM):
            return None
        return min(self.coverage.scenes.get(name, 0) / self.coverage.plays, 1)

    def of_edge(self, edge: Edge) -> float | None:
        if not edge.choices:
            return None
        most = max(self.coverage.choices.get(choice, 0) for choice in edge.choices)
        return min(most / self.coverage.plays, 1)


def percent(share: float) -> str:
    """For people: "never" is only what never happened."""
    if share == 0:
        return "never"
    return "<1 %" if share < 0.01 else f"{100 * share:.0f} %"
