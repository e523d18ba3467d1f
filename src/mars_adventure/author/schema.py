"""The JSON Schema of one story's files, with its present names, for editors that complete and check.

The keys are the decoder's own. Whatever `check` accepts, the schema accepts; the other way round it
says less, since it cannot read expressions: only a target or condition of a single word is checked.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from mars_adventure.author import hovers
from mars_adventure.story.builder import CHAPTER_KEYS, SECTIONS
from mars_adventure.story.chapters import CHOICE_KEYS, SCENE_KEYS
from mars_adventure.story.declarations import FORMS, VARIABLE_KEYS
from mars_adventure.story.head import ENDING_KEYS, INTERRUPTION_KEYS, ITEM_KEYS, MARK_KEYS, SPEAKER_KEYS
from mars_adventure.story.library import read_story
from mars_adventure.story.logic import HERE, RETURN
from mars_adventure.story.model import Renamed
from mars_adventure.story.nodes import NAME
from mars_adventure.story.parts import KINDS
from mars_adventure.story.title_page import TITLE_KEYS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from mars_adventure.story.symbols import Symbols

Schema = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
MOST_ARROWS = 1000
"""Scenes beyond this are not looked for behind `->`: the pattern would slow the editor down."""
ANEW = "`mars-adventure schema` takes new names in"
WORD = NAME.pattern.removesuffix(r"\Z")
TEXT: Schema = {"type": ["string", "number", "boolean"]}
TRUTH: Schema = {"type": "boolean"}
A_NAME: Schema = {"type": "string", "pattern": f"^{WORD}$"}
RENAMED_KEYS = Renamed._fields


class SchemaRefused(ValueError):
    """Says in a sentence why there is no schema."""


def schema_of(folder: Path) -> str:
    """The schema of the story as it is now, as JSON; a story with errors gives the names that could be read.

    Raises SchemaRefused.
    """
    built = read_story(folder)[0]
    if built is None:
        raise SchemaRefused(
            f"the story in `{folder}` cannot be read: `mars-adventure check {folder}` says why"
        )
    return json.dumps(build_schema(built.symbols), ensure_ascii=False, indent=1)


def build_schema(symbols: Symbols) -> Schema:
    """`symbols` are all the names the story declares."""
    shared = {
        "label": label(symbols),
        "scene": keyed(SCENE_KEYS, hovers.SCENE, scene_forms(symbols)),
        "choice": choice(),
        "choice_keys": keyed(CHOICE_KEYS[1:], hovers.CHOICE, choice_forms(symbols)),
        "choice_with_text": keyed(CHOICE_KEYS, hovers.CHOICE, choice_forms(symbols), ("text",)),
        "condition": condition(symbols),
        "effects": one_or_more(TEXT, [f"learn({note})" for note in symbols.notes]),
        "variable": variable(),
    }
    forms = title_forms(symbols) | chapter_forms() | section_forms(symbols)
    about = hovers.HEAD | hovers.SECTION | hovers.CHAPTER
    return {
        "$schema": DRAFT,
        "title": "A file of a story",
        "type": "object",
        "if": {"required": ["story"]},
        "then": keyed((*TITLE_KEYS, *SECTIONS, *CHAPTER_KEYS), about, forms, ("story", "start")),
        "else": keyed((*CHAPTER_KEYS, *SECTIONS), about, forms),
        "definitions": shared,
    }


# -- what stands behind the keys -------------------------------------------------------------


def title_forms(symbols: Symbols) -> dict[str, Schema]:
    return dict.fromkeys(TITLE_KEYS, TEXT) | {"start": one_of(symbols.scenes, "scene")}


def chapter_forms() -> dict[str, Schema]:
    return {
        "chapter": {"type": "integer", "minimum": 1},
        "title": TEXT,
        "recap": TEXT,
        "scenes": named(refer("scene")),
    }


def section_forms(symbols: Symbols) -> dict[str, Schema]:
    item_forms = {
        "title": TEXT,
        "text": TEXT,
        "tags": one_or_more(A_NAME),
        "if": refer("condition"),
        "for": one_or_more(one_of(symbols.notes, "note"), symbols.notes),
        "against": one_or_more(one_of(symbols.notes, "note"), symbols.notes),
        "test": one_of(symbols.scenes, "scene"),
        "clues": {"type": "integer", "minimum": 1},
    }
    speaker = keyed(SPEAKER_KEYS, hovers.SPEAKER, {"name": TEXT, "radio": TRUTH}, ("name",))
    interruption_forms = {
        "when": refer("condition"),
        "goto": target([*symbols.scenes, RETURN]),
        "visit": target(symbols.scenes),
    }
    present = {
        "scenes": one_of(symbols.scenes, "scene"),
        "choices": one_of(symbols.choices, "choice"),
        "variables": one_of(symbols.variables, "variable"),
        "notes": one_of(symbols.notes, "note"),
    }
    return {
        "variables": named(refer("variable")),
        "derived": named(TEXT),
        **{
            section: named(keyed(keys, hovers.ITEM, item_forms, ("title",)))
            for section, keys in ITEM_KEYS.items()
        },
        "ledger": TEXT,
        "interruptions": named(keyed(INTERRUPTION_KEYS, hovers.INTERRUPTION, interruption_forms, ("when",))),
        "speakers": named(either({"type": "object"}, speaker, TEXT)),
        "marks": named(keyed(MARK_KEYS, hovers.MARK, dict.fromkeys(MARK_KEYS, TEXT), MARK_KEYS)),
        "endings": named(
            keyed(ENDING_KEYS, hovers.ENDING, {"title": TEXT, "hint": TEXT, "interim": TRUTH}, ("title",))
        ),
        "words": named(one_or_more(TEXT)),
        "promises": named(
            {
                "type": "string",
                "pattern": r"^(always|never|whenever|possible|eventually)\s",
                "patternErrorMessage": "a promise begins with always, never, whenever, possible or eventually",
            }
        ),
        "renamed": keyed(
            RENAMED_KEYS,
            hovers.RENAMED,
            {key: {"type": "object", "additionalProperties": form} for key, form in present.items()},
        ),
    }


def scene_forms(symbols: Symbols) -> dict[str, Schema]:
    return {
        "place": TEXT,
        "time": TEXT,
        "do": refer("effects"),
        "text": TEXT,
        "visit": target(symbols.scenes),
        "choices": {"type": "array", "minItems": 1, "items": refer("choice")},
        "goto": target([*symbols.scenes, RETURN]),
        "ending": one_of(symbols.endings, "ending"),
    }


def choice_forms(symbols: Symbols) -> dict[str, Schema]:
    return {
        "text": refer("label"),
        "id": A_NAME,
        "if": refer("condition"),
        "else": TEXT,
        "once": TRUTH,
        "needs": one_or_more(one_of(symbols.notes, "note"), symbols.notes),
        "mark": one_of(symbols.marks, "mark"),
        "kind": one_of(KINDS, "kind of choice"),
        "say": TEXT,
        "do": refer("effects"),
        "choices": {"type": "array", "minItems": 1, "items": refer("choice")},
        "visit": target(symbols.scenes),
        "goto": target([*symbols.scenes, HERE, RETURN]),
        "fallback": TRUTH,
    }


def choice() -> Schema:
    """A label; keys with `text` among them; or a label with its keys below it."""
    below = {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": {"type": "object"},
    }
    labelled = {"propertyNames": refer("label"), "additionalProperties": refer("choice_keys")}
    return either({"type": "object"}, either(below, labelled, refer("choice_with_text")), refer("label"))


def label(symbols: Symbols) -> Schema:
    if not 0 < len(symbols.scenes) <= MOST_ARROWS:
        return TEXT
    known = "|".join(sorted([*symbols.scenes, HERE, RETURN]))
    return {
        **TEXT,
        "pattern": rf"^(?![\s\S]*\s->\s+(?!(?:{known})\s*$){WORD}\s*$)",
        "patternErrorMessage": f"no scene is called what stands behind the arrow ({ANEW})",
    }


def condition(symbols: Symbols) -> Schema:
    """Anything but a single word is an expression. `true` and `false` in quotation marks are words too."""
    known: list[str | bool] = [*symbols.variables, *symbols.derived, True, False]
    expression = {"type": "string", "pattern": r"[^a-z0-9_.]|^(true|false)$"}
    return either(expression, {"type": "string"}, one_of(known, "variable"), known)


def target(scenes: Iterable[str]) -> Schema:
    """Anything with a blank in it is an expression."""
    known = list(scenes)
    return either({"type": "string", "pattern": r"\s"}, {"type": "string"}, one_of(known, "scene"), known)


def variable() -> Schema:
    kind = {
        "type": "string",
        "pattern": r"^\s*(flag|-?\d+\s*\.\.\s*-?\d+|(one|set) of\s.+?)\s*(=.*)?$",
        "patternErrorMessage": FORMS,
    }
    described = keyed(
        VARIABLE_KEYS, hovers.VARIABLE, {"is": kind, "means": TEXT, "labels": named(TEXT)}, ("is",)
    )
    return either({"type": "object"}, either({"required": ["is"]}, described, named(refer("variable"))), kind)


# -- the parts of a schema ---------------------------------------------------------------------


def keyed(
    keys: Iterable[str], about: dict[str, str], forms: dict[str, Schema], needed: Iterable[str] = ()
) -> Schema:
    """A set of keys and no others."""
    return {
        "type": "object",
        "properties": {key: {**forms[key], "markdownDescription": about[key]} for key in keys},
        "required": [*needed],
        "additionalProperties": False,
    }


def named(form: Schema) -> Schema:
    """Names of the author's own."""
    return {"type": "object", "propertyNames": A_NAME, "additionalProperties": form}


def one_of(names: Iterable[str | bool], what: str) -> Schema:
    """The message stands beside the list: editors overlook it anywhere else, and would tell all the names."""
    known = sorted(names, key=str)
    return {"enum": known or [""], "errorMessage": f"there is no such {what} ({ANEW})"}


def one_or_more(form: Schema, offered: Iterable[str] = ()) -> Schema:
    return either({"type": "array"}, {"items": form}, form, offered)


def either(test: Schema, then: Schema, otherwise: Schema, offered: Iterable[str | bool] = ()) -> Schema:
    """Rather than `anyOf`, whose messages editors do not show. Inside neither branch do they look for
    what they could offer; that stands beside as examples.
    """
    examples = sorted(offered, key=str)
    return {"if": test, "then": then, "else": otherwise} | ({"examples": examples} if examples else {})


def refer(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}
