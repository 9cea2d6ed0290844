"""The widths and styles of Seguimiento, and the values that all its nodes show together."""

from typing import Final

from scoring.messages import _
from scoring.model import Indicator, Thresholds
from scoring.text.numbers import format_number
from workbook.formulas.calculation import Calculation
from workbook.formulas.calculation_columns import Monthly
from workbook.formulas.calculation_rows import NodeKey
from workbook.model import layout as at
from workbook.model.cells import Style
from workbook.model.formula_references import column_letter
from workbook.model.sheet import Sheet
from workbook.model.styles import (
    BODY,
    MONEY,
    MUTED,
    NUMBER,
    PERCENT,
    RATE,
    SHORT_PERCENT,
    STEEL,
    TEXT,
    WHOLE,
    unit_format,
)

WIDTHS: Final = {
    at.KEY: 10,
    at.NUMBER: 4.3,
    at.LABEL: 31,
    at.TARGET: 13.3,
    at.WEIGHT: 7.2,
    at.ACCUMULATED: 13.3,
    at.PROGRAMMED: 7.8,
    at.PROGRESS: 7.8,
    at.COMPLIANCE: 7.8,
    at.REPORTED: 7.8,
    at.CONTRIBUTION: 7.8,
    at.LEVEL: 11,
    at.OBSERVATION: 18,
}
MONTH_WIDTH: Final = 10.4
SIZE: Final = 10
_MONEY_SIZE: Final = 8.2
"""Twelve months of thousands of millions have to fit beside each other."""
BLANK: Final = BODY._replace(size=SIZE)
NAME: Final = TEXT._replace(size=SIZE, bold=True)
INDENTED: Final = TEXT._replace(size=SIZE, indent=2)
AMOUNT: Final = NUMBER._replace(size=SIZE)
SHARE: Final = RATE._replace(size=SIZE)
WEIGHT: Final = RATE._replace(size=SIZE, number=SHORT_PERCENT)
SOFT: Final = BODY._replace(size=8, colour=MUTED, across="right", number=PERCENT, shrink=True)
NOTHING_DUE: Final = BODY._replace(fill=STEEL)
"""A month in which there is nothing to type."""


def put_scores(sheet: Sheet, calculation: Calculation, row: int, node: NodeKey, style: Style) -> None:
    """Write the values that are always shown together, at the cut-off, and the level."""
    for column, monthly in (
        (at.PROGRAMMED, Monthly.PROGRAMMED),
        (at.PROGRESS, Monthly.PROGRESS),
        (at.COMPLIANCE, Monthly.COMPLIANCE),
        (at.REPORTED, Monthly.REPORTED),
    ):
        sheet.put_computed(row, column, calculation.at_cut_off(node, monthly), style)
    word = style._replace(number="General", across="center", bold=True)
    sheet.put_computed(row, at.LEVEL, calculation.level(node, f"{column_letter(at.COMPLIANCE)}{row}"), word)


def from_levels(thresholds: Thresholds, locale: str) -> str:
    """Return where the levels begin, in hundredths and little room: `V ≥ 90 · A ≥ 70`."""
    green, yellow = (format_number((share * 100).normalize(), locale) for share in thresholds[:2])
    return _("V ≥ {green} · A ≥ {yellow}").format(green=green, yellow=yellow)


def put_blank(sheet: Sheet, row: int, first: int, last: int, style: Style = BLANK) -> None:
    """Frame the cells of a row that hold nothing."""
    for column in range(first, last + 1):
        sheet.put(row, column, None, style)


def monthly_style(style: Style, number: str) -> Style:
    """Return a month's style: amounts of money are written small and without their sign, or they would not fit."""
    return style._replace(size=_MONEY_SIZE, number=WHOLE) if number == MONEY else style._replace(number=number)


def result_format(indicator: Indicator) -> str:
    """Return the number format of an indicator's results."""
    return unit_format(indicator.unit, indicator.target)


def result_style(indicator: Indicator) -> Style:
    """Return the style of an indicator's target and of its result at the cut-off."""
    return AMOUNT._replace(size=9, bold=True, number=result_format(indicator))


def month_format(indicator: Indicator) -> str:
    """Return the number format of a month's own result: what is compared with a baseline later is no percentage yet."""
    if indicator.unit == "%" and len(indicator.variables) == 1 and indicator.baseline:
        return unit_format(indicator.variables[0].unit)
    return result_format(indicator)
