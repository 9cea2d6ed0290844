"""What was changed in the form sheet of an exported workbook, against the plan, field by field.

A field has three values: the one at export, the plan's now, and the workbook's. Only what differs from the export was
typed by somebody; where the plan has changed as well, to something else, a person decides.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from scoring.entry.addresses import EntryError
from scoring.entry.field_values import read_field
from scoring.messages import _
from scoring.model import Plan
from scoring.model.fields import FIELDS, Field, FieldChange, value_of
from scoring.model.structure import PLAN, Node, address_of, find, held_by
from scoring.text.following_texts import texts_of
from workbook.errors import WorkbookError
from workbook.form.files.workbook_file import has_stored_plan, read_workbook
from workbook.form.reading import has_form, merged


class FieldDifference(NamedTuple):
    """A field whose value in the workbook is not the plan's."""

    field: Field
    exported: Any
    current: Any
    wanted: Any


class DefinitionImport(NamedTuple):
    """What a workbook's form asks of the plan's definition; nothing is changed by reading it."""

    changes: tuple[FieldDifference, ...]
    """What only the workbook changed, in the form's order."""
    conflicts: tuple[FieldDifference, ...]
    """What the workbook and the plan both changed since the export, to different values."""
    left: tuple[str, ...]
    """Sentences on what is not taken: nodes that were added to the form or taken out of it."""

    def batch(self, *, overwrite: bool) -> tuple[FieldChange, ...]:
        """Return the changes; with conflicts WorkbookError, unless the workbook's side is to `overwrite` the plan's."""
        if self.conflicts and not overwrite:
            names = ", ".join(str(item.field) for item in self.conflicts)
            sentence = _("No se importó nada: el plan cambió lo mismo desde que se exportó ({names}).")
            raise WorkbookError(sentence.format(names=names))
        return tuple(FieldChange(item.field, item.wanted) for item in (*self.changes, *self.conflicts))


NOTHING: Final = DefinitionImport((), (), ())
"""What a workbook without a form asks."""


def read_definition(path: Path, plan: Plan) -> DefinitionImport:
    """Compare the form sheet of the workbook at `path` with the plan; PlanError where that cannot be done."""
    book, exported = read_workbook(path) if has_stored_plan(path) else (None, None)
    if book is None or exported is None or not has_form(book):
        raise WorkbookError(_("«{path}» no es un libro exportado de este plan con su formulario.").format(path=path))
    if exported.id != plan.id:
        raise WorkbookError(_("«{path}» es de otro plan, {id}.").format(path=path, id=exported.id))
    wanted = merged(book, exported).plan
    found = tuple(_differences(plan, exported, wanted))
    conflicts = tuple(item for item in found if item.current != item.exported)
    changes = tuple(item for item in found if item.current == item.exported)
    return DefinitionImport(changes, conflicts, tuple(_left(plan, exported, wanted)))


def _differences(plan: Plan, exported: Plan, wanted: Plan) -> Iterator[FieldDifference]:
    for name in (PLAN, *(address_of(record) for record in held_by(exported, PLAN))):
        if find(wanted, name) is None or find(plan, name) is None:
            continue
        said = dict(_targets(exported, wanted, name))
        for field in (Field(name, each) for each in FIELDS[Node(name).kind]):
            was, now = value_of(exported, field), said.get(field, value_of(wanted, field))
            current = value_of(plan, field)
            if now not in (was, current):
                yield FieldDifference(field, was, current, now)


def _targets(exported: Plan, wanted: Plan, name: str) -> Iterator[tuple[Field, Any]]:
    """Yield the target that a goal says which was nothing but the target at export, and is another one now."""
    indicator = exported.indicator(name)
    for pair in texts_of(exported, name) if indicator else ():
        text = str(value_of(wanted, pair.text)) if find(wanted, pair.text.node) else ""
        if not pair.text.name.endswith(".goal") or text == value_of(exported, pair.text):
            continue
        field = Field(name, "target")
        if value_of(exported, pair.text) and pair.said(exported):
            try:
                yield field, read_field(exported, field, text)
            except EntryError:  # it says something else in words now
                continue


def _left(plan: Plan, exported: Plan, wanted: Plan) -> Iterator[str]:
    before = {address_of(record) for record in held_by(exported, PLAN)}
    now = {address_of(record) for record in held_by(wanted, PLAN)}
    for name in sorted(now - before):
        yield _("{node}: está en el libro y no se exportó; agréguelo con «plan add».").format(node=name)
    for name in sorted(before - now):
        yield _("{node}: ya no está en el formulario del libro; quítelo con «plan remove».").format(node=name)
    for name in sorted((before & now) - {address_of(record) for record in held_by(plan, PLAN)}):
        yield _("{node}: ya no está en el plan.").format(node=name)
