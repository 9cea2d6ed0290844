"""From the form's texts to a plan: weights, dates, numbers, and a first structure for every line."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from typing import Final

from scoring.errors import PlanError
from scoring.messages import _
from scoring.model import Action, Cell, Indicator, IndicatorTexts, Objective, Plan, Value
from scoring.text.numbers import NumberError, parse_number
from workbook.form.numbering import number
from workbook.form.structure import structure
from workbook.form.table import LOCALE, PERCENT, Form, FormAction, FormObjective, OwnGoal

_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")


def read_plan(form: Form) -> tuple[Plan, tuple[str, ...]]:
    """Return the plan that `form` describes, without figures, and all that a person has to settle in it.

    Raises PlanError where neither the heading nor the dates say its year.
    """
    reader = _Reader(form)
    return reader.plan(), tuple(reader.doubts)


class _Reader:
    """One reading of a form; the doubts gather in the order in which the form is read."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.numbers = number(form)
        self.doubts = [*form.doubts, *self.numbers.doubts]
        self.year = _year(form)
        self.values: dict[Cell, Value] = {}

    def plan(self) -> Plan:
        heading = self.form.texts.heading
        process, responsible = _labelled(heading, "PROCESO"), _labelled(heading, "RESPONSABLE")
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
        line = IndicatorTexts(goal=goal.goal, weight=goal.weight, formula=goal.indicator)
        name = self.numbers.own[objective.number] if place == 0 else f"O{objective.number}x{place + 1}"
        indicator = self._indicator(name, objective.number, None, line)
        return indicator._replace(
            name=goal.indicator or goal.goal or name,
            responsible=_post(self.form.texts.heading),
            assumptions=(
                *((self.numbers.assumptions[objective.number],) if place == 0 else ()),
                _("El formulario no da fechas para este indicador; se toman las de las acciones."),
                _("El formulario no da responsable para este indicador; se toma el cargo del plan."),
                *indicator.assumptions,
            ),
        )

    def _action(self, objective: int, action: FormAction) -> Action:
        lines = []
        for indicator in action.lines:
            name = self.numbers.lines[indicator.row]
            if not indicator.texts.responsible:
                self.doubts.append(_("N° {name}: no tiene responsable.").format(name=name))
            lines.append(self._indicator(name, objective, action.number, indicator.texts))
        return Action(action.number, action.text, tuple(lines))

    def _indicator(self, name: str, objective: int, action: str | None, texts: IndicatorTexts) -> Indicator:
        where = f"N° {name}"
        start, end = self._dates(texts, where)
        computed = structure(texts.goal, texts.formula, texts.unit)
        self.values.update({Cell(name, constant): value for constant, value in computed.values.items()})
        return Indicator(
            id=name,
            name=texts.goal or where,
            objective=objective,
            action=action,
            weight=self._percent(texts.weight, where),
            kind=computed.kind,
            variables=computed.variables,
            formula=computed.formula,
            target=computed.target,
            unit=computed.unit,
            start=start,
            end=end,
            responsible=texts.responsible,
            texts=texts,
            constants=computed.constants,
            baseline=computed.baseline,
            assumptions=computed.assumptions,
        )

    def _dates(self, texts: IndicatorTexts, where: str) -> tuple[date, date]:
        """Return start and end; where the form gives none, the first and last dates of its actions."""
        if not texts.start and not texts.end:
            printed = [day for day in _printed_dates(self.form) if day and day.year == self.year]
            return min(printed, default=date(self.year, 1, 1)), max(printed, default=date(self.year, 12, 31))
        start = self._date(texts.start, date(self.year, 1, 1), where)
        end = self._date(texts.end, date(self.year, 12, 31), where)
        if start > end:
            self.doubts.append(_("{where}: termina antes de empezar; se invirtieron.").format(where=where))
            start, end = end, start
        return start, end

    def _date(self, text: str, otherwise: date, where: str) -> date:
        day = _day(text)
        if day is None or day.year != self.year:
            self.doubts.append(
                _("{where}: «{text}» no es una fecha de {year}; se tomó {day:%d/%m/%Y}.").format(
                    where=where, text=text, year=self.year, day=otherwise
                )
            )
            return otherwise
        return day

    def _percent(self, text: str, where: str) -> Decimal:
        try:
            return parse_number(text if PERCENT.fullmatch(text) else "", LOCALE)
        except NumberError:
            self.doubts.append(_("{where}: «{text}» no es un ponderado; se tomó 0 %.").format(where=where, text=text))
            return Decimal(0)

    def _add_up(self, where: str, weights: Sequence[Decimal]) -> None:
        total = sum(weights, Decimal(0))
        if total != 1:
            self.doubts.append(
                _("{where}: los ponderados suman {total:f} %, no 100 %.").format(
                    where=where, total=(total * 100).normalize()
                )
            )


def plan_id(process: str, year: int) -> str:
    """Return the name that tells the plan from any other: `facturacion-y-cobranza-2024`."""
    plain = unicodedata.normalize("NFKD", process.casefold()).encode("ascii", "ignore").decode()
    return "-".join([*re.findall(r"[a-z0-9]+", plain), str(year)])


def _year(form: Form) -> int:
    """Return the year that the heading names, else the one in which the first action ends."""
    for text in form.texts.heading:
        if match := _YEAR.search(text):
            return int(match[0])
    for day in _printed_dates(form):
        if day is not None:
            return day.year
    raise PlanError(_("El formulario no dice de qué año es el plan."))


def _printed_dates(form: Form) -> list[date | None]:
    return [
        _day(text)
        for objective in form.objectives
        for action in objective.actions
        for indicator in action.lines
        for text in (indicator.texts.end, indicator.texts.start)
    ]


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(re.sub(r"[.-]", "/", text), "%d/%m/%Y").date()  # noqa: DTZ007 a calendar day, in no zone
    except ValueError:
        return None


def _labelled(heading: Sequence[str], label: str) -> str:
    """Return what stands after `label:` in the heading, empty where no line has it."""
    for text in heading:
        head, colon, rest = text.partition(":")
        if colon and head.strip().upper() == label:
            return rest.strip()
    return ""


def _post(heading: Sequence[str]) -> str:
    """Return the responsible's post, which the heading gives in the line below the name."""
    for text, below in pairwise(heading):
        if text.upper().startswith("RESPONSABLE") and ":" not in below:
            return below
    return _labelled(heading, "RESPONSABLE")
