"""What was changed of the definition in an exported workbook, against the plan, field by field.

It is read out of the form sheet, as a form is, and out of the cells of other sheets that show a field. A field has
three values: the one at export, the plan's now, and the workbook's. Only what differs from the export was typed by
somebody; where the plan has changed as well, to something else, a person decides.
"""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from scoring.entry.addresses import EntryError
from scoring.entry.field_values import read_field
from scoring.messages import _
from scoring.model import Plan
from scoring.model.fields import FIELDS, Field, FieldChange, value_of
from scoring.model.structure import PLAN, Node, address_of, find, held_by
from scoring.text.following_texts import following, texts_of
from workbook.errors import WorkbookError
from workbook.form.files.workbook_file import has_stored_plan, read_workbook
from workbook.form.reading import has_form, merged
from workbook.form.typed_fields import TypedFields, changed_since, typed_fields
from workbook.reading.touched import Touched


class FieldDifference(NamedTuple):
    """A field whose value in the workbook is not the plan's."""

    field: Field
    exported: Any
    current: Any
    wanted: Any
    where: str = ""
    """The cell that it was typed into; empty where it follows from another field, or is of several cells."""

    @property
    def is_conflict(self) -> bool:
        """Whether the plan has changed as well since the export."""
        return bool(self.current != self.exported)


class DefinitionImport(NamedTuple):
    """What a workbook asks of the plan's definition; nothing is changed by reading it."""

    changes: tuple[FieldDifference, ...]
    """What only the workbook changed, in the form's order."""
    conflicts: tuple[FieldDifference, ...]
    """What the workbook and the plan both changed since the export, to different values."""
    left: tuple[str, ...]
    """Sentences on what is not taken: nodes that were added to the form or taken out of it, values that are none."""

    def batch(self, *, overwrite: bool) -> tuple[FieldChange, ...]:
        """Return the changes; with conflicts WorkbookError, unless the workbook's side is to `overwrite` the plan's."""
        if self.conflicts and not overwrite:
            names = ", ".join(str(item.field) for item in self.conflicts)
            sentence = _("No se importó nada: el plan cambió lo mismo desde que se exportó ({names}).")
            raise WorkbookError(sentence.format(names=names))
        return tuple(FieldChange(item.field, item.wanted) for item in (*self.changes, *self.conflicts))


NOTHING: Final = DefinitionImport((), (), ())
"""What a workbook asks in which nothing but figures was typed."""


def read_definition(path: Path, plan: Plan, cells: Sequence[Touched] = ()) -> DefinitionImport:
    """Compare the definition that the workbook at `path` shows with the plan's.

    `cells` are those that show a field and were typed over, `Import.fields`; without any, the workbook has to have a
    form. PlanError where that cannot be read.
    """
    stored = has_stored_plan(path)
    form, exported, left = _of_form(path, plan) if stored or not cells else ({}, plan, ())
    typed = typed_fields(plan, exported, cells, {field: item.wanted for field, item in form.items()})
    changed = frozenset() if stored else changed_since(plan, cells)
    found = {**form, **dict(_of_cells(plan, exported, typed, changed))}
    for field in typed.disputed:
        found.pop(field, None)
    placed = [item._replace(where=typed.places.get(item.field, "")) for item in found.values()]
    return DefinitionImport(
        changes=tuple(item for item in placed if not item.is_conflict),
        conflicts=tuple(item for item in placed if item.is_conflict),
        left=(*left, *typed.left),
    )


def _of_form(path: Path, plan: Plan) -> tuple[dict[Field, FieldDifference], Plan, tuple[str, ...]]:
    """Return what the form sheet asks, the plan that was exported, and what of the form is not taken."""
    book, exported = read_workbook(path) if has_stored_plan(path) else (None, None)
    dated = exported is not None and any(item.action for item in exported.indicators)
    has_rows = book is not None and has_form(book)
    if book is None or exported is None or (dated and not has_rows):
        raise WorkbookError(_("«{path}» no es un libro exportado de este plan con su formulario.").format(path=path))
    if exported.id != plan.id:
        raise WorkbookError(_("«{path}» es de otro plan, {id}.").format(path=path, id=exported.id))
    if not has_rows:  # no action had dates by which they are known
        return {}, exported, ()
    wanted = merged(book, exported).plan
    found = {item.field: item for item in _differences(plan, exported, wanted)}
    return found, exported, tuple(_left(plan, exported, wanted))


def _of_cells(
    plan: Plan, exported: Plan, typed: TypedFields, changed: Collection[Field]
) -> Iterator[tuple[Field, FieldDifference]]:
    """Yield the fields that were typed over in cells, with the texts of the form that said them and follow.

    Those that the plan has `changed` since the export are conflicts, whose value at export is not known.
    """
    changes = tuple(FieldChange(field, value) for field, value in typed.values.items())
    for field, value in (*changes, *following(plan, changes)):
        was, current = None if field in changed else value_of(exported, field), value_of(plan, field)
        if value not in (was, current):
            yield field, FieldDifference(field, was, current, value)


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
