"""Registro: what one responsible has to report, and nothing else, to be filled in and sent back."""

from collections.abc import Sequence
from typing import Final

from scoring.messages import _
from scoring.model import MONTHS, Cell, Constant, Indicator, Plan, Variable
from scoring.text.months import month_name
from workbook.model.cells import Area
from workbook.model.hidden_keys import CORNER, month_key, row_key, sheet_value
from workbook.model.sheet import Sheet
from workbook.model.sheet_features import PageSetup
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
from workbook.model.wording import action_texts, indicator_title, with_unit
from workbook.sheets.input_checks import constant_checks, month_checks

_KEY, _LABEL, _YEAR, _FIRST_MONTH = 1, 2, 3, 4
_LAST: Final = _FIRST_MONTH + 11
_KEY_ROW, _HEADER_ROW = 4, 5
_LABEL_WIDTH: Final = 40
_MONTH_WIDTH: Final = 13.5
_CLOSED: Final = BODY._replace(fill=STEEL)


def entry_sheet(plan: Plan, responsible: str, indicators: Sequence[Indicator], footer: str) -> Sheet:
    """Return the entry sheet of the indicators given."""
    sheet = Sheet(_("Registro"), PageSetup(repeat=(_HEADER_ROW, _HEADER_ROW), footer=footer))
    sheet.widths.update({_KEY: 10, _LABEL: _LABEL_WIDTH, _YEAR: 17})
    sheet.widths.update({_month_column(month): _MONTH_WIDTH for month in MONTHS})
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
    _put_headings(sheet, plan)
    months: list[Area] = []
    constants: list[Area] = []
    row = _HEADER_ROW
    actions = action_texts(plan)
    for indicator in indicators:
        row += 1
        heading = _("N° {id} · {title}").format(id=indicator.id, title=indicator_title(indicator, actions))
        sheet.spread(Area(row, _LABEL, row, _LAST), heading, BAND._replace(across="left"))
        width = _LABEL_WIDTH + 17 + 12 * _MONTH_WIDTH
        sheet.heights[row] = line_height(lines_needed(heading, width, 9.5), 9, room=2)
        for constant in indicator.constants:
            row += 1
            constants.append(_put_constant(sheet, plan, row, indicator, constant))
        for variable in indicator.variables:
            row += 1
            months.append(_put_variable(sheet, plan, row, indicator, variable))
    month_checks(sheet, months)
    constant_checks(sheet, constants)
    return sheet


def _put_headings(sheet: Sheet, plan: Plan) -> None:
    sheet.put(_KEY_ROW, _KEY, CORNER, HIDDEN)
    sheet.put(_KEY_ROW, _YEAR, month_key(None), HIDDEN)
    sheet.put(_HEADER_ROW, _LABEL, _("Dato"), HEADER)
    sheet.put(_HEADER_ROW, _YEAR, _("Dato del año"), HEADER)
    for month in MONTHS:
        sheet.put(_KEY_ROW, _month_column(month), month_key(month), HIDDEN)
        sheet.put(_HEADER_ROW, _month_column(month), month_name(month, plan.locale).capitalize(), HEADER)
    sheet.heights[_HEADER_ROW] = 20


def _put_constant(sheet: Sheet, plan: Plan, row: int, indicator: Indicator, constant: Constant) -> Area:
    _put_label(sheet, row, indicator, constant)
    style = ENTRY._replace(number=unit_format(constant.unit))
    sheet.put(row, _YEAR, sheet_value(plan.values.get(Cell(indicator.id, constant.name))), style)
    for month in MONTHS:
        sheet.put(row, _month_column(month), None, _CLOSED)
    return Area(row, _YEAR, row, _YEAR)


def _put_variable(sheet: Sheet, plan: Plan, row: int, indicator: Indicator, variable: Variable) -> Area:
    _put_label(sheet, row, indicator, variable)
    sheet.put(row, _YEAR, None, _CLOSED)
    style = ENTRY._replace(number=unit_format(variable.unit))
    for month in MONTHS:
        if month in indicator.months:
            value = sheet_value(plan.values.get(Cell(indicator.id, variable.name, month)))
            sheet.put(row, _month_column(month), value, style)
        else:
            sheet.put(row, _month_column(month), None, _CLOSED)
    return Area(row, _month_column(indicator.months[0]), row, _month_column(indicator.months[-1]))


def _put_label(sheet: Sheet, row: int, indicator: Indicator, item: Constant | Variable) -> None:
    """Write the key of a row, and what it holds."""
    text = with_unit(item.label, item.unit)
    sheet.put(row, _KEY, row_key(indicator.id, item.name), HIDDEN)
    sheet.put(row, _LABEL, text, TEXT._replace(indent=1))
    sheet.heights[row] = max(18.0, line_height(lines_needed(text, _LABEL_WIDTH - 2, 9), 9))


def _month_column(month: int) -> int:
    return _FIRST_MONTH + month - 1
