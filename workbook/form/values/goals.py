"""A goal in words as number, unit and direction: «por debajo de 120 min», «de 45 % a 40 %», «1 informe trimestral».

What is taken from words, against the way the plan writes numbers, or could be meant otherwise becomes a question that
quotes the goal. What cannot be read is left empty and asked about.
"""

import re
from decimal import Decimal
from typing import Final

from scoring.messages import _
from scoring.text.numbers import format_number, format_percent
from workbook.form.doubts import Question, shortened
from workbook.form.files.grid import FormCell
from workbook.form.values.amounts import MONEY, PERCENT, Amount, amounts_in, number_in_words
from workbook.form.values.direction import is_better_less, sense_of_column, sense_of_words
from workbook.form.values.goal import Goal, GoalContext, Sense
from workbook.form.values.quantities import too_large
from workbook.form.values.units import Unit, noun_after, unit_of
from workbook.form.words import dictionary, first_of, is_one_of, plain, words_of

LOCALE: Final = "es_CO"
_FROM_TO: Final = re.compile(r"\b(?:de|del|desde|desde el|from)\s*$")
_TO: Final = re.compile(r"^\s*[a-z%]{0,14}\s*(?:a|al|hasta|hasta el|to)\s*$")
_BETWEEN: Final = re.compile(r"\bentre\s*(?:el\s*)?$|\bbetween\s*$")
_RANGE: Final = re.compile(r"^\s*(?:-|–|a|al)\s*$")
_OUT_OF: Final = re.compile(r"^\s*(?:sobre|/|out of)\s*$")
_MINUS_BEFORE: Final = re.compile(r"(?:\bmenos|[-–\u2212])\s+$")
_TO_BEFORE: Final = re.compile(r"\b(?:a|al|hasta|hasta el|hasta un|to|para)\s*$")


def read_goal(cell: FormCell, context: GoalContext) -> Goal:
    """Return what the goal in `cell` says."""
    return _Reading(cell, context).goal()


