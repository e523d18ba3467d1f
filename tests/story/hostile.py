"""Stories written to do harm. As a program: opens and plays each in a process of its own, and tells
what came of it.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from scribe import HEAD, WORLD, scene

if TYPE_CHECKING:
    from collections.abc import Callable

    from mars_adventure.story import Problem

MEGABYTE = 2**20
PATIENCE = 30
"""Seconds of the processor, which a busy machine does not shorten."""
STANDSTILL = 600
"""Seconds on the wall: for a process that waits without working."""
LONGEST = 95_000
COMMANDS = {chr(number) for number in (*range(10), *range(11, 32), *range(127, 160), *range(0x202A, 0x202F))}


def block(*lines: str) -> dict[str, str]:
    return {"a": scene("text: |\n" + "".join(f"  {line}\n" for line in lines) + "goto: end")}


def prose(text: str) -> dict[str, str]:
    """As much of the text as a scene may hold."""
    return {"a": "scenes:\n  a:\n    goto: end\n    text: |\n      " + text[:LONGEST] + "\n"}


def derived(first: str, step: str, times: int) -> str:
    lines = [f"  d0: {first}", *[f"  d{n}: {step.format(f'd{n - 1}')}" for n in range(1, times)]]
    return "derived:\n" + "\n".join(lines) + "\n"


def ladder(steps: int) -> str:
    """Blocks inside each other, each indented by one more blank."""
    return "".join(f"{' ' * n}a:\n" for n in range(steps))


def hub_of(count: int, body: str) -> str:
    scenes = "".join(f"  s{n}: {body.format(n=n, m=n + 1)}\n" for n in range(count))
    leads = "".join(f"      - {{text: G{n}, visit: s{n}}}\n" for n in range(count))
    return f"scenes:\n{scenes}  s{count}: {{goto: return}}\n  a:\n    choices:\n{leads}      - Go -> end\n"


STORIES: dict[str, Callable[[], dict[str, str | bytes]]] = {
    # YAML
    "a billion laughs": lambda: {
        "a": "variables:\n  a0: &a0 [x, x]\n" + "".join(f"  a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))
    },
    "an alias inside itself": lambda: {"a": "notes: &n [*n]\n"},
    "a merge of merges": lambda: {"a": "x: &x {a: 1}\ny: &y\n  <<: *x\nz:\n  <<: [*x, *y]\n"},
    "a tag that builds": lambda: {"a": "notes: !!python/object/apply:os.system ['touch /tmp/owned']\n"},
    "100,000 lists in brackets": lambda: {"a": "notes: " + "[" * 100_000},
    "100,000 closed lists in brackets": lambda: {"a": "notes: " + "[" * 100_000 + "]" * 100_000},
    "100,000 mappings in braces": lambda: {"a": "notes: " + "{a: " * 100_000},
    "2,900 groups of variables": lambda: {"a": "variables: " + "{a: " * 2900 + "x" + "}" * 2900},
    "100,000 lists in a row": lambda: {"a": "notes:\n  " + "- " * 100_000 + "x\n"},
    "100,000 keys asked for": lambda: {"a": "? " * 100_000 + "x\n"},
    "keys and lists in turn": lambda: {"a": "? - " * 50_000 + "x\n"},
    "150 levels of keys": lambda: {"a": ladder(150)},
    "3,000 levels of keys": lambda: {"a": ladder(3000)},
    "3,000 levels of variables": lambda: {"a": "variables:\n" + "".join(f"{' ' * n}a:\n" for n in range(1, 3000))},
    "8 MiB of line ends": lambda: {"a": "\n" * (8 * MEGABYTE - 100) + "x: y\n"},
    "8 MiB of line ends and an anchor": lambda: {"a": "x: &a y\n" + "\n" * (8 * MEGABYTE - 100)},
    "8 MiB of blanks": lambda: {"a": " " * (8 * MEGABYTE - 100)},
    "8 MiB of dashes": lambda: {"a": "notes:\n" + "- \n" * (8 * MEGABYTE // 3 - 10)},
    "8 MiB of items": lambda: {"a": "notes: [" + "a," * (4 * MEGABYTE - 100) + "]\n"},
    "8 MiB of keys": lambda: {"a": "notes:\n" + "".join(f"  n{n}: {{}}\n" for n in range(600_000))},
    "8 MiB of one key": lambda: {"a": "notes:\n" + "  a:\n" * 1_500_000},
    "a file of 10 MiB": lambda: {"a": b"#" * (10 * MEGABYTE)},
    "6 files of 8 MiB": lambda: {f"c{n:02}": b"#" + b"x" * (8 * MEGABYTE - 10) for n in range(6)},
    "2,500 files": lambda: {f"c{n}": "{}" for n in range(2500)},
    "quotation marks without end": lambda: {"a": "notes: '" + "x\n" * 1_000_000},
    "a name of 4 MiB": lambda: {"a": "scenes:\n  a:\n    goto: " + "b" * 4 * MEGABYTE + "\n  ? " + "b" * (3 * MEGABYTE) + "\n  : {goto: end}\n"},
    "names that are almost alike": lambda: {
        "a": "scenes:\n  a:\n    goto: " + "ab" * 30_000 + "\n  ? " + "ba" * 30_000 + "\n  : {goto: end}\n"
    },
    # characters
    "NUL": lambda: {"a": "scenes:\n  a: {goto: end}\0\n"},
    "an escape written out in a text": lambda: {"a": scene('place: "\\e[2J\\x1b]0;x\\x07"\ngoto: end')},
    "an escape written out in a key": lambda: {"a": 'scenes:\n  a: {"\\e[2J": x, goto: end}\n'},
    "an escape written out in a name": lambda: {"a": 'scenes:\n  "\\e[2J": {goto: end}\n  a: {goto: end}\n'},
    "an escape written out in a condition": lambda: {"a": 'scenes:\n  a: {goto: "\\e[2J"}\n'},
    "an escape written out in a type": lambda: {"a": scene("goto: end"), "b": 'variables: {v: "\\e[2J"}\n'},
    "an escape written out in a new name": lambda: {"a": scene("goto: end"), "b": 'renamed: {scenes: {"\\e[2J": hub}}\n'},
    "half a character": lambda: {"a": scene('place: "\\ud800"\ngoto: end')},
    # expressions
    "200 negations": lambda: {"a": scene("goto: end if " + "not " * 190 + "lit else hub")},
    "10,000 negations": lambda: {"a": scene("goto: end if " + "not " * 10_000 + "lit else hub")},
    "10,000 parentheses": lambda: {"a": scene("goto: end if " + "(" * 10_000 + "lit" + ")" * 10_000 + " else hub")},
    "20,000 signs": lambda: {"a": scene("goto: end if oil" + " + 1" * 20_000 + " > 3 else hub")},
    "8 MiB of blanks in a condition": lambda: {"a": scene("goto: end if" + " " * (7 * MEGABYTE) + "lit else hub")},
    "a number of 90,000 digits": lambda: {"a": scene("goto: end if oil > " + "9" * 90_000 + " else hub")},
    "a range of a thousand million": lambda: {"a": scene("goto: end"), "b": "variables:\n  v: 0..999999999\n"},
    "a range of 90,000 digits": lambda: {"a": scene("goto: end"), "b": "variables:\n  v: 0.." + "9" * 90_000 + "\n"},
    "sums that double": lambda: {"a": scene("goto: end if d20 > 3 else hub"), "b": derived("oil", "{0} + {0}", 40)},
    "products that square": lambda: {"a": scene("goto: end"), "b": derived("oil", "{0} * {0}", 40)},
    "questions that double": lambda: {"a": scene("goto: end"), "b": derived("lit", "{0} and {0} or not {0}", 60)},
    "sums that deepen": lambda: {"a": scene("goto: end if d2 > 3 else hub"), "b": derived("oil", "{0}" + " + 1" * 95, 4)},
    "questions that deepen": lambda: {"a": scene("goto: end if d3 else hub"), "b": derived("lit", "not " * 95 + "{0}", 4)},
    "sums that deepen in a condition": lambda: {"a": scene("goto: end if d2" + " + 1" * 95 + " > 3 else hub"), "b": derived("oil", "{0}" + " + 1" * 95, 3)},
    "an alias without a blank": lambda: {"a": "scenes:\n  a: {choices: [&a {text: x},*a,*a]}\n"},
    "a hundred deep in a hundred": lambda: {"a": scene("text: |\n  " + "{if d1: " * 19 + "x" + "}" * 19 + "\ngoto: end"), "b": derived("oil == 1", "not " * 95 + "{0}", 2)},
    "a tag on 5,000 notes": lambda: {
        "a": scene("goto: end if count(t) > 3 else hub"),
        "b": "notes:\n" + "".join(f"  n{n}: {{title: N, tags: [t]}}\n" for n in range(5000)),
    },
    "a tag on 5,000 notes counted 5,000 times": lambda: {
        "a": "scenes:\n  a:\n    choices:\n"
        + "".join(f"    - {{text: G{n} -> end, if: {' + '.join(['count(t)'] * 30)} > {n % 50}}}\n" for n in range(500)),
        "b": "notes:\n" + "".join(f"  n{n}: {{title: N, tags: [t]}}\n" for n in range(5000)),
    },
    "100,000 effects": lambda: {"a": scene("do:\n" + "  - oil += 1\n" * 100_000 + "goto: end")},
    # prose
    "a text of 1 MiB": lambda: {"a": scene("text: |\n  " + "x" * MEGABYTE + "\ngoto: end")},
    "a text of braces": lambda: prose("{" * MEGABYTE),
    "a text of closing braces": lambda: prose("}" * MEGABYTE),
    "a text of conditions without an end": lambda: prose("{if lit: " * 500_000),
    "a text of conditions without a colon": lambda: prose("{if lit} x " * 500_000),
    "a text of values": lambda: prose("{oil} " * MEGABYTE),
    "a text of choices of words": lambda: prose("{if lit: x | y} " * 400_000),
    "a text of asterisks": lambda: prose("*" * MEGABYTE),
    "a text of backslashes": lambda: prose("\\" * MEGABYTE),
    "a text of bars": lambda: prose("{cycle: " + "|" * 90_000 + "}"),
    "a text of quotation marks": lambda: prose("\"'" * MEGABYTE),
    "a condition of many blanks": lambda: prose("{if" + " " * MEGABYTE),
    "a need of many blanks": lambda: prose("{needs" + " " * MEGABYTE),
    "a directive of many blanks": lambda: prose("x\n\n      {" + " " * 40_000 + "if" + " " * 40_000),
    "a line of many blanks": lambda: prose("x\n      y" + " " * 90_000 + "z\n      x"),
    "a text of prefixes": lambda: prose("{if lit} " * 500_000 + "x"),
    "10,000 blocks of paragraphs": lambda: block(*["{if lit}"] * 10_000),
    "5,000 nested blocks, closed": lambda: block(*["{if lit}"] * 5000, "x", *["{end}"] * 5000),
    "8,000 branches": lambda: block("{if lit}", *["{elif lit}"] * 8000, "{end}"),
    "an arrow behind many blanks": lambda: {"a": scene("choices:\n  - |\n    x" + " " * LONGEST + "->")},
    "a promise of many blanks": lambda: {"a": scene("goto: end"), "b": "promises:\n  p: |\n    never" + " " * LONGEST + "shows\n"},
    # shape
    "10,000 nested choices": lambda: {"a": "scenes:\n  a:\n    choices: " + "[{text: x, choices: " * 1400 + "[y]" + "}]" * 1400 + "\n"},
    "8,000 mistakes": lambda: {"a": scene("text: |\n" + "  {nothing}\n" * 8000 + "goto: end")},
    "20,000 wrong targets among 5,000 scenes": lambda: {
        "a": scene("choices:\n" + "".join(f"  - G{n} -> scenne{n}\n" for n in range(20_000)))
        + "".join(f"  scene{n}: {{goto: end}}\n" for n in range(5000))
    },
    "3,000 scenes that visit the next": lambda: {"a": hub_of(3000, "{{visit: s{m}, goto: return}}")},
    "3,000 visited scenes that lead to the next": lambda: {"a": hub_of(3000, "{{goto: s{m}}}")},
    "600 scenes passed through without asking": lambda: {
        "a": "scenes:\n  a: {goto: s0}\n" + "".join(f"  s{n}: {{goto: s{n + 1}}}\n" for n in range(600)) + "  s600: {goto: end}\n"
    },
    "a visit inside visits without end": lambda: {
        "a": "scenes:\n  a:\n    choices:\n      - text: Go\n        visit: b\n  b:\n    choices:\n      - A -> c\n  c:\n    choices:\n      - text: B\n        visit: b\n      - C -> return\n"
    },
}  # fmt: skip


def write(name: str, folder: Path) -> Path:
    for file, text in ({"story": HEAD, "world": WORLD} | STORIES[name]()).items():
        (folder / f"{file}.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def meet(name: str, folder: Path) -> dict[str, object]:
    """Opens and plays one story, and tells what came of it and what it took."""
    from mars_adventure.author import FORMATS, show_problems
    from mars_adventure.engine import begin, choose
    from mars_adventure.story import StoryError, open_story

    write(name, folder)
    began = time.process_time()
    problems: tuple[Problem, ...] = ()
    shown = ""
    try:
        play = begin(story := open_story(folder))
        for _ in range(20):
            offer = next((offer for offer in play.turn.offers if not offer.closed), None)
            if offer is None:
                break
            play = choose(story, play, offer.id)
    except StoryError as error:
        problems = error.problems
        shown = "\n".join(show_problems(problems, format_, folder) for format_ in FORMATS)
        shown.encode()
    status = Path("/proc/self/status").read_text()
    return {
        "codes": sorted({problem.code for problem in problems}),
        "problems": len(problems),
        "longest": max([len(str(problem)) for problem in problems], default=0),
        "commands": sorted(set(shown) & COMMANDS),
        "seconds": round(time.process_time() - began, 2),
        "megabytes": int(status.split("VmHWM:")[1].split()[0]) // 1024,
    }


def main(place: Path) -> None:
    """Meets each story in a process of its own, which may die of it, and prints what came of all."""
    found = {}
    for number, name in enumerate(STORIES):
        folder = place / str(number)
        folder.mkdir()
        answer = place / f"{number}.json"
        child = os.fork()
        if child == 0:
            signal.setitimer(signal.ITIMER_PROF, PATIENCE)
            signal.alarm(STANDSTILL)
            answer.write_text(json.dumps(meet(name, folder)))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        found[name] = json.loads(answer.read_text()) if answer.exists() else {"died": status}
        shutil.rmtree(folder)
    print(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
