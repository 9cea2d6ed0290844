"""An indicator out of its line: goal, baseline, dates, programme and responsible, each with its doubts."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final, NamedTuple

from scoring.messages import _
from scoring.model import Cell, Indicator, IndicatorTexts, Kind, Value
from workbook.form.building.context import Context
from workbook.form.building.dating import Dates, read_dates
from workbook.form.building.levels import Placed
from workbook.form.doubts import FormDoubt, Question
from workbook.form.values.amounts import MONEY, PERCENT, amounts_in
from workbook.form.values.goal import Goal, GoalContext, Sense
from workbook.form.values.goals import read_goal
from workbook.form.values.measurement import infer_measurement
from workbook.form.values.programme import Programme, read_figures, read_programme
from workbook.form.values.quantities import too_large
from workbook.form.values.units import is_of_level, unit_of
from workbook.form.words import Role, is_one_of

PRINTED: Final = {
    Role.NUMBER: _("Número impreso"),
    Role.DIRECTION: _("Sentido"),
    Role.WEIGHT: _("Peso impreso"),
    Role.START: _("Inicio impreso"),
    Role.END: _("Final impreso"),
    Role.SCHEDULE: _("Cronograma"),
    Role.DELIVERY: _("Entrega"),
}
"""Fields whose text is kept as an attribute where the plan would print another one."""


class Node(NamedTuple):
    """An indicator's place in the plan: its identifier, its objective, its action and its weight."""

    id: str
    objective: int
    action: str | None
    weight: Decimal


class Read(NamedTuple):
    """An indicator, the values that the form gives, and what is to be asked about it."""

    indicator: Indicator
    values: Mapping[Cell, Value]
    doubts: tuple[FormDoubt, ...]
    dated: bool


def read_indicator(placed: Placed, node: Node, context: Context) -> Read:
    """Return the indicator of a line at its place in the plan."""
    return _Reading(placed, node.id, context).read(node)


