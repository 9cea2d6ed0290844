"""The looks of the workbook: one palette, a handful of styles, the number formats of the plan's units."""

from decimal import Decimal
from typing import Final

from scoring.model import Level
from scoring.text import words
from workbook.model.cells import SheetValue, Style

NAVY: Final = "1F3A5F"
STEEL: Final = "D9E2EC"
PALE: Final = "F0F4F8"
GRID: Final = "9AA5B1"
YELLOW: Final = "FFF8C5"
WHITE: Final = "FFFFFF"
MUTED: Final = "616E7C"
BAR: Final = "2F6FB0"
"""The colour of the bars of compliance."""

LEVEL_COLOUR: Final = {
    Level.GREEN: "0B6B3A",
    Level.YELLOW: "7A5B00",
    Level.RED: "A61B1B",
    Level.GREY: "52606D",
}
LEVEL_FILL: Final = {
    Level.GREEN: "CDEFD9",
    Level.YELLOW: "FDECB2",
    Level.RED: "FAD1D1",
    Level.GREY: "E4E7EB",
}
LEVEL_BAR: Final = {
    Level.GREEN: "2F9E5B",
    Level.YELLOW: "E0A800",
    Level.RED: "D64545",
    Level.GREY: "9AA5B1",
}

OFF_BORDER: Final = "_-"
"""Ends a number's format: as much room as a hyphen, so that the number does not touch the border on its right."""
PERCENT: Final = "0.00%" + OFF_BORDER
SHORT_PERCENT: Final = "0.0%" + OFF_BORDER
LABEL: Final = "0%;-0%;"
"""How the columns of a chart are labelled: one that is empty, because its level is another, has no label."""
WHOLE: Final = "#,##0" + OFF_BORDER
DECIMALS: Final = "#,##0.00##" + OFF_BORDER
MONEY: Final = r"[$$-240A]\ " + WHOLE
"""Colombian pesos; digits are grouped as the reader's own locale does."""
POINTS: Final = f"+0.0{OFF_BORDER};-0.0{OFF_BORDER};0{OFF_BORDER}"
"""A difference in points."""
DATE: Final = "dd/mm/yyyy"
DATE_AND_TIME: Final = "dd/mm/yyyy hh:mm:ss"

BODY: Final = Style(border=GRID)
TEXT: Final = Style(border=GRID, wrap=True, across="left", indent=1)
CENTRED: Final = Style(border=GRID, wrap=True, across="center")
NUMBER: Final = Style(border=GRID, across="right", number=WHOLE, shrink=True)
RATE: Final = Style(border=GRID, across="right", number=PERCENT, shrink=True)
TITLE: Final = Style(size=14, bold=True, colour=NAVY)
SUBTITLE: Final = Style(size=10, colour=MUTED)
HEADER: Final = Style(size=9, bold=True, colour=WHITE, fill=NAVY, border=GRID, across="center", wrap=True)
BAND: Final = Style(size=9, bold=True, fill=STEEL, border=GRID, wrap=True)
ENTRY: Final = Style(fill=YELLOW, border=GRID, across="right", locked=False, number=WHOLE, shrink=True)
LOOKED_AT: Final = ENTRY._replace(fill="", locked=True)
"""What can be typed elsewhere and is only looked at here."""
NOTE: Final = Style(size=8, italic=True, colour=MUTED, wrap=True, down="top")
HIDDEN: Final = Style(size=8, colour=MUTED)
BARS: Final = Style(size=8, colour=BAR, border=GRID, across="left", shrink=True)
"""Bars of text (`workbook.formulas.text_bars`)."""


def aligned(style: Style) -> tuple[Style, Style, Style]:
    """Return a style for the texts, the rates and the words of a row: to the left, to the right, centred."""
    rate = style._replace(across="right", wrap=False, shrink=True)
    return style._replace(across="left", indent=1), rate, style._replace(across="center")


INDENT: Final = 1.3
"""What an indent takes of a column's width, in Excel's characters."""

_ORDINARY: Final = 11
"""The size in points of the font that a column's width is counted in."""
TALLEST: Final = 409.0
"""The tallest row that Excel knows, in points."""


def level_word(level: Level) -> str:
    """Return what a level is called in the workbook: the word of the screen, with a capital."""
    return words.level_word(level).capitalize()


def unit_format(unit: str, *values: SheetValue) -> str:
    """Return the number format of a unit; decimals where one of the values has them."""
    if unit == "%":
        return PERCENT
    if unit.upper() in {"COP", "$"}:
        return MONEY
    fractional = any(isinstance(value, Decimal) and value != value.to_integral_value() for value in values)
    return DECIMALS if fractional else WHOLE


def lines_needed(text: str, width: float, size: float) -> int:
    """Estimate how many lines a text takes in a column, on the safe side; `width` in Excel's characters."""
    room = max(1, int(width * _ORDINARY / size * 0.98))
    return sum(_wrapped(paragraph, room) for paragraph in text.splitlines() or [""])


def word_width(word: str, style: Style) -> float:
    """Return the width in Excel's characters that a column needs for a word not to be broken."""
    size = style.size * (1.05 if style.bold else 1)
    return _length(word) * size / _ORDINARY / 0.98 + INDENT * style.indent + 0.5


def one_line(text: str, style: Style, width: float) -> str:
    """Return a text cut at a word so that it needs one line of a column of that width."""
    room, size = width - INDENT * style.indent, style.size * (1.05 if style.bold else 1)
    flat = " ".join(text.split())
    length, most = len(flat), int(room * 1.2 * _ORDINARY / size)
    while length > 1 and lines_needed(shortened(flat, length), room, size) > 1:
        length = min(length - 1, most)
    return shortened(flat, length)


def shortened(text: str, length: int) -> str:
    """Return a text cut at a word to at most `length` characters."""
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def _wrapped(paragraph: str, room: int) -> int:
    lines, used = 1, 0.0
    for word in paragraph.split(" "):
        length = _length(word)
        if used and used + 1 + length > room:
            lines, used = lines + 1, 0
        while length > room:
            lines, length = lines + 1, length - room
        used += length + (1 if used else 0)
    return lines


def _length(word: str) -> float:
    """Return how many of the characters that a column's width counts a word takes, on the safe side."""
    return 0.95 * len(word) + 0.2 * sum(map(str.isupper, word))


def fitted(style: Style, text: SheetValue, width: float, tallest: float = TALLEST) -> Style:
    """Return a style small enough for a text to fit a row of `tallest` points, in a column of that width."""
    size, width = style.size, width - INDENT * style.indent
    while isinstance(text, str) and size > 5 and _height(lines_needed(text, width, size), size) > tallest:
        size -= 0.5
    return style._replace(size=size)


def _height(lines: int, size: float) -> float:
    return round(lines * size * 1.32 + 3, 1)


def text_height(style: Style, text: str, width: float, room: float = 0) -> float:
    """Return the height in points that a text needs in a column of that width, and some room."""
    size = style.size * 1.05 if style.bold else style.size
    return line_height(lines_needed(text, width - INDENT * style.indent, size), style.size, room)


def line_height(lines: int, size: float, room: float = 0) -> float:
    """Return the height in points of so many lines and some room; Excel allows 409 at most."""
    return min(TALLEST, _height(lines, size) + room)
