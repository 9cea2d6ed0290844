"""Trimestres: the four quarterly cut-offs side by side."""

from typing import Final

from scoring.messages import _
from scoring.text.months import month_name
from workbook.formulas.levels import level_of, level_rules
from workbook.formulas.rules import Block, Scalar
from workbook.model.cells import MES_CORTE, Area, Page, Sheet, column_letter
from workbook.model.styles import BAND, CENTRED, HEADER, RATE, SHORT_PERCENT, SUBTITLE, TEXT, TITLE, level_word
from workbook.model.wording import shortened
from workbook.sheets.nodes import Node, level_at, nodes
from workbook.sheets.source import Edition

QUARTERS: Final = (3, 6, 9, 12)
_NUMBER, _TITLE, _WEIGHT, _FIRST = 2, 3, 4, 5
_BLOCKS: Final = (Block.PROGRAMMED, Block.PROGRESS, Block.COMPLIANCE)
_TITLE_WIDTH: Final = 46
_HEADER_ROW: Final = 4


def quarters_sheet(edition: Edition) -> Sheet:
    """Return the nodes of the plan at March, June, September and December, as far as the cut-off reaches."""
    page = Page(repeat=(_HEADER_ROW, _HEADER_ROW + 1), footer=edition.context.footer)
    sheet = Sheet(edition.names.quarters, page)
    for column, width in ((1, 1.5), (_NUMBER, 5), (_TITLE, _TITLE_WIDTH), (_WEIGHT, 9)):
        sheet.widths[column] = width
    sheet.put(1, _NUMBER, _("Cortes trimestrales {year}").format(year=edition.plan.year), TITLE)
    sheet.put(2, _NUMBER, edition.plan.process, SUBTITLE)
    sheet.heights[1] = 24
    _headings(sheet, edition)
    row = _HEADER_ROW + 1
    for node in nodes(edition):
        row += 1
        _row(sheet, edition, row, node)
    for quarter in range(len(QUARTERS)):
        column = _FIRST + 4 * quarter + 3
        area = Area(_HEADER_ROW + 2, column, row, column)
        sheet.rules.extend(level_rules(f"${column_letter(column)}{area.top}", (area,)))
    sheet.freeze = (_HEADER_ROW + 2, _FIRST)
    return sheet


def _headings(sheet: Sheet, edition: Edition) -> None:
    row = _HEADER_ROW
    for column, text in ((_NUMBER, _("N°")), (_TITLE, _("Objetivo o meta")), (_WEIGHT, _("Peso en el plan"))):
        sheet.spread(Area(row, column, row + 1, column), text, HEADER)
    for at, month in enumerate(QUARTERS):
        left = _FIRST + 4 * at
        title = _("Corte a {month}").format(month=month_name(month, edition.plan.locale, wide=True))
        sheet.spread(Area(row, left, row, left + 3), title, HEADER)
        sheet.put_row(row + 1, left, (_("Progr."), _("Avance"), _("Cumpl."), _("Nivel")), HEADER)
        for offset, width in enumerate((9.5, 9.5, 9.5, 13)):
            sheet.widths[left + offset] = width
    sheet.heights[row], sheet.heights[row + 1] = 18, 18


def _row(sheet: Sheet, edition: Edition, row: int, node: Node) -> None:
    calculation = edition.calculation
    text, rate, centred = TEXT, RATE, CENTRED
    if node.key is None:
        text, rate, centred = (HEADER._replace(across=across) for across in ("left", "right", "center"))
    elif not node.is_line:
        text, rate, centred = (BAND._replace(across=across) for across in ("left", "right", "center"))
    rate = rate._replace(number=SHORT_PERCENT)
    sheet.put(row, _NUMBER, node.number, centred)
    title = shortened(node.title, 62 if node.is_line else 51)  # a link does not wrap
    sheet.put(row, _TITLE, title, text._replace(wrap=False), link=node.link if node.key is not None else "")
    if node.key is None:
        sheet.put(row, _WEIGHT, None, rate)
    else:
        weight = calculation.scalar(node.key, Scalar.GLOBAL if node.is_line else Scalar.SHARE)
        sheet.put(row, _WEIGHT, weight.value, rate, weight.formula)
    for at, month in enumerate(QUARTERS):
        left = _FIRST + 4 * at
        for offset, block in enumerate(_BLOCKS):
            drawn = calculation.until_cut_off(node.key, block, month)
            sheet.put(row, left + offset, drawn.value, rate, drawn.formula)
        reached = month <= edition.context.month
        level = level_of(
            f"{column_letter(left + 2)}{row}",
            calculation.scalar(node.key, Scalar.GREEN).formula,
            calculation.scalar(node.key, Scalar.YELLOW).formula,
        )
        word = level_word(level_at(calculation.scores[month], node)) if reached else ""
        sheet.put(row, left + 3, word, centred, f'IF({month}>{MES_CORTE},"",{level})')
    sheet.heights[row] = 18
