"""The number of each indicator of a form: the printed one, or the one the form leaves it."""

import re
from typing import Final, NamedTuple

from scoring.messages import _
from workbook.form.official.form import Form, FormObjective

_USABLE: Final = re.compile(r"[A-Za-z0-9]+")


class Numbering(NamedTuple):
    """The identifiers of a form's indicators; `assumptions` says of an own indicator why it has its number."""

    indicators: dict[int, str]
    """By the row the indicator was found in."""
    own: dict[int, str]
    """By the number of the objective."""
    assumptions: dict[int, str]
    """By the number of the objective."""
    doubts: tuple[str, ...]


def number_indicators(form: Form) -> Numbering:
    """Return an identifier for every indicator, each only once in the plan.

    An own indicator is not numbered in the form: it takes the number before its actions' first where no other
    indicator has it, and `O` with the number of its objective elsewhere.
    """
    indicators: dict[int, str] = {}
    own: dict[int, str] = {}
    assumptions: dict[int, str] = {}
    doubts = []
    for objective in form.objectives:
        for action in objective.actions:
            for position, indicator in enumerate(action.indicators, start=1):
                printed = indicator.texts.number
                name = printed
                if not _USABLE.fullmatch(printed) or printed in indicators.values():
                    name = f"A{action.number.replace('.', 'x')}n{position}"
                    doubts.append(
                        _("Fila {row}: el N° «{printed}» falta o se repite; se identifica como {name}.").format(
                            row=indicator.row, printed=printed, name=name
                        )
                    )
                indicators[indicator.row] = name
    for objective in form.objectives:
        gap = _gap(objective, indicators)
        free = gap if gap and gap not in {*indicators.values(), *own.values()} else ""
        own[objective.number] = free or f"O{objective.number}"
        sentence = (
            _("El formulario no numera este indicador; se toma el {name}, libre en la numeración.")
            if free
            else _("El formulario no numera este indicador ni deja un número; se identifica como {name}.")
        )
        assumptions[objective.number] = sentence.format(name=own[objective.number])
    return Numbering(indicators, own, assumptions, tuple(doubts))


def _gap(objective: FormObjective, indicators: dict[int, str]) -> str:
    """Return the number before the first of the objective's indicators, empty where it has none."""
    first = next((indicators[indicator.row] for action in objective.actions for indicator in action.indicators), "")
    return str(int(first) - 1) if first.isdecimal() and int(first) > 1 else ""
