"""Plan de Acción: the official form, in its own nineteen columns and words, as it is signed.

The reading back of a form finds its indicators by their two dates, so each has a row of its own.
"""

from decimal import Decimal
from typing import Final

from scoring.messages import _
from scoring.year.words import stage_parts
from workbook.model.cells import Area, SheetCell, Style
from workbook.model.formula_references import absolute, column_letter, quoted
from workbook.model.layout import FORM_COLUMNS
from workbook.model.number_widths import shown_number, width_of
from workbook.model.paging import set_pages
from workbook.model.sheet import Sheet
from workbook.model.sheet_features import PageSetup, PlacedPicture
from workbook.model.styles import HEADER, NAVY, line_height, text_height, word_width
from workbook.sheets.form_execution import put_executed
from workbook.sheets.form_objective import (
    CENTRE,
    LABEL,
    OBJECTIVE,
    OBJECTIVE_WEIGHT,
    OWN,
    RESPONSIBLE,
    SIZE,
    WIDTHS,
    put_objective,
    rows_of,
)
from workbook.sheets.form_signatures import put_signatures
from workbook.sheets.form_weights import printed_total
from workbook.sheets.plan_export import PlanExport

_ONE_PAGE: Final = 1300.0
"""Points of rows that can still be read when they are put on one page."""
_CONTROL_ROWS: Final = 4
"""Código, Versión, Página and Estado."""
_HEADER_ROWS: Final = 2
_LOGO: Final = (220, 66)
"""Pixels that the logo may have: the height of the document control beside it, and less than the centred heading."""
_PAGE_OF: Final = (3, 17)
"""Where the document control says which page this is."""
_WIDEST_WORD: Final = 16.0
"""The widest that a column becomes for a word; a longer one is broken."""
_STANDING: Final = Style(size=8, bold=True, across="right", wrap=True)
_TOTAL: Final = HEADER._replace(fill="D9E2EC", colour="1F2933")


def form_sheet(export: PlanExport, *, to_sign: bool = False) -> Sheet:
    """Return the form, to be printed on one oficio page, or on several where one could not be read.

    One page has its number in the document control; several have theirs at the foot. One that is alone, to be signed,
    says nothing of what is executed.
    """
    sheet = Sheet(export.names.form, PageSetup(tall=1, footer=export.context.footer, numbered=False))
    sheet.tab = NAVY
    sheet.widths.update(enumerate(WIDTHS, start=1))
    row = _put_heading(sheet, export)
    _put_header(sheet, row, export.plan.texts.header)
    first = row = row + _HEADER_ROWS
    starts = []
    for objective in export.plan.objectives:
        starts.append(row)
        row = put_objective(sheet, row, export.plan, objective)
    starts.append(row)
    row = _put_total(sheet, first, row, export)
    if not to_sign:
        row = put_executed(sheet, row, export, _TOTAL)
    sheet.heights[row] = 6
    put_signatures(sheet, row + 1, export.plan, to_sign=to_sign)
    _widen(sheet)
    if sum(sheet.heights.values()) > _ONE_PAGE:
        sheet.page = sheet.page._replace(tall=0, numbered=True, repeat=(first - _HEADER_ROWS, first - 1))
        pages = sheet.cells[_PAGE_OF]
        sheet.cells[_PAGE_OF] = pages._replace(value=_("Al pie de cada hoja"))
        heading = sum(sheet.heights[at] for at in range(1, first - _HEADER_ROWS))
        set_pages(sheet, starts, max(sheet.heights), heading)
    return sheet


def _widen(sheet: Sheet) -> None:
    """Make columns as wide as the amounts of their sources, and the longest words in them, which are not broken."""
    merged = {(area.top, area.left) for area in sheet.merges if area.right > area.left}
    for place, cell in sheet.cells.items():
        if isinstance(cell.value, Decimal | str) and place not in merged:
            sheet.widths[place[1]] = max(sheet.widths[place[1]], _width_needed(cell))


def _width_needed(cell: SheetCell) -> float:
    """Return the width in Excel's characters that a cell of the form needs; nothing for a number that is no amount."""
    style, text = cell.style, str(cell.value)
    if isinstance(cell.value, Decimal):
        text = shown_number(cell.value, style) if style.shrink else ""
    elif style.wrap:
        return min(_WIDEST_WORD, word_width(max(text.split(), key=len, default=""), style))
    return width_of(text, style.size * (1.05 if style.bold else 1))


