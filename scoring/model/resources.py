"""Resources: the money that an objective or an action has from a source, and the cells that hold it.

They follow from the plan's objectives and actions and are no nodes of the definition. `R2.propios` is the budget of
objective 2 from its own funds, `R2.propios@3` what was executed of it in March, `R1-1.propios@3` that of action 1.1.
All of them are in pesos.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from scoring.messages import _
from scoring.model.cells import MONTHS, Cell
from scoring.model.plan import Objective, Plan
from scoring.quoting import quoted

CODE: Final = "R"
"""What the code of a resource begins with, before the number of its objective or action."""
FORM_SOURCES: Final[Mapping[str, str]] = MappingProxyType(
    {"propios": "own_funds", "ley_715": "ley_715", "otros": "other_funds"}
)
"""The sources that the official form has a column for, with the objective's text that each column prints."""
MOST_SOURCES: Final = 12
"""Sources that a plan names besides those."""
LONGEST_SOURCE: Final = 24
"""Letters of the name of a source."""
UNIT: Final = "COP"
_NAME: Final = re.compile(r"[^\W\d]\w*")


class Resource(NamedTuple):
    """The money of one source for one objective or action."""

    code: str
    """What its cells are called by: `R2`, `R1-1`."""
    source: str
    node: str
    """The address of its objective or action: `objective.2`, `action.1.1`."""

    @property
    def budget(self) -> Cell:
        """The cell of its budget for the year."""
        return Cell(self.code, self.source)

    def executed(self, month: int) -> Cell:
        """Return the cell of what was executed in a month, and in that month alone."""
        return Cell(self.code, self.source, month)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell it has: its budget, and the months."""
        return (self.budget, *map(self.executed, MONTHS))


def sources(plan: Plan) -> tuple[str, ...]:
    """Return the sources that the money of a plan comes from."""
    return (*FORM_SOURCES, *plan.sources)


def source_faults(named: Sequence[str]) -> Iterator[str]:
    """Yield a sentence for each thing that is wrong with the sources that a plan names besides the form's."""
    for name in named:
        if not _NAME.fullmatch(name) or len(name) > LONGEST_SOURCE:
            yield _("«{name}» no sirve de fuente de recursos: letras, cifras y _, hasta {limit}.").format(
                name=quoted(name), limit=LONGEST_SOURCE
            )
    every = [name.casefold() for name in (*FORM_SOURCES, *named)]
    if len(set(every)) < len(every):
        yield _("dos fuentes de recursos se llaman igual; {known} ya son del formulario.").format(
            known=", ".join(FORM_SOURCES)
        )
    if len(named) > MOST_SOURCES:
        yield _("además de las del formulario puede haber {limit} fuentes de recursos.").format(limit=MOST_SOURCES)


def code_of(number: int | str) -> str:
    """Return the code of the resources of an objective or action with a number; its points would end an address."""
    return CODE + str(number).replace(".", "-")


def nodes_by_code(plan: Plan) -> Mapping[str, str]:
    """Return the addresses of a plan's objectives and actions by the codes of their resources, in the form's order.

    A code that is an indicator's id stays the indicator's, and the first of two nodes with one code has it.
    """
    return _CODES.of(plan)


def resources_of(plan: Plan, code: str) -> tuple[Resource, ...]:
    """Return the resources with a code, one for every source; none where the plan does not have it."""
    node = nodes_by_code(plan).get(code)
    return () if node is None else tuple(Resource(code, source, node) for source in sources(plan))


def resource_of(plan: Plan, cell: Cell) -> Resource | None:
    """Return the resource that a cell belongs to; None where it is no resource's."""
    if not cell.indicator.startswith(CODE):  # most cells are an indicator's
        return None
    return next((item for item in resources_of(plan, cell.indicator) if item.source == cell.name), None)


def resources_in_use(plan: Plan) -> frozenset[tuple[str, str]]:
    """Return code and source of the resources that have an amount, or of which the form's text says one."""
    held = {(cell.indicator, cell.name) for cell in plan.values if cell.indicator.startswith(CODE)}
    said = {
        (code_of(objective.number), source)
        for objective in plan.objectives
        for source, text in FORM_SOURCES.items()
        if any(letter.isdigit() for letter in getattr(objective.texts, text))
    }
    return frozenset(held | said)


class _Codes:
    """The codes of the plan last asked; another state of it with the same objectives has the same."""

    def __init__(self) -> None:
        self._last: tuple[tuple[Objective, ...], Mapping[str, str]] = ((), {})

    def of(self, plan: Plan) -> Mapping[str, str]:
        objectives, found = self._last
        if objectives is not plan.objectives:
            found = self._found(plan)
            self._last = (plan.objectives, found)
        return found

    @staticmethod
    def _found(plan: Plan) -> Mapping[str, str]:
        objectives = [(code_of(item.number), f"objective.{item.number}") for item in plan.objectives]
        actions = [
            (code_of(action.number), f"action.{action.number}")
            for objective in plan.objectives
            for action in objective.actions
        ]
        taken: dict[str, str] = {}
        for code, node in (*objectives, *actions):
            if plan.indicator(code) is None:
                taken.setdefault(code, node)
        return taken


_CODES: Final = _Codes()
"""Found by the identity of the objectives, as the plan's indicators are."""
