"""Where things are: the names of a plan's sheets, and the rows and columns of Seguimiento.

Seguimiento is laid out before it is filled, because it and the calculation refer to each other.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from scoring.messages import _
from scoring.model import Indicator, Plan
from scoring.model.resources import Resource, code_of, resources_in_use, resources_of
from workbook.model.formula_references import absolute, column_letter, quoted

FORM_COLUMNS: Final = 19
"""The columns of the official form."""

KEY: Final = 1
NUMBER: Final = 2
LABEL: Final = 3
TARGET: Final = 4
"""The target of an indicator; in a constant's row the constant, such as the baseline."""
WEIGHT: Final = 5
FIRST_MONTH: Final = 6
ACCUMULATED: Final = 18
PROGRAMMED: Final = 19
PROGRESS: Final = 20
COMPLIANCE: Final = 21
REPORTED: Final = 22
CONTRIBUTION: Final = 23
LEVEL: Final = 24
OBSERVATION: Final = 25

CUT_OFF_ROW: Final = 3
KEY_ROW: Final = 5
HEADER_ROW: Final = 6
PLAN_ROW: Final = 7


class SheetNames(NamedTuple):
    """The tabs of one plan."""

    form: str
    follow_up: str
    dashboard: str
    quarters: str
    submitted: str
    responsibles: str
    profiles: str
    history: str
    verification: str
    calculation: str

    @property
    def visible(self) -> tuple[str, ...]:
        """The tabs that a person sees, in their order."""
        return tuple(name for name in self if not name.startswith("_"))

    @classmethod
    def of(cls, number: int | None = None) -> "SheetNames":
        """Return the names, numbered where several plans share a workbook."""
        tail = "" if number is None else f" {number}"
        return cls(
            form=_("Plan de Acción") + tail,
            follow_up=_("Seguimiento") + tail,
            dashboard=_("Tablero") + tail,
            quarters=_("Trimestres") + tail,
            submitted=_("Cortes") + tail,
            responsibles=_("Responsables") + tail,
            profiles=_("Hoja de vida") + tail,
            history=_("Historial") + tail,
            verification=_("Verificación") + tail,
            calculation="_calc" + tail,
        )


class IndicatorRows(NamedTuple):
    """The rows of one indicator in Seguimiento."""

    result: int
    variables: tuple[int, ...]
    constants: tuple[int, ...]
    compliance: int


class FollowUpRows(NamedTuple):
    """The rows of Seguimiento, by what they show."""

    sheet: str
    objectives: dict[int, int]
    actions: dict[str, int]
    """By the action's number; an action is a heading."""
    indicators: dict[str, IndicatorRows]
    last: int
    resources: Mapping[Resource, int]
    """Of the resources in use, each below its objective or action."""

    def variables_in(self, indicator: Indicator, month: int) -> str:
        """Return the reference of what an indicator's variables hold in a month, one under the other."""
        rows = self.indicators[indicator.id].variables
        column = month_letter(month)
        return f"{quoted(self.sheet)}!{column}{rows[0]}:{column}{rows[-1]}"

    def references(self, indicator: Indicator, month: int) -> dict[str, str]:
        """Return the references of an indicator's variables in a month and of its constants, by name."""
        rows, sheet = self.indicators[indicator.id], quoted(self.sheet)
        variables = {
            item.name: f"{sheet}!{month_letter(month)}{row}"
            for item, row in zip(indicator.variables, rows.variables, strict=True)
        }
        return self.constants(indicator) | variables

    def constants(self, indicator: Indicator) -> dict[str, str]:
        """Return the references of an indicator's constants, by name."""
        rows, sheet = self.indicators[indicator.id], quoted(self.sheet)
        return {
            item.name: f"{sheet}!{absolute(row, TARGET)}"
            for item, row in zip(indicator.constants, rows.constants, strict=True)
        }


def month_column(month: int) -> int:
    """Return the column of a month in Seguimiento."""
    return FIRST_MONTH + month - 1


def month_letter(month: int) -> str:
    """Return the letter of a month's column in Seguimiento."""
    return column_letter(month_column(month))


def follow_up_rows(plan: Plan, sheet: str) -> FollowUpRows:
    """Give every objective, action, indicator, constant and variable of a plan its row, and every resource in use."""
    row = PLAN_ROW
    objectives: dict[int, int] = {}
    actions: dict[str, int] = {}
    indicators: dict[str, IndicatorRows] = {}
    resources: dict[Resource, int] = {}
    in_use = resources_in_use(plan)

    def place_resources(number: int | str) -> None:
        nonlocal row
        for resource in resources_of(plan, code_of(number)):
            if (resource.code, resource.source) in in_use:
                row += 1
                resources[resource] = row

    def place(indicator: Indicator) -> None:
        nonlocal row
        result = row + 1
        constants = result + 1
        variables = constants + len(indicator.constants)
        row = variables + len(indicator.variables)
        indicators[indicator.id] = IndicatorRows(
            result, tuple(range(variables, row)), tuple(range(constants, variables)), row
        )

    for objective in plan.objectives:
        row += 1
        objectives[objective.number] = row
        place_resources(objective.number)
        for own in objective.own:
            place(own)
        for action in objective.actions:
            row += 1
            actions[action.number] = row
            place_resources(action.number)
            for indicator in action.indicators:
                place(indicator)
    return FollowUpRows(sheet, objectives, actions, indicators, row, resources)
