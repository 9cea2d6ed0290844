"""A block copied from a spreadsheet: read, laid over the grid, checked whole before anything is saved."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from scoring.entry.acceptance import accept
from scoring.entry.values import changes_for, parse_value
from scoring.errors import PlanError
from scoring.messages import _
from scoring.model import MONTHS, CellChange, Plan
from tui.grid.rows import Row

_LINE_END: Final = re.compile(r"\r\n|\r|\n")
"""Spreadsheets end a line with LF or CR LF; tmux turns either into CR."""


class Placement(NamedTuple):
    """A block laid over the grid: what pasting it would do."""

    height: int
    width: int
    changes: tuple[CellChange, ...]
    overwritten: int
    """How many of the cells it changes hold a value now."""
    problem: PlanError | None
    """Why nothing of it can be pasted; None where all of it can."""


def parse_block(text: str) -> list[list[str]]:
    """Split a text into lines and tab-separated fields; an empty last line is the end of the one before."""
    lines = _LINE_END.split(text)
    if len(lines) > 1 and not lines[-1]:
        lines.pop()
    return [[field.strip() for field in line.split("\t")] for line in lines]


def lay(plan: Plan, rows: Sequence[Row], start: int, month: int, block: Sequence[Sequence[str]]) -> Placement:
    """Lay a block over the rows from `start` on, its first column in `month`.

    Rows that hold no value of a month are passed over, as a spreadsheet has no line for them, and so is money where
    the block begins at figures, or figures where it begins at money. An empty field leaves
    its cell as it is, so that a gap in the source clears nothing.
    """
    monthly = [row for row in rows[start:] if row.field is not None and not row.yearly]
    typed = [row for row in monthly if row.is_money == rows[start].is_money]
    width = max(len(line) for line in block)
    draft = plan
    try:
        _check_size(len(block), width, len(typed), month)
        for y, (line, row) in enumerate(zip(block, typed, strict=False), 1):
            for x, field in enumerate(line):
                if field:
                    draft = draft.with_changes(_field(draft, row, month + x, field, (y, x + 1)))
        made = _difference(plan, draft)
        accept(plan, made)
    except PlanError as error:
        return Placement(len(block), width, (), 0, error)
    overwritten = sum(1 for change in made if change.cell in plan.values)
    return Placement(len(block), width, made, overwritten, None)


def _check_size(height: int, width: int, rows: int, month: int) -> None:
    if height > rows:
        raise PlanError(
            _("el bloque tiene {lines} filas y de aquí al final hay {rows}").format(lines=height, rows=rows)
        )
    if month + width - 1 > MONTHS[-1]:
        raise PlanError(_("el bloque tiene {width} columnas y pasa de diciembre").format(width=width))


def _field(plan: Plan, row: Row, month: int, text: str, place: tuple[int, int]) -> tuple[CellChange, ...]:
    """Return what a field changes; PlanError names its line and column."""
    cell = row.cell(month)
    problem = _("el mes no está programado para {number}").format(number=row.number or row.label)
    if cell is not None:
        try:
            return changes_for(plan, cell, parse_value(plan, text, cell))
        except PlanError as error:
            problem = str(error)
    raise PlanError(
        _("fila {line}, columna {column}: {problem}").format(line=place[0], column=place[1], problem=problem)
    )


def _difference(before: Plan, after: Plan) -> tuple[CellChange, ...]:
    cells = sorted(
        before.values.keys() | after.values.keys(), key=lambda cell: (cell.indicator, cell.name, cell.month or 0)
    )
    return tuple(
        CellChange(cell, after.values.get(cell)) for cell in cells if before.values.get(cell) != after.values.get(cell)
    )
