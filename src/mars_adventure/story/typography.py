"""Typed text to printed text: curly quotes, dashes, ellipses."""

import re

QUOTES = re.compile(r"[\"']")
BEFORE_OPENING = frozenset(" \t\n([{—–-“‘|:*")
ELIDED = re.compile(r"'(?=(?:em|tis|twas|til|cause|round|bout|n)\b|\d\ds?\b)", re.IGNORECASE)


def curl_quotes(text: str) -> str:
    """Every quotation mark replaced by one of the same length, so that places in the text keep."""
    if '"' not in text and "'" not in text:
        return text
    text = ELIDED.sub("’", text)
    out: list[str] = []
    last = 0
    for match in QUOTES.finditer(text):
        at = match.start()
        out.append(text[last:at])
        before = text[at - 1] if at else " "
        if at and at == last:
            before = out[-2]  # a quotation inside a quotation opens beside the outer mark
        after = text[at + 1 : at + 2]
        opening = before in BEFORE_OPENING and after not in (" ", "\n", "")
        if before in "—–-*" and opening:
            opening = after.isalnum() or after == "…"
        if match.group() == '"':
            out.append("“" if opening else "”")
        else:
            out.append("‘" if opening else "’")
        last = at + 1
    out.append(text[last:])
    return "".join(out)


def set_type(text: str) -> str:
    """Dashes and ellipses as printed."""
    if "-" in text:
        text = text.replace("---", "—").replace("--", "—")
    return text.replace("...", "…") if "..." in text else text


def join_lines(text: str) -> str:
    """The lines of a paragraph as one."""
    if "\n" not in text:
        return text
    first, *middle, last = text.split("\n")
    return " ".join([first.rstrip(" \t"), *[line.strip(" \t") for line in middle], last.lstrip(" \t")])


def typeset(text: str) -> str:
    """A line of text as printed."""
    return set_type(join_lines(curl_quotes(text)))
