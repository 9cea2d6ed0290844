"""Reading a plan from the official form, a table made for people and not for programs."""

from pathlib import Path

from scoring.model import Plan
from workbook.form.book import is_book, read_book
from workbook.form.plan import read_plan
from workbook.form.rows import read_text
from workbook.form.table import Form, has_table, read_table


def read_form(path: Path) -> tuple[Plan, tuple[str, ...]]:
    """Return the plan in the form at `path` (.xlsx or tab-separated text) and the doubts a person has to settle.

    Raises PlanError where the file cannot be read, is not safe to read, or holds no plan.
    """
    return read_plan(_first_form(path) if is_book(path) else read_table(read_text(path)))


def _first_form(path: Path) -> Form:
    """Return the form on the first sheet that has one."""
    for rows in read_book(path):
        if has_table(rows):
            return read_table(rows)
    return read_table(())


__all__ = ["read_form"]
