"""Plan de Acción: the official form, in its own nineteen columns and words, as it is signed.

The reading back of a form finds its lines by their two dates, so each goal stands in a row of its own.
"""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Final

from scoring.messages import _
from scoring.model import FormTexts, Indicator, Objective
from workbook.model.cells import Area, Page, Sheet, Shown, Style, column_letter
from workbook.model.paging import breaks
from workbook.model.styles import CENTRED, DATE, GRID, HEADER, NAVY, TALLEST, TEXT, fitted, line_height, lines_needed
from workbook.sheets.source import Edition

COLUMNS: Final = 19
_WIDTHS: Final = (18, 9.5, 15, 20, 10.5, 10.5, 7.5, 7, 29, 15.5, 10, 8.5, 9.8, 9.8, 4.5, 28, 5, 10, 7.5)
_OBJECTIVE, _OBJECTIVE_WEIGHT, _OWN, _OWN_GOAL, _OWN_WEIGHT, _FUNDS = 1, 2, 3, 4, 5, 6
_ACTION, _GOAL, _RESPONSIBLE = 9, 10, 18
_SIZE: Final = 9
_ONE_PAGE: Final = 1300.0
"""Points of rows that can still be read when they are put on one page."""
_PAGE_HEIGHT: Final = 690.0
"""Points of rows below the repeated header that go on one of several pages."""
_PAGE_OF: Final = (3, 17)
"""Where the document control says which page this is."""
_CELL: Final = TEXT._replace(size=_SIZE)
_CENTRE: Final = CENTRED._replace(size=_SIZE)
_BOLD: Final = _CELL._replace(bold=True)
_LABEL: Final = Style(size=_SIZE, bold=True, border=GRID, across="left")
_PERCENT: Final = re.compile(r"(\d+)(?:[.,](\d+))?\s*%")


def form_sheet(edition: Edition) -> Sheet:
    """Return the form, to be printed on one oficio page, or on several where one could not be read."""
    sheet = Sheet(edition.names.form, Page(tall=1, footer=edition.context.footer))
    sheet.tab = NAVY
    for column, width in enumerate(_WIDTHS, start=1):
        sheet.widths[column] = width
    row = _heading(sheet, edition)
    _header(sheet, row, edition.plan.texts.header)
    first = row = row + 2
    starts = []
    for objective in edition.plan.objectives:
        starts.append(row)
        row = _objective(sheet, row, objective)
    row = _total(sheet, first, row, edition)
    _signatures(sheet, row + 1, edition.plan.texts)
    if sum(sheet.heights.values()) > _ONE_PAGE:
        sheet.page = sheet.page._replace(tall=0, repeat=(first - 2, first - 1))
        pages = sheet.cells[_PAGE_OF]
        sheet.cells[_PAGE_OF] = pages._replace(value=_("Al pie de cada hoja"))
        heading = sum(sheet.heights[at] for at in range(1, first))
        sheet.breaks = breaks(sheet.heights, [*starts, row - 1], max(sheet.heights), _PAGE_HEIGHT, heading)
    return sheet


def _heading(sheet: Sheet, edition: Edition) -> int:
    """Write the lines above the table and the document control beside them; return the next row."""
    context = edition.context
    control = (
        (_("Código"), context.code or f"PA-{edition.plan.year}"),
        (_("Versión"), context.version or "1"),
        (_("Página"), _("1 de 1")),
    )
    heading = edition.plan.texts.heading
    last = max(len(heading), len(control))
    for at in range(last):
        text = heading[at] if at < len(heading) else ""
        big = Style(size=14 if at == 0 else 11, bold=True, colour=NAVY, across="center")
        sheet.spread(Area(at + 1, 1, at + 1, 15), text, big)
        sheet.heights[at + 1] = 20 if at == 0 else 16
    for at, (label, value) in enumerate(control, start=1):
        sheet.spread(Area(at, 16, at, 16), label, _LABEL._replace(across="right"))
        sheet.spread(Area(at, 17, at, COLUMNS), value, _CENTRE)
    sheet.heights[last + 1] = 6
    return last + 2


