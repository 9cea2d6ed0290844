"""The plan as data: objectives, actions and indicators, and every value reported so far.

Everything here is frozen. The records are named tuples and not dataclasses because `plan status` has a start-up
budget that `dataclasses` (through `inspect`) alone would use a third of, and because cells are dictionary keys
on the path of every digit typed.

Weights, shares, targets given as percentages and thresholds are fractions (0.35, not 35).
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scoring.model.cells import Cell, CellChange, Value
from scoring.model.policy import Policy, Role
from scoring.model.texts import FormTexts, IndicatorTexts, ObjectiveTexts

if TYPE_CHECKING:
    from scoring.model.acts import Act, ActValue
    from scoring.model.fields import Change
else:
    Act = ActValue = Any  # in quotes they would be compiled here, and the first screen would wait for that


class Kind(StrEnum):
    """How an indicator's months become one result (docs/scoring.md)."""

    SUM = "sum"
    RATIO = "ratio"
    LEVEL = "level"
    REDUCTION = "reduction"
    CEILING = "ceiling"
    MILESTONE = "milestone"

    @property
    def adds_up(self) -> bool:
        """Whether the months add up to the year's result, so that its target is shared out over them."""
        return self is Kind.SUM

    @property
    def divides_by_variable(self) -> bool:
        """Whether the formula's denominator is typed each month: a month of 0 over 0 is then NP."""
        return self is Kind.RATIO

    @property
    def needs_baseline(self) -> bool:
        """Whether the result is a change from a baseline."""
        return self is Kind.REDUCTION or self is Kind.CEILING

    @property
    def needs_target(self) -> bool:
        """Whether the result is compared with a target; where not, it is its own compliance."""
        return self is not Kind.MILESTONE

    @property
    def carries_last(self) -> bool:
        """Whether the last month of a year is the baseline of the next one; else it is the mean of the months."""
        return self is Kind.CEILING

    @property
    def can_be_limit(self) -> bool:
        """Whether the target can be one that is not to be passed."""
        return self in {Kind.SUM, Kind.RATIO, Kind.LEVEL}

    @property
    def due_once(self) -> bool:
        """Whether it is all due in its last active month, whatever the programme."""
        return self is Kind.MILESTONE

    @property
    def month_goal_is_target(self) -> bool:
        """Whether a month is asked for the year's target itself, in the indicator's own unit."""
        return self is Kind.RATIO or self is Kind.LEVEL


class Direction(StrEnum):
    """Whether the target is to be reached or not to be passed (for a sum, a ratio or a level)."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class Aggregate(StrEnum):
    """Which of the reported months gives the result of a level."""

    LAST = "last"
    MEAN = "mean"


class Thresholds(NamedTuple):
    """The levels (*semáforo*) as fractions of compliance; `over` is a fraction of the uncapped result."""

    green: Decimal = Decimal("0.9")
    yellow: Decimal = Decimal("0.7")
    over: Decimal = Decimal("1.25")


LONGEST_SHORT: Final = 24
"""Letters of an indicator's short name."""
LONGEST_CONTROL: Final = 60
"""Letters of the form's code and of its version."""
LONGEST_PATH: Final = 1000
"""Letters of the path of the logo."""


class Variable(NamedTuple):
    """What a person types each month."""

    name: str
    label: str
    unit: str


class Constant(NamedTuple):
    """A value that holds for the whole year, such as a baseline; it is in `Plan.values`."""

    name: str
    label: str
    unit: str


class Alias(NamedTuple):
    """Another way in which the name of a responsible is written, which means the same person or post."""

    alias: str
    name: str
    """Whom it means; the alias itself where somebody said that it is nobody else."""


