"""The state of a review, without a terminal: the form as it is read now, what was accepted, what was mended."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from scoring.errors import PlanError
from scoring.model import Plan
from scoring.model.fields import Change
from scoring.model.validation import validate
from tui.review.mending import mended
from workbook.form import FormDoubt, FormReading
from workbook.form.headings.column_map import KEPT, NAMES
from workbook.form.headings.columns import Column
from workbook.form.words import Role, plain

Told = Mapping[str, Role | None]
"""What a person has said of headings, as `workbook.form.Wanted.columns`."""


class Settled(NamedTuple):
    """What comes of a review: the plan to be written and what was said of its columns."""

    plan: Plan
    columns: tuple[Column, ...]
    changed: bool
    """Whether a person has said of a column what it is."""


class Review:
    """One form under review; `read` reads it anew with what was said of its columns."""

    def __init__(self, read: Callable[[Told], FormReading], told: Told) -> None:
        self._read = read
        self.told = dict(told)
        self.reading = read(self.told)
        self.settled: set[FormDoubt] = set()
        self._mended: dict[tuple[str, str], str] = {}
        self._changed = False

    @property
    def plan(self) -> Plan:
        """The plan as it would be written now: the form's, with what was typed over it where that still fits."""
        plan = self.reading.plan
        for (id_, field), text in self._mended.items():
            try:
                plan = self._with(plan, mended(plan, id_, field, text))
            except PlanError:  # another column has made it another indicator
                continue
        return plan

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of all tables, each heading once."""
        columns = {column.label: column for table in reversed(self.reading.tables) for column in table.columns.columns}
        return tuple(sorted(columns.values(), key=lambda column: column.number))

    @property
    def left(self) -> int:
        """How many doubts are neither accepted nor mended."""
        return len(set(self.reading.doubts) - self.settled)

    def toggle(self, doubt: FormDoubt) -> None:
        """Accept a doubt, or take that back."""
        self.settled ^= {doubt}

    def mend(self, doubt: FormDoubt, text: str) -> None:
        """Type over the field that a doubt speaks of; PlanError where the plan does not take it."""
        plan = self.plan
        self._with(plan, mended(plan, doubt.indicator, doubt.field, text))
        self._mended[doubt.indicator, doubt.field] = text
        self.settled.add(doubt)

    def change(self, column: Column, name: str) -> None:
        """Say what a column is, by the name that a map gives it; PlanError where the form cannot be read so."""
        told = self.told | {plain(column.heading): None if name == KEPT else NAMES[name]}
        self.reading = self._read(told)
        self.told = told
        self._changed = True

    def result(self) -> Settled:
        """Return what is to be written."""
        return Settled(self.plan, self.columns, self._changed)

    @staticmethod
    def _with(plan: Plan, changes: tuple[Change, ...]) -> Plan:
        changed = plan.with_changes(changes)
        validate(changed)
        return changed
