"""Which number each measured line has: the printed one, or the one the form leaves it."""

import re
from typing import Final, NamedTuple

from scoring.messages import _
from workbook.form.table import Form, FormObjective

_USABLE: Final = re.compile(r"[A-Za-z0-9]+")


class Numbering(NamedTuple):
    """The identifiers of a form's lines; `assumptions` says of an own indicator why it has its number."""

    lines: dict[int, str]
    """By the row the line was found in."""
    own: dict[int, str]
    """By the number of the objective."""
    assumptions: dict[int, str]
    """By the number of the objective."""
    doubts: tuple[str, ...]


def number(form: Form) -> Numbering:
    """Return an identifier for every line, each only once in the plan.

    An own indicator is not numbered in the form: it takes the number before its actions' first where no other
    line has it, and `O` with the number of its objective elsewhere.
    """
    lines: dict[int, str] = {}
    own: dict[int, str] = {}
    assumptions: dict[int, str] = {}
    doubts = []
    for objective in form.objectives:
        for action in objective.actions:
            for position, line in enumerate(action.lines, start=1):
                printed = line.texts.number
                name = printed
                if not _USABLE.fullmatch(printed) or printed in lines.values():
                    name = f"A{action.number.replace('.', 'x')}n{position}"
                    doubts.append(
                        _("Fila {row}: el N° «{printed}» falta o se repite; se identifica como {name}.").format(
                            row=line.row, printed=printed, name=name
                        )
                    )
                lines[line.row] = name
    for objective in form.objectives:
        gap = _gap(objective, lines)
        free = gap if gap and gap not in {*lines.values(), *own.values()} else ""
        own[objective.number] = free or f"O{objective.number}"
        sentence = (
            _("El formulario no numera este indicador; se toma el {name}, libre en la numeración.")
            if free
            else _("El formulario no numera este indicador ni deja un número; se identifica como {name}.")
        )
        assumptions[objective.number] = sentence.format(name=own[objective.number])
    return Numbering(lines, own, assumptions, tuple(doubts))


def _gap(objective: FormObjective, lines: dict[int, str]) -> str:
    """Return the number before the first of the objective's lines, empty where it has none."""
    first = next((lines[line.row] for action in objective.actions for line in action.lines), "")
    return str(int(first) - 1) if first.isdecimal() and int(first) > 1 else ""
