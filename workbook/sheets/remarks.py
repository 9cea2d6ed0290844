"""Room for what people say of an indicator in words in a month: analysis, action, deadline, responsible, evidence."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from scoring.entry.act_words import remark_words
from scoring.messages import _
from scoring.model import Indicator, Plan
from scoring.model.acts import Remark
from scoring.text.months import month_name
from scoring.year.remarks import remark_of
from workbook.model.cells import Area, SheetValue, Style
from workbook.model.hidden_keys import RemarkText
from workbook.model.sheet import Sheet
from workbook.model.shown import REMARK_PARTS, remark_part
from workbook.model.styles import DATE, HIDDEN, STEEL, TEXT, YELLOW, fitted, text_height

LABEL, _FIRST, _SECOND_LABEL, _SECOND = 2, 3, 4, 5
"""The columns, in every sheet that has such room."""
_OPEN: Final = TEXT._replace(fill=YELLOW, locked=False)
_NONE: Final = TEXT._replace(fill=STEEL)
_HEIGHTS: Final = {"analysis": 30.0, "action": 26.0}
"""Points of the rows that have room for two lines by hand."""
_LINE: Final = 16.0


class Room(NamedTuple):
    """Where a sheet has room, for what, and how it looks."""

    plan: Plan
    month: int
    last: int
    """Its last column."""
    width: float
    """Of the columns that texts have, in Excel's characters."""
    label: Style
    keys: int = 0
    """The hidden column of keys; 0 where a sheet has none."""


def put_remark(sheet: Sheet, row: int, room: Room, indicator: Indicator) -> int:
    """Write an indicator's remark of the month, or leave room for one, below a row; return the last row.

    The rows are there in any month, so that the sheet is laid out alike; where the month is not among the indicator's,
    they take nothing.
    """
    plan, month = room.plan, room.month
    remark = remark_of(plan, indicator.id, month) or Remark("")
    style = _OPEN if month in indicator.months else _NONE
    name = month_name(month, plan.locale, wide=True) if month else ""
    analysis = _("Análisis de {month}").format(month=name) if month else _("Análisis")
    labels = {"analysis": analysis, "action": _("Acción de mejora")}
    for part, label in (*labels.items(), ("due", _("Plazo de la acción")), ("evidence", _("Evidencia"))):
        row += 1
        sheet.put(row, LABEL, label, room.label)
        shows = remark_part(indicator, part, month)
        if room.keys:
            sheet.put(row, room.keys, shows or None, HIDDEN)
        value = part_of(remark, part)
        if part == "due":
            sheet.put(row, _FIRST, value, style._replace(number=DATE), shows=shows)
            sheet.put(row, _SECOND_LABEL, _("A cargo de"), room.label._replace(indent=1))
            shows, value = remark_part(indicator, "responsible", month), remark.responsible or None
            width = sum(sheet.widths[column] for column in range(_SECOND, room.last + 1))
            fit = fitted(style, value, width)
            sheet.spread(Area(row, _SECOND, row, room.last), value, fit, shows=shows)
            sheet.heights[row] = max(_LINE, text_height(fit, str(value or ""), width))
            continue
        fit = fitted(style, value, room.width)
        sheet.spread(Area(row, _FIRST, row, room.last), value, fit, shows=shows)
        sheet.heights[row] = max(_HEIGHTS.get(part, _LINE), text_height(fit, str(value or ""), room.width))
    return row


def rows_by_hand(row: int) -> tuple[int, int]:
    """Return which of the rows of a remark below `row` have room to write by hand: its analysis, and its action."""
    return row + 1, row + 2


def part_of(remark: Remark, part: str) -> SheetValue:
    """Return what a cell holds for a part of a remark; nothing for an empty one."""
    if part == "evidence":
        return remark.evidence.source if remark.evidence else None
    return getattr(remark, part) or None


def remark_texts(plan: Plan, indicators: Sequence[Indicator], month: int) -> list[RemarkText]:
    """Return what the remarks of a month say at export, a part each; dates as in ISO 8601."""
    remarks = ((item, remark_of(plan, item.id, month)) for item in indicators if month in item.months)
    return [
        RemarkText(remark_part(item, part, month), str(value))
        for item, remark in remarks
        if remark
        for part in REMARK_PARTS
        if (value := part_of(remark, part)) is not None
    ]


def remark_line(plan: Plan, month: int, remark: Remark) -> str:
    """Return a remark in a line, with the month that it is about."""
    return f"{month_name(month, plan.locale).capitalize()}: {remark_words(remark)}"