class _Reading:
    """One goal being read; the questions gather."""

    def __init__(self, cell: FormCell, context: GoalContext) -> None:
        self.cell = cell
        self.context = context
        self.text = cell.text
        self.written = plain(cell.text)
        self.unit: Unit = unit_of(context.unit, percent_heading=context.percent_heading)
        self.questions: list[Question] = []

    def goal(self) -> Goal:
        if too_large(self.cell):
            return self._none(_("la meta «{goal}» tiene demasiadas cifras: hay que darla"))
        if not self.text or is_one_of(self.text, "marks", "unknown"):
            return self._none(
                _("la meta «{goal}» no trae una cantidad: hay que darla") if self.text else _("no trae meta")
            )
        if isinstance(self.cell.value, Decimal):
            return self._of_value(self.cell.value)
        amounts = amounts_in(self.text, self.context.habit)
        if not amounts:
            return self._in_words()
        if re.search(r"\bmillon(?:es)?\b", plain(self.context.unit)):  # what the unit says already is not said twice
            amounts = [amount.in_millions() for amount in amounts]
        if any(amount.unusual for amount in amounts):
            self._ask(
                "target",
                _("«{goal}» no está escrito como en el plan: se leyó {read}; ¿sí?"),
                read=self._listed(amounts),
            )
        return self._of_amounts(amounts)

    def _of_value(self, number: Decimal) -> Goal:
        amount = Amount(number, "", unusual=False, start=0, end=len(self.written), quoted=self.written)
        if "%" in self.cell.format:
            amount = amount._replace(unit=PERCENT)
        elif "$" in self.cell.format or "COP" in self.cell.format:
            amount = amount._replace(unit=MONEY)
        return self._single(amount)

    def _of_amounts(self, amounts: list[Amount]) -> Goal:
        first, second = amounts[0], amounts[1] if len(amounts) > 1 else None
        if second is None:
            return self._single(first)
        between = self.written[first.end : second.start]
        if (
            first.unit != PERCENT
            and second.unit == PERCENT
            and (_TO.match(between) or _RANGE.match(between) or _BETWEEN.search(self.written, 0, first.start))
        ):
            first = first._replace(value=first.value.scaleb(-2), unit=PERCENT)
        if _OUT_OF.match(between):
            self._ask("target", _("«{goal}»: se tomó {read} como meta, en puntos; ¿sí?"), read=self._shown(first))
            return self._finished(first, first.value, self.unit.name or _("puntos"))
        if _BETWEEN.search(self.written, 0, first.start) or (
            _RANGE.match(between) and not _FROM_TO.search(self.written, 0, first.start) and not self._moves()
        ):
            self._ask(
                "target",
                _("«{goal}» es una banda y no una meta: se tomó {read} como mínimo; ¿sí?"),
                read=self._shown(first),
            )
            return self._finished(first, first.value, sense=Sense.AT_LEAST, noun=second)
        if _TO.match(between) and (_FROM_TO.search(self.written, 0, first.start) or self._moves()):
            return self._from_to(first, second)
        chosen = next((amount for amount in amounts if amount.unit == PERCENT), first)
        named = next((amount for amount in amounts if amount.unit == MONEY and amount is not chosen), None)
        if chosen.unit == PERCENT and named and first_of(self.written, "goals", "changes"):
            goal = self._single(chosen)
            return goal._replace(baseline=named.value, questions=(*goal.questions, self._base_named(named)))
        others = ", ".join(self._shown(amount) for amount in amounts if amount is not chosen)
        self._ask(
            "target",
            _("«{goal}» trae varias cifras: se tomó {read} y no {others}; ¿sí?"),
            read=self._shown(chosen),
            others=others,
        )
        return self._single(chosen, alone=False)

    def _base_named(self, amount: Amount) -> Question:
        text = _("de «{goal}» se tomó {base} como línea base; ¿sí?")
        return Question("baseline", text.format(goal=shortened(self.text), base=self._shown(amount)))

    def _moves(self) -> bool:
        return first_of(self.written, "goals", "changes") is not None

    def _from_to(self, first: Amount, second: Amount) -> Goal:
        falls = second.value < first.value
        text = (
            _("«{goal}»: se tomó {base} como línea base y {read} como tope, pues baja; ¿sí?")
            if falls
            else _("«{goal}»: se tomó {base} como línea base y {read} como meta; ¿sí?")
        )
        self._ask("target", text, base=self._shown(first), read=self._shown(second))
        goal = self._finished(second, second.value, sense=Sense.AT_MOST if falls else Sense.AT_LEAST)
        scale = goal.value / second.value if goal.value and second.value else Decimal(1)
        return goal._replace(baseline=first.value * scale)

    def _single(self, amount: Amount, *, alone: bool = True) -> Goal:
        fall = first_of(self.written, "goals", "fall_by")
        if fall and fall.start() < amount.start and not self._limits():
            return self._fall(amount)
        if _MINUS_BEFORE.search(self.written, 0, amount.start):
            self._ask("target", _("«{goal}»: se leyó {read}, sin signo; ¿sí?"), read=self._shown(amount))
        value = self._times(amount) if alone else amount.value
        if amount.multiplied:
            self._ask("target", _("«{goal}»: se leyó {read}; ¿sí?"), read=self._shown(amount))
        rise = first_of(self.written, "goals", "rise_by")
        if (
            rise
            and rise.start() < amount.start
            and amount.unit == PERCENT
            and not _TO_BEFORE.search(self.written, 0, amount.start)
        ):
            if "crecimiento" in self.written and (
                first_of(self.written, "goals", "at_most") or first_of(self.written, "goals", "limits")
            ):
                self._ask("direction", _("«{goal}»: se tomó como tope del crecimiento frente a la línea base; ¿sí?"))
                return self._finished(amount, value, sense=Sense.GROWTH_LIMIT)
            self._ask(
                "target",
                _("«{goal}»: es un aumento de {read} frente a la línea base, y no una meta de {read}; ¿cómo se mide?"),
                read=self._shown(amount),
            )
        return self._finished(amount, value)

    def _limits(self) -> bool:
        return bool(first_of(self.written, "goals", "at_most") or first_of(self.written, "goals", "at_least"))

    def _fall(self, amount: Amount) -> Goal:
        if _TO_BEFORE.search(self.written, 0, amount.start):
            self._ask(
                "target",
                _("de «{goal}» se tomó {read} como tope: se llega a esa cifra, no se baja en ella; ¿sí?"),
                read=self._shown(amount),
            )
            return self._finished(amount, amount.value, sense=Sense.AT_MOST)
        if amount.unit == PERCENT or (self.unit.is_percent and not amount.unit):
            self._ask(
                "target",
                _("de «{goal}» se tomó una reducción de {read} frente a la línea base; ¿sí?"),
                read=self._shown(amount),
            )
            value = amount.value if amount.unit == PERCENT else amount.value.scaleb(-2)
            return Goal(value, PERCENT, Sense.FALL, questions=tuple(self.questions))
        self._ask(
            "target",
            _("«{goal}» dice cuánto se baja y no a cuánto: falta la meta, que será un tope"),
        )
        unit = self.unit.name or noun_after(self.text, amount.quoted)
        return Goal(None, unit, Sense.AT_MOST, questions=tuple(self.questions))

    def _times(self, amount: Amount) -> Decimal:
        """Return the number in a year, where the goal is one of every month or quarter."""
        if amount.unit or self.unit.is_percent:
            return amount.value
        for times in dictionary()["frequencies"]:
            if first_of(self.written, "frequencies", times):
                if amount.value == int(times):
                    self._ask("target", _("«{goal}»: se tomaron {total} en el año, uno por período; ¿sí?"), total=times)
                    return amount.value
                if first_of(self.written, "goals", "at_most"):
                    self._ask("target", _("«{goal}»: el tope es de cada período y se tomó tal cual para el año; ¿sí?"))
                    return amount.value
                total = amount.value * int(times)
                self._ask(
                    "target", _("«{goal}»: se tomaron {total} en el año; ¿sí?"), total=format_number(total, LOCALE)
                )
                return total
        return amount.value

    def _in_words(self) -> Goal:
        if zero := first_of(self.written, "goals", "zero"):
            self._ask("target", _("de «{goal}» se tomó cero como tope; ¿sí?"))
            unit = self.unit.name if self.unit.says_what else noun_after(self.text, zero[0]) or self.unit.name
            return Goal(Decimal(0), unit, Sense.AT_MOST, questions=tuple(self.questions))
        amount = number_in_words(self.text)
        if amount is None:
            return self._none(_("la meta «{goal}» no trae una cantidad: hay que darla"))
        self._ask("target", _("«{goal}»: la cifra está en letras y se leyó {read}; ¿sí?"), read=self._shown(amount))
        return self._single(amount)

    def _none(self, text: str) -> Goal:
        self._ask("target", text)
        return Goal(
            None, self.unit.name, sense_of_column(self.context.sense) or Sense.AT_LEAST, questions=tuple(self.questions)
        )

    def _finished(
        self, amount: Amount, value: Decimal, unit: str = "", *, sense: Sense | None = None, noun: Amount | None = None
    ) -> Goal:
        value, told = self._in_unit(amount, value)
        if not unit:
            unit = told or self._noun(noun or amount)
        if not unit and not self.unit.name:
            unit = self._unit_of_name()
        if value < 0:
            self._ask("target", _("la meta «{goal}» es negativa: ¿qué se mide y en qué?"))
        sense = sense or self._sense(value, unit)
        return Goal(value, unit, sense, questions=tuple(self.questions))

    def _unit_of_name(self) -> str:
        """Return what the indicator's name counts, such as «Escenarios adecuados»; ask in any case."""
        first = self.context.name.split()[0] if self.context.name else ""
        noun = first.casefold() if first.isalpha() and len(first) > 3 and plain(first).endswith("s") else ""
        text = _("la meta «{goal}» no dice en qué unidad va")
        taken = _("la meta «{goal}» no dice en qué unidad va: se tomó «{noun}» del nombre; ¿sí?")
        self._ask("unit", taken if noun else text, noun=noun)
        return noun

    def _in_unit(self, amount: Amount, value: Decimal) -> tuple[Decimal, str]:
        """Return the number in the goal's own unit or the column's, and that unit where it is a percentage or money."""
        if amount.unit:
            return value, amount.unit
        if not self.unit.is_percent and not self._is_named_percentage(amount, value):
            return value, MONEY if self.unit.is_money else ""
        if noun_after(self.text, amount.quoted) or abs(value) > 100:
            self._ask(
                "target", _("«{goal}» es una cantidad y su unidad es %: se mide qué parte de ella se logra; ¿sí?")
            )
            return value, noun_after(self.text, amount.quoted) or _("unidades")
        if self.context.fractions and abs(value) <= 1:
            return value, PERCENT
        if isinstance(self.cell.value, Decimal) and 0 < abs(value) <= 1:
            self._ask(
                "target",
                _("la meta «{goal}» en una columna de porcentajes: se leyó {read}; ¿sí?"),
                read=format_percent(value, LOCALE, 0),
            )
            return value, PERCENT
        if 0 < abs(value) < 1:
            text = _("la meta «{goal}» va en %: se leyó {read}; ¿sí?")
            self._ask("target", text, read=self._read(value.scaleb(-2), PERCENT))
        return value.scaleb(-2), PERCENT

    def _is_named_percentage(self, amount: Amount, value: Decimal) -> bool:
        """Whether a bare number without a unit is one of an indicator that is called a percentage."""
        named = self.context.name.strip().startswith("%") or words_of(self.context.name)[:1] == ("porcentaj",)
        if not named or self.unit.says_what or noun_after(self.text, amount.quoted) or not 1 < abs(value) <= 100:
            return False
        text = _("la meta «{goal}» es de un porcentaje: se leyó {read}; ¿sí?")
        self._ask("target", text, read=self._read(value.scaleb(-2), PERCENT))
        return True

    def _noun(self, amount: Amount) -> str:
        noun = noun_after(self.text, amount.quoted)
        return self.unit.name if self.unit.says_what else noun or self.unit.name

    def _sense(self, value: Decimal, unit: str) -> Sense:
        """Return which way the goal is reached: by its column, its words, a zero, or what it is called."""
        words, column = sense_of_words(self.written), sense_of_column(self.context.sense)
        if column is not None:
            if words is not None and words is not column:
                self._ask(
                    "direction",
                    _("«{goal}» y el sentido «{sense}» se contradicen: se tomó el de la columna; ¿sí?"),
                    sense=self.context.sense,
                )
            return column
        if words is Sense.AT_MOST:
            self._ask("direction", _("de «{goal}» se tomó {read} como máximo; ¿sí?"), read=self._read(value, unit))
        if words is not None:
            return words
        if value == 0:
            self._ask("direction", _("la meta «{goal}» es cero: se tomó como máximo; ¿sí?"))
            return Sense.AT_MOST
        if is_better_less(self.context.name):
            self._ask("direction", _("la meta «{goal}» es de algo que conviene que baje: se tomó como máximo; ¿sí?"))
            return Sense.AT_MOST
        return Sense.AT_LEAST

    def _ask(self, field: str, text: str, **told: str) -> None:
        self.questions.append(Question(field, text.format(goal=shortened(self.text), **told)))

    def _listed(self, amounts: list[Amount]) -> str:
        return ", ".join(self._shown(amount) for amount in amounts)

    def _shown(self, amount: Amount) -> str:
        return self._read(amount.value, amount.unit)

    @staticmethod
    def _read(value: Decimal, unit: str = "") -> str:
        whole = value == value.to_integral_value()
        if unit == PERCENT:
            return f"{format_number((value * 100).normalize(), LOCALE)} %"
        written = format_number(value.quantize(Decimal(1)) if whole else value.normalize(), LOCALE)
        return f"$ {written}" if unit == MONEY else written
