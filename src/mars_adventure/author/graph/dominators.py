"""Which scene every play must have come through before another: the shape behind a story's tree.

After Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = ""
"""Stands before all starts."""


def dominators(starts: Sequence[str], edges: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """For each name that is reached, in an order in which those before come first, the last name
    that all ways to it have in common; ROOT where they have none.
    """
    order = first_to_last(starts, edges)
    place = {name: number for number, name in enumerate(order)}
    before: dict[str, list[str]] = {name: [] for name in order}
    for name in order[1:]:
        for target in edges.get(name, ()):
            if target in place:
                before[target].append(name)
    for name in starts:
        before[name].append(ROOT)

    above = {ROOT: ROOT}
    changed = True
    while changed:
        changed = False
        for name in order[1:]:
            known = [other for other in before[name] if other in above]
            common = known[0]
            for other in known[1:]:
                common = meeting(common, other, above, place)
            if above.get(name) != common:
                above[name] = common
                changed = True
    del above[ROOT]
    return {name: above[name] for name in order[1:]}


def meeting(one: str, other: str, above: Mapping[str, str], place: Mapping[str, int]) -> str:
    while one != other:
        while place[one] > place[other]:
            one = above[one]
        while place[other] > place[one]:
            other = above[other]
    return one


def first_to_last(starts: Sequence[str], edges: Mapping[str, Sequence[str]]) -> list[str]:
    """ROOT and all that is reached, each before what only it leads to, in the order of writing."""
    done: list[str] = []
    seen = {ROOT}
    stack = [(ROOT, iter(list(reversed(starts))))]
    while stack:
        name, rest = stack[-1]
        following = next(rest, None)
        if following is None:
            done.append(name)
            stack.pop()
        elif following not in seen:
            seen.add(following)
            stack.append((following, iter(list(reversed(edges.get(following, ()))))))
    done.reverse()
    return done
