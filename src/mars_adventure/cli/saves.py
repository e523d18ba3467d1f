"""The commands `saves list|show|delete|rename|export|import`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from mars_adventure.cli.main import OK, Refused
from mars_adventure.cli.places import open_story_or_refuse
from mars_adventure.saves import SaveTrouble, Shelf, saves_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from mars_adventure.saves import Slot


def shelf_of(options: Any) -> Shelf:
    return Shelf(saves_folder(options.saves), open_story_or_refuse(options.folder))


def slot_of(shelf: Shelf, which: str) -> Slot:
    """A slot by its number in the list, or by its name. Raises Refused."""
    slots = shelf.slots()
    if which.isdecimal() and len(which) < 6 and 1 <= int(which) <= len(slots):
        return slots[int(which) - 1]
    found = [slot for slot in slots if slot.name == which]
    if len(found) != 1:
        raise Refused(f"no saved game is called `{which}`; `mars-adventure saves list` shows them")
    return found[0]


def refusing(work: Callable[[], str]) -> int:
    """Prints what the work says of itself, or refuses with the trouble it met."""
    try:
        print(work())
    except SaveTrouble as trouble:
        raise Refused(str(trouble)) from None
    return OK


def list_slots(options: Any) -> int:
    """Newest first, damaged and foreign ones too."""
    from mars_adventure.ui.tui.reel_text import joined, spent

    shelf = shelf_of(options)
    slots = shelf.slots()
    for number, slot in enumerate(slots, 1):
        where = ", ".join(filter(None, (slot.chapter_title, slot.place, slot.time)))
        kept = f"{slot.saved_at.astimezone():%Y-%m-%d %H:%M}"
        detail = slot.trouble or joined(where, f"{slot.choices} choices", spent(slot.seconds), kept)
        print(f"{number:3}  {slot.name}\n     {detail}")
    if not slots:
        print("no saved games yet")
    print(f"\nin {saves_folder(options.saves)}")
    return OK


def show_slot(options: Any) -> int:
    """The slot's page as it was saved, and its place in the story."""
    from mars_adventure.ui.lines import block_lines, offer_lines

    shelf = shelf_of(options)
    slot = slot_of(shelf, options.which)
    try:
        loaded = shelf.open(slot)
    except SaveTrouble as trouble:
        raise Refused(str(trouble)) from None
    story = open_story_or_refuse(options.folder)
    turn = loaded.play.turn
    print(
        f"{slot.name}: chapter {turn.chapter}, {turn.place}, {turn.time}; {loaded.play.length} choices; {slot.path}\n"
    )
    for block in turn.blocks:
        print("\n".join(block_lines(block, story, 78)) + "\n")
    print("\n".join(offer_lines(turn.offers, story, 78)))
    for notice in loaded.notices:
        print(f"\nNote: {notice}")
    return OK


def delete_slot(options: Any) -> int:
    shelf = shelf_of(options)
    slot = slot_of(shelf, options.which)

    def delete() -> str:
        shelf.delete(slot)
        return f"deleted {slot.name}"

    return refusing(delete)


def rename_slot(options: Any) -> int:
    shelf = shelf_of(options)
    slot = slot_of(shelf, options.which)
    return refusing(lambda: f"{slot.name} is now {shelf.rename(slot, options.name).name}")


def export_slot(options: Any) -> int:
    """As a saved game, to be taken in elsewhere; or as a text to read, to a file or the output."""
    shelf = shelf_of(options)
    slot = slot_of(shelf, options.which)
    if options.format == "save":
        if options.path is None:
            raise Refused("say where to copy it: mars-adventure saves export WHICH PATH")
        return refusing(lambda: f"{slot.name} copied to {shelf.export(slot, options.path)}")
    from mars_adventure.ui.manuscript import as_html, as_markdown

    write, ending = (as_html, "html") if options.format == "html" else (as_markdown, "md")
    try:
        loaded = shelf.open(slot)
    except SaveTrouble as trouble:
        raise Refused(str(trouble)) from None
    text = write(shelf.story, loaded.play)
    for notice in loaded.notices:
        print(f"mars-adventure: {notice}", file=sys.stderr)
    if options.path is None:
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # a real stream
        print(text, end="")
        return OK
    path = options.path / f"{slot.path.stem}.{ending}" if options.path.is_dir() else options.path
    try:
        with path.open("x", encoding="utf-8", errors="replace") as file:
            file.write(text)
    except FileExistsError:
        raise Refused(f"there is already a {path}") from None
    except OSError as error:
        raise Refused(f"{path} cannot be written: {(error.strerror or 'no reason given').lower()}") from None
    print(f"{slot.name} written to {path}")
    return OK


def import_slot(options: Any) -> int:
    shelf = shelf_of(options)
    return refusing(lambda: f"taken in as {shelf.import_(options.path).name}")
