"""The hidden sheet that stores a plan's definition, for reading its form back."""

from scoring.model import Plan
from workbook.model.definition import DEFINITION_SHEET, definition_rows
from workbook.model.sheet import Sheet
from workbook.model.styles import HIDDEN


def definition_sheet(plan: Plan) -> Sheet:
    """Return the sheet."""
    sheet = Sheet(DEFINITION_SHEET, hidden=True)
    for row, pieces in enumerate(definition_rows(plan), start=1):
        sheet.put_row(row, 1, pieces, HIDDEN)
    return sheet
