"""The tree of a plan by address: which node is where, and the plan with a node put in, taken out or moved."""

from typing import Final, NamedTuple, TypeAlias

from scoring.errors import PlanError
from scoring.messages import _
from scoring.model.plan import Action, Indicator, Objective, Plan

PLAN: Final = "plan"
OBJECTIVE: Final = "objective"
ACTION: Final = "action"
INDICATOR: Final = "indicator"
"""The kinds of node; the first three begin an address."""

Record: TypeAlias = Objective | Action | Indicator
"""A node below the plan, with or without the nodes it holds."""


class StructureError(PlanError):
    """A node that the plan does not have, or one that cannot be where it is wanted."""


class Node(NamedTuple):
    """The address of a node."""

    name: str
    """`plan`, `objective.2`, `action.1.2` or the id of an indicator."""

    @property
    def kind(self) -> str:
        """The kind of node that it is the address of."""
        first, dot, _rest = self.name.partition(".")
        return first if self.name == PLAN or (dot and first in {OBJECTIVE, ACTION}) else INDICATOR

    @property
    def number(self) -> str:
        """The printed number of an objective or an action; the id of an indicator."""
        return self.name.partition(".")[2] if self.kind in {OBJECTIVE, ACTION} else self.name

    def __str__(self) -> str:
        """Return the canonical form that is stored and printed."""
        return self.name


class Place(NamedTuple):
    """Where a node is in the tree."""

    parent: str
    """The address of the node that holds it: `plan`, `objective.1`, `action.1.2`."""
    after: str | None
    """The address of the sibling before it; None for the first. Where that is not there, it is the last."""


class Placed(NamedTuple):
    """A node without the nodes it holds, and where it is."""

    record: Record
    place: Place


class NodeChange(NamedTuple):
    """A node, and what it is to be from now on where there was none; None takes it out."""

    node: Node
    value: Placed | None


def title_of(record: Record) -> str:
    """Return what a node is called: an indicator's name, or the text of an objective or an action."""
    return record.name if isinstance(record, Indicator) else record.text


def address_of(record: Record) -> str:
    """Return the address of a node."""
    if isinstance(record, Indicator):
        return record.id
    return f"{OBJECTIVE if isinstance(record, Objective) else ACTION}.{record.number}"


def find(plan: Plan, name: str) -> Plan | Record | None:
    """Return the node that an address names; None where the plan has none."""
    if "." not in name:
        return plan if name == PLAN else plan.indicator(name)
    node = Node(name)
    match node.kind:
        case "objective":
            return next((item for item in plan.objectives if str(item.number) == node.number), None)
        case "action":
            actions = (action for objective in plan.objectives for action in objective.actions)
            return next((item for item in actions if item.number == node.number), None)
        case _:
            return plan.indicator(name)


def siblings(plan: Plan, parent: str, kind: str) -> tuple[Record, ...]:
    """Return the nodes of a kind that `parent` holds itself, in the form's order; StructureError where it is none."""
    holder = find(plan, parent)
    if isinstance(holder, Plan) and kind == OBJECTIVE:
        return holder.objectives
    if isinstance(holder, Objective) and kind in {ACTION, INDICATOR}:
        return holder.actions if kind == ACTION else holder.own
    if isinstance(holder, Action) and kind == INDICATOR:
        return holder.indicators
    if holder is None:
        raise StructureError(_("El plan no tiene «{node}».").format(node=parent))
    raise StructureError(_("«{node}» no puede contener lo que se quiere poner en él.").format(node=parent))


def parent_of(plan: Plan, name: str) -> str:
    """Return the address of the node that holds another; StructureError where the plan does not have that."""
    record = find(plan, name)
    if isinstance(record, Objective):
        return PLAN
    if isinstance(record, Indicator):
        return f"{OBJECTIVE}.{record.objective}" if record.action is None else f"{ACTION}.{record.action}"
    for objective in plan.objectives:
        if any(item is record for item in objective.actions):
            return address_of(objective)
    raise StructureError(_("El plan no tiene «{node}».").format(node=name))


def place_of(plan: Plan, name: str) -> Place:
    """Return where a node is; StructureError where the plan does not have it."""
    parent = parent_of(plan, name)
    names = [address_of(item) for item in siblings(plan, parent, Node(name).kind)]
    at = names.index(name)
    return Place(parent, names[at - 1] if at else None)


