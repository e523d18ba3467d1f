"""Small random stories: everything of the format that a proof must understand, in a few scenes."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from mars_adventure.story import StoryError, open_story

if TYPE_CHECKING:
    from pathlib import Path

    from mars_adventure.story import Story

WORDS = ("amber", "brine", "cedar")


class Teller:
    """Writes one story; `chance` draws, the same story for the same seed."""

    def __init__(self, seed: int, draws: bool = True) -> None:
        self.random = Random(seed)
        self.draws = draws
        self.scenes = [f"s{number}" for number in range(self.random.randint(3, 6))]
        self.visited = [f"v{number}" for number in range(self.random.randint(0, 2))]
        self.count = 0

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def one(self, *items: str) -> str:
        return self.random.choice(items)

    # -- conditions and effects -----------------------------------------------------------------

    def condition(self, depth: int = 0) -> str:
        if depth < 2 and self.chance(0.3):
            sign = self.one("and", "or")
            return f"({self.condition(depth + 1)} {sign} {self.condition(depth + 1)})"
        return self.one(
            "f", "g", "not f", "n >= 2", "n == m", "n + m >= 3", "n < 2", "m != 1", "who == ann", "who in (bob, cat)",
            "x in bag", "y not in bag", "count(bag) >= 2", "known(a)", "struck(a) or lost(b)", "count(law) == 1",
            "max(n, m) >= 2", "n * m == 2", "who == other", "f == g", "rich", "n - m > 0",
            f"visited({self.one(*self.scenes)})", f"visits({self.one(*self.scenes)}) >= 2",
        )  # fmt: skip

    def effect(self) -> str:
        found = self.one(
            "f = true", "f = false", "g = true", "n += 1", "n -= 1", "m += 2", "m = 0", "n = m", "n = n + m", "m -= n",
            "who = ann", "who = bob", "who = other", "other = cat", "bag += x", "bag += y", "bag -= x", "learn(a)", "learn(b)",
            "strike(a)", "lose(b)", "lose(law)", "f = n > m", "n = max(n, m)", "n = count(bag)", "g = f", "n = n * 2",
            *(["draw(who)", "draw(n)"] if self.draws else []),
        )  # fmt: skip
        return f"{found} if {self.condition(1)}" if self.chance(0.3) else found

    def effects(self) -> str:
        return ", ".join(self.effect() for _ in range(self.random.randint(1, 3)))

    # -- prose ----------------------------------------------------------------------------------

    def text(self, indent: str) -> list[str]:
        lines = []
        for _ in range(self.random.randint(0, 2)):
            word = self.one(*WORDS)
            lines += [
                self.one(
                    f"Some {word} here.",
                    f"{{if {self.condition()}}} There was {word}.",
                    f"It is {{if {self.condition()}: {word} | plain}} now {{who}} {{n}}.",
                    f"{{steps: one | {word} | three}} of {{cycle: it | {word}}}",
                    f"{{once: the {word}}} again",
                    f"{{when {self.condition()}}}\nA {word}.\n{{when {self.condition()} and f}}\nB {word}.\n{{otherwise}}\nC.\n{{end}}",
                    f"{{if {self.condition()}}}\nAll {word}.\n\n{{if {self.condition()}: really {word}}} done.\n{{elif {self.condition()}}}\nElse {word}.\n{{else}}\nRest {word}.\n{{end}}",
                ),
                "",
            ]
        body = [indent + "  " + line if line else "" for text in lines for line in text.split("\n")]
        return [indent + "text: |", *body] if body else []

    # -- scenes ---------------------------------------------------------------------------------

    def target(self, inside: bool) -> str:
        if inside:
            return "return"
        first, second = self.one(*self.scenes), self.one(*self.scenes)
        return f"{first} if {self.condition()} else {second}" if self.chance(0.15) else first

    def choice(self, indent: str, inside: bool, depth: int = 0) -> list[str]:
        id_ = f"k{self.count}"
        self.count += 1
        lines = [f"{indent}- text: Do {self.one(*WORDS, 'it', 'that')}", f"{indent}  id: {id_}"]
        if self.chance(0.5):
            lines.append(f"{indent}  if: '{self.condition()}'")
            if self.chance(0.3):
                lines.append(f"{indent}  else: Not {self.one(*WORDS, 'now')}")
        if self.chance(0.25):
            lines.append(f"{indent}  once: true")
        if self.chance(0.12):
            lines.append(f"{indent}  fallback: true")
        if self.chance(0.15):
            lines.append(f"{indent}  needs: {self.one('a', 'b')}")
        if self.chance(0.5):
            lines.append(f"{indent}  do: '{self.effects()}'")
        if self.chance(0.2):
            lines += [f"{indent}  say: |", f"{indent}    {{if {self.condition()}}} Said {self.one(*WORDS)}."]
        if depth < 2 and self.chance(0.2):
            lines.append(f"{indent}  choices:")
            for _ in range(self.random.randint(1, 2)):
                lines += self.choice(indent + "    ", inside, depth + 1)
        elif self.visited and not inside and self.chance(0.2):
            lines.append(f"{indent}  visit: {self.one(*self.visited)}")
        if self.chance(0.75):
            lines.append(f"{indent}  goto: {self.target(inside) if self.chance(0.85) else 'here'}")
        return lines

    def scene(self, name: str, inside: bool) -> list[str]:
        lines = [f"  {name}:"]
        if self.chance(0.5):
            lines.append(f"    do: '{self.effects()}'")
        lines += self.text("    ")
        if not inside and self.chance(0.1) and self.visited:
            return [
                *lines,
                f"    visit: {self.one(*self.visited)}",
                f"    goto: {self.one(*self.scenes, 'last')}",
            ]
        if inside and self.chance(0.5):
            return [*lines, "    goto: return"]
        lines.append("    choices:")
        for _ in range(self.random.randint(1, 3)):
            lines += self.choice("      ", inside)
        if not inside and self.chance(0.4):
            lines += [
                "      - text: End it",
                f"        if: '{self.condition()}'",
                f"        goto: {self.one('last', 'other_end')}",
            ]
        if inside or self.chance(0.5):
            lines.append(f"    goto: {'return' if inside else self.target(False)}")
        return lines

    def tell(self) -> str:
        lines = ["scenes:"]
        for name in self.scenes:
            lines += self.scene(name, inside=False)
        for name in self.visited:
            lines += self.scene(name, inside=True)
        lines += [
            "  last:",
            "    ending: last",
            "  other_end:",
            f"    do: '{self.effects()}'",
            "    ending: other",
        ]
        if self.chance(0.4):
            goal = (
                f"visit: {self.one(*self.visited)}"
                if self.visited and self.chance(0.5)
                else f"goto: {self.one(*self.scenes)}"
            )
            lines += ["interruptions:", f"  i0: {{when: '{self.condition()}', {goal}}}"]
            if self.chance(0.5):
                lines += [f"  i1: {{when: '{self.condition()}', goto: {self.one(*self.scenes)}}}"]
        lines += [
            "promises:",
            f"  p_always: always {self.condition()}",
            f"  p_never: never {self.condition()}",
            f"  p_whenever: whenever {self.one(*self.scenes)} then {self.condition()}",
            f"  p_possible: possible {self.condition()}",
            "  p_ending: possible ending last",
            f"  p_eventually: eventually {self.one(*self.scenes)}",
            f"  p_shows: never shows w while {self.condition()}",
        ]
        return HEAD + "\n".join(lines) + "\n"


HEAD = """\
variables:
  f: flag
  g: flag = true
  n: 0..3 = 1
  m: 0..2
  who: one of ann, bob, cat
  other: one of ann, bob, cat = bob
  bag: set of x, y, z = z
derived:
  rich: n + m > 3
notes:
  a: {title: A, text: A, tags: [law]}
  b: {title: B, text: B, tags: [law]}
words:
  w: [amber, cedar*]
endings:
  last: {title: Last, hint: h}
  other: {title: Other, hint: h}
"""


def tell(seed: int, folder: Path, draws: bool = True) -> Story | None:
    """A random story; None where this seed makes one that has errors."""
    folder.mkdir(exist_ok=True, parents=True)
    (folder / "story.yaml").write_text("story: A tale\nstart: s0\n", encoding="utf-8")
    (folder / "tale.yaml").write_text(Teller(seed, draws).tell(), encoding="utf-8")
    try:
        return open_story(folder)
    except StoryError:
        return None
