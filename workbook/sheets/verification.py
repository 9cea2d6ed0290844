"""Verificación: the program's values beside the workbook's own, node by node, at the month of the export."""

from decimal import Decimal
from typing import Final

from scoring.messages import _
from scoring.model import Level
from workbook.formulas.calculation_columns import Monthly
from workbook.model.cells import Area, Computed, Style
from workbook.model.formula_references import column_letter
from workbook.model.sheet import Sheet
from workbook.model.sheet_features import ConditionalFormat, PageSetup
from workbook.model.styles import (
    BAND,
    CENTRED,
    GRID,
    HEADER,
    LEVEL_COLOUR,
    LEVEL_FILL,
    OFF_BORDER,
    RATE,
    SUBTITLE,
    TEXT,
    TITLE,
    one_line,
)
from workbook.model.wording import month_text
from workbook.sheets.form import weights_total
from workbook.sheets.form_weights import printed_total
from workbook.sheets.nodes import Node, nodes
from workbook.sheets.plan_export import PlanExport

_NUMBER, _TITLE, _FIRST = 2, 3, 4
_SHOWN: Final = (Monthly.PROGRAMMED, Monthly.PROGRESS, Monthly.COMPLIANCE)
_VERDICT_ROW: Final = 4
_WEIGHTS: Final = 8
"""The column where the total of the weights begins."""
_HEADER_ROW: Final = 6
_TITLE_WIDTH: Final = 58
_RATE: Final = RATE._replace(number=f"0.0000%{OFF_BORDER}")
_DIFFERENCE: Final = RATE._replace(number=f"[=0]0{OFF_BORDER};0.0E+00{OFF_BORDER}")
_CLOSE: Final = "0.000000001"


def verification_sheet(export: PlanExport) -> Sheet:
    """Return the comparison; it differs as soon as a value is changed in the workbook, and says so."""
    page = PageSetup(repeat=(_HEADER_ROW, _HEADER_ROW + 1), footer=export.context.footer)
    sheet = Sheet(export.names.verification, page)
    sheet.widths.update({1: 1.5, _NUMBER: 5, _TITLE: _TITLE_WIDTH})
    sheet.widths.update(dict.fromkeys(range(_FIRST, _FIRST + 9), 12.5) | {_FIRST: 16.0})
    month = month_text(export.context.month, export.plan.locale)
    title = _("Verificación de las cifras al corte exportado: {month}").format(month=month)
    sheet.put(1, _NUMBER, title, TITLE)
    sheet.put(2, _NUMBER, " · ".join(filter(None, (export.context.program, export.context.source))), SUBTITLE)
    sheet.heights[1] = 24
    _put_headings(sheet)
    row = _HEADER_ROW + 1
    for row, node in enumerate(nodes(export), start=_HEADER_ROW + 2):
        _put_node(sheet, export, row, node)
    _put_verdict(sheet, row, _put_weights(sheet, export))
    sheet.freeze = (_HEADER_ROW + 2, _FIRST)
    return sheet


def _put_headings(sheet: Sheet) -> None:
    row = _HEADER_ROW
    sheet.spread(Area(row, _NUMBER, row + 1, _NUMBER), _("N°"), HEADER)
    sheet.spread(Area(row, _TITLE, row + 1, _TITLE), _("Objetivo o meta"), HEADER)
    for at, title in enumerate((_("Programado"), _("Avance"), _("Cumplimiento"))):
        left = _FIRST + 3 * at
        sheet.spread(Area(row, left, row, left + 2), title, HEADER)
        sheet.put_row(row + 1, left, (_("Programa"), _("Libro"), _("Diferencia")), HEADER)


def _put_node(sheet: Sheet, export: PlanExport, row: int, node: Node) -> None:
    plain = node.is_indicator
    sheet.put(row, _NUMBER, node.number, CENTRED if plain else BAND)
    style = TEXT if plain else BAND._replace(across="left")
    style = style._replace(wrap=False, indent=2 if plain else 1)  # a link does not wrap
    sheet.put(row, _TITLE, one_line(node.title, style, _TITLE_WIDTH), style, link=node.link)
    for at, monthly in enumerate(_SHOWN):
        column = _FIRST + 3 * at
        computed = export.calculation.at(node.key, monthly, export.context.month)
        program, book = f"{column_letter(column)}{row}", f"{column_letter(column + 1)}{row}"
        sheet.put(row, column, computed.value, _RATE)
        sheet.put_computed(row, column + 1, computed, _RATE)
        both = f"ISNUMBER({program}),ISNUMBER({book})"
        either = f"IF(ISNUMBER({program})=ISNUMBER({book}),0,1)"
        sheet.put(
            row,
            column + 2,
            Decimal(0),
            _DIFFERENCE,
            f"IF(AND({both}),ABS({program}-{book}),{either})",
        )
    sheet.heights[row] = 16


def _put_weights(sheet: Sheet, export: PlanExport) -> Computed:
    """Write the total of the plan's weights beside the one that its form prints; return their difference."""
    total, plan = printed_total(export.plan.objectives), export.plan
    own, printed = sum((objective.weight for objective in plan.objectives), Decimal(0)), total.value / total.whole
    label = Style(size=9, across="right", indent=1)
    said = _("Total de los pesos: en el plan, en el formulario y diferencia")
    sheet.spread(Area(_VERDICT_ROW, _WEIGHTS - 2, _VERDICT_ROW, _WEIGHTS + 1), said, label)
    program, book = (f"{column_letter(_WEIGHTS + at)}{_VERDICT_ROW}" for at in (2, 3))
    sheet.put(_VERDICT_ROW, _WEIGHTS + 2, own, _RATE)
    sheet.put(_VERDICT_ROW, _WEIGHTS + 3, printed, _RATE, f"{weights_total(export)}/{total.whole}")
    difference = abs(own - printed)
    sheet.put(_VERDICT_ROW, _WEIGHTS + 4, difference, _DIFFERENCE, f"ABS({program}-{book})")
    return Computed(f"{column_letter(_WEIGHTS + 4)}{_VERDICT_ROW}", difference)


def _put_verdict(sheet: Sheet, last: int, weights: Computed) -> None:
    """Say at the top whether everything agrees, the total of the weights too."""
    first = _HEADER_ROW + 2
    columns = [column_letter(_FIRST + 3 * at + 2) for at in range(len(_SHOWN))]
    areas = [f"{letter}{first}:{letter}{last}" for letter in columns]
    greatest = Computed(f"MAX({','.join(areas)},{weights.formula})", weights.value)
    agrees = _("Coinciden todas las cifras")
    differs = _("No coinciden: algo se cambió en el libro, o el formulario imprime otros pesos")
    style = Style(size=10, bold=True, border=GRID, across="left", indent=1, wrap=True)
    row, area = _VERDICT_ROW, Area(_VERDICT_ROW, _NUMBER, _VERDICT_ROW, _TITLE)
    verdict = agrees if greatest.amount < Decimal(_CLOSE) else differs
    sheet.spread(area, verdict, style, f'IF({greatest.formula}<{_CLOSE},"{agrees}","{differs}")')
    sheet.put(row, _FIRST, _("Mayor diferencia"), Style(size=9, across="right", indent=1))
    sheet.put_computed(row, _FIRST + 1, greatest, _DIFFERENCE)
    for text, level in ((agrees, Level.GREEN), (differs, Level.RED)):
        sheet.conditional_formats.append(
            ConditionalFormat(f'$B${row}="{text}"', (area,), LEVEL_COLOUR[level], LEVEL_FILL[level])
        )
