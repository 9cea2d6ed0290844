"""The rows of an objective in the official form: its own indicators, its actions and their goals."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Final

from scoring.model import Indicator, Objective, Plan
from scoring.model.resources import FORM_SOURCES
from scoring.model.structure import address_of
from workbook.model.cells import Area, SheetValue, Style
from workbook.model.layout import FORM_COLUMNS
from workbook.model.sheet import Sheet
from workbook.model.styles import CENTRED, DATE, GRID, INDENT, TALLEST, TEXT, fitted, line_height, lines_needed
from workbook.model.wording import funds_text
from workbook.sheets.form_weights import printed_weight

WIDTHS: Final = (18, 9.5, 15, 20, 10.5, 11.8, 7.5, 7, 29, 15.5, 10, 8.5, 9.8, 9.8, 4.5, 26.7, 5, 10, 7.5)
OBJECTIVE, OBJECTIVE_WEIGHT, OWN, _OWN_GOAL, _OWN_WEIGHT, FUNDS = 1, 2, 3, 4, 5, 6
_ACTION, _GOAL, RESPONSIBLE = 9, 10, 18
FUND_COLUMNS: Final = range(FUNDS, FUNDS + len(FORM_SOURCES))
"""The columns of the sources of money."""
SIZE: Final = 9
_CELL: Final = TEXT._replace(size=SIZE)
_BOLD: Final = _CELL._replace(bold=True)
CENTRE: Final = CENTRED._replace(size=SIZE)
LABEL: Final = Style(size=SIZE, bold=True, border=GRID, across="left", indent=1)
_LONGEST_NUMBER: Final = 4
"""Digits that the narrowest column of the form has room for."""
_PERCENT: Final = re.compile(r"(\d+)(?:[.,](\d+))?\s*%")


def data_of(text: str) -> tuple[SheetValue, str]:
    """Return what a verbatim text is as data, and the format that shows it as it was written.

    A long number stays a text, which wraps where a number would be shown as ###.
    """
    match = _PERCENT.fullmatch(text.strip())
    if not match:
        is_number = text.isdecimal() and not text.startswith("0") and len(text) <= _LONGEST_NUMBER
        return (Decimal(text), "General") if is_number else (text, "General")
    places = match[2] or ""
    number = "0." + "0" * len(places) + "%" if places else "0%"
    return Decimal(f"{match[1]}.{places or 0}") / 100, number


def _dated(text: str, moment: date) -> tuple[SheetValue, str]:
    """Return a date as data, unless the form writes another one."""
    return (moment, DATE) if text in {"", f"{moment:%d/%m/%Y}"} else (text, "General")


def rows_of(objective: Objective) -> int:
    """Return how many rows an objective has in the form."""
    return max(1, len(objective.own), sum(max(1, len(action.indicators)) for action in objective.actions))


def put_objective(sheet: Sheet, first: int, plan: Plan, objective: Objective) -> int:
    """Write an objective's rows; return the next row."""
    last = first + rows_of(objective) - 1
    before, merged = len(sheet.cells), len(sheet.merges)
    texts = objective.texts
    node = address_of(objective)
    sheet.spread(Area(first, OBJECTIVE, last, OBJECTIVE), texts.text, _BOLD, shows=f"{node}.text")
    printed = printed_weight(texts.weight, objective.weight)
    shown_weight = (printed.value, CENTRE._replace(number=printed.number)) if printed else (texts.weight, CENTRE)
    sheet.spread(Area(first, OBJECTIVE_WEIGHT, last, OBJECTIVE_WEIGHT), *shown_weight, shows=f"{node}.text.weight")
    own = [(texts.indicator, texts.goal, texts.goal_weight, objective.own[0].weight if objective.own else None)]
    own += [
        (indicator.name, indicator.texts.goal, indicator.texts.weight, indicator.weight)
        for indicator in objective.own[1:]
    ]
    fields = [("text.indicator", "text.goal", "text.goal_weight"), *[("name", "text.goal", "text.weight")] * len(own)]
    nodes = [node, *(indicator.id for indicator in objective.own[1:])]
    for at, (name, goal, weight, share) in enumerate(own):
        shown = [f"{nodes[at]}.{field}" for field in fields[at]]
        top = first + at
        bottom = last if at == len(own) - 1 else top
        sheet.spread(Area(top, OWN, bottom, OWN), name, _CELL, shows=shown[0])
        _spread_data(sheet, Area(top, _OWN_GOAL, bottom, _OWN_GOAL), goal, None, _CELL, shows=shown[1])
        _spread_data(sheet, Area(top, _OWN_WEIGHT, bottom, _OWN_WEIGHT), weight, share, shows=shown[2])
    for column, (source, name) in enumerate(FORM_SOURCES.items(), start=FUNDS):
        said, area = getattr(texts, name), Area(first, column, last, column)
        text = funds_text(plan, objective, source)
        if said == text:
            sheet.spread(area, said, CENTRE, shows=f"{node}.text.{name}")
        else:  # an amount, which is not broken over lines, and no words of the form
            sheet.spread(area, text, CENTRE._replace(wrap=False, shrink=True))
    row = first
    for action in objective.actions:
        end = row + max(1, len(action.indicators)) - 1
        sheet.spread(Area(row, _ACTION, end, _ACTION), action.text, _CELL, shows=f"{address_of(action)}.text")
        for at, indicator in enumerate(action.indicators):
            _put_goal(sheet, row + at, indicator)
        row = end + 1
    for empty in range(row, last + 1):
        sheet.spread(Area(empty, _ACTION, empty, _ACTION), None, _CELL)
        for column in range(_GOAL, FORM_COLUMNS + 1):
            sheet.put(empty, column, None, _CELL)
        sheet.spread(Area(empty, RESPONSIBLE, empty, FORM_COLUMNS), None, _CELL)
    placed = [*islice(reversed(sheet.cells), len(sheet.cells) - before)][::-1]
    _fit(sheet, range(first, last + 1), placed, sheet.merges[merged:])
    return last + 1


