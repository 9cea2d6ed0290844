"""Reading a plan from the official form, a table made for people and not for programs."""

from pathlib import Path

from scoring.messages import _
from scoring.model import Plan
from workbook.form.book import is_book, read_book
from workbook.form.overlay import overlay
from workbook.form.plan import read_plan
from workbook.form.rows import read_text
from workbook.form.table import has_table, read_table


def read_form(path: Path) -> tuple[Plan, tuple[str, ...]]:
    """Return the plan in the form at `path` (.xlsx or tab-separated text) and the doubts a person has to settle.

    A workbook that this program exported gives back its plan, with what was changed in the form since. The plan has no
    monthly figures. Raises PlanError where the file cannot be read, is not safe to read, or holds no plan.
    """
    rows, kept = read_book(path) if is_book(path) else (read_text(path), None)
    if kept is not None and not has_table(rows):
        return kept, (_("El formulario no tiene filas con fechas: se tomó el plan como se exportó."),)
    form = read_table(rows)
    plan, doubts = read_plan(form)
    return (plan, doubts) if kept is None else overlay(form, plan, kept)


__all__ = ["read_form"]
