"""Historial: who changed what and when, as an Excel table that can be sorted and filtered."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from scoring.messages import _, ngettext
from workbook.model.cells import Area
from workbook.model.export_context import ExportContext
from workbook.model.number_widths import widen
from workbook.model.sheet import Sheet
from workbook.model.sheet_features import PageSetup, TableRange
from workbook.model.styles import (
    CENTRED,
    DATE_AND_TIME,
    HEADER,
    NUMBER,
    SUBTITLE,
    TEXT,
    TITLE,
    fitted,
    text_height,
    unit_format,
)
from workbook.model.wording import numbered_title
from workbook.sheets.plan_export import PlanExport

_HEADER_ROW: Final = 4
_FIRST: Final = 2
_WIDTHS: Final = (8, 20, 18, 20, 38, 26, 26, 44)


def history_sheet(export: PlanExport) -> Sheet:
    """Return the plan's history; unprotected, because sorting and filtering would stay blocked otherwise."""
    page = PageSetup(repeat=(_HEADER_ROW, _HEADER_ROW), footer=export.context.footer)
    sheet = Sheet(export.names.history, page)
    sheet.protected = False
    sheet.widths[1] = 1.5
    for offset, width in enumerate(_WIDTHS):
        sheet.widths[_FIRST + offset] = width
    title = _("Historial de cambios {year} · {process}").format(year=export.plan.year, process=export.plan.process)
    sheet.put(1, _FIRST, title, TITLE)
    sheet.put(2, _FIRST, _subtitle(export.context), SUBTITLE)
    headings = (_("N°"), _("Fecha"), _("Quién"), _("Celda"), _("Dato"), _("Antes"), _("Después"), _("Nota"))
    sheet.put_row(_HEADER_ROW, _FIRST, headings, HEADER)
    row = _HEADER_ROW
    for row, record in enumerate(export.context.history, start=_HEADER_ROW + 1):
        sheet.put(row, _FIRST, Decimal(record.seq), CENTRED)
        what = record.what or numbered_title(export.plan, record.cell)
        sheet.put(row, _FIRST + 1, record.moment, CENTRED._replace(number=DATE_AND_TIME))
        sheet.put_row(row, _FIRST + 2, (record.by, record.cell, what), TEXT)
        for offset, value in ((5, record.old), (6, record.new), (7, record.note)):
            _put_value(sheet, row, _FIRST + offset, value)
        sheet.heights[row] = max(15.0, *_heights(sheet, row))
    if row == _HEADER_ROW:
        row += 1
        sheet.put_row(row, _FIRST, ("", "", "", "", _("Sin cambios todavía"), "", "", ""), TEXT)
    widen(sheet, (_FIRST + 5, _FIRST + 6), alike=True)
    area = Area(_HEADER_ROW, _FIRST, row, _FIRST + len(headings) - 1)
    name = f"Historial{export.names.history.removeprefix(_('Historial')).strip()}"
    sheet.tables.append(TableRange(name, area, headings))
    sheet.freeze = (_HEADER_ROW + 1, _FIRST)
    return sheet


def _subtitle(context: ExportContext) -> str:
    """Return the head of the history, and how much of it is not listed."""
    said = [_("Sello del historial: {head}").format(head=context.head)] if context.head else []
    if context.earlier:
        earlier = ngettext(
            "falta {count} cambio anterior, que muestra «plan history»",
            "faltan {count} cambios anteriores, que muestra «plan history»",
            context.earlier,
        )
        said.append(earlier)
    return " · ".join(said)


def _heights(sheet: Sheet, row: int) -> Iterator[float]:
    """Yield the heights that the texts of a row need."""
    for offset, width in enumerate(_WIDTHS):
        cell = sheet.cells[row, _FIRST + offset]
        if isinstance(cell.value, str):
            yield text_height(cell.style, cell.value, width)


def _put_value(sheet: Sheet, row: int, column: int, value: Decimal | str) -> None:
    """Write a number as one, so that it sorts as one, and anything else as text."""
    if isinstance(value, str):
        sheet.put(row, column, value, fitted(TEXT, value, _WIDTHS[column - _FIRST]))
    else:
        sheet.put(row, column, value, NUMBER._replace(number=unit_format("", value)))
