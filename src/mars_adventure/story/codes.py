"""Every problem a story can have: its code, which never changes, and what it is called."""

from typing import NamedTuple


class Code(NamedTuple):
    severity: str
    title: str


def error(title: str) -> Code:
    return Code("error", title)


def warning(title: str) -> Code:
    return Code("warning", title)


CODES = {
    # YAML's traps
    "M101": error("words lost behind ` #`"),
    "M102": error("quotation marks lost"),
    "M103": error("a colon that makes a key"),
    "M104": error("prose read as a key"),
    "M105": error("a key that stands twice"),
    "M106": error("a tab"),
    "M107": error("an anchor, an alias or a merge"),
    "M108": error("a bracket or brace at the beginning"),
    "M109": error("a tag"),
    "M110": error("a character that YAML keeps for itself"),
    "M111": error("text on the line of its `|`"),
    "M112": error("a file that is not YAML"),
    "M113": error("a folded block"),
    # The shape of the file
    "M201": error("an unknown key"),
    "M202": error("a missing key"),
    "M203": error("not a name"),
    "M204": error("the wrong kind of value"),
    "M205": error("nothing where something was expected"),
    "M206": error("neither true nor false"),
    "M207": error("not a whole number"),
    "M208": error("declared twice"),
    "M209": error("not a type"),
    "M210": error("a start outside the type"),
    "M211": error("a scene that leads nowhere"),
    "M212": error("keys that exclude each other"),
    "M213": error("not a kind of choice"),
    "M214": error("two choices of one name"),
    "M215": error("a sign longer than one character"),
    "M216": error("not a word"),
    "M217": error("not a promise"),
    "M218": error("a chapter number taken twice"),
    "M219": error("a key in the wrong file"),
    "M220": error("a number of clues that cannot be"),
    # Names
    "M301": error("no such scene"),
    "M302": error("no such variable"),
    "M303": error("not among the names"),
    "M304": error("no such note"),
    "M305": error("nothing to count"),
    "M306": error("no such speaker"),
    "M307": error("no such ending"),
    "M308": error("no such mark"),
    "M309": error("no such list of words"),
    "M310": error("no such choice"),
    # Conditions and effects
    "M401": error("an expression that cannot be read"),
    "M402": error("an expression too large"),
    "M403": error("types that do not fit"),
    "M404": error("a comparison that never holds"),
    "M405": error("no such call"),
    "M406": error("an effect that cannot be"),
    # Prose
    "M501": error("a block of paragraphs out of place"),
    "M502": error("a brace without its partner"),
    "M503": error("emphasis that is not closed"),
    "M504": error("a value without words"),
    "M505": error("a condition inside a paragraph"),
    "M506": error("a variation that cannot vary"),
    # Where scenes lead
    "M601": warning("a scene that nothing leads to"),
    "M602": error("a circle without a choice"),
    "M603": error("a return without a visit"),
    "M604": error("a scene that visits itself"),
    "M605": warning("an ending that no scene has"),
    "M606": warning("choices that run out"),
    "M607": warning("a new name that does not exist"),
    # The folder and its files
    "M701": error("a file that is not there"),
    "M702": error("too large"),
    "M703": error("not UTF-8"),
    "M704": error("an invisible control character"),
}
