"""Where a workbook came from, as its hidden `_meta` sheet says: which plan, and its figures at export."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Final, NamedTuple

from scoring.messages import _
from scoring.model import MONTHS, Cell, Mark, Plan, Value
from workbook.errors import WorkbookError
from workbook.model.keys import CELLS_HEADING, META_SHEET, NOT_PROGRAMMED, SCHEMA, Content, Fact
from workbook.reading.opening import Sheet, shown
from workbook.reading.parts import MAX_ROW

_FACT, _TEXT, _CELL, _VALUE = 1, 2, 4, 5
"""The columns of the sheet."""

_MAX_DIGITS: Final = 60


class Origin(NamedTuple):
    """What the file says of itself."""

    content: Content
    plan: str
    process: str
    year: str
    head: str
    month: int | None
    values: dict[Cell, Value]
    """The figures at export; a cell that is not here was empty."""


def read_origin(sheets: Sequence[Sheet], plan: Plan) -> Origin:
    """Return the origin of a workbook of `plan`; raise WorkbookError where it is of no plan, or of another."""
    rows = _rows(sheets)
    if not rows:
        raise WorkbookError(
            _("El libro no salió de «plan export» (le falta la hoja oculta {sheet}): use una copia exportada.").format(
                sheet=META_SHEET
            )
        )
    facts = _facts(rows)
    if facts.get(Fact.SCHEMA) != str(SCHEMA):
        raise WorkbookError(_("El libro se exportó con otra versión del programa: exporte uno nuevo."))
    _check_plan(facts, plan)
    listed = [(cells[_CELL], cells.get(_VALUE, "")) for cells in rows if _CELL in cells]
    month = facts.get(Fact.MONTH, "")
    return Origin(
        Content(facts[Fact.CONTENT]),
        plan.id,
        facts.get(Fact.PROCESS, ""),
        facts.get(Fact.YEAR, ""),
        facts.get(Fact.HEAD, ""),
        int(month) if month.isdecimal() and len(month) < 3 else None,
        dict(_figure(name, text) for name, text in listed if (name, text) != CELLS_HEADING),
    )


def is_of_several_plans(sheets: Sequence[Sheet]) -> bool:
    """Tell whether a workbook holds several plans, and so the form of none in particular."""
    return _facts(_rows(sheets)).get(Fact.CONTENT) == Content.PLANS


def _rows(sheets: Sequence[Sheet]) -> list[dict[int, str]]:
    """Return the rows of the sheet as texts by column; none where the workbook has no such sheet."""
    rows: dict[int, dict[int, str]] = {}
    for sheet in sheets:
        if sheet.title == META_SHEET:
            for (row, column), found in sheet.cells(MAX_ROW):
                rows.setdefault(row, {})[column] = str(found.value)
    return list(rows.values())


def _facts(rows: Sequence[dict[int, str]]) -> dict[str, str]:
    return {cells[_FACT]: cells.get(_TEXT, "") for cells in reversed(rows) if _FACT in cells}


def _check_plan(facts: dict[str, str], plan: Plan) -> None:
    content = facts.get(Fact.CONTENT, "")
    if content == Content.PLANS:
        raise WorkbookError(_("El libro reúne varios planes y es solo para consultar: importe el libro de uno solo."))
    if content not in {Content.PLAN, Content.ENTRY}:
        raise WorkbookError(_("El libro no dice qué contiene: exporte uno nuevo."))
    if facts.get(Fact.PLAN) != plan.id:
        raise WorkbookError(
            _("El libro es de otro plan, {process} {year}; este es {own} {own_year}. No se importó nada.").format(
                process=shown(facts.get(Fact.PROCESS, "")) or _("sin nombre"),
                year=shown(facts.get(Fact.YEAR, "")),
                own=plan.process,
                own_year=plan.year,
            )
        )


def _figure(name: str, text: str) -> tuple[Cell, Value]:
    """Return a listed cell and its value at export; raise WorkbookError where either was tampered with."""
    address, at, month = name.partition("@")
    indicator, dot, item = address.rpartition(".")
    whole = not at or (month.isdecimal() and len(month) < 3 and int(month) in MONTHS)
    try:
        value = Mark.NP if text == NOT_PROGRAMMED else Decimal(text if len(text) <= _MAX_DIGITS else "")
    except InvalidOperation:
        value = Decimal("NaN")
    usable = isinstance(value, Mark) or (value.is_finite() and abs(value.adjusted()) <= _MAX_DIGITS)
    if not (dot and indicator and item and whole and usable):
        raise WorkbookError(_("La hoja oculta {sheet} está alterada: exporte un libro nuevo.").format(sheet=META_SHEET))
    return Cell(indicator, item, int(month) if at else None), value
