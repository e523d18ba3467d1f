"""What only shows when the whole story lies open: where scenes lead, and whether anything leads to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mars_adventure.story.logic import HERE, RETURN, Target

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mars_adventure.story.builder import Built
    from mars_adventure.story.model import Choice, Scene
    from mars_adventure.story.problems import Position, Report
    from mars_adventure.story.source import Source


def check_links(built: Built, report: Report, sources: dict[str, Source]) -> None:
    """`sources` are the files by name, for showing their lines."""

    def fail(code: str, at: Position, message: str, fix: str = "") -> None:
        report.add(code, at, message, fix, sources[at.file].line(at.line))

    scenes, head = built.scenes, built.head
    if head.start not in scenes:
        return
    goes = {name: set(leads_to(scene)) for name, scene in scenes.items()}
    calls = {name: set(visits(scene)) for name, scene in scenes.items()}
    interrupting = {target for item in head.interruptions if item.goto for target in names(item.goto)}
    interrupted = {target for item in head.interruptions if item.visit for target in names(item.visit)}

    reached = reach([head.start, *interrupting, *interrupted], goes, calls)
    for name in scenes.keys() - reached:
        fail(
            "M601",
            scenes[name].at,
            f"nothing leads to the scene `{name}`",
            "let a choice lead here, or delete it",
        )

    hurried = {name: ways for name, scene in scenes.items() if (ways := straight(scene))}
    for circle in circles(hurried):
        fail(
            "M602",
            scenes[circle[0]].at,
            "these scenes lead to each other without a choice: " + ", ".join(circle),
            "give one of them `choices:`",
        )

    plain = reach([head.start, *interrupting], goes, {})
    for name in sorted(plain):
        if RETURN in goes[name]:
            fail(
                "M603",
                scenes[name].at,
                f"`{name}` returns, but it can be reached without a visit",
                "reach it only by `visit:`, or give it another target",
            )
    visiting = sorted([name for name in scenes if calls[name]])
    knots = knotted({name: (goes[name] | calls[name]) - {RETURN} for name in scenes}) if visiting else {}
    for name in visiting:
        for visited in sorted(calls[name]):
            if knots[name] == knots[visited]:
                message = f"`{visited}` visits itself: it leads to `{name}`, which visits it again"
                fail("M604", scenes[visited].at, message, "let it be reached by `goto`")

    ended = {scene.ending for scene in scenes.values()}
    for name in head.endings.keys() - ended:
        fail(
            "M605",
            built.places.get(("endings", name), scenes[head.start].at),
            f"no scene has `ending: {name}`",
            "write it, or take it out of `endings:`",
        )
    for scene in scenes.values():
        if (
            scene.choices
            and scene.goto is None
            and all(choice.once and stays(choice) for choice in scene.choices)
        ):
            fail(
                "M606",
                scene.at,
                f"every choice of `{scene.name}` can be taken once and stays here, so they run out",
                "let one lead on, add `goto:`, or mark one `fallback: true`",
            )


def names(target: Target | None) -> Iterator[str]:
    if target is not None:
        for _, name in target.branches:
            yield name


def every_choice(choices: Iterable[Choice]) -> Iterator[Choice]:
    """Choices with all nested ones."""
    for choice in choices:
        yield choice
        if choice.choices:
            yield from every_choice(choice.choices)


def leads_to(scene: Scene) -> Iterator[str]:
    """Every scene that play may go to from this one, and RETURN."""
    yield from names(scene.goto)
    for choice in every_choice(scene.choices):
        if choice.goto is not None:
            yield from [name for _, name in choice.goto.branches if name != HERE]


def visits(scene: Scene) -> Iterator[str]:
    yield from names(scene.visit)
    for choice in every_choice(scene.choices):
        if choice.visit is not None:
            yield from names(choice.visit)


def straight(scene: Scene) -> set[str]:
    """Where play goes from here without asking."""
    return set() if scene.choices else {*names(scene.goto), *names(scene.visit)} - {RETURN}


def stays(choice: Choice) -> bool:
    if choice.goto is not None:
        return all(name == HERE for name in names(choice.goto))
    return choice.visit is None and not choice.fallback and all(stays(inner) for inner in choice.choices)


def reach(starts: Iterable[str], *edges: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    scenes = set().union(*edges)  # RETURN is none
    rest = list(starts)
    while rest:
        name = rest.pop()
        if name in scenes and name not in found:
            found.add(name)
            for table in edges:
                rest.extend(table.get(name, ()))
    return found


def knotted(edges: dict[str, set[str]]) -> dict[str, int]:
    """A number for each name, the same for all that lead to each other (Tarjan's algorithm, without recursion)."""
    found: dict[str, int] = {}
    order: dict[str, int] = {}
    lowest: dict[str, int] = {}
    waiting: list[str] = []
    for root in edges:
        if root in order:
            continue
        stack = [(root, iter(edges[root]))]
        order[root] = lowest[root] = len(order)
        waiting.append(root)
        while stack:
            name, rest = stack[-1]
            following = next(rest, None)
            if following is not None:
                if following not in order:
                    order[following] = lowest[following] = len(order)
                    waiting.append(following)
                    stack.append((following, iter(edges[following])))
                elif following not in found:
                    lowest[name] = min(lowest[name], order[following])
                continue
            stack.pop()
            if stack:
                above = stack[-1][0]
                lowest[above] = min(lowest[above], lowest[name])
            while lowest[name] == order[name] and name not in found:
                found[waiting.pop()] = order[name]
    return found


def circles(edges: dict[str, set[str]]) -> list[list[str]]:
    """One circle for each knot of names that lead to each other, in a steady order."""
    found: list[list[str]] = []
    done: set[str] = set()
    for start in sorted(edges):
        if start in done:
            continue
        path: list[str] = []
        on_path: set[str] = set()
        stack: list[tuple[str, Iterator[str]]] = [(start, iter(sorted(edges.get(start, ()))))]
        path.append(start)
        on_path.add(start)
        while stack:
            name, rest = stack[-1]
            following = next(rest, None)
            if following is None:
                stack.pop()
                path.pop()
                on_path.discard(name)
                done.add(name)
            elif following in on_path:
                found.append(path[path.index(following) :])
                done.update(path)
            elif following not in done and following in edges:
                stack.append((following, iter(sorted(edges[following]))))
                path.append(following)
                on_path.add(following)
    return found
