"""The hidden sheet in which a plan's structure travels, for the reading back of its form (`workbook.structure`)."""

from scoring.model import Plan
from workbook.model import Sheet
from workbook.structure import STRUCTURE_SHEET, structure_rows
from workbook.styles import HIDDEN


def structure_sheet(plan: Plan) -> Sheet:
    """Return the sheet."""
    sheet = Sheet(STRUCTURE_SHEET, hidden=True)
    for row, pieces in enumerate(structure_rows(plan), start=1):
        sheet.put_row(row, 1, pieces, HIDDEN)
    return sheet
