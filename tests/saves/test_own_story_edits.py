"""Edits that touch every chapter of our own story, against saves at many turns of plays of it."""

from __future__ import annotations

import random
import re
import shutil
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mars_adventure.engine import begin, choose
from mars_adventure.saves import Shelf
from mars_adventure.story import open_story

if TYPE_CHECKING:
    from collections.abc import Callable

    from mars_adventure.engine import Play
    from mars_adventure.saves import Slot
    from mars_adventure.story import Story

STORY = Path(__file__).parents[2] / "story"
PLAYS, EVERY = 4, 8

pytestmark = pytest.mark.xdist_group("own story edits")


def wandered(story: Story, seed: int) -> Play:
    chance, play = random.Random(seed), begin(story, seed)
    while not play.turn.ending and play.length < 400:
        play = choose(
            story, play, chance.choice([offer.id for offer in play.turn.offers if not offer.closed])
        )
    return play


class Saved:
    def __init__(self, folder: Path) -> None:
        self.story = open_story(STORY)
        self.shelf = Shelf(folder, self.story)
        self.slots: list[tuple[Play, Slot]] = []
        for seed in range(PLAYS):
            for moment in wandered(self.story, seed).moments()[seed::EVERY]:
                self.slots.append((moment, self.shelf.write(moment, f"{seed} {moment.length}")))


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Saved:
    return Saved(tmp_path_factory.mktemp("own"))


def put_a_choice_first(texts: dict[str, str], story: Story) -> dict[str, str]:
    """Only before a choice that is always there: a menu that can be empty is passed by, and no longer is."""
    number = count()
    return {
        name: re.sub(
            r"(?m)^( *)choices:\n( *)- (?!.*\n(?:\2  .*\n)*?\2  if: )",
            lambda found: f"{found[1]}choices:\n{found[2]}- Hum bar {next(number)}\n{found[2]}- ",
            text,
        )
        for name, text in texts.items()
    }


def plain_names(texts: dict[str, str], story: Story) -> list[str]:
    """Names of scenes that stand for nothing else, neither in the prose nor in conditions."""
    whole = "\n".join(texts.values())
    others = {part for slot in story.slots for part in slot.split(".")}
    return [
        name
        for name in story.scene_names()
        if "_" in name
        and name not in others
        and len(re.findall(rf"(?m)^ +{name}:", whole)) == 1
        and not re.search(rf"[.(]{name}\b|\b{name}\.|id: {name}\b", whole)
    ]


def rename_scenes(texts: dict[str, str], story: Story) -> dict[str, str]:
    names = plain_names(texts, story)
    assert len(names) > 20
    pattern = re.compile(rf"\b({'|'.join(names)})\b")
    new = {name: pattern.sub(lambda found: f"{found[1]}_anew", text) for name, text in texts.items()}
    table = "".join(f"    {name}: {name}_anew\n" for name in names)
    return new | {"renamed.yaml": f"renamed:\n  scenes:\n{table}"}


def add_variables(texts: dict[str, str], story: Story) -> dict[str, str]:
    return texts | {"story.yaml": texts["story.yaml"].replace("\nvariables:\n", "\nvariables:\n  dust_on_the_lens: 0..9 = 4\n", 1)}  # fmt: skip


def reword(texts: dict[str, str], story: Story) -> dict[str, str]:
    """Prose only: every line of a block of text that ends a sentence."""
    return {
        name: re.sub(r"(?m)^( {6,}[A-Z][^:{}|@>]*)\.$", r"\1, still.", text) for name, text in texts.items()
    }


@pytest.mark.parametrize(
    ("edit", "told"),
    [(put_a_choice_first, False), (rename_scenes, False), (add_variables, True), (reword, False)],
    ids=lambda given: getattr(given, "__name__", ""),
)
def test_every_save_opens_where_the_same_choices_lead_in_the_edited_story(
    edit: Callable[[dict[str, str], Story], dict[str, str]], told: bool, saved: Saved, tmp_path: Path
) -> None:
    shutil.copytree(STORY, tmp_path / "after")
    texts = {path.name: path.read_text("utf-8") for path in (tmp_path / "after").glob("*.yaml")}
    for name, text in edit(texts, saved.story).items():
        (tmp_path / "after" / name).write_text(text, "utf-8")
    after = open_story(tmp_path / "after")
    assert after.fingerprint != saved.story.fingerprint
    shelf = Shelf(saved.shelf.folder, after)
    assert len(saved.slots) > 40
    for play, slot in saved.slots:
        loaded = shelf.open(slot)
        again = begin(after, play.state.seed)
        for id_ in play.path():
            again = choose(after, again, id_)
        assert loaded.play.state == again.state
        assert loaded.play.turn.offers == again.turn.offers
        assert loaded.play.turn.blocks == play.turn.blocks
        assert loaded.play.path() == again.path()
        assert bool(loaded.notices) == told
