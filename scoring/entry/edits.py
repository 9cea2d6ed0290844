"""What `plan show` prints of a plan and `plan edit` reads: its fields by address, each with its value as one line.

Besides the fields of the definition these are the number of any node, an indicator's baseline as a value (`7.baseline`,
of the constant whose name is `7.baseline.name`), its other constants by their names (`7.base`), and the budgets of an
objective, and those that an action has of its own (`R2.propios`).
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from scoring.entry.addresses import EntryError, parse_address
from scoring.entry.attributes import address_of_attribute
from scoring.entry.drawing_up import BASELINE, renumbered
from scoring.entry.field_values import read_field, write_field
from scoring.entry.values import changes_for, parse_value
from scoring.errors import PlanError
from scoring.messages import _
from scoring.model import Cell, CellChange, Constant, Indicator, Plan
from scoring.model.fields import ATTRIBUTE, FIELDS, Change, Field, FieldChange, value_of
from scoring.model.formula import names, parse
from scoring.model.plain_values import plain
from scoring.model.resources import code_of, resources_of
from scoring.model.structure import ACTION, INDICATOR, OBJECTIVE, PLAN, Node, address_of, find, held_by
from scoring.text.following_texts import following
from scoring.text.numbers import format_value

_FIRST: Final = ("locale", "year", "unit", "kind", "constants", "variables", "baseline.name")
"""The fields that decide how others are read, in the order in which they are."""
_SHOWN: Final = ("name", "short", "number", "unit", "weight", "kind", "direction", "target", "baseline", "formula")
"""The fields of an indicator that are shown first; the others follow as the model has them."""


class Line(NamedTuple):
    """A field as it is shown."""

    address: str
    written: str
    """Its value as one line."""
    plain: Any
    """Its value as JSON has it: decimal texts, percentages as fractions."""


def lines_of(plan: Plan, names: Iterable[str]) -> Iterator[Line]:
    """Yield every field of the nodes with these addresses, and the budgets they hold."""
    for name in names:
        for field in _names(plan, name):
            yield _line(plan, name, field)
        for resource in resources_of(plan, code_of(Node(name).number)):
            budget = plan.values.get(resource.budget)
            if resource.node == name and (budget is not None or Node(name).kind == OBJECTIVE):
                yield Line(str(resource.budget), format_value(budget, plan.locale), plain(budget))


def every_node(plan: Plan) -> tuple[str, ...]:
    """Return the addresses of all nodes of a plan, its own first."""
    return (PLAN, *(address_of(record) for record in held_by(plan, PLAN)))


def read_edits(plan: Plan, assignments: Iterable[str]) -> tuple[Change, ...]:
    """Return the changes that `FIELD=VALUE` assignments ask for, with the form's texts that follow.

    A value is read against the plan with the other ones: a target by the unit that it is given in the same batch.
    PlanError where one cannot be read, or a field is there twice.
    """
    asked = [_divided(text) for text in assignments]
    twice = {address for address, _value in asked if sum(address == other for other, _ in asked) > 1}
    if twice:
        raise EntryError(_("{field}: está dos veces en la misma orden.").format(field=min(twice)))
    changes: dict[Any, Change] = {}
    numbers: list[tuple[str, str]] = []
    for address, value in sorted(asked, key=lambda item: _turn(item[0])):
        if _is_number(address):
            numbers.append((address, value))
            continue
        for change in _read(plan.with_changes(changes.values()), address, value):
            changes[change[0]] = change
    with_texts = (*changes.values(), *following(plan, tuple(changes.values())))
    changed = plan.with_changes(with_texts)
    _check_formulas(changed, with_texts)
    renumberings: list[Change] = []
    for address, value in numbers:
        more = renumbered(changed.with_changes(renumberings), address.removesuffix(".number"), value.strip())
        renumberings += more
    return (*with_texts, *renumberings)


def _check_formulas(plan: Plan, changes: Iterable[Change]) -> None:
    """Raise EntryError where a formula that was changed speaks of what is not there, with the edit that makes it."""
    for change in changes:
        indicator = plan.indicator(change.field.node) if isinstance(change, FieldChange) else None
        if indicator is None or change[0] != Field(indicator.id, "formula"):
            continue
        known = {item.name for items in (indicator.variables, indicator.constants) for item in items}
        formula = parse(indicator.formula)
        spoken = names(formula.numerator) | (names(formula.denominator) if formula.denominator else frozenset())
        unknown = sorted(spoken - known, key=indicator.formula.find)
        if unknown:
            field = Field(indicator.id, "variables")
            made = "; ".join([write_field(plan, field), *unknown])
            sentence = _("{formula}: «{name}» no es ni dato ni constante; para crearlo agregue «{field}={made}».")
            raise EntryError(sentence.format(formula=change[0], name=unknown[0], field=field, made=made))


def assignments_in(text: str) -> Iterator[str]:
    """Yield the assignments in what `plan show` printed: a line each, but for empty ones and comments (#)."""
    for line in text.split("\n"):
        if line.strip() and not line.lstrip().startswith("#"):
            yield line.removesuffix("\r")


def _divided(text: str) -> tuple[str, str]:
    address, sign, value = text.partition("=")  # one within an attribute's name is written \u003d
    if not sign:
        raise EntryError(_("«{text}» no es una asignación: escriba CAMPO=VALOR, como 4.weight=12%.").format(text=text))
    return address.strip(), value


def _turn(address: str) -> int:
    return next((at for at, name in enumerate(_FIRST) if address.endswith(f".{name}")), len(_FIRST))


def _is_number(address: str) -> bool:
    """Tell whether an address is that of the number of an objective or an action."""
    node, _dot, name = address.rpartition(".")
    return name == "number" and Node(node).kind in {OBJECTIVE, ACTION}


def _read(plan: Plan, address: str, text: str) -> Iterator[Change]:
    node, _dot, name = address.partition(".")
    indicator = plan.indicator(node)
    if indicator and name in {"number", "baseline", "baseline.name"}:
        if name == "baseline":
            yield from _baseline(plan, indicator, text)
        else:
            field = Field(indicator.id, "text.number" if name == "number" else "baseline")
            yield FieldChange(field, read_field(plan, field, text))
        return
    found = parse_address(plan, address)
    if isinstance(found, Cell):
        try:
            yield from changes_for(plan, found, parse_value(plan, text, found))
        except PlanError as error:
            raise EntryError(f"{address}: {error}") from None
    elif isinstance(found, Field):
        value = read_field(plan, found, text)
        yield FieldChange(found, value)
        if indicator and found.name == "kind" and value.needs_baseline and indicator.baseline is None:
            yield from with_baseline(indicator)


def _baseline(plan: Plan, indicator: Indicator, text: str) -> Iterator[Change]:
    """Yield what gives an indicator a baseline: its constant, where it has none yet, and the value."""
    cell = Cell(indicator.id, indicator.baseline or BASELINE)
    try:
        value = parse_value(plan, text)
    except PlanError as error:
        raise EntryError(f"{indicator.id}.baseline: {error}") from None
    if indicator.baseline is None:
        if value is None:
            return
        yield from with_baseline(indicator)
    yield CellChange(cell, value)


def with_baseline(indicator: Indicator) -> Iterator[FieldChange]:
    """Yield what gives an indicator without a baseline a constant for it."""
    unit = indicator.variables[0].unit if indicator.variables else ""
    if BASELINE not in {item.name for item in indicator.constants}:
        constant = Constant(BASELINE, _("Línea base"), unit)
        yield FieldChange(Field(indicator.id, "constants"), (*indicator.constants, constant))
    yield FieldChange(Field(indicator.id, "baseline"), BASELINE)


def _names(plan: Plan, name: str) -> Iterator[str]:
    """Yield the names of the fields of a node in the order in which they are shown."""
    kind = Node(name).kind
    if kind != INDICATOR:
        yield from ("number",) if kind in {OBJECTIVE, ACTION} else ()
        yield from FIELDS[kind]
        return
    indicator = plan.indicator(name)
    constants = [item.name for item in indicator.constants] if indicator else []
    own = {item: item for item in FIELDS[kind] if item not in {"text.number", "baseline"}}
    yield from (item for item in _SHOWN if item in own or item in {"number", "baseline"})
    yield from (item for item in ("variables", "constants"))
    if indicator and indicator.baseline is not None:
        yield "baseline.name"
    yield from (item for item in constants if item not in own and not (indicator and item == indicator.baseline))
    yield from (item for item in own if item not in {*_SHOWN, "variables", "constants"})
    for item, _text in indicator.attributes if indicator else ():
        yield f"{ATTRIBUTE}{item}"


def _line(plan: Plan, node: str, name: str) -> Line:
    address = f"{node}.{name}"
    record, indicator = find(plan, node), plan.indicator(node)
    if name == "number" and not isinstance(record, Indicator | Plan | None):
        return Line(address, str(record.number), str(record.number))
    if indicator and (name == "baseline" or name in {item.name for item in indicator.constants}):
        constant = indicator.baseline if name == "baseline" else name
        value = plan.values.get(Cell(node, constant)) if constant else None
        return Line(address, format_value(value, plan.locale), plain(value))
    if name.startswith(ATTRIBUTE):
        address = address_of_attribute(node, name.removeprefix(ATTRIBUTE))
    field = Field(node, {"number": "text.number", "baseline.name": "baseline"}.get(name, name))
    return Line(address, write_field(plan, field), plain(value_of(plan, field)))
