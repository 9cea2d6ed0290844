"""The plan as data: objectives, actions, indicators and the figures people report.

Everything here is frozen. The records are named tuples and not dataclasses because `plan status` has a start-up
budget that `dataclasses` (through `inspect`) alone would eat a third of, and because cells are dictionary keys
on the path of every digit typed.

Weights, shares, targets given as percentages and thresholds are fractions (0.35, not 35).
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Final, NamedTuple, TypeAlias

MONTHS: Final = range(1, 13)


class Mark(Enum):
    """What a cell can hold instead of a number."""

    NP = "NP"
    """*No programado*: nothing was due that month, so the month is not an active one."""


Value: TypeAlias = Decimal | Mark


class Cell(NamedTuple):
    """The address of one figure: an indicator's input in a month, or (month None) one of its constants."""

    indicator: str
    name: str
    month: int | None = None

    def __str__(self) -> str:
        """Return the canonical form that is stored and printed: `4.efectivas@3`, `7.base`."""
        address = f"{self.indicator}.{self.name}"
        return address if self.month is None else f"{address}@{self.month}"


class Change(NamedTuple):
    """A cell and what it is to hold from now on; None clears it."""

    cell: Cell
    value: Value | None


class Kind(StrEnum):
    """How an indicator's months become one result (design: scoring.md, "Kinds")."""

    SUM = "sum"
    RATIO = "ratio"
    LEVEL = "level"
    REDUCTION = "reduction"
    CEILING = "ceiling"
    MILESTONE = "milestone"


class Direction(StrEnum):
    """Whether the target is to be reached or not to be passed (for a sum, a ratio or a level)."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class Aggregate(StrEnum):
    """Which figure of the reported months stands for a level."""

    LAST = "last"
    MEAN = "mean"


class Thresholds(NamedTuple):
    """The levels (*semáforo*) as fractions of compliance; `over` is a fraction of the uncapped result."""

    green: Decimal = Decimal("0.9")
    yellow: Decimal = Decimal("0.7")
    over: Decimal = Decimal("1.25")


class Input(NamedTuple):
    """A figure that a person types each month."""

    name: str
    label: str
    unit: str


class Constant(NamedTuple):
    """A figure that holds for the whole year, such as a baseline; its value stands in `Plan.values`."""

    name: str
    label: str
    unit: str


class LineTexts(NamedTuple):
    """A measured line as the form prints it; empty where the form has nothing."""

    goal: str = ""
    weight: str = ""
    months: str = ""
    start: str = ""
    end: str = ""
    number: str = ""
    formula: str = ""
    unit: str = ""
    responsible: str = ""


class ObjectiveTexts(NamedTuple):
    """An objective's row as the form prints it, with its own indicator and its three sources of funds."""

    text: str
    weight: str = ""
    indicator: str = ""
    goal: str = ""
    goal_weight: str = ""
    own_funds: str = ""
    ley_715: str = ""
    other_funds: str = ""


class Signature(NamedTuple):
    """One column of the signature block: who drew up, reviewed or approved the plan."""

    role: str
    name: str
    post: str
    date: str
    signed: str = ""


class FormTexts(NamedTuple):
    """What the form prints around its table, verbatim."""

    heading: tuple[str, ...]
    """The lines above the table: year, process, responsible, post."""
    header: tuple[tuple[str, ...], tuple[str, ...]]
    """The table's two header rows, 19 cells each."""
    total: str
    signature_labels: tuple[str, ...]
    """The first column of the signature block: Descripción, Nombre, Cargo, Fecha, Firma."""
    signatures: tuple[Signature, ...]


class Indicator(NamedTuple):
    """One measured line: an objective's own indicator or one goal of an action."""

    id: str
    name: str
    """What the line is called on screen: the goal, or for an own indicator its name (both verbatim)."""
    objective: int
    action: str | None
    """The number of its action; None for an objective's own indicator."""
    weight: Decimal
    kind: Kind
    inputs: tuple[Input, ...]
    expression: str
    target: Decimal | None
    unit: str
    start: date
    end: date
    responsible: str
    texts: LineTexts
    constants: tuple[Constant, ...] = ()
    baseline: str | None = None
    """The name of the constant that is B; None where the kind needs none."""
    direction: Direction = Direction.AT_LEAST
    aggregate: Aggregate = Aggregate.LAST
    programme: tuple[Decimal, ...] = ()
    """Twelve shares, in any unit; empty for equal shares."""
    thresholds: Thresholds | None = None
    """The indicator's own levels, where they differ from the plan's."""
    assumptions: tuple[str, ...] = ()
    """Readings of the form that a person still has to confirm."""

    def cells(self, month: int) -> Iterator[Cell]:
        """Yield the cells that report `month`, in the order of the inputs."""
        for item in self.inputs:
            yield Cell(self.id, item.name, month)


class Action(NamedTuple):
    """A programmed action: a heading over the goals it is measured by, without a weight of its own."""

    number: str
    text: str
    indicators: tuple[Indicator, ...]


class Objective(NamedTuple):
    """An institutional objective, its own indicators and its actions."""

    number: int
    weight: Decimal
    own: tuple[Indicator, ...]
    actions: tuple[Action, ...]
    texts: ObjectiveTexts

    @property
    def text(self) -> str:
        """The objective as the form prints it."""
        return self.texts.text

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The measured lines that share the objective's 100 %, in the form's order."""
        return self.own + tuple(line for action in self.actions for line in action.indicators)


class Plan(NamedTuple):
    """A year's plan of one process, with every figure reported so far."""

    id: str
    """Tells this plan from any other; survives renaming and copying of the file."""
    year: int
    process: str
    responsible: str
    objectives: tuple[Objective, ...]
    values: Mapping[Cell, Value]
    texts: FormTexts
    thresholds: Thresholds = Thresholds()
    locale: str = "es_CO"
    timezone: str = "America/Bogota"

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Every measured line, in the form's order."""
        return tuple(line for objective in self.objectives for line in objective.indicators)

    def indicator(self, id_: str) -> Indicator | None:
        """Return the indicator called `id_`, or None where the plan has none."""
        return next((line for line in self.indicators if line.id == id_), None)

    def with_changes(self, changes: tuple[Change, ...]) -> "Plan":
        """Return the plan as it stands once `changes` are made; a value of None clears its cell."""
        values = dict(self.values)
        for cell, value in changes:
            if value is None:
                values.pop(cell, None)
            else:
                values[cell] = value
        return self._replace(values=values)
