"""`mars-adventure schema`: what `check` accepts, editors accept, and they know the story's names."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from mars_adventure.author import hovers, write_new_story
from mars_adventure.author.editor import write_editor_files
from mars_adventure.author.schema import RENAMED_KEYS, SchemaRefused, schema_of
from mars_adventure.story import check_story
from mars_adventure.story.builder import CHAPTER_KEYS, SECTIONS
from mars_adventure.story.chapters import CHOICE_KEYS, SCENE_KEYS
from mars_adventure.story.declarations import VARIABLE_KEYS
from mars_adventure.story.folder import list_files
from mars_adventure.story.head import ENDING_KEYS, INTERRUPTION_KEYS, ITEM_KEYS, MARK_KEYS, SPEAKER_KEYS
from mars_adventure.story.title_page import TITLE_KEYS

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "docs"))
from fences import Example, examples_of  # noqa: E402

HEAD = """\
story: The Airlock
start: airlock
marks: {record: {sign: ●, means: on the record}}
variables: {key: flag, air: 0..9, trust: {yann: 0..4 = 2}}
derived: {alone: trust.yann == 0}
notes: {spoon: {title: The spoon}}
endings: {inside: {title: Let In}}
"""
SOUND = """\
scenes:
  airlock:
    time: 09:30
    choices:
      - Knock -> corridor
      - Go -> corridor if key else airlock
      - Labelled -> corridor:
          if: key
          once: true
      - text: Call
        if: trust.yann > 2
        do: [air += 1, learn(spoon)]
        needs: [spoon]
        goto: corridor if air > 2 else airlock
      - text: Never
        if: false
      - text: Alone
        if: alone
        mark: record
        kind: tactical
        choices: [Stay -> here, 42]
  corridor: {ending: inside}
