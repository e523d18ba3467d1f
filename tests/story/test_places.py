"""Each problem is reported at the very characters that cause it.

In these examples «» surround the place that must be reported; everything else is as written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from scribe import scene, tale, told

if TYPE_CHECKING:
    from pathlib import Path


def marked(text: str) -> tuple[str, str]:
    """The text without «», and the place of what stood between them as `line:column+length`."""
    start, end = text.index("«"), text.index("»") - 1
    line = text.count("\n", 0, start) + 1
    column = start - (text.rfind("\n", 0, start) + 1) + 1
    return text.replace("«", "").replace("»", ""), f"{line}:{column}+{end - start}"


IN_A_SCENE = {
    # names
    "a target": ("M301", "goto: «kichen»"),
    "a target behind an arrow": ("M301", "choices:\n  - Go in -> «kichen»"),
    "a target behind the second of two arrows": ("M301", "choices:\n  - A -> B -> «kichen»"),
    "a target in single quotes": ("M301", "choices:\n  - 'Ask: go in? -> «kichen»'"),
    "a target behind a doubled quotation mark": ("M301", "choices:\n  - 'I didn''t -> «kichen»'"),
    "the second branch of a target": ("M301", "goto: end if lit else «kichen»"),
    "a target of a nested choice": ("M301", "choices:\n  - text: A\n    choices:\n      - B -> «kichen»"),
    "a variable in a condition": ("M302", "choices:\n  - text: A -> end\n    if: lit and «lid»"),
    "a variable in an effect": ("M302", "do: oil = 1, «oyl» -= 1\ngoto: end"),
    "a variable in the second of listed effects": ("M302", "do:\n  - oil = 1\n  - «oyl» -= 1\ngoto: end"),
    "a variable in an effect in brackets": ("M302", "do: [oil = 1, «oyl» -= 1]\ngoto: end"),
    "a value in a block": ("M302", "text: |\n  One.\n\n  Two {«oyl»} three.\ngoto: end"),
    "a value below lines of other widths": ("M302", "text: |\n  火星 and more\n  \n  é {«oyl»}\ngoto: end"),
    "a value in a block with an indented line": ("M302", "text: |\n  One\n      two {«oyl»}\ngoto: end"),
    "a value in a block that says its indentation": ("M302", "text: |2\n    Set in.\n\n  Two {«oyl»}.\ngoto: end"),
    "a value in a block below empty lines": ("M302", "text: |\n\n\n  Two {«oyl»}.\ngoto: end"),
    "a value in a block with a comment on its header": ("M302", "text: |- # prose\n  Two {«oyl»}.\ngoto: end"),
    "a condition of a paragraph": ("M302", "text: |\n  One.\n\n  {if «lid»} Two.\ngoto: end"),
    "a condition within a paragraph": ("M302", "text: |\n  One {if lit and «lid»: a | b}.\ngoto: end"),
    "a condition over paragraphs": ("M302", "text: |\n  {if lit}\n  One.\n  {elif «lid»}\n  Two.\n  {end}\ngoto: end"),
    "a condition in the second alternative": ("M302", "text: |\n  {if lit: a | {if «lid»: b}}\ngoto: end"),
    "a value on the second line of a plain text": ("M302", "text: One\n  two {«oyl»}\ngoto: end"),
    "a value on the second line of a quoted text": ("M302", "text: 'One\n\n  two {«oyl»}'\ngoto: end"),
    "a value behind curly quotes": ("M302", "text: |\n  \"It's {«oyl»},\" he said.\ngoto: end"),
    "a name never taken": ("M303", "goto: end if site == «becon» else hub"),
    "a note": ("M304", "do: learn(«spoons»)\ngoto: end"),
    "a note that a paragraph needs": ("M304", "text: |\n  {needs spoon, «knife»} One.\ngoto: end"),
    "the second of listed needs": ("M304", "choices:\n  - text: A -> end\n    needs: [spoon, «knife»]"),
    "a speaker": ("M306", "text: |\n  One.\n\n  @«amos»: Two.\ngoto: end"),
    "an ending": ("M307", "ending: «don»"),
    "a mark": ("M308", "choices:\n  - text: A -> end\n    mark: «lug»"),
    "a choice": ("M310", "goto: end if chose(«hub.sty») else hub"),
    # expressions
    "a sign without meaning": ("M401", "goto: end if lit «&» lit else hub"),
    "a single equals sign": ("M401", "goto: end if oil «=» 2 else hub"),
    "a type that does not fit": ("M403", "goto: end if «oil» else hub"),
    "a comparison that never holds": ("M404", "goto: end if oil > «9» else hub"),
    "an effect on a set": ("M406", "do: «tools» = lamp\ngoto: end"),
    # prose
    "a brace left open": ("M502", "text: |\n  One «{»oil two.\ngoto: end"),
    "a brace too many": ("M502", "text: |\n  One «}» two.\ngoto: end"),
    "emphasis left open": ("M503", "text: |\n  *One* two «*»three.\ngoto: end"),
    "an end too many": ("M501", "text: |\n  One.\n  {«end»}\ngoto: end"),
    # traps
    "a comment": ("M101", "text: Room «#4 is locked.»\ngoto: end"),
    "a comment in a label": ("M101", "choices:\n  - Knock at «#4» -> end".replace("» -> end", " -> end»")),
    "a comment inside a longer text": ("M101", "text: Room «#4 is»\n  locked.\ngoto: end"),
    "quotation marks": ("M102", 'text: «"Stop."»\ngoto: end'),
    "a quotation and more": ("M102", 'text: «"»Stop," he said.\ngoto: end'),
    "a colon": ("M103", "text: He said«:» stop.\ngoto: end"),
    "a label with a colon": ("M104", "choices:\n  - «Ask»: who counted?"),
    "a folded block": ("M113", "text: «>»\n  One.\ngoto: end"),
    "a tab": ("M106", "text: One.\n«\t»goto: end"),
    "an alias": ("M107", "text: «*»softly*\ngoto: end"),
    "a list": ("M108", "text: «[»Ames] One.\ngoto: end"),
    "a tag": ("M109", "goto: «!»end"),
    "a spoken line without a block": ("M110", "text: «@»ames: One.\ngoto: end"),
    "a dash": ("M110", "text: «-» One.\ngoto: end"),
    "text behind the bar": ("M111", "text: «|» One.\ngoto: end"),
    # shape
    "an unknown key": ("M201", "text: One.\n«gotto»: end\ngoto: end"),
    "a key that stands twice": ("M105", "goto: end\n«goto»: hub"),
    "an empty text": ("M205", "choices:\n  - text: A -> end\n    say: «''»".replace("«''»", "'«»'")),
    "neither true nor false": ("M206", "choices:\n  - text: A -> end\n    once: «yes»"),
    "a name that is none": ("M203", "choices:\n  - text: A -> end\n    id: «My-Id»"),
    "a kind": ("M213", "choices:\n  - text: A -> end\n    kind: «brave»"),
    "a second choice of one name": ("M214", "choices:\n  - Go -> end\n  - «Go -> hub»"),
    "two targets": ("M212", "choices:\n  - text: Go -> end\n    goto: «hub»"),
}  # fmt: skip

IN_A_FILE = {
    "a type": ("M209", "variables:\n  air: «bool»\n"),
    "a start": ("M210", "variables:\n  air: 0..9 = «12»\n"),
    "a start in a longer declaration": ("M210", "variables:\n  air: {is: 0..9 = «12», means: what is left}\n"),
    "a label of no name": ("M303", "variables:\n  way: {is: 'one of in, out', labels: {«up»: upwards}}\n"),
    "a word": ("M216", "words:\n  smell: [reek, «of it»]\n"),
    "a promise": ("M217", "promises:\n  p: «oil is enough»\n"),
    "a condition in a promise": ("M302", "promises:\n  p: always «oyl» > 0\n"),
    "a condition behind `then`": ("M302", "promises:\n  p: whenever hub then «oyl» > 0\n"),
    "an ending in a promise": ("M307", "promises:\n  p: possible ending «don»\n"),
    "a choice in a promise": ("M310", "promises:\n  p: never alone «hub.sty»\n"),
    "words in a promise": ("M309", "promises:\n  p: never shows «smells»\n"),
    "a sign": ("M215", "marks:\n  w: {sign: «(w)», means: whispered}\n"),
    "a derived value": ("M302", "derived:\n  rich: «oyl» > 3\n"),
    "a name declared in two files": ("M208", "speakers:\n  «ames»: Ames\n"),
    "a scene of two files": ("M208", "scenes:\n  «hub»: {goto: end}\n"),
    "a chapter without a number": ("M219", "title: «Outside»\n"),
    "a chapter's number": ("M207", "chapter: «two»\n"),
    "more clues than there are": (
        "M220",
        "notes:\n  frost: {title: Frost, text: Ice.}\ntheories:\n  seven: {title: Seven, for: [frost], test: end, clues: «2»}\n",
    ),
    "no clue at all": (
        "M220",
        "notes:\n  frost: {title: Frost, text: Ice.}\ntheories:\n  seven: {title: Seven, for: [frost], test: end, clues: «0»}\n",
    ),
    "a new name": ("M607", "renamed:\n  scenes: {old: «hob»}\n"),
    "a new name for a choice": ("M607", "renamed:\n  choices: {hub.old: «hub.sty»}\n"),
    "an ending without a scene": ("M605", "endings:\n  «lost»: {title: Lost}\n"),
    "a scene without a way to it": ("M601", "scenes:\n  «attic»: {goto: end}\n"),
    "a scene without a way on": ("M211", "scenes:\n  «attic»: {text: Dust.}\n"),
    "an invisible character": ("M704", "speakers:\n  eva: E«\x1b»va\n"),
    "an invisible character behind others": ("M704", "speakers:\n  eva: 火星 E«\u202e»va\n"),
}  # fmt: skip


@pytest.mark.parametrize("what", IN_A_SCENE)
def test_in_a_scene(tmp_path: Path, what: str) -> None:
    code, body = IN_A_SCENE[what]
    text, place = marked(scene(body))
    if place.endswith("+0"):
        place = place[:-1] + "1"
    assert told(tale(tmp_path, a=text)) == [f"a.yaml:{place} {code}"]


@pytest.mark.parametrize("what", IN_A_FILE)
def test_in_a_file(tmp_path: Path, what: str) -> None:
    code, body = IN_A_FILE[what]
    text, place = marked(body)
    folder = tale(tmp_path, a="scenes:\n  a: {goto: end}\n", z=text)
    assert told(folder) == [f"z.yaml:{place} {code}"]


def test_a_byte_that_is_not_utf_8_is_placed_by_characters(tmp_path: Path) -> None:
    folder = tale(tmp_path, a=scene("goto: end"), z="speakers:\n  eva: 火星 ".encode() + b"\xe9\n")
    assert told(folder) == ["z.yaml:2:11+1 M703"]


def test_the_line_itself_is_shown(tmp_path: Path) -> None:
    from mars_adventure.story import check_story

    folder = tale(tmp_path, a=scene("text: |\n  One.\n\n  Two {oyl}.\ngoto: end").replace("\n", "\r\n"))
    assert [problem.source for problem in check_story(folder)] == ["      Two {oyl}."]


def test_the_examples_are_many_and_of_many_codes() -> None:
    codes = {code for code, _ in [*IN_A_SCENE.values(), *IN_A_FILE.values()]}
    assert len(codes) >= 40
    assert all(re.fullmatch(r"M\d{3}", code) for code in codes)
