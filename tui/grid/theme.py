"""The colours of the styles, as plain data: the sixteen that every terminal has, on the terminal's own background.

No library is needed to read them: the escape sequences of the first screen and the styles that Textual draws with are
both made from them.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple, TypeAlias

from tui.grid.spans import Role

BLACK, RED, GREEN, YELLOW, BLUE, MAGENTA, CYAN, WHITE = range(8)
BRIGHT: Final = 8
"""Added to a colour, the bright one of its name."""


class TextStyle(NamedTuple):
    """How a piece of text is drawn."""

    colour: int | None = None
    """Of the text, 0 to 15; None for the terminal's own."""
    ground: int | None = None
    """Behind the text, 0 to 15; None for the terminal's own."""
    bold: bool = False
    underline: bool = False
    reverse: bool = False

    @property
    def sgr(self) -> str:
        """The parameters of the escape sequence SGR (ECMA-48) that turn it on after a reset."""
        attributes = [code for code, on in (("1", self.bold), ("4", self.underline), ("7", self.reverse)) if on]
        return ";".join([*attributes, *_colour(self.colour, 30), *_colour(self.ground, 40)])


Theme: TypeAlias = Mapping[Role, TextStyle]

DARK: Final[Theme] = {
    Role.PLAIN: TextStyle(),
    Role.DIM: TextStyle(BRIGHT + BLACK),
    Role.TITLE: TextStyle(bold=True),
    Role.HEADING: TextStyle(CYAN),
    Role.OBJECTIVE: TextStyle(CYAN, bold=True),
    Role.CURSOR: TextStyle(reverse=True),
    Role.EDIT: TextStyle(underline=True, bold=True),
    Role.CARET: TextStyle(reverse=True),
    Role.MARKED: TextStyle(BLACK, CYAN),
    Role.MISSING: TextStyle(YELLOW, bold=True),
    Role.DOUBT: TextStyle(YELLOW, bold=True),
    Role.GREEN: TextStyle(GREEN),
    Role.YELLOW: TextStyle(YELLOW),
    Role.RED: TextStyle(RED, bold=True),
    Role.ALERT: TextStyle(RED, bold=True, reverse=True),
    Role.FOUND: TextStyle(MAGENTA, bold=True),
}
"""For light text on a dark background."""

LIGHT: Final[Theme] = {
    **DARK,
    Role.HEADING: TextStyle(BLUE),
    Role.OBJECTIVE: TextStyle(BLUE, bold=True),
    Role.MARKED: TextStyle(WHITE, BLUE),
    Role.MISSING: TextStyle(RED, bold=True),
    Role.DOUBT: TextStyle(RED, bold=True),
    Role.YELLOW: TextStyle(MAGENTA),
    Role.FOUND: TextStyle(BLUE, underline=True),
}
"""For dark text on a light background, where yellow cannot be read."""


def _colour(number: int | None, first: int) -> list[str]:
    """Return the parameter for a colour, as none or one; `first` is that of the colour 0."""
    if number is None:
        return []
    return [str(first + number if number < BRIGHT else first + 60 + number - BRIGHT)]
