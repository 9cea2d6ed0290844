"""A line of the screen as spans: pieces of text, each with the role it plays; a theme gives the roles their colours.

Colour never carries meaning alone: every level has its letter and shape, the cursor is reversed, an edit underlined.
"""

from enum import Enum
from typing import NamedTuple


class Role(Enum):
    """What a piece of text is on the screen."""

    PLAIN = "plain"
    ASIDE = "aside"
    """What is said beside the matter: hints, units, notes, scales."""
    COMPUTED = "computed"
    """What the program has computed and nobody types."""
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
    role: Role = Role.PLAIN


def fit(text: str, width: int, more: str) -> str:
    """Return `text` in exactly `width` cells, cut where it is longer and ended with the sign `more`."""
    if len(text) > width:
        return text[: width - 1] + more if width > 0 else ""
    return text.ljust(width)


def cut(text: str, width: int, more: str) -> str:
    """Return `text` in at most `width` cells: one that is longer is cut between two words and ended with `more`."""
    if len(text) <= width:
        return text
    return (text[: width - len(more)].rpartition(" ")[0].rstrip() or text[: width - len(more)]) + more


def wrapped(text: str, width: int) -> list[str]:
    """Return `text` as lines of at most `width` cells, wrapped between words."""
    if len(text) <= width:
        return [text] if text else []
    from textwrap import wrap  # most texts fit, and it compiles patterns while it loads

    return wrap(text, width)
