"""What is wrong with a workbook, or with writing one, as a sentence."""

from scoring.errors import PlanError


class WorkbookError(PlanError):
    """A workbook that cannot be read, or cannot be taken for what it is said to be; the sentence says why."""


class ExportError(PlanError):
    """A workbook that could not be written; what was at its place is as it was."""
