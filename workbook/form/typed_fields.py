"""Fields of the definition that were typed over in a cell that shows them, such as a goal in Seguimiento."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, NamedTuple

from scoring.entry.addresses import EntryError
from scoring.entry.field_values import read_field
from scoring.errors import PlanError
from scoring.messages import _
from scoring.model import Plan
from scoring.model.fields import Field, value_of
from workbook.form.files.workbook_file import form_cell
from workbook.model.marks import mark_of
from workbook.model.wording import with_unit
from workbook.reading.touched import Touched
from workbook.reading.touched_words import content_text
from workbook.reading.values import read_number
from workbook.reading.worksheets import ERROR, FORMULA

_NUMBERS: Final = frozenset({"weight", "target"})
_OF_FORM: Final = "text."
"""Begins the names of the fields that are words of the form, which the form sheet alone shows."""


class TypedFields(NamedTuple):
    """What was typed over cells that show fields."""

    values: dict[Field, Any]
    """The values of the fields that the form does not tell of already."""
    places: dict[Field, str]
    """Where each field was typed."""
    disputed: frozenset[Field]
    """The fields for which the workbook says several things, so that none is taken."""
    left: tuple[str, ...]
    """Sentences on what is not taken."""


def typed_fields(plan: Plan, exported: Plan, cells: Sequence[Touched], of_form: Mapping[Field, Any]) -> TypedFields:
    """Return what was typed over `cells`; `of_form` is what the form sheet was read to say of fields."""
    values: dict[Field, Any] = {}
    places: dict[Field, str] = {}
    disputed: set[Field] = set()
    left: list[str] = []
    for cell in cells:
        address, _colon, item = cell.shows.partition(":")
        field = Field.parse(address)
        if field.name.startswith(_OF_FORM):
            told = [known for known in _said_by(field) if known in of_form]
            places |= dict.fromkeys(told, cell.address)
            if not told and not _says(plan, field, cell):
                left.append(_unlike(cell))
            continue
        try:
            value = _value(plan, field, cell, item, values.get(field))
        except PlanError as error:
            left.append(_("{where}: {reason}; no se toma.").format(where=cell.address, reason=str(error).rstrip(".")))
            continue
        said = of_form.get(field, value) if item else values.get(field, of_form.get(field, value))
        if said != value and not _alike(said, value):
            disputed.add(field)
            sentence = _("{where}: {content}, y en otra parte del libro dice otra cosa; no se toma ninguna.")
            left.append(sentence.format(where=cell.address, content=content_text(cell.content)))
        elif not _alike(value, value_of(exported, field)):
            places[field] = cell.address
            if field not in of_form:
                values[field] = value
    return TypedFields(
        {field: values[field] for field in values if field not in disputed}, places, frozenset(disputed), tuple(left)
    )


def changed_since(plan: Plan, cells: Sequence[Touched]) -> frozenset[Field]:
    """Return the fields whose labels the plan words otherwise by now than at export, as the marks of `cells` tell."""
    return frozenset(field for cell in cells if (field := _label_changed(plan, cell)) is not None)


def _label_changed(plan: Plan, cell: Touched) -> Field | None:
    address, _colon, item = cell.shows.partition(":")
    if not item:
        return None
    field = Field.parse(address)
    try:
        items = value_of(plan, field)
    except PlanError:
        return None
    shown = [with_unit(each.label, each.unit) for each in items if each.name == item]
    return None if [mark_of(text) for text in shown] == [cell.before] else field


def _said_by(field: Field) -> tuple[Field, ...]:
    """Return the fields that a cell of the form sheet may have been read for."""
    name = field.name.removeprefix(_OF_FORM)
    return (field, *(Field(field.node, other) for other in (name, "name", "target") if name in {other, "goal"}))


def _says(plan: Plan, field: Field, cell: Touched) -> bool:
    """Whether a cell says what the plan has by now."""
    try:
        held = value_of(plan, field)
    except PlanError:
        return False
    return cell.content is not None and _alike(held, form_cell(cell.content).text)


def _unlike(cell: Touched) -> str:
    return _("{where}: decía otra cosa al exportarse; {content} no se importa.").format(
        where=cell.address, content=content_text(cell.content)
    )


def _value(plan: Plan, field: Field, cell: Touched, item: str, before: Any) -> Any:
    """Return the value that was typed for a field; PlanError where it is none, or the plan does not have the field.

    Of a list of variables or constants the label of one `item` was typed, perhaps after that of another one, in
    `before`.
    """
    current = value_of(plan, field)
    if cell.content is None:
        raise EntryError(_("está en blanco"))
    if cell.content.type in {ERROR, FORMULA}:
        raise EntryError(_("tiene una fórmula o un error; escriba el valor"))
    if field.name in _NUMBERS and isinstance(cell.content.value, int | float):
        return _number(field, cell.content.value)
    text = form_cell(cell.content).text.strip()
    return _relabelled(before or current, item, text) if item else read_field(plan, field, text)


def _number(field: Field, typed: float) -> Decimal:
    """Return a number of a sheet as a weight or a target; a weight over one has lost its sign."""
    number = read_number(typed)
    if field.name == "weight" and number > 1:
        raise EntryError(_("un peso no pasa de 100 %; escríbalo con su signo, como 30 %"))
    return number


def _relabelled(items: Any, name: str, text: str) -> Any:
    """Return variables or constants with another label for the one called `name`; its unit may stand behind it."""
    return tuple(each._replace(label=_without_unit(text, each)) if each.name == name else each for each in items)


def _without_unit(text: str, item: Any) -> str:
    tail = with_unit("", item.unit).strip()
    return text.removesuffix(tail).strip() if item.unit and text != item.label else text


def _alike(one: Any, other: Any) -> bool:
    """Whether two values are the same, or texts that differ in spaces alone."""
    return bool(one == other) or (isinstance(one, str) and isinstance(other, str) and one.split() == other.split())
