"""The three themes of the reader, and the terminal's own colours."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from textual.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping

TERMINAL = "terminal"


def _theme(name: str, *, dark: bool, colors: str) -> Theme:
    (background, surface, panel, foreground, muted, primary, secondary, accent, success, warning, error) = (
        f"#{color}" for color in colors.split()
    )
    return Theme(
        name=name,
        dark=dark,
        background=background,
        surface=surface,
        panel=panel,
        foreground=foreground,
        primary=primary,
        secondary=secondary,
        accent=accent,
        success=success,
        warning=warning,
        error=error,
        variables={
            "text-muted": muted,
            "foreground-muted": muted,
            "border": primary,
            "border-blurred": muted,
            "block-cursor-background": primary,
            "block-cursor-foreground": background,
            "block-cursor-text-style": "bold",
            "footer-background": surface,
            "footer-key-foreground": primary,
            "footer-description-foreground": muted,
            "input-selection-background": f"{primary} 40%",
            "screen-selection-background": f"{primary} 40%",
            "screen-selection-foreground": foreground,
            "scrollbar": panel,
            "scrollbar-hover": muted,
            "scrollbar-active": primary,
            "scrollbar-background": background,
            "scrollbar-background-hover": background,
            "scrollbar-background-active": background,
            "scrollbar-corner-color": background,
        },
    )


THEMES: tuple[Theme, ...] = (
    _theme(
        "mars-night",
        dark=True,
        colors="17100E 221714 2E1F1A EBDCCB B39C8A E07A4B 7FB7BE F2B56B 8FBF7F F0C05A F2705E",
    ),
    _theme(
        "mars-dawn",
        dark=False,
        colors="FBF3E7 F3E6D3 E8D5BD 33221B 6B5245 9C3D1B 1F5F6B 8A4B08 2A632A 7A5200 A8201A",
    ),
    _theme(
        "blue-sunset",
        dark=True,
        colors="0B1320 111D2E 1A2A40 DCE6F0 94A9BF 6FB7E0 E6A57E A9D8F0 8CCFA0 E8C46A F0877C",
    ),
    # Only the terminal knows whether its background is light: of its colours these are the ones
    # that can be read on both, and whatever they mean is also said by a sign or by weight.
    Theme(
        name=TERMINAL,
        ansi=True,
        primary="ansi_red",
        secondary="ansi_cyan",
        accent="ansi_magenta",
        success="ansi_green",
        warning="ansi_red",
        error="ansi_red",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        boost="ansi_default",
        variables={
            "ansi-background": "ansi_default",
            "ansi-foreground": "ansi_default",
            "text-muted": "ansi_default",
            "foreground-muted": "ansi_default",
            "border": "ansi_default",
            "border-blurred": "ansi_default",
            "block-cursor-foreground": "ansi_default",
            "block-cursor-background": "ansi_default",
            "block-cursor-text-style": "bold reverse",
            "footer-key-foreground": "ansi_red",
            # two defaults reversed are two defaults: a cursor in a line of text needs colours of its own
            "input-cursor-background": "ansi_cyan",
            "input-cursor-foreground": "ansi_black",
            "input-cursor-text-style": "none",
            "screen-selection-background": "ansi_cyan",
            "screen-selection-foreground": "ansi_black",
            "scrollbar": "ansi_bright_black",
            "scrollbar-hover": "ansi_bright_black",
            "scrollbar-active": "ansi_bright_black",
            "scrollbar-background": "ansi_default",
            "scrollbar-background-hover": "ansi_default",
            "scrollbar-background-active": "ansi_default",
        },
    ),
)

NAMES: tuple[str, ...] = tuple(theme.name for theme in THEMES)
BY_NAME: dict[str, Theme] = {theme.name: theme for theme in THEMES}


def wants_no_color(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether NO_COLOR asks for none: only a value that is not empty does, says no-color.org."""
    return bool(environment.get("NO_COLOR"))


def drop_empty_no_color(environment: MutableMapping[str, str] = os.environ) -> None:
    """Remove an empty NO_COLOR, which Textual would obey."""
    if environment.get("NO_COLOR") == "":
        del environment["NO_COLOR"]


def chosen_theme(name: str, *, no_color: bool) -> str:
    """The theme to show for the reader's setting, which may come from a damaged file."""
    if no_color:
        return TERMINAL
    return name if name in NAMES else NAMES[0]
