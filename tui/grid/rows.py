"""The rows of the plan's tree: objectives, actions, indicators, and the variables and constants that are typed."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from scoring.messages import _
from scoring.model import Action, Cell, Indicator, Objective, Plan
from scoring.model.resources import UNIT, nodes_by_code, resources_of
from scoring.text.words import numbered, source_label


class RowKind(Enum):
    """What a row of the tree shows."""

    PLAN = "plan"
    """That there is no objective yet."""
    OBJECTIVE = "objective"
    ACTION = "action"
    INDICATOR = "indicator"
    """With a single variable it is where that variable is typed."""
    VARIABLE = "variable"
    CONSTANT = "constant"
    """A value for the whole year, such as a baseline."""
    RESOURCE = "resource"
    """What is executed of a resource, month by month."""
    BUDGET = "budget"
    """The budget of the resource above it."""


class Row(NamedTuple):
    """One row of the tree."""

    kind: RowKind
    id: str
    """Tells the row from any other, whatever is folded: `o1`, `a1.1`, `i2`, `i2.urbanos`, `rR2.propios`."""
    depth: int
    label: str
    short: str = ""
    """A shorter label, for where the label has no room or says nothing; empty where there is none."""
    number: str = ""
    """What the form calls an indicator, or the code of a resource: `N° 1`, `R2`."""
    weight: Decimal | None = None
    """As the form gives it, not normalised."""
    unit: str = ""
    indicator: Indicator | None = None
    field: str | None = None
    """The variable, constant or source that is typed in this row; None where it is only read."""
    ancestors: tuple[str, ...] = ()
    """The ids of the rows that hide this one when they are folded."""
    code: str = ""
    """The code of the resource that is typed in this row: `R2`; empty where it is none."""

    def cell(self, month: int) -> Cell | None:
        """Return the cell that is typed here in `month`, or None where there is none to type."""
        if self.field is None:
            return None
        if self.yearly:
            return Cell(self.owner, self.field)
        if self.indicator and month not in self.indicator.months:
            return None
        return Cell(self.owner, self.field, month)

    @property
    def owner(self) -> str:
        """What the cells of this row are of: an indicator's id or a resource's code; empty on a heading."""
        return self.indicator.id if self.indicator else self.code

    @property
    def yearly(self) -> bool:
        """Whether what is typed here holds for the whole year."""
        return self.kind is RowKind.CONSTANT or self.kind is RowKind.BUDGET

    @property
    def is_money(self) -> bool:
        """Whether it is a resource's: what goes from figure to figure passes over it, and the other way round."""
        return bool(self.code)

    @property
    def foldable(self) -> bool:
        """Whether it has rows below it that folding hides."""
        return self.kind in {RowKind.OBJECTIVE, RowKind.ACTION} or (
            self.kind is RowKind.INDICATOR and self.indicator is not None and bool(_fields_below(self.indicator))
        )


def rows_of(plan: Plan) -> tuple[Row, ...]:
    """Return every row of the plan but those of resources, in the form's order."""
    return tuple(row for objective in plan.objectives for row in _objective(objective)) or (_nothing(),)


def _nothing() -> Row:
    """Return the one row of a plan without objectives."""
    return Row(RowKind.PLAN, "plan", 0, _("Sin indicadores todavía"))


def unfolded(rows: tuple[Row, ...], folded: frozenset[str]) -> tuple[Row, ...]:
    """Return the rows that are seen while those with the ids `folded` are folded."""
    return tuple(row for row in rows if folded.isdisjoint(row.ancestors))


def _objective(objective: Objective) -> Iterator[Row]:
    id_ = f"o{objective.number}"
    yield Row(RowKind.OBJECTIVE, id_, 0, objective.text, weight=objective.weight)
    for indicator in objective.own:
        yield from _indicator(indicator, 1, (id_,))
    for action in objective.actions:
        yield from _action(action, id_)


def _action(action: Action, objective: str) -> Iterator[Row]:
    id_ = f"a{action.number}"
    yield Row(RowKind.ACTION, id_, 1, action.text, ancestors=(objective,))
    for indicator in action.indicators:
        yield from _indicator(indicator, 2, (objective, id_))


def _indicator(indicator: Indicator, depth: int, ancestors: tuple[str, ...]) -> Iterator[Row]:
    id_ = f"i{indicator.id}"
    only = indicator.variables[0] if len(indicator.variables) == 1 else None
    number = numbered(indicator.id)
    yield Row(
        RowKind.INDICATOR,
        id_,
        depth,
        indicator.name,
        short=indicator.short,
        number=number,
        weight=indicator.weight,
        unit=only.unit if only else indicator.unit,
        indicator=indicator,
        field=only.name if only else None,
        ancestors=ancestors,
    )
    for kind, name, label, unit in _fields_below(indicator):
        yield Row(
            kind,
            f"{id_}.{name}",
            depth + 1,
            label,
            unit=unit,
            indicator=indicator,
            field=name,
            ancestors=(*ancestors, id_),
        )


def _fields_below(indicator: Indicator) -> list[tuple[RowKind, str, str, str]]:
    """Return the variables, when there are several, and every constant: those that have a row of their own."""
    variables = indicator.variables if len(indicator.variables) > 1 else ()
    return [
        *((RowKind.VARIABLE, item.name, item.label, item.unit) for item in variables),
        *((RowKind.CONSTANT, item.name, item.label, item.unit) for item in indicator.constants),
    ]


def _money_rows(plan: Plan, code: str, row: Row, shown: frozenset[tuple[str, str]] | None) -> Iterator[Row]:
    """Yield the rows of the resources with a code that are `shown`, or of all (None), below the row of their node."""
    for resource in resources_of(plan, code):
        if shown is not None and (code, resource.source) not in shown:
            continue
        id_ = f"r{code}.{resource.source}"
        ancestors = (*row.ancestors, row.id)
        executed = Row(
            RowKind.RESOURCE,
            id_,
            row.depth + 1,
            source_label(resource.source),
            number=code,
            unit=UNIT,
            field=resource.source,
            ancestors=ancestors,
            code=code,
        )
        yield executed
        yield executed._replace(
            kind=RowKind.BUDGET, id=f"{id_}.presupuesto", depth=row.depth + 2, label=_("Presupuesto"), number=""
        )


def with_resources(plan: Plan, rows: Iterable[Row], shown: frozenset[tuple[str, str]] | None) -> tuple[Row, ...]:
    """Return rows with those of the resources that are `shown`, or of all (None), below their nodes."""
    if shown is not None and not shown:
        return tuple(rows)
    codes = {_row_id(node): code for code, node in nodes_by_code(plan).items()}
    found: list[Row] = []
    for row in rows:
        found.append(row)
        if row.id in codes:
            found += _money_rows(plan, codes[row.id], row, shown)
    return tuple(found)


def _row_id(node: str) -> str:
    """Return the id of the row of an objective or an action."""
    kind, _dot, number = node.partition(".")
    return f"{kind[0]}{number}"
