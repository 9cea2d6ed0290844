"""A line of the screen as cells, made without Textual or rich, so that a screen can be shown before they are there."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, TypeAlias

from tui.grid.spans import Span
from tui.grid.symbols import UNICODE
from tui.grid.theme import Theme

Cell: TypeAlias = tuple[str, str]
"""A character (empty behind a wide one) and the SGR parameters it is drawn with."""

BLANK: Final[Cell] = (" ", "")

_SIGNS: Final = frozenset({*"".join(UNICODE), "–"})
"""The signs of most screens, of one cell each."""
_COMBINING: Final = "\u0300"
"""The first character that is drawn over another one; before it all take one cell, but the soft hyphen."""
_SHOWS_ON_BLANK: Final = frozenset({"4", "7", "9", *map(str, (*range(40, 50), *range(100, 108)))})
"""Underline, reverse, strike and backgrounds: what can be seen of a style on a space."""


def line_cells(spans: Iterable[Span], theme: Theme) -> list[Cell]:
    """Return the cells of a line."""
    cells: list[Cell] = []
    for text, role in spans:
        lay_text(cells, text, theme[role].sgr)
    return cells


def lay_text(cells: list[Cell], text: str, sgr: str) -> None:
    """Add the cells of a text drawn with the SGR parameters `sgr`; what combines goes to the cell before."""
    simple = _simple(text, sgr)
    if simple is not None:
        cells += simple
        return
    for character in text:
        width = _width(character)
        if width:
            cells += [(character, sgr), *[("", sgr)] * (width - 1)]
        elif cells:
            cells[-1] = (cells[-1][0] + character, cells[-1][1])


@lru_cache(maxsize=256)
def shows_on_blank(sgr: str) -> bool:
    """Whether a space drawn with these SGR parameters looks other than one drawn with none."""
    return not _SHOWS_ON_BLANK.isdisjoint(sgr.split(";"))


@lru_cache(maxsize=1024)
def _simple(text: str, sgr: str) -> Sequence[Cell] | None:
    """Return the cells of a text whose characters take one each; None for another. Most of a screen stays the same."""
    if not text.isascii() and any(_width(character) != 1 for character in set(text) - _SIGNS):
        return None
    blank = (" ", sgr) if shows_on_blank(sgr) else BLANK
    return tuple(blank if character == " " else (character, sgr) for character in text)


@lru_cache(maxsize=1024)
def _width(character: str) -> int:
    """Return how many cells a terminal gives a character: 0, 1 or 2."""
    if (character < _COMBINING and character != "\xad") or character in _SIGNS:
        return 1
    from unicodedata import category, east_asian_width  # few screens need its tables

    if category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if east_asian_width(character) in {"W", "F"} else 1
