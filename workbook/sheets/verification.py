"""Verificación: the program's figures beside the workbook's own, node by node, at the month of the export."""

from decimal import Decimal
from typing import Final

from scoring.messages import _
from scoring.model import Level
from workbook.formulas.rules import Block
from workbook.model.cells import Area, Page, Rule, Sheet, Style, column_letter
from workbook.model.styles import BAND, CENTRED, GRID, HEADER, LEVEL_FILL, LEVEL_INK, RATE, SUBTITLE, TEXT, TITLE
from workbook.model.wording import month_text, shortened
from workbook.sheets.nodes import Node, nodes
from workbook.sheets.source import Edition

_NUMBER, _TITLE, _FIRST = 2, 3, 4
_BLOCKS: Final = (Block.PROGRAMMED, Block.PROGRESS, Block.COMPLIANCE)
_HEADER_ROW: Final = 6
_TITLE_WIDTH: Final = 50
_FIGURE: Final = RATE._replace(number="0.0000%")
_DIFFERENCE: Final = RATE._replace(number="0.0E+00")
_CLOSE: Final = "0.000000001"


def verification_sheet(edition: Edition) -> Sheet:
    """Return the comparison; it differs as soon as a figure is changed in the workbook, and says so."""
    page = Page(repeat=(_HEADER_ROW, _HEADER_ROW + 1), footer=edition.context.footer)
    sheet = Sheet(edition.names.verification, page)
    sheet.widths.update({1: 1.5, _NUMBER: 5, _TITLE: _TITLE_WIDTH})
    for column in range(_FIRST, _FIRST + 9):
        sheet.widths[column] = 12.5
    month = month_text(edition.context.month, edition.plan.locale)
    title = _("Verificación de las cifras al corte exportado: {month}").format(month=month)
    sheet.put(1, _NUMBER, title, TITLE)
    sheet.put(2, _NUMBER, " · ".join(filter(None, (edition.context.program, edition.context.source))), SUBTITLE)
    sheet.heights[1] = 24
    _headings(sheet)
    row = _HEADER_ROW + 1
    for node in nodes(edition):
        row += 1
        _row(sheet, edition, row, node)
    _verdict(sheet, row)
    sheet.freeze = (_HEADER_ROW + 2, _FIRST)
    return sheet


def _headings(sheet: Sheet) -> None:
    row = _HEADER_ROW
    sheet.spread(Area(row, _NUMBER, row + 1, _NUMBER), _("N°"), HEADER)
    sheet.spread(Area(row, _TITLE, row + 1, _TITLE), _("Objetivo o meta"), HEADER)
    for at, title in enumerate((_("Programado"), _("Avance"), _("Cumplimiento"))):
        left = _FIRST + 3 * at
        sheet.spread(Area(row, left, row, left + 2), title, HEADER)
        sheet.put_row(row + 1, left, (_("Programa"), _("Libro"), _("Diferencia")), HEADER)


def _row(sheet: Sheet, edition: Edition, row: int, node: Node) -> None:
    plain = node.is_line
    sheet.put(row, _NUMBER, node.number, CENTRED if plain else BAND)
    style = TEXT if plain else BAND._replace(across="left")
    title = shortened(node.title, 58 if plain else 46)  # a link does not wrap
    sheet.put(row, _TITLE, title, style._replace(wrap=False), link=node.link)
    for at, block in enumerate(_BLOCKS):
        column = _FIRST + 3 * at
        drawn = edition.calculation.at(node.key, block, edition.context.month)
        program, book = f"{column_letter(column)}{row}", f"{column_letter(column + 1)}{row}"
        sheet.put(row, column, drawn.value, _FIGURE)
        sheet.put(row, column + 1, drawn.value, _FIGURE, drawn.formula)
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


def _verdict(sheet: Sheet, last: int) -> None:
    """Say at the top whether everything agrees."""
    first = _HEADER_ROW + 2
    columns = [column_letter(_FIRST + 3 * at + 2) for at in range(len(_BLOCKS))]
    greatest = "MAX(" + ",".join(f"{letter}{first}:{letter}{last}" for letter in columns) + ")"
    agrees = _("Coinciden todas las cifras")
    differs = _("No coinciden: hay datos que se cambiaron en el libro")
    style = Style(size=10, bold=True, border=GRID, across="left")
    sheet.spread(Area(4, _NUMBER, 4, _TITLE), agrees, style, f'IF({greatest}<{_CLOSE},"{agrees}","{differs}")')
    sheet.put(4, _FIRST, _("Mayor diferencia"), Style(size=9, across="right"))
    sheet.put(4, _FIRST + 1, Decimal(0), _DIFFERENCE, greatest)
    area = Area(4, _NUMBER, 4, _TITLE)
    for text, level in ((agrees, Level.GREEN), (differs, Level.RED)):
        sheet.rules.append(Rule(f'$B$4="{text}"', (area,), LEVEL_INK[level], LEVEL_FILL[level]))
