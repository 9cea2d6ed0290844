"""The colours of the inks: the sixteen that every terminal has, on the terminal's own background."""

from typing import Final

from rich.style import Style

from tui.grid.spans import Ink

DARK: Final = {
    Ink.PLAIN: Style(),
    Ink.DIM: Style(color="bright_black"),
    Ink.TITLE: Style(bold=True),
    Ink.HEADING: Style(color="cyan"),
    Ink.OBJECTIVE: Style(color="cyan", bold=True),
    Ink.CURSOR: Style(reverse=True),
    Ink.EDIT: Style(underline=True, bold=True),
    Ink.CARET: Style(reverse=True),
    Ink.MARKED: Style(color="black", bgcolor="cyan"),
    Ink.MISSING: Style(color="yellow", bold=True),
    Ink.DOUBT: Style(color="yellow", bold=True),
    Ink.GREEN: Style(color="green"),
    Ink.YELLOW: Style(color="yellow"),
    Ink.RED: Style(color="red", bold=True),
    Ink.ALERT: Style(color="red", bold=True, reverse=True),
    Ink.FOUND: Style(color="magenta", bold=True),
}
"""For light text on a dark ground."""

LIGHT: Final = DARK | {
    Ink.HEADING: Style(color="blue"),
    Ink.OBJECTIVE: Style(color="blue", bold=True),
    Ink.MARKED: Style(color="white", bgcolor="blue"),
    Ink.MISSING: Style(color="red", bold=True),
    Ink.DOUBT: Style(color="red", bold=True),
    Ink.YELLOW: Style(color="magenta"),
    Ink.FOUND: Style(color="blue", underline=True),
}
"""For dark text on a light ground, where yellow cannot be read."""
