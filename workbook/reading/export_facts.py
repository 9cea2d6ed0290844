"""Where a workbook came from, as its hidden `_meta` sheet says: which plan, and its values at export."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final, NamedTuple

from scoring.messages import _
from scoring.model import Cell, Mark, Plan, Value
from scoring.model.acts import Act, Evidence, Remark
from scoring.precision import MAX_DIGITS
from scoring.quoting import quoted
from workbook.errors import WorkbookError
from workbook.model.hidden_keys import (
    CELLS_HEADING,
    META_SHEET,
    NOT_PROGRAMMED,
    REMARKS_HEADING,
    SCHEMA,
    Content,
    Fact,
)
from workbook.model.shown import REMARK_PARTS, shown_part
from workbook.reading.worksheets import ReadSheet
from workbook.reading.xml_check import MAX_ROW

_FACT, _TEXT, _CELL, _VALUE, _REMARK, _REMARK_TEXT = 1, 2, 4, 5, 7, 8
"""The columns of the sheet."""

_MAX_LENGTH: Final = 2 * MAX_DIGITS + 3
"""Characters of a value at export: the longest that a plan takes, with its sign, zeros and point."""


class ExportFacts(NamedTuple):
    """What the file says of itself."""

    content: Content
    plan: str
    process: str
    year: str
    head: str
    month: int | None
    values: dict[Cell, Value]
    """The values at export; a cell that is not here was empty."""
    remarks: dict[Act, Remark]
    """The remarks at export, of the month that it was made for."""


def read_export_facts(sheets: Sequence[ReadSheet], plan: Plan) -> ExportFacts:
    """Return what a workbook of `plan` says of itself; raise WorkbookError where it is of no plan, or of another."""
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
    return ExportFacts(
        Content(facts[Fact.CONTENT]),
        plan.id,
        facts.get(Fact.PROCESS, ""),
        facts.get(Fact.YEAR, ""),
        facts.get(Fact.HEAD, ""),
        int(month) if month.isdecimal() and len(month) < 3 else None,
        dict(_cell_at_export(name, text) for name, text in listed if (name, text) != CELLS_HEADING),
        _remarks_at_export((cells[_REMARK], cells.get(_REMARK_TEXT, "")) for cells in rows if _REMARK in cells),
    )


def is_of_several_plans(sheets: Sequence[ReadSheet]) -> bool:
    """Tell whether a workbook holds several plans, and so the form of none in particular."""
    return _facts(_rows(sheets)).get(Fact.CONTENT) == Content.PLANS


def _rows(sheets: Sequence[ReadSheet]) -> list[dict[int, str]]:
    """Return the rows of the sheet as texts by column; none where the workbook has no such sheet."""
    rows: dict[int, dict[int, str]] = {}
    for sheet in sheets:
        if sheet.title == META_SHEET:
            for (row, column), content in sheet.cells(MAX_ROW):
                rows.setdefault(row, {})[column] = str(content.value)
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
        year = facts.get(Fact.YEAR, "")
        if facts.get(Fact.PROCESS) == plan.process and year not in {"", str(plan.year)}:
            sentence = _("El libro es del plan de {year} y este es el de {own_year}: impórtelo en el plan de {year}.")
            raise WorkbookError(sentence.format(year=quoted(year), own_year=plan.year))
        raise WorkbookError(
            _("El libro es de otro plan, {process} {year}; este es {own} {own_year}. No se importó nada.").format(
                process=quoted(facts.get(Fact.PROCESS, "")) or _("sin nombre"),
                year=quoted(facts.get(Fact.YEAR, "")),
                own=plan.process,
                own_year=plan.year,
            )
        )
    if told := facts.get(Fact.AS_IT_WAS):
        sentence = _("El libro no es del plan de hoy («{told}») y es solo para consultar. No se importó nada.")
        raise WorkbookError(sentence.format(told=quoted(told, 120)))


def _remarks_at_export(listed: Iterable[tuple[str, str]]) -> dict[Act, Remark]:
    """Return the remarks whose parts are listed; raise WorkbookError where they were tampered with."""
    remarks: dict[Act, Remark] = {}
    try:
        for shown, text in listed:
            if (shown, text) != REMARKS_HEADING and (part := shown_part(shown)) and part.name in REMARK_PARTS:
                value: Any = text
                if part.name in {"due", "evidence"}:
                    value = date.fromisoformat(text) if part.name == "due" else Evidence(text)
                remarks[part.act] = remarks.get(part.act, Remark(""))._replace(**{part.name: value})
    except ValueError as error:
        sentence = _("La hoja oculta {sheet} está alterada: exporte un libro nuevo.")
        raise WorkbookError(sentence.format(sheet=META_SHEET)) from error
    return remarks


def _cell_at_export(address: str, text: str) -> tuple[Cell, Value]:
    """Return a listed cell and its value at export; raise WorkbookError where either was tampered with."""
    try:
        value: Value = Mark.NP if text == NOT_PROGRAMMED else Decimal(text if len(text) <= _MAX_LENGTH else "")
        if isinstance(value, Mark) or (value.is_finite() and abs(value.adjusted()) <= _MAX_LENGTH):
            return Cell.parse(address), value
    except (ValueError, InvalidOperation):
        pass
    raise WorkbookError(_("La hoja oculta {sheet} está alterada: exporte un libro nuevo.").format(sheet=META_SHEET))
