"""Styles of the cell model as openpyxl's, each made once for a workbook, and so is each of their parts."""

# ruff: noqa: SLF001  (openpyxl's cells set their styles one part after the other, and compare each with all there are)
from collections.abc import Callable, Hashable
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import BUILTIN_FORMATS_MAX_SIZE, BUILTIN_FORMATS_REVERSE, NumberFormat

from workbook.model.cells import Style
from workbook.model.sheet_features import ConditionalFormat


class Styles:
    """The styles of a workbook, by their numbers."""

    def __init__(self, workbook: Any) -> None:
        """Take the workbook that is written."""
        self._workbook = workbook
        self._numbers: dict[tuple[Style, bool], int] = {}
        self._parts: dict[tuple[str, Hashable], int] = {}

    def number(self, style: Style, quoted: bool) -> int:  # noqa: FBT001 - it is asked for every cell
        """Return the number of a style; a text that looks like a formula gets one that says it is a text."""
        key = style, quoted
        if key not in self._numbers:
            self._numbers[key] = self._workbook._cell_styles.add(self._array(style, quoted=quoted))
        return self._numbers[key]

    def difference(self, conditional: ConditionalFormat) -> int:
        """Return the number of what a conditional format does to a cell."""
        colour, fill, number = conditional.colour, conditional.fill, conditional.number
        return self._part(
            "_differential_styles",
            (colour, fill, number),
            lambda: DifferentialStyle(
                font=Font(color=colour) if colour else None,
                fill=PatternFill("solid", fgColor=fill, bgColor=fill) if fill else None,
                numFmt=NumberFormat(numFmtId=199, formatCode=number) if number else None,
            ),
        )

    def _array(self, style: Style, *, quoted: bool) -> Any:
        array: Any = StyleArray()
        array.fontId = self._part(
            "_fonts",
            (style.size, style.bold, style.italic, style.colour),
            lambda: Font(name="Calibri", size=style.size, bold=style.bold, italic=style.italic, color=style.colour),
        )
        if style.fill:
            array.fillId = self._part("_fills", style.fill, lambda: PatternFill("solid", fgColor=style.fill))
        if style.border:
            array.borderId = self._part("_borders", style.border, lambda: _frame(style.border))
        array.numFmtId = _number_format(self._workbook, style.number)
        array.alignmentId = self._part(
            "_alignments",
            (style.across, style.down, style.wrap, style.indent, style.shrink),
            lambda: Alignment(
                horizontal=style.across or None,
                vertical=style.down,
                wrap_text=style.wrap or None,
                indent=style.indent,
                shrink_to_fit=style.shrink or None,
            ),
        )
        array.protectionId = self._part("_protections", style.locked, lambda: Protection(locked=style.locked))
        array.quotePrefix = int(quoted)
        return array

    def _part(self, parts: str, key: Hashable, make: Callable[[], object]) -> int:
        """Return the number of a part among the workbook's parts of its kind."""
        if (parts, key) not in self._parts:
            self._parts[parts, key] = int(getattr(self._workbook, parts).add(make()))
        return self._parts[parts, key]


def _frame(colour: str) -> Border:
    side = Side("thin", color=colour)
    return Border(left=side, right=side, top=side, bottom=side)


def _number_format(workbook: Any, code: str) -> int:
    if code in BUILTIN_FORMATS_REVERSE:
        return int(BUILTIN_FORMATS_REVERSE[code])
    return BUILTIN_FORMATS_MAX_SIZE + int(workbook._number_formats.add(code))
