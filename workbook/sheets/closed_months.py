"""Closed months in the sheets that take figures: locked, grey, and called closed above."""

from typing import Final

from scoring.messages import _
from scoring.model import Cell, Plan
from scoring.model.acts import closed_through, is_closed, is_reopened
from scoring.text.months import month_name
from workbook.model.cells import Style

_GREY: Final = "E4E7EB"


def typed_style(style: Style, plan: Plan, cell: Cell) -> Style:
    """Return the style of a cell that takes a figure: as it is, or locked where the cell is closed.

    Constants and budgets are closed with the last month.
    """
    return style._replace(fill=_GREY, locked=True) if is_closed(plan, cell) else style


def month_heading(plan: Plan, month: int) -> str:
    """Return what stands above a month: its name, and whether it is closed or was opened again."""
    name = month_name(month, plan.locale).capitalize()
    if month > closed_through(plan):
        return name
    stands = _("reabierto") if is_reopened(plan, month) else _("cerrado")
    return f"{name} {stands}"


def closed_note(plan: Plan) -> str:
    """Return the sentence on months that are closed; empty where none is."""
    if not closed_through(plan):
        return ""
    return _("Lo gris está cerrado y no se escribe: para corregirlo, quien lleva el plan reabre el mes.")
