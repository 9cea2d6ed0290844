"""What adds, takes out, moves and renumbers nodes of a plan: as changes, with all that belongs to them."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Final

from scoring.entry.addresses import EntryError, find_indicator
from scoring.entry.field_values import default_label
from scoring.entry.wanted import Wanted
from scoring.messages import _
from scoring.model import (
    Action,
    Cell,
    CellChange,
    Constant,
    Indicator,
    IndicatorTexts,
    Objective,
    ObjectiveTexts,
    Plan,
    Variable,
)
from scoring.model.fields import PLACE, Change, Field, FieldChange
from scoring.model.formula import names, parse, write
from scoring.model.resources import code_of, nodes_by_code
from scoring.model.structure import (
    ACTION,
    INDICATOR,
    OBJECTIVE,
    PLAN,
    Node,
    NodeChange,
    Place,
    Placed,
    StructureError,
    address_of,
    find,
    held_by,
    parent_of,
    place_of,
    placed,
    siblings,
)
from scoring.text.identifiers import identifier
from scoring.text.numbers import format_number, format_share

BASELINE: Final = "base"
"""The name of the constant that is an indicator's baseline, where nobody gives another."""


def find_node(plan: Plan, text: str) -> str:
    """Return the address of the node that a text names, in capitals or not; EntryError where there is none."""
    name = text.strip()
    node = Node(name.lower() if name.lower() == PLAN else name)
    first, dot, rest = name.partition(".")
    if dot and first.lower() in {OBJECTIVE, ACTION}:
        node = Node(f"{first.lower()}.{rest}")
    if node.kind == INDICATOR:
        return find_indicator(plan, name).id
    if find(plan, node.name) is None:
        known = [address_of(item) for item in held_by(plan, PLAN) if Node(address_of(item)).kind == node.kind]
        raise EntryError(
            _("«{node}» no está en el plan; hay: {known}.").format(node=text, known=", ".join(known) or _("ninguno"))
        )
    return node.name


def end_of(plan: Plan, parent: str, kind: str) -> Place:
    """Return the place behind the last node of a kind that `parent` holds."""
    among = siblings(plan, parent, kind)
    return Place(parent, address_of(among[-1]) if among else None)


def beside(plan: Plan, name: str, *, before: bool = False) -> Place:
    """Return the place right after a node, or before it."""
    place = place_of(plan, name)
    return place if before else place._replace(after=name)


def next_objective(plan: Plan) -> int:
    """Return the number for one more objective."""
    return max((objective.number for objective in plan.objectives), default=0) + 1


def next_action(plan: Plan, parent: str) -> str:
    """Return the number for one more action of an objective: 1.3 after 1.2."""
    taken = {item.number for objective in plan.objectives for item in objective.actions}
    number = Node(parent).number
    return next(wanted for at in range(1, len(taken) + 2) if (wanted := f"{number}.{at}") not in taken)


def next_id(plan: Plan, ever: Iterable[Any]) -> str:
    """Return the id for one more indicator: a whole number above all that there were; `ever` has cells among others."""
    known = {indicator.id for indicator in plan.indicators}
    known |= {address.indicator for address in ever if isinstance(address, Cell)}
    return str(max((int(id_) for id_ in known if id_.isdecimal() and id_.isascii()), default=0) + 1)


def added_objective(number: int, text: str, weight: Decimal, place: Place, locale: str) -> tuple[Change, ...]:
    """Return the changes that add an objective."""
    record = Objective(number, weight, (), (), ObjectiveTexts(text, weight=format_share(weight, locale)))
    return (NodeChange(Node(address_of(record)), Placed(record, place)),)


def added_action(number: str, text: str, place: Place) -> tuple[Change, ...]:
    """Return the changes that add an action."""
    record = Action(number, text, ())
    return (NodeChange(Node(address_of(record)), Placed(record, place)),)


def added_indicator(plan: Plan, wanted: Wanted, place: Place) -> tuple[Change, ...]:
    """Return the changes that add an indicator, with its baseline and what the form prints of it.

    Without a formula it has one variable, named after it; each name of a formula is a variable. FormulaError for one
    that cannot be read.
    """
    constants: tuple[Constant, ...] = ()
    if wanted.baseline is not None or wanted.kind.needs_baseline:
        constants = (Constant(BASELINE, _("Línea base"), "" if wanted.unit == "%" else wanted.unit),)
    variables, formula = _variables(wanted, {item.name for item in constants})
    record = Indicator(
        id=wanted.id,
        name=wanted.name,
        objective=0,
        action=None,
        weight=wanted.weight,
        kind=wanted.kind,
        variables=variables,
        formula=formula,
        target=wanted.target,
        unit=wanted.unit,
        start=wanted.start or date(plan.year, 1, 1),
        end=wanted.end or date(plan.year, 12, 31),
        responsible=wanted.responsible,
        texts=IndicatorTexts(),
        constants=constants,
        baseline=BASELINE if constants else None,
    )
    record = _within(plan, record._replace(texts=_texts(plan, record)), place)
    changes: list[Change] = [NodeChange(Node(record.id), Placed(record, place))]
    if wanted.baseline is not None:
        changes.append(CellChange(Cell(record.id, BASELINE), wanted.baseline))
    return (*changes, *_own_texts(plan, record, place))


