"""What plays, a search or a proof have to say about a story, laid over its map."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from mars_adventure.author.graph.network import ALARM
from mars_adventure.author.statistics.coverage import ONLY_SEEN
from mars_adventure.author.summary import counted

if TYPE_CHECKING:
    from pathlib import Path

    from mars_adventure.author.graph.network import Edge
    from mars_adventure.author.statistics import Coverage

FAULTS = {
    "scene": "unreachable",
    "dead end": "dead end",
    "lock": "soft lock",
    "stuck": "stray return",
    "deep": "endless visits",
}
"""What is said of a scene, by the topic of what was refuted there."""


class ProofUnreadable(ValueError):
    """Says in a sentence what is wrong with a file of a proof."""


class Proof(NamedTuple):
    """For each scene what is wrong there, and the choices (SCENE.CHOICE) that are never offered."""

    story: str
    faults: dict[str, list[str]]
    never: frozenset[str]


def read_proof(path: Path) -> Proof:
    """What `prove --format json` wrote. Raises ProofUnreadable."""
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ProofUnreadable(f"`{path}` cannot be read: {error.strerror or error}") from None
    except (ValueError, RecursionError):
        held = None
    findings = held.get("findings") if isinstance(held, dict) else None
    if not isinstance(held, dict) or not isinstance(findings, list):
        raise ProofUnreadable(
            f"`{path}` holds no proof: `mars-adventure prove --format json > FILE` writes one"
        )
    faults: dict[str, list[str]] = {}
    never = set()
    for finding in findings:
        topic, key = refuted(finding)
        if topic in FAULTS:
            faults.setdefault(key, []).append(FAULTS[topic])
        elif topic == "choice":
            never.add(key)
    return Proof(str(held.get("story", "")), faults, frozenset(never))


def refuted(finding: Any) -> tuple[str, str]:
    """The topic and the key of what a proof refuted; ("", "") for anything else."""
    if not isinstance(finding, dict) or finding.get("verdict") != "refuted":
        return "", ""
    return str(finding.get("topic", "")), str(finding.get("key", ""))


class Overlay:
    """Either part may be missing. Shares are between 0 and 1, and None for what coverage does not tell:
    ways that are no choices, and everything but 0 where no plays were counted.
    """

    def __init__(self, coverage: Coverage | None = None, proof: Proof | None = None) -> None:
        self.coverage, self.proof = coverage, proof

    def share_of_node(self, name: str) -> float | None:
        if self.coverage is None or name.startswith(ALARM):
            return None
        return self.share(self.coverage.scenes.get(name, 0))

    def share_of_edge(self, edge: Edge) -> float | None:
        if self.coverage is None or not edge.choices:
            return None
        return self.share(max(self.coverage.choices.get(choice, 0) for choice in edge.choices))

    def share(self, count: int) -> float | None:
        assert self.coverage is not None
        plays = self.coverage.plays
        if plays == ONLY_SEEN:
            return None if count else 0.0
        return min(count / plays, 1)

    def said_of(self, name: str) -> str:
        """Of a node, in a word or two; "" where there is nothing to say."""
        if name.startswith(ALARM):
            return ""
        words = list(self.faults_of(name))
        share = self.share_of_node(name)
        if share is not None:
            words.append(percent(share))
        if closed := sum(choice.startswith(f"{name}.") for choice in self.proof.never) if self.proof else 0:
            words.append(f"{counted(closed, 'choice')} never offered")
        return ", ".join(words)

    def faults_of(self, name: str) -> list[str]:
        return self.proof.faults.get(name, []) if self.proof is not None else []

    def amiss(self, name: str) -> bool:
        """Whether a node was never seen, or does not hold."""
        return self.share_of_node(name) == 0 or bool(self.faults_of(name))

    def unused(self, edge: Edge) -> bool:
        """Whether a way was never taken, or cannot be."""
        if self.proof is not None and edge.choices and self.proof.never.issuperset(edge.choices):
            return True
        return self.share_of_edge(edge) == 0


def percent(share: float) -> str:
    """For people: "never" is only what never happened."""
    if share == 0:
        return "never"
    return "<1 %" if share < 0.01 else f"{100 * share:.0f} %"
