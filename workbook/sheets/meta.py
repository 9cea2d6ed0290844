"""The hidden sheet that tells where a file came from, for the reading back (`workbook.model.keys`)."""

from collections.abc import Iterable

from scoring.model import Cell, Plan
from scoring.model.plain import write_value
from workbook.model.cells import Sheet
from workbook.model.keys import CELLS_HEADING, META_SHEET, SCHEMA, Content, Fact
from workbook.model.styles import HIDDEN
from workbook.sheets.source import ExportContext


def meta_sheet(plan: Plan, context: ExportContext, content: Content, cells: Iterable[Cell]) -> Sheet:
    """Return the facts about the file, and what each of its `cells` held at export."""
    sheet = Sheet(META_SHEET, hidden=True)
    facts = (
        (Fact.SCHEMA, str(SCHEMA)),
        (Fact.CONTENT, content.value),
        (Fact.PLAN, plan.id),
        (Fact.PROCESS, plan.process),
        (Fact.YEAR, str(plan.year)),
        (Fact.HEAD, context.head),
        (Fact.MONTH, str(context.month)),
    )
    for row, (fact, value) in enumerate(facts, start=1):
        sheet.put_row(row, 1, (fact.value, value), HIDDEN)
    sheet.put_row(1, 4, CELLS_HEADING, HIDDEN)
    held = ((cell, plan.values[cell]) for cell in cells if cell in plan.values)
    for row, (cell, figure) in enumerate(held, start=2):
        text = write_value(figure)
        sheet.put_row(row, 4, (str(cell), text), HIDDEN)
    return sheet
