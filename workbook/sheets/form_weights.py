"""The objectives' weights as the form prints them, `40%`, `40` or `0,4`, and the total that is printed below them."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from scoring.model import Objective

_WEIGHT: Final = re.compile(r"(\d{1,3})(?:[.,](\d{1,6}))?\s*(%?)")
_OWN: Final = "0.##%"
"""How a weight is printed for which the form has no words."""


class PrintedWeight(NamedTuple):
    """A weight as a cell of the form: its number, how it is shown, and whether it is a percentage."""

    value: Decimal
    number: str
    is_percent: bool


class PrintedTotal(NamedTuple):
    """The total of the printed weights."""

    value: Decimal
    number: str
    whole: Decimal
    """What the form prints for all of the weight, 1 or 100."""
    adds_up_cells: bool
    """Whether it is the sum of the cells above; else, where they are printed in several ways, of the plan's weights."""


def printed_weight(text: str, weight: Decimal) -> PrintedWeight | None:
    """Return a weight as it is printed; None where the form's text is no number."""
    if not text:
        return PrintedWeight(weight, _OWN, is_percent=True)
    match = _WEIGHT.fullmatch(text.strip())
    if not match:
        return None
    places, percent = match[2] or "", bool(match[3])
    number = ("0." + "0" * len(places) if places else "0") + "%" * percent
    value = Decimal(f"{match[1]}.{places or 0}")
    return PrintedWeight(value / 100 if percent else value, number, percent)


def printed_total(objectives: Sequence[Objective]) -> PrintedTotal:
    """Return the total of the weights: as they are printed where all are printed alike, else of the plan's own."""
    printed = [printed_weight(objective.texts.weight, objective.weight) for objective in objectives]
    alike = [weight for weight in printed if weight is not None and weight.is_percent == _first(printed)]
    if len(alike) < len(printed):
        return _percents(sum((objective.weight for objective in objectives), Decimal(0)), adds_up_cells=False)
    total = sum((weight.value for weight in alike), Decimal(0))
    if _first(printed):
        return _percents(total, adds_up_cells=True)
    whole = Decimal(100 if any(weight.value > 1 for weight in alike) else 1)
    return PrintedTotal(total, "0.######" if total != int(total) else "0", whole, adds_up_cells=True)


def _first(printed: Sequence[PrintedWeight | None]) -> bool:
    """Return whether the first weight is a percentage."""
    return not printed or printed[0] is None or printed[0].is_percent


def _percents(total: Decimal, *, adds_up_cells: bool) -> PrintedTotal:
    number = "0%" if total * 100 == int(total * 100) else "0.00%"
    return PrintedTotal(total, number, Decimal(1), adds_up_cells)
