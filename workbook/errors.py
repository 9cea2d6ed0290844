"""What is wrong with a workbook, as a sentence."""

from scoring.errors import PlanError


class WorkbookError(PlanError):
    """A workbook that cannot be read, or cannot be taken for what it is said to be; the sentence says why."""
