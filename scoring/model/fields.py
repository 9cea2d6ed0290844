"""Fields of the definition: the address of one, its value in a plan, and a change of it.

A field belongs to a node: the plan, an objective, an action or an indicator. `FIELDS` lists those that can be
changed, made of the tables by which `scoring.model.plain_values` reads whole records. Where a node is in the tree is
its field `place`.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from typing import Any, Final, NamedTuple, TypeAlias, TypeVar

from scoring.messages import _
from scoring.model.acts import Act, ActChange
from scoring.model.cells import Cell, CellChange
from scoring.model.plain_values import (
    ACTION_FIELDS,
    ATTRIBUTES,
    FORM_FIELDS,
    INDICATOR_FIELDS,
    KEPT_AS,
    OBJECTIVE_FIELDS,
    PLAN_FIELDS,
    Reader,
    mapping,
    optional,
    plain,
    text,
)
from scoring.model.plan import Indicator, Objective, Plan
from scoring.model.resources import nodes_by_code, sources
from scoring.model.structure import (
    ACTION,
    INDICATOR,
    OBJECTIVE,
    PLAN,
    Node,
    NodeChange,
    Place,
    Record,
    StructureError,
    find,
    moved,
    place_of,
    with_node,
)
from scoring.model.texts import IndicatorTexts, ObjectiveTexts
from scoring.quoting import quoted

T = TypeVar("T")

PLACE: Final = "place"
"""The field of an objective, an action or an indicator that says where it is; its value is a Place."""
ATTRIBUTE: Final = "attribute."
"""Begins the names of an indicator's fields that are its attributes: `attribute.Proceso`; None where it lacks one."""
CELLS_OF: Final = frozenset({"variables", "constants", "sources"})
"""The fields by which the plan has cells."""


class FieldError(StructureError):
    """A field that the plan does not have, or a value that the field cannot hold."""


class Field(NamedTuple):
    """The address of one field of the definition."""

    node: str
    """`plan`, `objective.2`, `action.1.2` or the id of an indicator."""
    name: str
    """One of the names in `FIELDS` for that kind of node: `weight`, `text.goal`; or that of an attribute."""

    @classmethod
    def parse(cls, address: str) -> "Field":
        """Return the field that its canonical form names, whether a plan has it or not; ValueError if it is none."""
        first, _dot, rest = address.partition(".")
        if first == OBJECTIVE:
            number, _dot, name = rest.partition(".")
            node = f"{OBJECTIVE}.{number}" if number.isdecimal() else ""
        elif first == ACTION:  # the number has dots itself, the names of its fields have none
            number, _dot, name = rest.rpartition(".")
            node = f"{ACTION}.{number}" if number else ""
        else:
            node, name = first, rest
        named = not name.startswith(ATTRIBUTE)  # an attribute has its form's own words
        if not node or not name or (named and "@" in address):
            raise ValueError(_("«{text}» no es un campo del plan").format(text=quoted(address)))
        return cls(node, name)

    def __str__(self) -> str:
        """Return the canonical form that is stored and printed: `4.weight`, `objective.2.text`, `plan.process`."""
        return f"{self.node}.{self.name}"

    @property
    def attribute(self) -> str:
        """The name of the attribute that it is; empty for any other field."""
        return self.name.removeprefix(ATTRIBUTE) if self.name.startswith(ATTRIBUTE) else ""


class FieldChange(NamedTuple):
    """A field and the value it is to have from now on."""

    field: Field
    value: Any
    """As it is in the model: Decimal, text, date, Kind, a tuple of Variable, None."""


Change: TypeAlias = CellChange | FieldChange | NodeChange | ActChange
"""One change of a plan; a batch is a sequence of them."""
Address: TypeAlias = Cell | Field | Node | Act
"""What a change is of."""


def node_of(address: Address) -> str:
    """Return the address of the node that a change concerns."""
    if isinstance(address, Node):
        return address.name
    if isinstance(address, Act):
        return address.indicator or PLAN
    return address.node if isinstance(address, Field) else address.indicator


class FieldType(NamedTuple):
    """Where a field is found in its node, and what it can hold."""

    path: tuple[str, ...]
    """The names that lead to it: one, `texts` and one of the form's texts, or `attributes` and one of these."""
    kept_at: tuple[str, ...]
    """The names that lead to it in the node's plain record."""
    read: Reader
    """Returns the value that a plain one represents."""


def _own(readers: Mapping[str, Reader], *fixed: str) -> dict[str, FieldType]:
    """Return the fields that `readers` read, but the `fixed` ones, by which nodes are told apart and found."""
    return {
        name: FieldType((name,), (KEPT_AS.get(name, name),), read)
        for name, read in readers.items()
        if name not in {*fixed, "texts"}
    }


def _texts(readers: Mapping[str, Reader], kept_in: str = "texts") -> dict[str, FieldType]:
    return {f"text.{name}": FieldType(("texts", name), (kept_in, name), read) for name, read in readers.items()}


def _place(value: Any) -> Place:
    kept = mapping(value)
    return Place(text(kept["parent"]), optional(text)(kept["after"]))


_PLACE: Final = FieldType((PLACE,), (PLACE,), _place)
_OBJECTIVE_TEXTS: Final = _texts(dict.fromkeys(ObjectiveTexts._fields, text))

FIELDS: Final[Mapping[str, Mapping[str, FieldType]]] = {
    PLAN: _own(PLAN_FIELDS, "id") | _texts(FORM_FIELDS, "form"),
    OBJECTIVE: _own(OBJECTIVE_FIELDS, "number") | {"text": _OBJECTIVE_TEXTS.pop("text.text")} | _OBJECTIVE_TEXTS,
    ACTION: _own(ACTION_FIELDS, "number"),
    INDICATOR: _own(INDICATOR_FIELDS, "id", "objective", "action")
    | _texts(dict.fromkeys(IndicatorTexts._fields, text)),
}
"""The fields that can be changed, by kind of node and by name."""


