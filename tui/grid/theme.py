"""The colours of the styles, as plain data: the sixteen that every terminal has, on the terminal's own background.

Every role can be read (WCAG AA, 4.5 to 1) with the palettes of xterm and of the Linux console, on black and on white
(`tests/tui/grid/test_contrast.py`). The faint attribute and bright black are not used: how pale they are is not known.

No library is needed to read them: the escape sequences of the first screen and the styles that Textual draws with are
both made from them.
"""

from collections.abc import Mapping
from functools import cache
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
        return _sgr(self)


Theme: TypeAlias = Mapping[Role, TextStyle]

DARK: Final[Theme] = {
    Role.PLAIN: TextStyle(),
    Role.ASIDE: TextStyle(),
    Role.COMPUTED: TextStyle(CYAN),
    Role.TITLE: TextStyle(bold=True),
    Role.HEADING: TextStyle(CYAN),
    Role.OBJECTIVE: TextStyle(CYAN, bold=True),
    Role.CURSOR: TextStyle(reverse=True),
    Role.EDIT: TextStyle(underline=True),
    Role.CARET: TextStyle(reverse=True),
    Role.MARKED: TextStyle(BLACK, CYAN),
    Role.MISSING: TextStyle(BRIGHT + YELLOW, bold=True),
    Role.DOUBT: TextStyle(BRIGHT + YELLOW, bold=True),
    Role.GREEN: TextStyle(GREEN),
    Role.YELLOW: TextStyle(BRIGHT + YELLOW),
    Role.RED: TextStyle(BRIGHT + RED, bold=True),
    Role.ALERT: TextStyle(BRIGHT + WHITE, RED, bold=True),
    Role.FOUND: TextStyle(BRIGHT + MAGENTA, bold=True),
}
"""For light text on a dark background."""

LIGHT: Final[Theme] = {
    **DARK,
    Role.COMPUTED: TextStyle(BLUE),
    Role.HEADING: TextStyle(BLUE),
    Role.OBJECTIVE: TextStyle(BLUE, bold=True),
    Role.MARKED: TextStyle(BRIGHT + WHITE, BLUE),
    Role.MISSING: TextStyle(RED),
    Role.DOUBT: TextStyle(RED),
    Role.GREEN: TextStyle(),
    Role.YELLOW: TextStyle(BLACK, BRIGHT + YELLOW),
    Role.RED: TextStyle(RED),
    Role.FOUND: TextStyle(BLUE, underline=True),
}
"""For dark text on a light background.

No yellow and no green of the sixteen can be read on white: amber is a ground behind black letters, and green, which
asks for nothing, has no colour. Red is not bold, since many terminals draw it in a lighter one then.
"""


def _colour(number: int | None, first: int) -> list[str]:
    """Return the parameter for a colour, as none or one; `first` is that of the colour 0."""
    if number is None:
        return []
    return [str(first + number if number < BRIGHT else first + 60 + number - BRIGHT)]


@cache
def _sgr(style: TextStyle) -> str:
    """Return the parameters that turn a style on, worked out once for all that is drawn in it."""
    attributes = [code for code, on in (("1", style.bold), ("4", style.underline), ("7", style.reverse)) if on]
    return ";".join([*attributes, *_colour(style.colour, 30), *_colour(style.ground, 40)])
