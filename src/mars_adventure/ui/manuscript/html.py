"""A play as one page of HTML, complete in itself, that reads and prints well."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from mars_adventure.ui.manuscript.parts import heading, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mars_adventure.engine import Play, Span
    from mars_adventure.story import Story
    from mars_adventure.ui.manuscript.parts import Part

_TAGS = {"em": "em", "strong": "strong"}
_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; --ink: #2b1d17; --paper: #fbf6ee; --quiet: #6b5245; --rust: #9c3d1b; }}
@media (prefers-color-scheme: dark) {{
  :root {{ --ink: #ebdccb; --paper: #17100e; --quiet: #b39c8a; --rust: #e07a4b; }}
}}
body {{ margin: 0 auto; max-width: 34em; padding: 3rem 1.2rem; background: var(--paper); color: var(--ink);
  font: 1.125rem/1.55 "Iowan Old Style", "Palatino Linotype", Palatino, Georgia, serif; hyphens: manual; }}
h1, h2 {{ line-height: 1.2; font-weight: 600; }}
h1 {{ margin-bottom: 0.2em; }}
h2 {{ margin: 3.5em 0 1em; color: var(--rust); }}
p {{ margin: 0 0 1em; }}
.quiet, .place {{ color: var(--quiet); }}
.place {{ font-variant: small-caps; letter-spacing: 0.04em; margin-top: 2em; }}
.choice {{ margin: 1.6em 0; padding-left: 0.9em; border-left: 3px solid var(--rust); }}
.choice small {{ color: var(--quiet); }}
.speaker {{ font-variant: small-caps; letter-spacing: 0.03em; }}
pre {{ font: 0.9em/1.5 ui-monospace, Menlo, Consolas, monospace; white-space: pre-wrap; overflow-wrap: anywhere;
  padding-left: 0.9em; border-left: 1px solid var(--quiet); }}
hr {{ width: 6em; border: 0; border-top: 1px solid var(--quiet); margin: 2em auto; }}
@page {{ margin: 22mm 20mm; }}
@media print {{
  :root {{ --ink: #000; --paper: #fff; --quiet: #444; --rust: #000; }}
  body {{ font-size: 11pt; max-width: none; padding: 0; }}
  h2 {{ break-before: page; margin-top: 0; }}
  h1, h2, .place, .choice {{ break-after: avoid; }}
  p, pre {{ orphans: 3; widows: 3; }}
  pre, .choice {{ break-inside: avoid; }}
}}
</style>
</head>
<body>
<h1>{title}</h1>
<p class="quiet">{heading}</p>
{body}
</body>
</html>
"""


def as_html(story: Story, play: Play) -> str:
    """The whole play as a page; it loads nothing from elsewhere, and nothing in the words is HTML."""
    body = "\n".join(_write(part) for part in parts_of(story, play))
    return _PAGE.format(title=escape(story.title), heading=escape(heading(story, play)), body=body)


def _write(part: Part) -> str:
    text = _prose(part.spans)
    match part.kind:
        case "chapter" | "end":
            return f"<h2>{text}</h2>"
        case "place":
            return f'<p class="place">{text}</p>'
        case "break":
            return "<hr>"
        case "document":
            return f"<pre>{text}</pre>"
        case "choice":
            aside = f" <small>({escape(part.aside)})</small>" if part.aside else ""
            return f'<p class="choice">{text}{aside}</p>'
        case "speech":
            return f'<p><span class="speaker">{escape(part.speaker)}:</span> {text}</p>'
    return f"<p>{text}</p>"


def _prose(spans: Iterable[Span]) -> str:
    return "".join(_span(span) for span in spans)


def _span(span: Span) -> str:
    tag = _TAGS.get(span.style)
    text = escape(span.text)
    return f"<{tag}>{text}</{tag}>" if tag else text