def _header(sheet: Sheet, row: int, header: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    """Write the two header rows: a heading spans the nameless columns after it, and both rows where it can."""
    top, below = righted(header)
    starts = [at for at in range(COLUMNS) if top[at] or at == 0]
    for start, end in zip(starts, [*starts[1:], COLUMNS], strict=True):
        if not any(below[start:end]):
            sheet.spread(Area(row, start + 1, row + 1, end), top[start], HEADER)
            continue
        sheet.spread(Area(row, start + 1, row, end), top[start], HEADER)
        for at in range(start, end):
            sheet.put(row + 1, at + 1, below[at], HEADER)
    sheet.heights[row] = line_height(2, _SIZE)
    sheet.heights[row + 1] = line_height(3, _SIZE)


def righted(header: tuple[tuple[str, ...], tuple[str, ...]]) -> tuple[list[str], list[str]]:
    """Return the header with each heading above the column that it names.

    The form prints the headings of its last columns crosswise: the responsible's above the unit, and the unit's above
    the responsible. Their words stay; where they are crossed, they change places.
    """
    top = [*header[0], *[""] * COLUMNS][:COLUMNS]
    below = [*header[1], *[""] * COLUMNS][:COLUMNS]
    unit, responsible = _RESPONSIBLE - 2, _RESPONSIBLE - 1
    if top[unit] and not below[unit] and below[responsible] and not top[responsible]:
        top[unit], top[responsible] = below[responsible], top[unit]
        below[responsible] = ""
    return top, below


def real(text: str) -> tuple[Shown, str]:
    """Return what a verbatim text is as data, and the format that shows it as it was written."""
    match = _PERCENT.fullmatch(text.strip())
    if not match:
        return (Decimal(text), "General") if text.isdecimal() and not text.startswith("0") else (text, "General")
    places = match[2] or ""
    number = "0." + "0" * len(places) + "%" if places else "0%"
    return Decimal(f"{match[1]}.{places or 0}") / 100, number


def _dated(text: str, moment: date) -> tuple[Shown, str]:
    """Return a date as data, unless the form writes another one."""
    return (moment, DATE) if text in {"", f"{moment:%d/%m/%Y}"} else (text, "General")


def _objective(sheet: Sheet, first: int, objective: Objective) -> int:
    """Write an objective's rows; return the next row."""
    goals = [goal for action in objective.actions for goal in action.indicators]
    last = first + max(1, len(goals), len(objective.own)) - 1
    texts = objective.texts
    sheet.spread(Area(first, _OBJECTIVE, last, _OBJECTIVE), texts.text, _BOLD)
    _spread_real(sheet, Area(first, _OBJECTIVE_WEIGHT, last, _OBJECTIVE_WEIGHT), texts.weight, objective.weight)
    own = [(texts.indicator, texts.goal, texts.goal_weight, objective.own[0].weight if objective.own else None)]
    own += [
        (indicator.name, indicator.texts.goal, indicator.texts.weight, indicator.weight)
        for indicator in objective.own[1:]
    ]
    for at, (name, goal, weight, share) in enumerate(own):
        top = first + at
        bottom = last if at == len(own) - 1 else top
        sheet.spread(Area(top, _OWN, bottom, _OWN), name, _CELL)
        _spread_real(sheet, Area(top, _OWN_GOAL, bottom, _OWN_GOAL), goal, None, _CELL)
        _spread_real(sheet, Area(top, _OWN_WEIGHT, bottom, _OWN_WEIGHT), weight, share)
    for at, funds in enumerate((texts.own_funds, texts.ley_715, texts.other_funds)):
        sheet.spread(Area(first, _FUNDS + at, last, _FUNDS + at), funds, _CENTRE)
    row = first
    for action in objective.actions:
        end = row + max(1, len(action.indicators)) - 1
        sheet.spread(Area(row, _ACTION, end, _ACTION), action.text, _CELL)
        for at, goal_line in enumerate(action.indicators):
            _goal(sheet, row + at, goal_line)
        row = end + 1
    for empty in range(row, last + 1):
        sheet.spread(Area(empty, _ACTION, empty, _ACTION), None, _CELL)
        for column in range(_GOAL, COLUMNS + 1):
            sheet.put(empty, column, None, _CELL)
        sheet.spread(Area(empty, _RESPONSIBLE, empty, COLUMNS), None, _CELL)
    _fit(sheet, first, last)
    return last + 1


def _spread_real(sheet: Sheet, area: Area, text: str, fraction: Decimal | None, style: Style = _CENTRE) -> None:
    """Write a verbatim text as a number where it is one; the plan's own fraction stands in where it is empty."""
    value, number = real(text) if text or fraction is None else (fraction, "0.##%")
    sheet.spread(area, value, style._replace(number=number))


def _goal(sheet: Sheet, row: int, indicator: Indicator) -> None:
    texts = indicator.texts
    for column, text, fraction, style in (
        (_GOAL, texts.goal, None, _CELL),
        (_GOAL + 1, texts.weight, indicator.weight, _CENTRE),
        (_GOAL + 2, texts.months, None, _CENTRE),
        (_GOAL + 5, texts.number, None, _CENTRE),
    ):
        _spread_real(sheet, Area(row, column, row, column), text, fraction, style)
    for column, text, moment in ((_GOAL + 3, texts.start, indicator.start), (_GOAL + 4, texts.end, indicator.end)):
        value, number = _dated(text, moment)
        sheet.put(row, column, value, _CENTRE._replace(number=number))
    sheet.put(row, _GOAL + 6, texts.formula, _CELL)
    sheet.put(row, _GOAL + 7, texts.unit, _CENTRE)
    sheet.spread(Area(row, _RESPONSIBLE, row, COLUMNS), texts.responsible, _CELL)


def _fit(sheet: Sheet, first: int, last: int) -> None:
    """Give the rows of an objective the height that their texts need; merged ones share what they lack."""
    for row in range(first, last + 1):
        sheet.heights[row] = line_height(1, _SIZE)
    merged = {(area.top, area.left): area for area in sheet.merges if first <= area.top <= last}
    texts = [at for at, cell in sheet.cells.items() if first <= at[0] <= last and isinstance(cell.value, str)]
    areas = [merged.get(at, Area(*at, *at)) for at in texts]
    for area in sorted(areas, key=lambda area: area.bottom - area.top):
        cell = sheet.cells[area.top, area.left]
        width = sum(_WIDTHS[column - 1] for column in range(area.left, area.right + 1))
        rows = range(area.top, area.bottom + 1)
        given = sum(sheet.heights[row] for row in rows)
        style = fitted(cell.style, cell.value, width, max(TALLEST, given))
        sheet.cells[area.top, area.left] = cell._replace(style=style)
        lines = lines_needed(str(cell.value), width, style.size * (1.05 if style.bold else 1))
        lacking = lines * style.size * 1.32 + 3 - given
        if lacking > 0:
            for row in rows:
                sheet.heights[row] = min(TALLEST, sheet.heights[row] + lacking / len(rows))


def _total(sheet: Sheet, first: int, row: int, edition: Edition) -> int:
    """Write the total of the objectives' weights, live; return the next row."""
    total = sum((objective.weight for objective in edition.plan.objectives), Decimal(0))
    letter = column_letter(_OBJECTIVE_WEIGHT)
    style = HEADER._replace(fill="D9E2EC", colour="1F2933")
    sheet.put(row, _OBJECTIVE, _("Total"), style)
    sheet.put(
        row,
        _OBJECTIVE_WEIGHT,
        total,
        style._replace(number="0%" if total * 100 == int(total * 100) else "0.00%"),
        f"SUM({letter}{first}:{letter}{row - 1})",
    )
    sheet.spread(Area(row, _OWN, row, COLUMNS), None, style)
    sheet.heights[row] = line_height(1, _SIZE)
    sheet.heights[row + 1] = 6
    return row + 1


def _signatures(sheet: Sheet, first: int, texts: FormTexts) -> None:
    """Write the signature block, with room to sign by hand."""
    spans = _signature_spans(len(texts.signatures))
    fields: Sequence[tuple[str, ...]] = [
        (signature.role, signature.name, signature.post, signature.date, signature.signed)
        for signature in texts.signatures
    ]
    for at, label in enumerate(texts.signature_labels):
        row = first + at
        heading = at == 0
        sheet.spread(Area(row, 1, row, 2), label, HEADER if heading else _LABEL)
        for (left, right), texts_of in zip(spans, fields, strict=True):
            text = texts_of[at] if at < len(texts_of) else ""
            sheet.spread(Area(row, left, row, right), text, HEADER if heading else _CENTRE)
        sheet.heights[row] = 42 if at == 4 else line_height(1, _SIZE)


def _signature_spans(count: int) -> list[tuple[int, int]]:
    """Divide the columns from the third on among the signatures: three take C–H, I–N and O–S, as in the form."""
    if count == 3:
        return [(3, 8), (9, 14), (15, 19)]
    count = min(max(count, 1), COLUMNS - 2)
    edges = [3 + (COLUMNS - 2) * at // count for at in range(count + 1)]
    return [(left, right - 1) for left, right in pairwise(edges)]