class _Reading:
    """One line being read; the questions gather in the order of its fields."""

    def __init__(self, placed: Placed, id_: str, context: Context) -> None:
        self.placed = placed
        self.line = placed.line
        self.id = id_
        self.context = context
        self.questions: list[Question] = []
        self.attributes: list[tuple[str, str]] = []

    def read(self, node: Node) -> Read:
        line = self.line
        goal = self._with_baseline(self._goal())
        programme = self._programme(goal)
        dates = self._dates(programme)
        unit = unit_of(line.text(Role.UNIT), percent_heading=self.context.percent_goal)
        measured = infer_measurement(goal, line.text(Role.FORMULA), unit.name, self._base_unit(goal), line.name)
        if not line.text(Role.INDICATOR):
            self._ask("name", _("el formulario no nombra el indicador: se llama como su meta"))
        if not line.text(Role.RESPONSIBLE):
            self._ask("responsible", _("no tiene responsable"))
        active = range(dates.start.month, dates.end.month + 1)
        indicator = Indicator(
            id=self.id,
            name=line.name,
            objective=node.objective,
            action=node.action,
            weight=node.weight,
            kind=Kind.SUM,
            variables=(),
            formula="",
            target=None,
            unit="",
            start=dates.start,
            end=dates.end,
            responsible=line.text(Role.RESPONSIBLE),
            texts=self._texts(node),
            programme=programme.over(active) if programme else (),
            attributes=self._attributes(node, dates),
        )
        if programme and programme.outside(active):
            self._ask("programme", _("lo programado cae fuera de sus fechas, y eso no cuenta"))
        values: dict[Cell, Value] = {Cell(self.id, name): value for name, value in measured.values.items()}
        indicator = measured.put_into(indicator)
        values |= self._figures(indicator)
        doubts = tuple(FormDoubt(self.id, *question) for question in self.questions)
        return Read(indicator, values, doubts, dates.printed or programme is not None)

    def _goal(self) -> Goal:
        line, context = self.line, self.context
        goal = read_goal(
            line.cell(Role.GOAL),
            GoalContext(
                unit=line.text(Role.UNIT),
                name=line.name,
                sense=line.text(Role.DIRECTION),
                habit=context.habits[Role.GOAL],
                fractions=context.fractions[Role.GOAL],
                percent_heading=context.percent_goal,
            ),
        )
        self.questions += goal.questions
        return goal

    def _with_baseline(self, goal: Goal) -> Goal:
        """Return the goal with the baseline of its column, and the way it is reached where only that tells."""
        text = self.line.text(Role.BASELINE)
        base = self._baseline(goal)
        if text and base is None:
            self.attributes.append((_("Línea base"), text))
            self._ask("baseline", _("la línea base «{text}» no es una cifra: no hay línea base").format(text=text))
        if base is None:
            return goal
        if goal.baseline is not None and goal.baseline != base:
            self._ask(
                "baseline",
                _("la meta y la columna dan dos líneas base («{text}»): se tomó la de la columna; ¿sí?").format(
                    text=text
                ),
            )
        if goal.value is not None and goal.sense is Sense.AT_LEAST and goal.value < base and not self._says_direction():
            falls = self._is_measured()
            told = _("la meta «{goal}» está por debajo de la línea base «{base}»: se tomó como {sense}; ¿sí?")
            sense = _("máximo") if falls else _("mínimo")
            self._ask("direction", told.format(goal=self.line.text(Role.GOAL), base=text, sense=sense))
            goal = goal._replace(sense=Sense.AT_MOST) if falls else goal
        return goal._replace(baseline=base)

    def _says_direction(self) -> bool:
        return bool(self.line.text(Role.DIRECTION))

    def _is_measured(self) -> bool:
        """Whether what the line measures is a rate or a level and no count of what was done."""
        unit = self.line.text(Role.UNIT)
        return unit_of(unit).is_percent or "%" in self.line.text(Role.GOAL) or is_of_level(unit)

    def _baseline(self, goal: Goal) -> Decimal | None:
        cell = self.line.cell(Role.BASELINE)
        if not cell.text or is_one_of(cell.text, "marks", "unknown"):
            return None
        if too_large(cell):
            return None
        if isinstance(cell.value, Decimal):
            value, unit = cell.value, PERCENT if "%" in cell.format else MONEY if "$" in cell.format else ""
        else:
            amounts = amounts_in(cell.text, self.context.habits[Role.BASELINE])
            if len(amounts) != 1:
                return None
            if amounts[0].unusual:
                self._ask(
                    "baseline", _("la línea base «{text}» no está escrita como en el plan; ¿sí?").format(text=cell.text)
                )
            value, unit = amounts[0].value, amounts[0].unit
        if unit or not goal.is_percentage or goal.sense is Sense.FALL:
            return value
        if self.context.fractions[Role.BASELINE] and abs(value) <= 1:
            return value
        if 0 < abs(value) < 1:
            self._ask("baseline", _("la línea base «{text}» va en %: se leyó así; ¿sí?").format(text=cell.text))
        return value.scaleb(-2) if abs(value) <= 100 else value

    def _base_unit(self, goal: Goal) -> str:
        """Return what the baseline is counted in, where the goal is a change of it."""
        if goal.sense is not Sense.FALL:
            return ""
        text = self.line.text(Role.BASELINE)
        amounts = amounts_in(text, self.context.habits[Role.BASELINE])
        if amounts and amounts[0].unit:
            return amounts[0].unit
        unit = unit_of(self.line.text(Role.UNIT))
        return "" if unit.is_percent else unit.name

    def _programme(self, goal: Goal) -> Programme | None:
        programme = read_programme(self.line.programme, goal.value, self.context.habits[Role.PROGRAMME])
        if programme:
            self.questions += programme.questions
        return programme

    def _dates(self, programme: Programme | None) -> Dates:
        dates = read_dates(
            self.line, self.context.year, programme.months if programme else None, month_first=self.context.month_first
        )
        self.questions += dates.questions
        return dates

    def _figures(self, indicator: Indicator) -> dict[Cell, Value]:
        """Return what was executed as the figures of its months; of a percentage, as so many of a hundred."""
        figures = read_figures(self.line.executed, self.context.habits[Role.PROGRAMME])
        if not figures or not self.context.with_figures:
            return {}
        names = [item.name for item in indicator.variables]
        self._ask("values", _("se tomaron las cifras ejecutadas de {count} meses; ¿sí?").format(count=len(figures)))
        if indicator.kind.divides_by_variable:
            return {
                Cell(self.id, name, month): value
                for month, figure in figures.items()
                for name, value in zip(names, (figure * 100, Decimal(100)), strict=True)
            }
        return {Cell(self.id, names[0], month): figure for month, figure in figures.items()}

    def _attributes(self, node: Node, dates: Dates) -> tuple[tuple[str, str], ...]:
        """Return what else the form says: outer levels, columns that are no field, and fields printed otherwise."""
        line = self.line
        shown = {
            Role.NUMBER: node.id,
            Role.WEIGHT: f"{(node.weight * 100).normalize():f}%".replace(".", ","),
            Role.START: f"{dates.start:%d/%m/%Y}",
            Role.END: f"{dates.end:%d/%m/%Y}",
        }
        printed = [
            (name, line.text(role))
            for role, name in PRINTED.items()
            if line.text(role) and line.text(role).replace(" ", "") != shown.get(role)
        ]
        found: dict[str, str] = {}
        for name, text in (*self.placed.kept, *line.kept, *printed, *self.attributes):
            label = name
            while found.get(label, text) != text:
                label = f"{label} *"
            found[label] = text
        return tuple(found.items())

    def _texts(self, node: Node) -> IndicatorTexts:
        """Return its texts for the official form, which takes weight and dates from the plan where they are empty."""
        line = self.line
        return IndicatorTexts(
            goal=line.text(Role.GOAL),
            months=line.text(Role.DURATION),
            number=node.id,
            formula=line.text(Role.FORMULA),
            unit=line.text(Role.UNIT),
            responsible=line.text(Role.RESPONSIBLE),
        )

    def _ask(self, field: str, text: str) -> None:
        self.questions.append(Question(field, text))
