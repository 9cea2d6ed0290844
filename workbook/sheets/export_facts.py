"""The hidden sheet that tells where a file came from, for the reading back (`workbook.model.hidden_keys`)."""

from collections.abc import Iterable

from scoring.model import Cell, Plan
from scoring.model.plain_values import write_value
from workbook.model.export_context import ExportContext
from workbook.model.hidden_keys import (
    CELLS_HEADING,
    META_SHEET,
    REMARKS_HEADING,
    SCHEMA,
    Content,
    Fact,
    RemarkText,
)
from workbook.model.sheet import Sheet
from workbook.model.styles import HIDDEN


def meta_sheet(
    plan: Plan, context: ExportContext, content: Content, cells: Iterable[Cell], remarks: Iterable[RemarkText]
) -> Sheet:
    """Return the facts about the file, and what each of its `cells` and `remarks` held at export."""
    sheet = _facts_sheet(
        (Fact.SCHEMA, str(SCHEMA)),
        (Fact.CONTENT, content),
        (Fact.PLAN, plan.id),
        (Fact.PROCESS, plan.process),
        (Fact.YEAR, str(plan.year)),
        (Fact.HEAD, context.head),
        (Fact.MONTH, str(context.month)),
        *([(Fact.AS_IT_WAS, context.as_it_was)] if context.as_it_was else []),
    )
    sheet.put_row(1, 4, CELLS_HEADING, HIDDEN)
    held = ((cell, plan.values[cell]) for cell in cells if cell in plan.values)
    for row, (cell, value) in enumerate(held, start=2):
        sheet.put_row(row, 4, (str(cell), write_value(value)), HIDDEN)
    for row, texts in enumerate((REMARKS_HEADING, *remarks), start=1):
        sheet.put_row(row, 7, texts, HIDDEN)
    return sheet


def plans_meta_sheet(month: int) -> Sheet:
    """Return the facts about a workbook of several plans, which is not read back."""
    return _facts_sheet((Fact.SCHEMA, str(SCHEMA)), (Fact.CONTENT, Content.PLANS), (Fact.MONTH, str(month)))


def _facts_sheet(*facts: tuple[Fact, str]) -> Sheet:
    sheet = Sheet(META_SHEET, hidden=True)
    for row, (fact, value) in enumerate(facts, start=1):
        sheet.put_row(row, 1, (fact.value, str(value)), HIDDEN)
    return sheet
