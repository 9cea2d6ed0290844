"""Reading a plan from a form, a table made for people and not for programs."""

from pathlib import Path

from scoring.model import Plan
from workbook.form.doubts import FormDoubt
from workbook.form.reading import FormReading, Wanted, read


def read_form(path: Path) -> tuple[Plan, tuple[str, ...]]:
    """Return the plan in the form at `path` and the sentences on what a person has to settle; see `read`."""
    reading = read(path)
    return reading.plan, tuple(map(str, reading.doubts))


__all__ = ["FormDoubt", "FormReading", "Wanted", "read", "read_form"]