def _spread_data(
    sheet: Sheet, area: Area, text: str, fraction: Decimal | None, style: Style = CENTRE, *, shows: str
) -> None:
    """Write a verbatim text as a number where it is one; where it is empty, the plan's own fraction."""
    value, number = data_of(text) if text or fraction is None else (fraction, "0.##%")
    sheet.spread(area, value, style._replace(number=number), shows=shows)


def _put_goal(sheet: Sheet, row: int, indicator: Indicator) -> None:
    texts, shows = indicator.texts, f"{indicator.id}.text."
    for column, name, fraction, style in (
        (_GOAL, "goal", None, _CELL),
        (_GOAL + 1, "weight", indicator.weight, CENTRE),
        (_GOAL + 2, "months", None, CENTRE),
        (_GOAL + 5, "number", None, CENTRE),
    ):
        area = Area(row, column, row, column)
        _spread_data(sheet, area, getattr(texts, name), fraction, style, shows=f"{shows}{name}")
    for column, name in ((_GOAL + 3, "start"), (_GOAL + 4, "end")):
        value, number = _dated(getattr(texts, name), getattr(indicator, name))
        sheet.put(row, column, value, CENTRE._replace(number=number), shows=f"{shows}{name}")
    sheet.put(row, _GOAL + 6, texts.formula, _CELL, shows=f"{shows}formula")
    sheet.put(row, _GOAL + 7, texts.unit, CENTRE, shows=f"{shows}unit")
    area = Area(row, RESPONSIBLE, row, FORM_COLUMNS)
    sheet.spread(area, texts.responsible, _CELL, shows=f"{shows}responsible")


def _fit(sheet: Sheet, own: range, placed: Sequence[tuple[int, int]], merges: Sequence[Area]) -> None:
    """Give the rows of an objective, its `own`, the height that their texts need; merged ones share what they lack.

    `placed` are the places of its cells, and `merges` its merged areas.
    """
    for row in own:
        sheet.heights[row] = line_height(1, SIZE)
    merged = {(area.top, area.left): area for area in merges}
    areas = [merged.get(at, Area(*at, *at)) for at in placed if isinstance(sheet.cells[at].value, str)]
    for area in sorted(areas, key=lambda area: area.bottom - area.top):
        cell = sheet.cells[area.top, area.left]
        width = sum(WIDTHS[column - 1] for column in range(area.left, area.right + 1))
        rows = range(area.top, area.bottom + 1)
        given = sum(sheet.heights[row] for row in rows)
        style = fitted(cell.style, cell.value, width, max(TALLEST, given))
        sheet.cells[area.top, area.left] = cell._replace(style=style)
        lines = lines_needed(str(cell.value), width - INDENT * style.indent, style.size * (1.05 if style.bold else 1))
        lacking = lines * style.size * 1.32 + 3 - given
        if lacking > 0:
            for row in rows:
                sheet.heights[row] = min(TALLEST, sheet.heights[row] + lacking / len(rows))
