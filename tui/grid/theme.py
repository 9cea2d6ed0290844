"""The colours of the styles: the sixteen that every terminal has, on the terminal's own background."""

from typing import Final

from rich.style import Style

from tui.grid.spans import Role

DARK: Final = {
    Role.PLAIN: Style(),
    Role.DIM: Style(color="bright_black"),
    Role.TITLE: Style(bold=True),
    Role.HEADING: Style(color="cyan"),
    Role.OBJECTIVE: Style(color="cyan", bold=True),
    Role.CURSOR: Style(reverse=True),
    Role.EDIT: Style(underline=True, bold=True),
    Role.CARET: Style(reverse=True),
    Role.MARKED: Style(color="black", bgcolor="cyan"),
    Role.MISSING: Style(color="yellow", bold=True),
    Role.DOUBT: Style(color="yellow", bold=True),
    Role.GREEN: Style(color="green"),
    Role.YELLOW: Style(color="yellow"),
    Role.RED: Style(color="red", bold=True),
    Role.ALERT: Style(color="red", bold=True, reverse=True),
    Role.FOUND: Style(color="magenta", bold=True),
}
"""For light text on a dark background."""

LIGHT: Final = DARK | {
    Role.HEADING: Style(color="blue"),
    Role.OBJECTIVE: Style(color="blue", bold=True),
    Role.MARKED: Style(color="white", bgcolor="blue"),
    Role.MISSING: Style(color="red", bold=True),
    Role.DOUBT: Style(color="red", bold=True),
    Role.YELLOW: Style(color="magenta"),
    Role.FOUND: Style(color="blue", underline=True),
}
"""For dark text on a light background, where yellow cannot be read."""