def node_kind(field: Field) -> str:
    """Return the kind of node that a field belongs to."""
    return Node(field.node).kind


@lru_cache(maxsize=1 << 10)  # a commit asks several times what the same few fields are
def field_type(field: Field) -> FieldType:
    """Return what is known of a field; FieldError where its kind of node has none of that name."""
    known = FIELDS[node_kind(field)]
    if field.name == PLACE and field.node != PLAN:
        return _PLACE
    if field.attribute and node_kind(field) == INDICATOR:
        return FieldType((ATTRIBUTES, field.attribute), (ATTRIBUTES, field.attribute), optional(text))
    if field.name not in known:
        sentence = _("«{field}» no es un campo que se pueda cambiar; hay: {known}")
        raise FieldError(sentence.format(field=quoted(str(field)), known=", ".join(known)))
    return known[field.name]


def value_of(plan: Plan, field: Field) -> Any:
    """Return what a field holds; FieldError where the plan does not have it."""
    value: Any = _node(plan, field)
    if field.name == PLACE:
        return place_of(plan, field.node)
    first, *inner = field_type(field).path
    if first == ATTRIBUTES:
        return dict(value.attributes).get(field.attribute)
    for name in (first, *inner):
        value = getattr(value, name)
    return value


def with_change(plan: Plan, change: FieldChange | NodeChange | ActChange) -> Plan:
    """Return the plan with a change of its definition or an act; StructureError where it cannot be made."""
    if isinstance(change, NodeChange):
        return with_node(plan, change)
    if isinstance(change, ActChange):
        acts = {act: value for act, value in plan.acts.items() if act != change.act}
        return plan._replace(acts=acts if change.value is None else acts | {change.act: change.value})
    return with_field(plan, change.field, change.value)


def with_field(plan: Plan, field: Field, value: Any) -> Plan:
    """Return the plan with another value in a field; FieldError where it has no such field or it cannot hold that."""
    node, path = _node(plan, field), field_type(field).path
    if field.name == PLACE:
        return moved(plan, field.node, _as_kept(field, value))
    held = _as_kept(field, value)
    if isinstance(node, Indicator) and path[0] == ATTRIBUTES:
        inner: Any = _with_attribute(node.attributes, path[1], held)
    else:
        inner = held if len(path) == 1 else getattr(node, path[0])._replace(**{path[1]: held})
    changed = node._replace(**{path[0]: inner})
    if isinstance(changed, Plan):
        return changed
    return plan._replace(objectives=tuple([_objective_with(each, node, changed) for each in plan.objectives]))


def _with_attribute(
    attributes: tuple[tuple[str, str], ...], name: str, held: str | None
) -> tuple[tuple[str, str], ...]:
    """Return attributes with another text in one: in its place, at the end where it is new; None takes it out."""
    texts = {**dict(attributes), name: held}
    return tuple((each, item) for each, item in texts.items() if item is not None)


def read_plain(field: Field, kept: Any) -> Any:
    """Return the value that a plain one represents in a field; ValueError, TypeError or LookupError for none."""
    return field_type(field).read(kept)


def _as_kept(field: Field, value: Any) -> Any:
    """Return the value as it is read back from a file; FieldError where that is another one or none."""
    with suppress(ValueError, TypeError, LookupError, ArithmeticError):
        held = read_plain(field, plain(value))
        if held == value:
            return held
    raise FieldError(_("«{field}» no puede ser «{value}»").format(field=quoted(str(field)), value=quoted(plain(value))))


def _node(plan: Plan, field: Field) -> Plan | Record:
    """Return the node that a field belongs to; FieldError where the plan has none."""
    found = find(plan, field.node)
    if found is None:
        field_, node = quoted(str(field)), quoted(field.node)
        raise FieldError(_("«{field}»: el plan no tiene «{node}»").format(field=field_, node=node))
    return found


def _objective_with(objective: Objective, old: object, new: Any) -> Objective:
    """Return the objective with `new` in place of `old`: itself, an action or an indicator of it, or neither.

    What is not touched stays the same object.
    """
    if objective is old:
        return Objective(*new)
    if _is_among(objective.own, old):
        return objective._replace(own=_with(objective.own, old, new))
    for action in objective.actions:
        if action is old:
            return objective._replace(actions=_with(objective.actions, old, new))
        if _is_among(action.indicators, old):
            changed = action._replace(indicators=_with(action.indicators, old, new))
            return objective._replace(actions=_with(objective.actions, action, changed))
    return objective


def _is_among(items: Sequence[object], old: object) -> bool:
    """Tell whether the very object is there; equality would compare all that nodes hold."""
    return any(item is old for item in items)


def _with(items: Sequence[T], old: object, new: T) -> tuple[T, ...]:
    return tuple([new if item is old else item for item in items])


def homeless(before: Plan, after: Plan) -> tuple[Cell, ...]:
    """Return the cells with a value whose variable, constant or resource `before` has and `after` has not.

    What `after` has cleared already is not among them. A month outside the indicator's dates is no reason: its value
    waits for the dates to be widened again.
    """
    had, has = _named(before), _named(after)
    return tuple(cell for cell in after.values if (cell.indicator, cell.name) in had - has)


def _named(plan: Plan) -> set[tuple[str, str]]:
    variables = {(each.id, item.name) for each in plan.indicators for item in each.variables}
    constants = {(each.id, item.name) for each in plan.indicators for item in each.constants}
    resources = {(code, source) for code in nodes_by_code(plan) for source in sources(plan)}
    return variables | constants | resources
