"""The ids of choices, before anything about them is read."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import yaml

from mars_adventure.story.nodes import NAME, as_name

if TYPE_CHECKING:
    from collections.abc import Iterator


class ChoiceNames(Collection[str]):
    """Every choice of a story as SCENE.CHOICE.

    Few expressions ask after a choice, so the ids of a scene's are read when one first does.
    """

    def __init__(self) -> None:
        self.scenes: dict[str, yaml.Node] = {}
        self.ids: dict[str, set[str]] = {}

    def of(self, scene: str) -> set[str]:
        if scene not in self.ids:
            self.ids[scene] = choice_ids(self.scenes[scene])
        return self.ids[scene]

    def __contains__(self, name: object) -> bool:
        scene, _, id_ = str(name).rpartition(".")
        return scene in self.scenes and id_ in self.of(scene)

    def __iter__(self) -> Iterator[str]:
        return (f"{scene}.{id_}" for scene in self.scenes for id_ in self.of(scene))

    def __len__(self) -> int:
        return sum(len(self.of(scene)) for scene in self.scenes)


def part_at_arrow(text: str) -> tuple[str, str, int]:
    """A label and the target behind its last `->`, with the place of the target; "" where there is none."""
    label, arrow, target = text.rpartition("->")
    if (
        not arrow
        or not label[-1:].isspace()
        or not target[:1].isspace()
        or not target.strip()
        or not label.strip()
    ):
        return text, "", 0
    at = len(text) - len(target.lstrip())
    return label.rstrip(), target.strip(), at


def choice_ids(scene: yaml.Node) -> set[str]:
    """The ids of a scene's choices, nested ones too, read without a word about what is wrong with them."""
    found: set[str] = set()
    rest = [value for key, value in fields(scene) if key == "choices"]
    while rest:
        node = rest.pop()
        if not isinstance(node, yaml.SequenceNode):
            continue
        for item in node.value:
            label, keys = labelled(item)
            id_ = keys.get("id")
            if isinstance(id_, yaml.ScalarNode) and NAME.match(id_.value):
                found.add(id_.value)
            elif isinstance(label, yaml.ScalarNode):
                found.add(as_name(part_at_arrow(label.value)[0]))
            if "choices" in keys:
                rest.append(keys["choices"])
    return found


def labelled(choice: yaml.Node) -> tuple[yaml.Node | None, dict[str, yaml.Node]]:
    """A choice's label, wherever it stands, and its keys."""
    if isinstance(choice, yaml.ScalarNode):
        return choice, {}
    if (named := label_and_keys(choice)) is not None:
        return named[0], dict(fields(named[1]))
    keys = dict(fields(choice))
    return keys.get("text"), keys


def label_and_keys(choice: yaml.Node) -> tuple[yaml.ScalarNode, yaml.MappingNode] | None:
    """The two halves of a choice written `LABEL:` with its keys indented below; None for any other form."""
    if isinstance(choice, yaml.MappingNode) and not choice.flow_style and len(choice.value) == 1:
        label, keys = choice.value[0]
        if isinstance(label, yaml.ScalarNode) and isinstance(keys, yaml.MappingNode) and not keys.flow_style:
            return label, keys
    return None


def fields(node: yaml.Node) -> list[tuple[str, yaml.Node]]:
    if not isinstance(node, yaml.MappingNode):
        return []
    return [(key.value, value) for key, value in node.value if isinstance(key, yaml.ScalarNode)]
