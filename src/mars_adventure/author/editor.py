"""The files by which VS Code, and other editors with YAML support, find a story's schema."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from mars_adventure.author.cells import clean
from mars_adventure.author.schema import SchemaRefused, schema_of

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = ".vscode"
SCHEMA = "story.schema.json"
FILES = ["*.yaml", "*.yml"]
EXTENSION = "redhat.vscode-yaml"


def write_editor_files(folder: Path) -> list[Path]:
    """Writes the schema of the story as it is now, and points the editor to it; gives what was changed.

    Settings that are there already are kept. Raises SchemaRefused.
    """
    text = schema_of(folder)
    place = folder / FOLDER
    if not place.resolve().is_relative_to(folder.resolve()):
        raise SchemaRefused(f"`{clean(str(place))}` leads out of the story's folder")
    try:
        place.mkdir(exist_ok=True)
        written = [write(place / SCHEMA, text)]
        settings = place / "settings.json"
        held = read(settings)
        schemas = held.get("yaml.schemas")
        schemas = schemas if isinstance(schemas, dict) else {}
        held["yaml.schemas"] = {**schemas, f"./{FOLDER}/{SCHEMA}": FILES}
        written.append(write(settings, json.dumps(held, ensure_ascii=False, indent=2)))
        extensions = place / "extensions.json"
        held = read(extensions)
        wanted = held.get("recommendations")
        wanted = wanted if isinstance(wanted, list) else []
        held["recommendations"] = wanted if EXTENSION in wanted else [*wanted, EXTENSION]
        written.append(write(extensions, json.dumps(held, ensure_ascii=False, indent=2)))
    except OSError as error:
        raise SchemaRefused(f"`{clean(str(place))}` cannot be written: {error.strerror or error}") from error
    return [path for path in written if path is not None]


def has_schema(folder: Path) -> bool:
    """Whether a schema of this story has been written before."""
    return (folder / FOLDER / SCHEMA).is_file()


def read(path: Path) -> dict[str, Any]:
    """An editor's settings; none where there is no file. Raises SchemaRefused for what is not plain JSON."""
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError:
        held = None
    if not isinstance(held, dict):
        raise SchemaRefused(
            f'`{clean(str(path))}` is not plain JSON, and is left alone: add `"yaml.schemas": '
            f'{{"./{FOLDER}/{SCHEMA}": {json.dumps(FILES)}}}` yourself'
        )
    return held


def write(path: Path, text: str) -> Path | None:
    """None where the file holds this already."""
    text += "\n"
    if path.is_file() and path.read_bytes() == text.encode():
        return None
    path.write_text(text, encoding="utf-8", newline="\n")
    return path
