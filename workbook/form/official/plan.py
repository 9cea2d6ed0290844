"""From the form's texts to a plan: weights, dates, numbers, and how each indicator is measured."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from scoring.entry.blank_plan import plan_id
from scoring.messages import _
from scoring.model import Action, Cell, Indicator, IndicatorTexts, Objective, Plan, Value
from scoring.text.numbers import NumberError, parse_number
from workbook.form.doubts import FormDoubt
from workbook.form.files.grid import FormCell
from workbook.form.official.dates import printed_dates, read_day, year_of
from workbook.form.official.form import LOCALE, PERCENTAGE, WEIGHT, Form, FormAction, FormObjective, OwnGoal
from workbook.form.official.heading_and_signatures import labelled, post_of
from workbook.form.official.numbering import number_indicators
from workbook.form.values.goal import GoalContext
from workbook.form.values.goals import read_goal
from workbook.form.values.measurement import infer_measurement


def read_plan(form: Form) -> tuple[Plan, tuple[str, ...]]:
    """Return the plan that `form` describes, without monthly values, and all that a person has to settle in it.

    Raises PlanError where neither the heading nor the dates say its year.
    """
    reader = _Reader(form)
    return reader.plan(), tuple(reader.doubts)


class _Reader:
    """One reading of a form; the doubts gather in the order in which the form is read."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.numbers = number_indicators(form)
        self.doubts = [*form.doubts, *self.numbers.doubts]
        self.year, doubt = year_of(form)
        self.doubts.extend([doubt] if doubt else [])
        self.values: dict[Cell, Value] = {}

    def plan(self) -> Plan:
        heading = self.form.texts.heading
        process, responsible = labelled(heading, "PROCESO"), labelled(heading, "RESPONSABLE")
        if not process:
            self.doubts.append(_("El encabezado no dice el proceso del plan."))
        if not responsible:
            self.doubts.append(_("El encabezado no dice el responsable del plan."))
        objectives = tuple(self._objective(objective) for objective in self.form.objectives)
        self._add_up(_("Los objetivos"), [objective.weight for objective in objectives])
        for indicator in (indicator for objective in objectives for indicator in objective.indicators):
            self.doubts.extend(f"N° {indicator.id}: {assumption}" for assumption in indicator.assumptions)
        name = plan_id(process, self.year)
        return Plan(name, self.year, process, responsible, objectives, self.values, self.form.texts)

    def _objective(self, objective: FormObjective) -> Objective:
        where = _("Objetivo {number}").format(number=objective.number)
        texts = objective.texts
        result = Objective(
            objective.number,
            self._percent(texts.weight, where),
            tuple(self._own(objective, place, goal) for place, goal in enumerate(objective.own)),
            tuple(self._action(objective.number, action) for action in objective.actions),
            texts,
        )
        self._add_up(where, [indicator.weight for indicator in result.indicators])
        return result

    def _own(self, objective: FormObjective, place: int, goal: OwnGoal) -> Indicator:
        """Return an own indicator; the first has a number that the form leaves it, a further one the objective's."""
        texts = IndicatorTexts(goal=goal.goal, weight=goal.weight, formula=goal.indicator)
        name = self.numbers.own[objective.number] if place == 0 else f"O{objective.number}x{place + 1}"
        indicator = self._indicator(name, objective.number, None, texts)
        return indicator._replace(
            name=goal.indicator or goal.goal or name,
            responsible=post_of(self.form.texts.heading),
            assumptions=(
                *((self.numbers.assumptions[objective.number],) if place == 0 else ()),
                _("El formulario no da fechas para este indicador; se toman las de las acciones."),
                _("El formulario no da responsable para este indicador; se toma el cargo del plan."),
                *indicator.assumptions,
            ),
        )

    def _action(self, objective: int, action: FormAction) -> Action:
        indicators = []
        for indicator in action.indicators:
            name = self.numbers.indicators[indicator.row]
            if not indicator.texts.responsible:
                self.doubts.append(_("N° {name}: no tiene responsable.").format(name=name))
            indicators.append(self._indicator(name, objective, action.number, indicator.texts))
        return Action(action.number, action.text, tuple(indicators))

    def _indicator(self, name: str, objective: int, action: str | None, texts: IndicatorTexts) -> Indicator:
        where = f"N° {name}"
        start, end = self._dates(texts, where)
        goal = read_goal(FormCell(texts.goal), GoalContext(unit=texts.unit))
        self.doubts.extend(str(FormDoubt(name, *question)) for question in goal.questions)
        measurement = infer_measurement(goal, texts.formula, texts.unit)
        self.values.update({Cell(name, constant): value for constant, value in measurement.values.items()})
        return Indicator(
            id=name,
            name=texts.goal or where,
            objective=objective,
            action=action,
            weight=self._percent(texts.weight, where),
            kind=measurement.kind,
            variables=measurement.variables,
            formula=measurement.formula,
            target=measurement.target,
            unit=measurement.unit,
            start=start,
            end=end,
            responsible=texts.responsible,
            texts=texts,
            constants=measurement.constants,
            baseline=measurement.baseline,
            direction=measurement.direction,
            aggregate=measurement.aggregate,
            assumptions=measurement.assumptions,
        )

    def _dates(self, texts: IndicatorTexts, where: str) -> tuple[date, date]:
        """Return start and end; where the form gives none, the first and last dates of its actions."""
        if not texts.start and not texts.end:
            printed = [day for day in printed_dates(self.form) if day and day.year == self.year]
            return min(printed, default=date(self.year, 1, 1)), max(printed, default=date(self.year, 12, 31))
        start = self._date(texts.start, date(self.year, 1, 1), where)
        end = self._date(texts.end, date(self.year, 12, 31), where)
        if start > end:
            self.doubts.append(_("{where}: termina antes de empezar; se invirtieron.").format(where=where))
            start, end = end, start
        return start, end

    def _date(self, text: str, otherwise: date, where: str) -> date:
        day = read_day(text)
        if day is None or day.year != self.year:
            self.doubts.append(
                _("{where}: «{text}» no es una fecha de {year}; se tomó {day:%d/%m/%Y}.").format(
                    where=where, text=text, year=self.year, day=otherwise
                )
            )
            return otherwise
        return day

    def _percent(self, text: str, where: str) -> Decimal:
        """Return a weight, as a fraction; a number without a sign counts in hundredths where it is over one."""
        try:
            if not PERCENTAGE.fullmatch(text) and WEIGHT.fullmatch(text):
                number = Decimal(text.replace(",", "."))
                return number / 100 if number > 1 else number
            return parse_number(text if PERCENTAGE.fullmatch(text) else "", LOCALE)
        except NumberError:
            self.doubts.append(_("{where}: «{text}» no es un peso; se tomó 0 %.").format(where=where, text=text))
            return Decimal(0)

    def _add_up(self, where: str, weights: Sequence[Decimal]) -> None:
        total = sum(weights, Decimal(0))
        if total != 1:
            self.doubts.append(
                _("{where}: los pesos suman {total:f} %, no 100 %.").format(
                    where=where, total=(total * 100).normalize()
                )
            )
