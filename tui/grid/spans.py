"""What a piece of text on the screen means; themes give the meanings their colours, glyphs their signs.

Colour never carries meaning alone: every level has its letter and shape, the cursor is reversed, an edit underlined.
"""

from enum import Enum
from typing import Final, NamedTuple

from scoring.messages import _
from scoring.model import Level


class Ink(Enum):
    """The meanings a piece of text can have."""

    PLAIN = "plain"
    DIM = "dim"
    TITLE = "title"
    HEADING = "heading"
    OBJECTIVE = "objective"
    CURSOR = "cursor"
    EDIT = "edit"
    CARET = "caret"
    MARKED = "marked"
    MISSING = "missing"
    DOUBT = "doubt"
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    ALERT = "alert"
    FOUND = "found"


class Span(NamedTuple):
    """A piece of a line."""

    text: str
    ink: Ink = Ink.PLAIN


LEVEL_INK: Final = {Level.GREEN: Ink.GREEN, Level.YELLOW: Ink.YELLOW, Level.RED: Ink.RED, Level.GREY: Ink.DIM}


class Glyphs(NamedTuple):
    """The signs of the screen, each one cell wide but for the levels' two."""

    green: str
    yellow: str
    red: str
    grey: str
    open: str
    closed: str
    missing: str
    more: str
    dot: str
    arrow: str
    over: str
    bar: str
    rest: str
    mark: str
    programmed: str
    progress: str
    compliance: str

    def level(self, level: Level) -> str:
        """Return a level as shape and letter, two cells wide."""
        match level:
            case Level.GREEN:
                return self.green + _("V")
            case Level.YELLOW:
                return self.yellow + _("A")
            case Level.RED:
                return self.red + _("R")
            case Level.GREY:
                return self.grey + " "


UNICODE: Final = Glyphs("●", "■", "▲", "·", "▾", "▸", "·", "…", "·", "→", "↑", "█", "░", "│", "·", "o", "●")
ASCII: Final = Glyphs("+", "=", "!", ".", "v", ">", ".", "~", "-", ">", "^", "#", ".", "|", ".", "o", "*")

IN_ASCII: Final = str.maketrans("●■▲▾▸·…→↑↓←█░│–×«»", '+=!v>.~>^v<#.|-x""')
"""The signs in the program's sentences, for where `ASCII` is asked for; letters stay as they are."""

_CONTROLS: Final = dict.fromkeys([*range(32), *range(127, 160)], " ")


def harmless(text: str) -> str:
    """Return `text` without the characters that a terminal would take for orders; notes may hold anything."""
    return text.translate(_CONTROLS)


def fit(text: str, width: int, glyphs: Glyphs) -> str:
    """Return `text` in exactly `width` cells, cut with the sign for more where it is longer."""
    if len(text) > width:
        return text[: width - 1] + glyphs.more if width > 0 else ""
    return text.ljust(width)
