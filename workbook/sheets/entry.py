"""Registro: what one responsible has to report, and nothing else, to be filled in and sent back."""

from collections.abc import Sequence
from typing import Final

from scoring.messages import _
from scoring.model import MONTHS, Cell, Indicator, Mark, Plan
from scoring.text.months import month_name
from workbook.model.cells import Area, Page, Sheet, Shown, Style
from workbook.model.keys import CORNER, NOT_PROGRAMMED, month_key, row_key
from workbook.model.styles import (
    BAND,
    BODY,
    ENTRY,
    HEADER,
    HIDDEN,
    NOTE,
    STEEL,
    SUBTITLE,
    TEXT,
    TITLE,
    line_height,
    lines_needed,
    unit_format,
)
from workbook.model.wording import line_title, with_unit
from workbook.sheets.inputs import constant_checks, month_checks

_KEY, _LABEL, _YEAR, _FIRST_MONTH = 1, 2, 3, 4
_LAST: Final = _FIRST_MONTH + 11
_KEY_ROW, _HEADER_ROW = 4, 5
_LABEL_WIDTH: Final = 40
_MONTH_WIDTH: Final = 13.5


def entry_sheet(plan: Plan, responsible: str, lines: Sequence[Indicator], footer: str) -> Sheet:
    """Return the entry sheet of the indicators given."""
    sheet = Sheet(_("Registro"), Page(repeat=(_HEADER_ROW, _HEADER_ROW), footer=footer))
    sheet.widths.update({_KEY: 10, _LABEL: _LABEL_WIDTH, _YEAR: 17})
    for month in MONTHS:
        sheet.widths[_FIRST_MONTH + month - 1] = _MONTH_WIDTH
    sheet.hidden_columns.add(_KEY)
    sheet.hidden_rows.add(_KEY_ROW)
    sheet.freeze = (_HEADER_ROW + 1, _FIRST_MONTH)
    title = _("Registro de datos {year} · {process}").format(year=plan.year, process=plan.process)
    sheet.put(1, _LABEL, title, TITLE)
    sheet.put(2, _LABEL, responsible, SUBTITLE)
    note = _(
        "Escriba en las celdas amarillas el dato de cada mes. NP: no estaba programado. En blanco: sin reportar. "
        "Guarde y devuelva este mismo archivo."
    )
    sheet.spread(Area(3, _LABEL, 3, _LAST), note, NOTE)
    sheet.heights[1] = 24
    _headings(sheet, plan)
    months: list[Area] = []
    constants: list[Area] = []
    row = _HEADER_ROW
    for indicator in lines:
        row += 1
        heading = _("N° {id} · {title}").format(id=indicator.id, title=line_title(plan, indicator))
        sheet.spread(Area(row, _LABEL, row, _LAST), heading, BAND._replace(across="left"))
        width = _LABEL_WIDTH + 17 + 12 * _MONTH_WIDTH
        sheet.heights[row] = line_height(lines_needed(heading, width, 9.5), 9, room=2)
        for constant in indicator.constants:
            row += 1
            constants.append(_constant(sheet, plan, row, indicator, constant.name))
        for item in indicator.variables:
            row += 1
            months.append(_months(sheet, plan, row, indicator, item.name))
    month_checks(sheet, months)
    constant_checks(sheet, constants)
    return sheet


def _headings(sheet: Sheet, plan: Plan) -> None:
    sheet.put(_KEY_ROW, _KEY, CORNER, HIDDEN)
    sheet.put(_KEY_ROW, _YEAR, month_key(None), HIDDEN)
    sheet.put(_HEADER_ROW, _LABEL, _("Dato"), HEADER)
    sheet.put(_HEADER_ROW, _YEAR, _("Dato del año"), HEADER)
    for month in MONTHS:
        column = _FIRST_MONTH + month - 1
        sheet.put(_KEY_ROW, column, month_key(month), HIDDEN)
        sheet.put(_HEADER_ROW, column, month_name(month, plan.locale).capitalize(), HEADER)
    sheet.heights[_HEADER_ROW] = 20


def _constant(sheet: Sheet, plan: Plan, row: int, indicator: Indicator, name: str) -> Area:
    constant = next(item for item in indicator.constants if item.name == name)
    _label(sheet, row, row_key(indicator.id, name), with_unit(constant.label, constant.unit))
    style = ENTRY._replace(number=unit_format(constant.unit))
    sheet.put(row, _YEAR, _shown(plan, Cell(indicator.id, name)), style)
    for column in range(_FIRST_MONTH, _LAST + 1):
        sheet.put(row, column, None, _CLOSED)
    return Area(row, _YEAR, row, _YEAR)


def _months(sheet: Sheet, plan: Plan, row: int, indicator: Indicator, name: str) -> Area:
    item = next(item for item in indicator.variables if item.name == name)
    _label(sheet, row, row_key(indicator.id, name), with_unit(item.label, item.unit))
    sheet.put(row, _YEAR, None, _CLOSED)
    style = ENTRY._replace(number=unit_format(item.unit))
    first, last = indicator.months[0], indicator.months[-1]
    for month in MONTHS:
        column = _FIRST_MONTH + month - 1
        if first <= month <= last:
            sheet.put(row, column, _shown(plan, Cell(indicator.id, name, month)), style)
        else:
            sheet.put(row, column, None, _CLOSED)
    return Area(row, _FIRST_MONTH + first - 1, row, _FIRST_MONTH + last - 1)


_CLOSED: Final[Style] = BODY._replace(fill=STEEL)


def _label(sheet: Sheet, row: int, key: str, text: str) -> None:
    sheet.put(row, _KEY, key, HIDDEN)
    sheet.put(row, _LABEL, text, TEXT._replace(indent=1))
    sheet.heights[row] = max(18.0, line_height(lines_needed(text, _LABEL_WIDTH - 2, 9), 9))


def _shown(plan: Plan, cell: Cell) -> Shown:
    value = plan.values.get(cell)
    return NOT_PROGRAMMED if isinstance(value, Mark) else value
