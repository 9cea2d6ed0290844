"""Historial: who changed what and when, as an Excel table that can be sorted and filtered."""

from decimal import Decimal
from typing import Final

from scoring.messages import _
from workbook.model.cells import Area, Page, Sheet, TableRange
from workbook.model.styles import (
    CENTRED,
    DECIMALS,
    HEADER,
    NUMBER,
    SUBTITLE,
    TEXT,
    TITLE,
    WHOLE,
    fitted,
    line_height,
    lines_needed,
)
from workbook.model.wording import cell_title
from workbook.sheets.source import Edition

_HEADER_ROW: Final = 4
_FIRST: Final = 2
_WIDTHS: Final = (8, 20, 22, 22, 34, 18, 18, 50)


def history_sheet(edition: Edition) -> Sheet:
    """Return the plan's history; unprotected, because sorting and filtering would stay blocked otherwise."""
    page = Page(repeat=(_HEADER_ROW, _HEADER_ROW), footer=edition.context.footer)
    sheet = Sheet(edition.names.history, page)
    sheet.protected = False
    sheet.widths[1] = 1.5
    for offset, width in enumerate(_WIDTHS):
        sheet.widths[_FIRST + offset] = width
    sheet.put(1, _FIRST, _("Historial de cambios"), TITLE)
    head = edition.context.head
    sheet.put(2, _FIRST, _("Sello de la cadena: {head}").format(head=head) if head else "", SUBTITLE)
    headings = (_("N°"), _("Fecha"), _("Quién"), _("Celda"), _("Dato"), _("Antes"), _("Después"), _("Nota"))
    sheet.put_row(_HEADER_ROW, _FIRST, headings, HEADER)
    row = _HEADER_ROW
    for line in edition.context.history:
        row += 1
        sheet.put(row, _FIRST, Decimal(line.seq), CENTRED)
        what = cell_title(edition.plan, line.cell)
        sheet.put_row(row, _FIRST + 1, (line.at, line.by, line.cell, what), TEXT)
        for column, value in ((_FIRST + 5, line.old), (_FIRST + 6, line.new)):
            _figure(sheet, row, column, value)
        style = fitted(TEXT, line.note, _WIDTHS[-1])
        sheet.put(row, _FIRST + 7, line.note, style)
        lines = lines_needed(line.note, _WIDTHS[-1], style.size)
        sheet.heights[row] = max(15.0, line_height(lines, style.size))
    if row == _HEADER_ROW:
        row += 1
        sheet.put_row(row, _FIRST, ("", "", "", "", _("Sin cambios todavía"), "", "", ""), TEXT)
    area = Area(_HEADER_ROW, _FIRST, row, _FIRST + len(headings) - 1)
    name = f"Historial{edition.names.history.removeprefix(_('Historial')).strip()}"
    sheet.tables.append(TableRange(name, area, headings))
    sheet.freeze = (_HEADER_ROW + 1, _FIRST)
    return sheet


def _figure(sheet: Sheet, row: int, column: int, value: Decimal | str) -> None:
    """Write a figure as a number, so that it sorts as one, and anything else as text."""
    if isinstance(value, str):
        sheet.put(row, column, value, TEXT._replace(across="right"))
        return
    fractional = value != value.to_integral_value()
    sheet.put(row, column, value, NUMBER._replace(number=DECIMALS if fractional else WHOLE))