def removed(plan: Plan, name: str) -> tuple[Change, ...]:
    """Return the changes that take a node out with all that it holds; StructureError for the plan itself."""
    if name == PLAN:
        raise StructureError(_("El plan mismo no se quita; borre su archivo si ya no sirve."))
    held = [address_of(item) for item in reversed(held_by(plan, name))]
    return tuple(NodeChange(Node(each), None) for each in (*held, name))


def renumbered(plan: Plan, name: str, number: str) -> tuple[Change, ...]:
    """Return the changes that give an objective or an action another number: it is put in anew with all it holds."""
    node = placed(plan, name)
    if isinstance(node.record, Objective):
        if not (number.isdecimal() and number.isascii()):
            raise EntryError(_("{node}: «{number}» no es un número entero.").format(node=name, number=number))
        record: Objective | Action = node.record._replace(number=int(number))
    elif isinstance(node.record, Action):
        record = node.record._replace(number=number)
    else:
        raise EntryError(_("{node}: solo un objetivo o una acción tienen ese número.").format(node=name))
    new = address_of(record)
    if new == name:
        return ()
    below = [item for item in held_by(plan, name) if parent_of(plan, address_of(item)) == name]
    after: dict[str, str | None] = {ACTION: None, INDICATOR: None}
    changes: list[Change] = [NodeChange(Node(new), Placed(record, node.place._replace(after=name)))]
    for item in below:
        address = address_of(item)
        changes.append(FieldChange(Field(address, PLACE), Place(new, after[Node(address).kind])))
        after[Node(address).kind] = address
    return (*changes, *_resources_moved(plan, name, new), NodeChange(Node(name), None))


def _resources_moved(plan: Plan, name: str, new: str) -> Iterator[CellChange]:
    """Yield the changes that give a node's resources to the one that it is from now on."""
    old, now = code_of(Node(name).number), code_of(Node(new).number)
    if nodes_by_code(plan).get(old) != name:
        return
    for cell, value in plan.values.items():
        if cell.indicator == old:
            yield CellChange(cell._replace(indicator=now), value)
            yield CellChange(cell, None)


def _variables(wanted: Wanted, constants: set[str]) -> tuple[tuple[Variable, ...], str]:
    unit = "" if wanted.unit == "%" else wanted.unit
    if not wanted.formula.strip():
        name = identifier(wanted.name)
        return (Variable(name, wanted.name, unit),), name
    formula = parse(wanted.formula)
    spoken = names(formula.numerator) | (names(formula.denominator) if formula.denominator else frozenset())
    in_order = sorted(spoken - constants, key=wanted.formula.find)
    return tuple(Variable(name, default_label(name), unit) for name in in_order), wanted.formula


def _texts(plan: Plan, indicator: Indicator) -> IndicatorTexts:
    """Return what the form prints of a new indicator."""
    return IndicatorTexts(
        goal=indicator.name,
        weight=format_share(indicator.weight, plan.locale),
        months=str(len(indicator.months)),
        start=f"{indicator.start:%d/%m/%Y}",
        end=f"{indicator.end:%d/%m/%Y}",
        number=indicator.id,
        formula=_in_words(indicator),
        unit=indicator.unit,
        responsible=indicator.responsible,
    )


def _in_words(indicator: Indicator) -> str:
    """Return a formula as the form prints it, with the labels of its variables and constants."""
    labels = {item.name: item.label for items in (indicator.variables, indicator.constants) for item in items}
    formula = parse(indicator.formula)
    if formula.denominator is not None:
        return f"{write(formula.numerator, labels, 2)} / {write(formula.denominator, labels, 3)}"
    text = write(formula.numerator, labels)
    return f"Σ {text}" if indicator.kind.adds_up else text


def _within(plan: Plan, indicator: Indicator, place: Place) -> Indicator:
    """Return the indicator as it says where it is; StructureError where the place is none."""
    siblings(plan, place.parent, INDICATOR)
    holder = Node(place.parent)
    if holder.kind == OBJECTIVE:
        return indicator._replace(objective=int(holder.number))
    return indicator._replace(objective=int(Node(parent_of(plan, place.parent)).number), action=holder.number)


def _own_texts(plan: Plan, indicator: Indicator, place: Place) -> Iterator[FieldChange]:
    """Yield what the form prints in an objective's row of its first own indicator, where it prints nothing yet."""
    objective = find(plan, place.parent)
    if not isinstance(objective, Objective) or objective.own:
        return
    goal = indicator.name
    if indicator.target is not None:
        target = indicator.target
        goal = format_share(target, plan.locale) if indicator.target_is_share else format_number(target, plan.locale)
    said = {"indicator": indicator.name, "goal": goal, "goal_weight": indicator.texts.weight}
    for name, text in said.items():
        if not getattr(objective.texts, name):
            yield FieldChange(Field(place.parent, f"text.{name}"), text)
