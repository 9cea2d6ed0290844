"""Reading a plan from the official form, a table made for people and not for programs."""

from pathlib import Path

from scoring.messages import _
from scoring.model import Plan
from workbook.form.edited_form import merge
from workbook.form.plan import read_plan
from workbook.form.table import has_table, read_table
from workbook.form.text_file import read_text
from workbook.form.workbook_file import is_workbook, read_workbook


def read_form(path: Path) -> tuple[Plan, tuple[str, ...]]:
    """Return the plan in the form at `path` (.xlsx or tab-separated text) and the doubts a person has to settle.

    A workbook that this program exported gives back its plan, with what was changed in the form since. The plan has no
    monthly values. Raises PlanError where the file cannot be read, is not safe to read, or holds no plan.
    """
    rows, exported = read_workbook(path) if is_workbook(path) else (read_text(path), None)
    if exported is not None and not has_table(rows):
        return exported, (_("El formulario no tiene filas con fechas: se tomó el plan como se exportó."),)
    form = read_table(rows)
    plan, doubts = read_plan(form)
    return (plan, doubts) if exported is None else merge(form, plan, exported)


__all__ = ["read_form"]