class Indicator(NamedTuple):
    """What is measured: an objective's own indicator or one goal of an action."""

    id: str
    name: str
    """What it is called on screen: the goal, or for an own indicator its name (both verbatim)."""
    objective: int
    action: str | None
    """The number of its action; None for an objective's own indicator."""
    weight: Decimal
    kind: Kind
    variables: tuple[Variable, ...]
    formula: str
    target: Decimal | None
    unit: str
    start: date
    end: date
    responsible: str
    texts: IndicatorTexts
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
    """What was assumed in reading the form and a person still has to confirm."""
    short: str = ""
    """A shorter name for where the name has no room, in the words of the people who use it; empty where none is given.

    One line of at most `LONGEST_SHORT` letters.
    """
    attributes: tuple[tuple[str, str], ...] = ()
    """Names and texts of what else the form says of it, word for word: its programme, its sector, its evidence."""

    @property
    def target_is_share(self) -> bool:
        """Whether the target is a percentage."""
        return self.unit.strip() == "%" or self.kind.needs_baseline

    @property
    def lacks_target(self) -> bool:
        """Whether it needs a target and has none, or one of zero to be reached, which says nothing."""
        reached_by_all = self.kind.can_be_limit and self.direction is Direction.AT_LEAST and self.target == 0
        return self.kind.needs_target and (self.target is None or reached_by_all)

    @property
    def months(self) -> range:
        """The months (1..12) that its dates touch."""
        return range(self.start.month, self.end.month + 1)

    def cells(self, month: int) -> Iterator[Cell]:
        """Yield the cells that report `month`, in the order of its variables."""
        for item in self.variables:
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
        """The indicators that share the objective's 100 %, in the form's order."""
        return self.own + tuple(item for action in self.actions for item in action.indicators)


class Plan(NamedTuple):
    """A year's plan of one process, with every value reported so far."""

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
    code: str = ""
    """The code that the quality system gives the form; it is printed in the document control, as the version is."""
    version: str = ""
    """The version of the form, as the document control prints it."""
    logo: str = ""
    """The path of the picture that heads the form, in the plan's folder or below; empty for none."""
    roles: tuple[Role, ...] = ()
    """Who may sign in which role; anybody who may write in one that is not here."""
    policy: Policy = Policy()
    acts: Mapping[Act, ActValue] = MappingProxyType({})
    """What was done to make it official and is in force; a plan without any loads no module for them."""
    aliases: tuple[Alias, ...] = ()
    """Which names of responsibles mean the same one, as far as somebody said so."""
    sources: tuple[str, ...] = ()
    """The names of the sources that money comes from besides those of the official form."""

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Every indicator, in the form's order."""
        return _INDEX.of(self).indicators

    def indicator(self, id_: str) -> Indicator | None:
        """Return the indicator called `id_`, or None where the plan has none."""
        return _INDEX.of(self).by_id.get(id_)

    def with_changes(self, changes: "Iterable[Change]") -> "Plan":
        """Return the plan as it is once `changes` are made; a value of None clears its cell.

        StructureError for a node or a field that the plan does not have, or one that cannot be or hold that.
        """
        plan, values = self, dict(self.values)
        for change in changes:
            if not isinstance(change, CellChange):
                from scoring.model.fields import with_change  # imported here: a cell's change does not need it

                plan = with_change(plan, change)
            elif change.value is None:
                values.pop(change.cell, None)
            else:
                values[change.cell] = change.value
        return plan._replace(values=values)


class _Listed(NamedTuple):
    """The indicators of the plans that have the same objectives."""

    objectives: tuple[Objective, ...]
    indicators: tuple[Indicator, ...]
    by_id: Mapping[str, Indicator]
    """The first where there are several of one id."""


class _Index:
    """The indicators of the three plans last asked: as one is changed, it and what it was and becomes are asked."""

    def __init__(self) -> None:
        self._last: tuple[_Listed, ...] = ()

    def of(self, plan: Plan) -> _Listed:
        """Return the indicators of a plan; another state of it with the same objectives has the same."""
        for listed in self._last:
            if listed.objectives is plan.objectives:
                return listed
        found = tuple(item for objective in plan.objectives for item in objective.indicators)
        listed = _Listed(plan.objectives, found, {indicator.id: indicator for indicator in reversed(found)})
        self._last = (listed, *self._last[:2])
        return listed


_INDEX: Final = _Index()
"""Found by the identity of the objectives: they are frozen, and to compare or hash them would take as long."""