"""
WRONG = {
    "an unknown key": ("    time: 09:30\n", "    tiem: 09:30\n"),
    "an unknown key of a choice": ("          once: true\n", "          onec: true\n"),
    "no such scene": ("        goto: corridor if air > 2 else airlock\n", "        goto: coridor\n"),
    "no such scene behind an arrow": ("- Knock -> corridor", "- Knock -> coridor"),
    "no such scene behind the arrow of a label with keys": (
        "- Labelled -> corridor",
        "- Labelled -> coridor",
    ),
    "no such variable": ("          if: key\n", "          if: kee\n"),
    "no such note": ("needs: [spoon]", "needs: [spoon, fork]"),
    "no such mark": ("mark: record", "mark: recrod"),
    "no such ending": ("ending: inside", "ending: insde"),
    "no such kind": ("kind: tactical", "kind: tactic"),
    "not true or false": ("once: true", "once: yes"),
    "a mapping for prose": ("    time: 09:30\n", "    time: {a: b}\n"),
    "a choice without a label": (
        "      - text: Never\n        if: false\n",
        "      - if: false\n        once: true\n",
    ),
}


class Editor(yaml.BaseLoader):
    """Reads YAML as editors do, by the schema of YAML 1.2."""


for tag, pattern in (
    ("bool", r"true|false"),
    ("int", r"[-+]?\d+"),
    ("float", r"[-+]?\d+\.\d*"),
    ("null", r"|~|null"),
):
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"(?:{pattern})\Z"), None)
    Editor.add_constructor(f"tag:yaml.org,2002:{tag}", getattr(yaml.SafeLoader, f"construct_yaml_{tag}"))
for name in ("flatten_mapping", "bool_values"):
    setattr(Editor, name, getattr(yaml.SafeLoader, name))


def faults(folder: Path) -> dict[str, list[str]]:
    """What an editor finds wrong, by file."""
    validator = Draft7Validator(json.loads(schema_of(folder)))
    return {
        path.name: found
        for path in list_files(folder)
        if (
            found := [
                error.message
                for error in validator.iter_errors(yaml.load(path.read_text(encoding="utf-8"), Editor))
            ]
        )
    }


def written(folder: Path, scenes: str = SOUND) -> Path:
    (folder / "story.yaml").write_text(HEAD, encoding="utf-8")
    (folder / "one.yaml").write_text(scenes, encoding="utf-8")
    return folder


# -- what is right and what is wrong ---------------------------------------------------------


def test_our_own_story_is_valid() -> None:
    assert faults(ROOT / "story") == {}


def test_a_new_story_is_valid(tmp_path: Path) -> None:
    write_new_story(tmp_path / "new")
    assert faults(tmp_path / "new") == {}


@pytest.mark.parametrize("example", examples_of(ROOT / "docs" / "format.md"), ids=str)
def test_the_examples_of_the_language_are_valid(example: Example, tmp_path: Path) -> None:
    assert faults(example.write(tmp_path)) == {}


PAGES = sorted((ROOT / "src" / "mars_adventure" / "author" / "explanations").glob("*.md"))


@pytest.mark.parametrize(
    "example", [example for page in PAGES for example in examples_of(page) if not example.wrong], ids=str
)
def test_the_mended_examples_of_the_codes_are_valid(example: Example, tmp_path: Path) -> None:
    assert faults(example.write(tmp_path)) == {}


def test_expressions_are_not_flagged(tmp_path: Path) -> None:
    assert check_story(written(tmp_path)) == ()
    assert faults(tmp_path) == {}


@pytest.mark.parametrize("fault", WRONG)
def test_what_is_wrong_is_found(fault: str, tmp_path: Path) -> None:
    right, wrong = WRONG[fault]
    assert SOUND.count(right) == 1
    assert faults(written(tmp_path, SOUND.replace(right, wrong))).keys() == {"one.yaml"}


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("key: flag", "key: falg"),
        ("air: 0..9", "air: 0-9"),
        ("start: airlock", "start: airlok"),
        ("{title: The spoon}", "{titel: The spoon}"),
        ("{sign: ●, means", "{sign: ●, maens"),
    ],
)
def test_the_head_is_checked_too(right: str, wrong: str, tmp_path: Path) -> None:
    folder = written(tmp_path)
    (folder / "story.yaml").write_text(HEAD.replace(right, wrong), encoding="utf-8")
    assert faults(folder).keys() >= {"story.yaml"}


def test_the_heads_keys_do_not_belong_into_a_chapter(tmp_path: Path) -> None:
    assert faults(written(tmp_path, "author: me\n" + SOUND)).keys() == {"one.yaml"}


# -- one table of keys -----------------------------------------------------------------------


def test_the_schema_has_the_decoders_keys_and_a_hover_for_each(tmp_path: Path) -> None:
    schema = json.loads(schema_of(written(tmp_path)))
    parts = schema["definitions"]
    head, chapter = schema["then"]["properties"], schema["else"]["properties"]

    def behind(section: str) -> Any:
        return head[section]["additionalProperties"]

    tables = [
        (head, (*TITLE_KEYS, *SECTIONS, *CHAPTER_KEYS), hovers.HEAD | hovers.SECTION | hovers.CHAPTER),
        (chapter, (*SECTIONS, *CHAPTER_KEYS), hovers.SECTION | hovers.CHAPTER),
        (parts["scene"]["properties"], SCENE_KEYS, hovers.SCENE),
        (parts["choice_with_text"]["properties"], CHOICE_KEYS, hovers.CHOICE),
        (parts["variable"]["then"]["then"]["properties"], VARIABLE_KEYS, hovers.VARIABLE),
        (behind("speakers")["then"]["properties"], SPEAKER_KEYS, hovers.SPEAKER),
        (behind("marks")["properties"], MARK_KEYS, hovers.MARK),
        (behind("endings")["properties"], ENDING_KEYS, hovers.ENDING),
        (behind("interruptions")["properties"], INTERRUPTION_KEYS, hovers.INTERRUPTION),
        (head["renamed"]["properties"], RENAMED_KEYS, hovers.RENAMED),
    ]
    for properties, keys, about in tables:
        assert set(properties) == set(keys) == set(about)
        assert all(properties[key]["markdownDescription"] == about[key] for key in keys)
    for section, keys in ITEM_KEYS.items():
        assert set(behind(section)["properties"]) == set(keys) <= set(hovers.ITEM)


def test_it_is_a_schema_with_nothing_left_open(tmp_path: Path) -> None:
    schema = json.loads(schema_of(written(tmp_path)))
    Draft7Validator.check_schema(schema)

    def look(part: Any) -> None:
        if isinstance(part, dict):
            if "properties" in part:
                assert part["additionalProperties"] is False
            if "enum" in part:
                assert "errorMessage" in part, "without it an editor tells all the names"
            assert "anyOf" not in part
            for inner in part.values():
                look(inner)
        elif isinstance(part, list):
            for inner in part:
                look(inner)

    look(schema)


# -- live names, and the editor's files --------------------------------------------------------


def test_names_are_those_of_the_story_now(tmp_path: Path) -> None:
    folder = written(tmp_path)
    before = json.loads(schema_of(folder))["definitions"]
    written(tmp_path, SOUND + "  cellar: {goto: corridor}\n")
    after = json.loads(schema_of(folder))["definitions"]
    goto = [found["choice_keys"]["properties"]["goto"] for found in (before, after)]
    assert goto[0]["else"]["enum"] == ["airlock", "corridor", "here", "return"]
    assert (
        goto[1]["else"]["enum"] == goto[1]["examples"] == ["airlock", "cellar", "corridor", "here", "return"]
    )
    assert {"key", "air", "trust.yann", "alone"} <= set(after["condition"]["else"]["enum"])


def test_a_story_in_the_middle_of_an_edit_still_has_a_schema(tmp_path: Path) -> None:
    folder = written(tmp_path, SOUND.replace("- Knock -> corridor", "- Knock -> coridor"))
    assert (
        "corridor"
        in json.loads(schema_of(folder))["definitions"]["scene"]["properties"]["visit"]["else"]["enum"]
    )


def test_where_there_is_no_story_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SchemaRefused, match=r"cannot be read: `mars-adventure check"):
        schema_of(tmp_path)


def test_the_editor_is_pointed_to_the_schema(tmp_path: Path) -> None:
    folder = written(tmp_path)
    names = [path.relative_to(folder).as_posix() for path in write_editor_files(folder)]
    assert names == [".vscode/story.schema.json", ".vscode/settings.json", ".vscode/extensions.json"]
    settings = json.loads((folder / ".vscode/settings.json").read_text())
    assert settings == {"yaml.schemas": {"./.vscode/story.schema.json": ["*.yaml", "*.yml"]}}
    assert write_editor_files(folder) == [], "nothing has changed"
    assert check_story(folder) == (), "they are no part of the story"


def test_an_authors_own_settings_are_kept(tmp_path: Path) -> None:
    folder = written(tmp_path)
    (folder / ".vscode").mkdir()
    settings = folder / ".vscode" / "settings.json"
    settings.write_text('{"editor.wordWrap": "on", "yaml.schemas": {"other.json": "x.yaml"}}')
    write_editor_files(folder)
    held = json.loads(settings.read_text())
    assert held["editor.wordWrap"] == "on"
    assert held["yaml.schemas"].keys() == {"other.json", "./.vscode/story.schema.json"}
    settings.write_text('{\n  // mine\n  "editor.wordWrap": "on"\n}')
    with pytest.raises(SchemaRefused, match="is not plain JSON, and is left alone: add"):
        write_editor_files(folder)
    assert "// mine" in settings.read_text()


def test_nothing_is_written_outside_the_storys_folder(tmp_path: Path) -> None:
    (tmp_path / "story").mkdir()
    (tmp_path / "elsewhere").mkdir()
    folder = written(tmp_path / "story")
    (folder / ".vscode").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(SchemaRefused, match="leads out of the story's folder"):
        write_editor_files(folder)
    assert list((tmp_path / "elsewhere").iterdir()) == []
