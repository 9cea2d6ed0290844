"""What was changed in the form of an exported workbook: weights, dates and words, as changes of the plan's fields."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from scoring.model import Plan
from scoring.model.fields import ACTION, FIELDS, INDICATOR, OBJECTIVE, Field, FieldChange, FieldError, value_of
from workbook.form.files.workbook_file import has_stored_plan, read_workbook
from workbook.form.reading import merged

_SHOWN: Final = {
    OBJECTIVE: ("weight", "text"),
    ACTION: ("text",),
    INDICATOR: ("name", "weight", "start", "end", "responsible"),
}
"""The fields that the form shows, beside its texts."""


class EditedField(NamedTuple):
    """A field that the workbook's form shows otherwise than it was exported."""

    field: Field
    exported: Any
    current: Any
    wanted: Any

    @property
    def change(self) -> FieldChange:
        """The change that puts the workbook's value into the plan."""
        return FieldChange(self.field, self.wanted)

    @property
    def is_conflict(self) -> bool:
        """Whether the plan has changed as well since the export, to something else."""
        return bool(self.current != self.exported)


def read_edited_definition(path: Path, plan: Plan) -> tuple[EditedField, ...]:
    """Return what the form of a workbook of `plan` changes in its definition; nothing where no plan is stored in it.

    PlanError where the workbook is not safe, cannot be read or was tampered with.
    """
    if not has_stored_plan(path):
        return ()
    book, exported = read_workbook(path)
    if exported is None or exported.id != plan.id:
        return ()
    edited = merged(book, exported).plan
    found = []
    for field in _fields(edited):
        try:
            before, now, wanted = (value_of(item, field) for item in (exported, plan, edited))
        except FieldError:  # a node that one of them does not have is no change of a field
            continue
        if wanted not in (before, now):
            found.append(EditedField(field, before, now, wanted))
    return tuple(found)


def _fields(plan: Plan) -> Iterator[Field]:
    for objective in plan.objectives:
        yield from _of_node(f"{OBJECTIVE}.{objective.number}", OBJECTIVE)
        for action in objective.actions:
            yield from _of_node(f"{ACTION}.{action.number}", ACTION)
        for indicator in objective.indicators:
            yield from _of_node(indicator.id, INDICATOR)


def _of_node(node: str, kind: str) -> Iterator[Field]:
    texts = (name for name in FIELDS[kind] if name.startswith("text."))
    yield from (Field(node, name) for name in (*_SHOWN[kind], *texts))
