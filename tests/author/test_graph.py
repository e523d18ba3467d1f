"""`mars-adventure graph`: the map of a story as a tree, for Graphviz, for Mermaid and as data."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from mars_adventure.author.graph import FORMATS, Edge, NotDrawn, draw, network_of
from mars_adventure.author.graph.dominators import ROOT, dominators
from mars_adventure.author.graph.mermaid import MOST_CHARACTERS, MOST_EDGES
from mars_adventure.author.statistics import Coverage
from mars_adventure.story import Story, open_story

OURS = Path(__file__).parents[2] / "story"
STORY = """\
story: The Airlock
start: airlock
variables: {air: 0..9 = 9, key: flag}
endings: {home: {title: Home}}
chapter: 1
title: Outside
interruptions:
  choking: {when: air == 0, goto: surface}
scenes:
  airlock:
    choices:
      - Knock -> corridor
      - Look about
      - text: Read the plate
        visit: plate
      - Go out -> surface
  plate: {goto: return}
  corridor: {goto: mess if key else surface}
  surface:
    choices:
      - text: Wait
        choices:
          - Count
          - Run -> corridor
          - text: Stay
            goto: here
        goto: mess
      - Walk on
    goto: mess
  mess: {ending: home}
"""


def story_of(folder: Path, **files: str) -> Story:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return open_story(folder)


@pytest.fixture
def story(tmp_path: Path) -> Story:
    return story_of(tmp_path, story=STORY)


def ways(story: Story) -> set[tuple[str, str, str, tuple[str, ...]]]:
    return {(edge.source, edge.target, edge.kind, edge.labels) for edge in network_of(story).edges}


# -- the network ---------------------------------------------------------------------------


def test_ways_are_those_that_play_may_take(story: Story) -> None:
    assert ways(story) == {
        ("!choking", "surface", "interruption", ()),
        ("airlock", "corridor", "choice", ("Knock",)),
        ("airlock", "plate", "visit", ("Read the plate",)),
        ("airlock", "surface", "choice", ("Go out",)),
        ("corridor", "mess", "goto", ()),
        ("corridor", "surface", "goto", ()),
        ("surface", "mess", "choice", ("Count", "Walk on")),
        ("surface", "corridor", "choice", ("Run",)),
    }


def test_nodes_know_their_ending_and_what_stays_or_returns(story: Story) -> None:
    nodes = network_of(story).nodes
    assert nodes["mess"].ending == "Home"
    assert nodes["plate"].returns
    assert (nodes["airlock"].stays, nodes["surface"].stays) == (1, 1)
    assert network_of(story).starts == ("airlock", "!choking")


def test_choices_keep_their_ids(story: Story) -> None:
    [edge] = [edge for edge in network_of(story).edges if len(edge.labels) == 2]
    assert edge == Edge(
        "surface", "mess", "choice", ("Count", "Walk on"), ("surface.count", "surface.walk_on")
    )


# -- the tree ------------------------------------------------------------------------------


def test_dominators_are_what_all_ways_pass() -> None:
    edges = {"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": ["e", "a"], "e": ["d"], "lost": ["e"]}
    assert dominators(["a"], edges) == {"a": ROOT, "b": "a", "c": "a", "d": "a", "e": "d"}
    assert dominators(["a", "d"], edges)["d"] == ROOT


def test_branches_are_indented_and_the_story_goes_on_where_they_meet(tmp_path: Path) -> None:
    diamonds = "story: Diamonds\nstart: a0\nendings: {out: {title: Out}}\nscenes:\n" + "".join(
        f"  a{n}: {{choices: [Left -> b{n}, Right -> c{n}]}}\n  b{n}: {{goto: a{n + 1}}}\n  c{n}: {{goto: a{n + 1}}}\n"
        for n in range(50)
    )
    story = story_of(tmp_path, story=diamonds + "  a50: {ending: out}\n")
    lines = draw(network_of(story), "tree").splitlines()
    assert lines[lines.index("a7") :][:4] == ["a7", "├─ b7 → a8", "└─ c7 → a8", "a8"]
    assert lines[-1] == "a50 ■ Out"


def test_every_scene_stands_in_the_tree_once(story: Story) -> None:
    shown = draw(network_of(story), "tree")
    assert "airlock ↻1" in shown
    assert "plate ↩" in shown
    assert "!choking → surface" in shown
    for story_, text in ((story, shown), (ours := open_story(OURS), draw(network_of(ours), "tree"))):
        first_words = [
            re.sub(r"^[│├└─ …]*", "", line).split(" ")[0]
            for line in text.splitlines()[2:]
            if line[:2] != "──"
        ]
        assert sorted(filter(None, first_words)) == sorted(network_of(story_).nodes)
        assert max(map(len, text.splitlines())) <= 80


def test_a_scene_with_many_ways_stays_on_its_line(tmp_path: Path) -> None:
    names = [f"a_scene_with_a_long_name_{n}" for n in range(40)]
    hub = "story: Hub\nstart: hub\nendings: {out: {title: Out}}\nscenes:\n  hub: {choices: [" + ", ".join(
        f"Go -> {name}" if n == 0 else f"{{text: Go {n}, goto: {name}}}" for n, name in enumerate(names)
    )
    body = "".join(
        f"  {name}: {{choices: [Out -> end, {{text: On, goto: {names[n - 1]}}}, {{text: More, goto: {names[n - 2]}}}]}}\n"
        for n, name in enumerate(names)
    )
    story = story_of(tmp_path, story=hub + "]}\n" + body + "  end: {ending: out}\n")
    lines = draw(network_of(story), "tree").splitlines()
    assert max(map(len, lines)) <= 80
    assert any(re.search(r"→ .* \+\d$", line) for line in lines)


# -- DOT and SVG ---------------------------------------------------------------------------


def test_dot_groups_by_chapter_and_marks_endings(story: Story) -> None:
    dot = draw(network_of(story), "dot")
    assert dot.startswith('digraph "The Airlock" {')
    assert 'subgraph cluster_1 {\n    label="1 Outside"' in dot
    assert '"mess" [label="mess\\nHome", peripheries=2];' in dot
    assert '"airlock" -> "plate" [label="Read the plate", tooltip="Read the plate", style=dashed];' in dot
    assert dot.count("{") == dot.count("}")


def test_what_a_story_says_cannot_leave_its_strings(tmp_path: Path) -> None:
    evil = STORY.replace(
        "- Knock -> corridor", "- 'A \\\\ \"]; x [label=<b>] &lt; ``` -->|x| end;# -> corridor'"
    )
    network = network_of(story_of(tmp_path, story=evil))
    [line] = [line for line in draw(network, "dot").splitlines() if '"airlock" -> "corridor"' in line]
    assert len(re.findall(r'(?<!\\)(?:\\\\)*"', line)) == 8, "two names, two strings"
    assert "&amp;lt;" in line
    [line] = [
        line
        for line in draw(network, "mermaid").splitlines()
        if "s_airlock -->|" in line and "s_corridor" in line
    ]
    label = line.split('|"')[1].split('"|')[0]
    assert not set(label.replace("#", "").replace(";", "")) & set('"<>&`\\{}[]()|')


def test_without_graphviz_there_is_a_sentence(
    story: Story, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NotDrawn, match=r"needs Graphviz.*install it, or use --format mermaid"):
        draw(network_of(story), "svg")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("cat >/dev/null; echo '<svg/>'", ""),
        ("echo 'Error: syntax' >&2; exit 1", "could not draw the map: Error: syntax"),
    ],
)
def test_graphviz_draws_or_is_quoted(
    story: Story, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, body: str, said: str
) -> None:
    dot = tmp_path / "dot"
    dot.write_text(f"#!/bin/sh\n{body}\n")
    dot.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    if said:
        with pytest.raises(NotDrawn, match=said):
            draw(network_of(story), "svg")
    else:
        assert draw(network_of(story), "svg").strip() == "<svg/>"


# -- Mermaid -------------------------------------------------------------------------------


def test_mermaid_is_a_page_with_a_diagram_for_each_chapter() -> None:
    story = open_story(OURS)
    page = draw(network_of(story), "mermaid")
    outside = page.count("## Outside the chapters")  # the walks, which are reached from several
    assert page.count("```mermaid\nflowchart TD\n") == len(story.chapters) + outside
    assert "folded" not in page
    one = draw(network_of(story), "mermaid", chapter=2)
    assert one in page
    assert "```" not in one
    assert "chapter 3: " in one, "the ways out are shown with where they lead"


def test_names_that_mermaid_keeps_for_itself_are_no_trouble(tmp_path: Path) -> None:
    story = story_of(
        tmp_path,
        story="story: Words\nstart: end\nendings: {out: {title: Out}}\nscenes:\n  end: {goto: style}\n  style: {ending: out}\n",
    )
    assert "s_end --> s_style" in draw(network_of(story), "mermaid")


def net(folder: Path, count: int, name: str, label: str) -> Story:
    """Every scene leads to every other."""
    scenes = "".join(
        f"  {name}{n}:\n    choices:\n"
        + "".join(f"      - {m} {label} -> {name}{m}\n" for m in range(count) if m != n)
        + "      - Out -> end\n"
        for n in range(count)
    )
    head = f"story: Net\nstart: {name}0\nendings: {{out: {{title: Out}}}}\n"
    return story_of(folder, story=f"{head}scenes:\n{scenes}  end: {{ending: out}}\n")


def test_what_mermaid_cannot_draw_is_folded_and_counted(tmp_path: Path) -> None:
    story = net(tmp_path, 40, "s", "rather long words to go on with, and a few more")
    text = draw(network_of(story), "mermaid", chapter=0)
    drawn = len(re.findall(r"^  s_\w+ -->", text, re.MULTILINE))
    said = re.search(r"%% (\d+) ways", text)
    assert said is not None
    assert drawn == MOST_EDGES
    assert drawn + int(said.group(1)) == len(network_of(story).edges) == 40 * 40
    assert f'folded[["{said.group(1)} ways and ' in text
    assert len(text) <= MOST_CHARACTERS


def test_labels_are_cut_before_anything_is_left_out(tmp_path: Path) -> None:
    story = net(tmp_path, 20, "x" * 37, "words " * 12)
    text = draw(network_of(story), "mermaid", chapter=0)
    assert "%% labels cut at" in text
    assert len(text) <= MOST_CHARACTERS
    assert text.count("-->") == 20 * 20


# -- data, chapters, coverage ----------------------------------------------------------------


def test_json_holds_every_scene_and_way(story: Story) -> None:
    held = json.loads(draw(network_of(story), "json"))
    assert {scene["name"] for scene in held["scenes"]} == set(network_of(story).nodes)
    assert len(held["ways"]) == len(network_of(story).edges)
    assert held["starts"] == ["airlock", "!choking"]


@pytest.mark.parametrize("format_", FORMATS)
def test_a_chapter_that_is_not_there_is_refused(story: Story, format_: str) -> None:
    with pytest.raises(NotDrawn, match="there is no chapter 9: the story's chapters are 1"):
        draw(network_of(story), format_, chapter=9)


def test_coverage_shows_what_was_seen_and_what_never(story: Story) -> None:
    coverage = Coverage(
        "the-airlock", "", 200, {"airlock": 200, "corridor": 50, "mess": 1}, {"airlock.knock": 50}
    )
    network = network_of(story)
    tree = draw(network, "tree", coverage=coverage).splitlines()
    shares = {
        name: line.split()[-2:] for line in tree if (name := re.sub(r"^[│├└─ …]*", "", line).split(" ")[0])
    }
    assert shares["airlock"] == ["100", "%"]
    assert shares["corridor"] == ["25", "%"]
    assert shares["mess"] == ["<1", "%"]
    assert shares["surface"][-1] == "never"
    assert max(map(len, tree)) <= 80
    dot = draw(network, "dot", coverage=coverage)
    assert re.search(r'"surface" \[label="surface\\nnever".*dashed', dot)
    assert re.search(r'"airlock" -> "surface" \[.*color="#b3402e"', dot)
    assert not re.search(r'"airlock" -> "corridor" \[.*color="#b3402e"', dot)
    assert 's_surface["surface · never"]:::unseen' in draw(network, "mermaid", coverage=coverage)
    held = json.loads(draw(network, "json", coverage=coverage))
    assert {scene["name"]: scene["seen"] for scene in held["scenes"]} == {
        "airlock": 1, "plate": 0, "corridor": 0.25, "surface": 0, "mess": 0.005, "!choking": None,
    }  # fmt: skip