def placed(plan: Plan, name: str) -> Placed:
    """Return a node without the nodes it holds, and where it is; StructureError where the plan does not have it."""
    place, record = place_of(plan, name), find(plan, name)
    if isinstance(record, Objective):
        return Placed(record._replace(own=(), actions=()), place)
    if isinstance(record, Action):
        return Placed(record._replace(indicators=()), place)
    if isinstance(record, Indicator):
        return Placed(record, place)
    raise StructureError(_("El plan no tiene «{node}».").format(node=name))


def held_by(plan: Plan, name: str) -> tuple[Record, ...]:
    """Return every node below another, in the form's order; none for an indicator."""
    holder = find(plan, name)
    found: list[Record] = []
    if isinstance(holder, Plan):
        for each in holder.objectives:
            found.append(each)
            found.extend(held_by(plan, address_of(each)))
    elif isinstance(holder, Objective):
        found.extend(holder.own)
        for action in holder.actions:
            found.append(action)
            found.extend(action.indicators)
    elif isinstance(holder, Action):
        found.extend(holder.indicators)
    return tuple(found)


def with_node(plan: Plan, change: NodeChange) -> Plan:
    """Return the plan with a node put in or taken out.

    StructureError for an address that is taken, a node that is not there, or one that still holds others.
    """
    name, value = change.node.name, change.value
    there = find(plan, name)
    if value is None:
        if there is None or isinstance(there, Plan):
            raise StructureError(_("El plan no tiene «{node}».").format(node=name))
        if held_by(plan, name):
            raise StructureError(_("«{node}» no está vacío: quite primero lo que contiene.").format(node=name))
        return _without(plan, there)
    if there is not None:
        raise StructureError(_("Ya hay un «{node}» en este plan.").format(node=name))
    if address_of(value.record) != name:
        raise StructureError(_("«{node}» no es la dirección de lo que se agrega.").format(node=name))
    return _with(plan, value.record, value.place)


def moved(plan: Plan, name: str, place: Place) -> Plan:
    """Return the plan with a node, and all that it holds, in another place; StructureError where that cannot be."""
    record = find(plan, name)
    if record is None or isinstance(record, Plan):
        raise StructureError(_("El plan no tiene «{node}».").format(node=name))
    siblings(plan, place.parent, Node(name).kind)
    return _with(_without(plan, record), record, place)


def _with(plan: Plan, record: Record, place: Place) -> Plan:
    among = siblings(plan, place.parent, Node(address_of(record)).kind)
    names = [address_of(item) for item in among]
    at = 0 if place.after is None else names.index(place.after) + 1 if place.after in names else len(names)
    inserted = (*among[:at], record, *among[at:])
    return _holding(plan, place.parent, type(record), inserted)


def _without(plan: Plan, record: Record) -> Plan:
    parent = parent_of(plan, address_of(record))
    among = siblings(plan, parent, Node(address_of(record)).kind)
    return _holding(plan, parent, type(record), tuple(item for item in among if item is not record))


def _holding(plan: Plan, parent: str, kind: type[Record], nodes: tuple[Record, ...]) -> Plan:
    """Return the plan with `nodes` as all the nodes of their kind that `parent` holds; each says where it is."""
    if parent == PLAN:
        return plan._replace(objectives=tuple(item for item in nodes if isinstance(item, Objective)))
    actions = tuple(item for item in nodes if isinstance(item, Action))
    indicators = tuple(item for item in nodes if isinstance(item, Indicator))
    if kind is Indicator:
        return plan._replace(objectives=tuple(_with_indicators(each, parent, indicators) for each in plan.objectives))
    return plan._replace(
        objectives=tuple(
            each._replace(actions=_of_objective(actions, each.number)) if address_of(each) == parent else each
            for each in plan.objectives
        )
    )


def _with_indicators(objective: Objective, parent: str, indicators: tuple[Indicator, ...]) -> Objective:
    if address_of(objective) == parent:
        own = tuple(item._replace(objective=objective.number, action=None) for item in indicators)
        return objective._replace(own=own)
    actions = tuple(
        action._replace(indicators=indicators) if address_of(action) == parent else action
        for action in objective.actions
    )
    return objective._replace(actions=_of_objective(actions, objective.number))


def _of_objective(actions: tuple[Action, ...], number: int) -> tuple[Action, ...]:
    """Return the actions with indicators that say which objective and action they are of."""
    return tuple(
        action._replace(
            indicators=tuple(item._replace(objective=number, action=action.number) for item in action.indicators)
        )
        for action in actions
    )