def weights_total(export: PlanExport) -> str:
    """Return the reference of the total of the objectives' weights."""
    above = max(len(export.plan.texts.heading), _CONTROL_ROWS) + 2 + _HEADER_ROWS
    row = above + sum(map(rows_of, export.plan.objectives))
    return f"{quoted(export.names.form)}!{absolute(row, OBJECTIVE_WEIGHT)}"


def _put_heading(sheet: Sheet, export: PlanExport) -> int:
    """Write the lines above the table and the document control beside them; return the next row."""
    stage, *others = stage_parts(export.plan)
    control = (
        (_("Código"), export.plan.code, "plan.code"),
        (_("Versión"), export.plan.version, "plan.version"),
        (_("Página"), _("1 de 1"), ""),
        (_("Estado"), stage, ""),
    )
    heading = export.plan.texts.heading
    last = max(len(heading), _CONTROL_ROWS)
    for at in range(last):
        text = heading[at] if at < len(heading) else ""
        big = Style(size=14 if at == 0 else 11, bold=True, colour=NAVY, across="center")
        sheet.spread(Area(at + 1, 1, at + 1, 15), text, big, shows="plan.text.heading")
        sheet.heights[at + 1] = 20 if at == 0 else 16
    for at, (label, value, field) in enumerate(control, start=1):
        sheet.spread(Area(at, 16, at, 16), label, LABEL._replace(across="right"))
        sheet.spread(Area(at, 17, at, FORM_COLUMNS), value, CENTRE, shows=field)
        sheet.heights[at] = max(sheet.heights[at], text_height(CENTRE, value, sum(WIDTHS[16:])))
    sheet.heights[last + 1] = 6
    standing = "; ".join(others).capitalize()
    # Beside the heading, of which it would be read as a line.
    if text := "\n".join(filter(None, (export.context.as_it_was, standing))):
        sheet.spread(Area(last + 1, 16, last + 1, FORM_COLUMNS), text, _STANDING)
        sheet.heights[last + 1] = text_height(_STANDING, text, sum(WIDTHS[15:]), room=2)
    if export.context.logo:
        sheet.pictures.append(PlacedPicture(export.context.logo, 1, 1, *_LOGO))
    return last + 2


def _put_header(sheet: Sheet, row: int, header: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    """Write the two header rows: a heading spans the nameless columns after it, and both rows where it can."""
    top, below = uncrossed(header)
    starts = [at for at in range(FORM_COLUMNS) if top[at] or at == 0]
    for start, end in zip(starts, [*starts[1:], FORM_COLUMNS], strict=True):
        if not any(below[start:end]):
            sheet.spread(Area(row, start + 1, row + 1, end), top[start], HEADER)
            continue
        sheet.spread(Area(row, start + 1, row, end), top[start], HEADER)
        for at in range(start, end):
            sheet.put(row + 1, at + 1, below[at], HEADER)
    sheet.heights[row] = line_height(2, SIZE)
    sheet.heights[row + 1] = line_height(3, SIZE)


def uncrossed(header: tuple[tuple[str, ...], tuple[str, ...]]) -> tuple[list[str], list[str]]:
    """Return the header with each heading above the column that it names.

    The form prints the headings of its last columns crosswise: the responsible's above the unit, and the unit's above
    the responsible. Their words stay; where they are crossed, they change places.
    """
    top = [*header[0], *[""] * FORM_COLUMNS][:FORM_COLUMNS]
    below = [*header[1], *[""] * FORM_COLUMNS][:FORM_COLUMNS]
    unit, responsible = RESPONSIBLE - 2, RESPONSIBLE - 1
    if top[unit] and not below[unit] and below[responsible] and not top[responsible]:
        top[unit], top[responsible] = below[responsible], top[unit]
        below[responsible] = ""
    return top, below


def _put_total(sheet: Sheet, first: int, row: int, export: PlanExport) -> int:
    """Write the total of the objectives' weights, live and as they are printed; return the next row."""
    total = printed_total(export.plan.objectives)
    letter = column_letter(OBJECTIVE_WEIGHT)
    style = _TOTAL
    sheet.put(row, OBJECTIVE, _("Total"), style)
    sheet.put(
        row,
        OBJECTIVE_WEIGHT,
        total.value,
        style._replace(number=total.number),
        f"SUM({letter}{first}:{letter}{row - 1})" if row > first and total.adds_up_cells else "",
    )
    sheet.spread(Area(row, OWN, row, FORM_COLUMNS), None, style)
    sheet.heights[row] = line_height(1, SIZE)
    return row + 1
