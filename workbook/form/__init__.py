"""Reading a plan from the official form, a table made for people and not for programs."""

from pathlib import Path

from scoring.model import Plan
from workbook.form.plan import read_plan
from workbook.form.rows import read_text
from workbook.form.table import read_table


def read_form(path: Path) -> tuple[Plan, tuple[str, ...]]:
    """Return the plan in the form at `path` (tab-separated text) and the doubts a person has to settle.

    Raises PlanError where the file cannot be read or holds no plan.
    """
    return read_plan(read_table(read_text(path)))


__all__ = ["read_form"]
