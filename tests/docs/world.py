"""The small world in which examples of a scene or a section are played: whatever they may refer to."""

from __future__ import annotations

import re

SECTIONS: dict[str, dict[str, str]] = {
    "variables": {
        "keycard": "flag",
        "storm": "flag",
        "answered": "flag",
        "oxygen": "0..100 = 60",
        "fragments": "0..5",
        "affair": "one of nobody, yann, eva",
        "site": "{is: 'one of none, beacon, plain', labels: {none: nowhere yet, beacon: the beacon, plain: the plain}}",
        "tools": "set of wrench, lamp, rope = lamp",
        "weather": "one of clear, dust",
        "trust": "{halina: 0..4 = 2, yann: 0..4 = 2}",
    },
    "notes": {
        "spoon": "{title: One spoon short, tags: [law2]}",
        "halina_sprig": "{title: A sprig, tags: [private]}",
        "drop": "{title: It fell too slowly, tags: [law1]}",
        "hollow": "{title: It rings hollow, tags: [law1]}",
        "lines": "{title: They all end here, tags: [law1]}",
    },
    "speakers": {"halina": "Halina", "eurocom": "{name: EUROCOM, radio: true}"},
    "marks": {"record": "{sign: ●, means: on the record}", "private": "{sign: ○, means: off the record}"},
    "endings": {"inside": "{title: Let In}", "outside": "{title: Gone Out}"},
    "words": {"smell": "[smell, scent*]"},
    "scenes": {
        "airlock": "{choices: [{text: Call Vega, id: call}, Leave -> hub]}",
        "inside_ending": "{ending: inside}",
        "outside_ending": "{ending: outside}",
        **dict.fromkeys(
            (
                "corridor",
                "surface",
                "mess",
                "cup",
                "waiting",
                "ridge",
                "plain",
                "report",
                "blackout",
                "table",
                "landing",
            ),
            "{goto: hub}",
        ),
    },
}
SECTION = re.compile(r"^(\w+):", re.MULTILINE)
NAME = re.compile(r"^  (\w+):(.*(?:\n(?:   .*)?$)*)", re.MULTILINE)


def around(piece: str, kind: str) -> dict[str, str]:
    """A story that holds the piece (a "scene" or a "section") in a file of its own, example.yaml."""
    text = "scenes:\n" + indented(piece) if kind == "scene" else piece
    return {"story.yaml": "story: An Example\nstart: hub\n" + all_but(declared(text)), "example.yaml": text}


def complete(files: dict[str, str]) -> dict[str, str]:
    """A lone head gets scenes to be the head of; anything else is a story already."""
    head = files.get("story.yaml", "")
    if len(files) > 1 or not head or "\nscenes:" in head or "\nstart: airlock" not in head:
        return files
    return files | {"world.yaml": all_but(declared(head))}


def declared(text: str) -> dict[str, dict[str, str]]:
    """The names in each section of a file, with what stands behind them; sound YAML or not."""
    starts = [*SECTION.finditer(text)]
    ends = [*[match.start() for match in starts[1:]], len(text)]
    return {
        match.group(1): {name.group(1): name.group(2) for name in NAME.finditer(text[match.end() : end])}
        for match, end in zip(starts, ends, strict=True)
    }


def all_but(present: dict[str, dict[str, str]]) -> str:
    """The world's sections without the names that are present, and a hub that leads to every scene
    except those that return.
    """
    own = present.get("scenes", {})
    scenes = {name: body for name, body in SECTIONS["scenes"].items() if name not in own}
    scenes |= {f"{name}_ending": f"{{ending: {name}}}" for name in present.get("endings", {})}
    reached = [*scenes, *[name for name, body in own.items() if "return" not in body]]
    scenes["hub"] = "{choices: [" + ", ".join(f"Go to {name} -> {name}" for name in reached) + "]}"
    lines = []
    for section, names in (SECTIONS | {"scenes": scenes}).items():
        left = {name: body for name, body in names.items() if name not in present.get(section, {})}
        if left:
            lines += [f"{section}:", *[f"  {name}: {body}" for name, body in left.items()]]
    return "\n".join(lines) + "\n"


def indented(text: str) -> str:
    return "".join(f"  {line}" if line.strip() else line for line in text.splitlines(keepends=True))
