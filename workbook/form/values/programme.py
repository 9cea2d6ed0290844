"""What is planned for each month, quarter or semester: marks or quantities, as twelve shares of the year."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from math import lcm
from typing import Final, NamedTuple

from scoring.messages import _
from workbook.form.doubts import Question
from workbook.form.files.grid import FormCell
from workbook.form.values.amounts import amounts_in
from workbook.form.values.periods import Span
from workbook.form.values.quantities import too_large
from workbook.form.words import is_one_of

Periods = Sequence[tuple[Span, FormCell]]
ZERO: Final = Decimal(0)
EXACT: Final = 6
"""Decimal places of a month's part of what a period plans."""


class Programme(NamedTuple):
    """The shares of the year's periods, in any unit, and what has to be asked about them."""

    parts: tuple[tuple[Span, Decimal], ...]
    questions: tuple[Question, ...] = ()

    @property
    def months(self) -> Span | None:
        """From the first to the last month in which something is planned; None where nothing is."""
        spans = [span for span, part in self.parts if part]
        return Span(min(span.first for span in spans), max(span.last for span in spans)) if spans else None

    def over(self, active: range) -> tuple[Decimal, ...]:
        """Return twelve shares, each period's on its months that are active; empty where they are all the same.

        They are in the unit of the form where its parts can be divided exactly, and in a multiple of it elsewhere.
        """
        spread = [
            ([month for month in range(span.first, span.last + 1) if month in active], part)
            for span, part in self.parts
        ]
        exact = all(round(part / len(inside), EXACT) * len(inside) == part for inside, part in spread if inside)
        unit = 1 if exact else lcm(*(len(inside) for inside, _part in spread if inside))
        months = [ZERO] * 12
        for inside, part in spread:
            for month in inside:
                months[month - 1] += part * unit / len(inside)
        due = [months[month - 1] for month in active]
        if not any(due) or len(set(due)) == 1:
            return ()
        return tuple(Decimal(f"{part.normalize():f}") for part in months)

    def outside(self, active: range) -> bool:
        """Whether something is planned in a period none of whose months is active."""
        return any(part and not set(range(span.first, span.last + 1)) & set(active) for span, part in self.parts)


def read_programme(periods: Periods, target: Decimal | None, habit: str) -> Programme | None:
    """Return what the cells of the periods plan; None where they hold nothing.

    Quantities that rise to the year's goal are a running total: each period's part is what it adds.
    """
    periods = _finest(periods)
    questions: list[Question] = []
    read: list[tuple[Span, Decimal]] = []
    marked = False
    for span, cell in periods:
        part = _part(cell, habit)
        if part is None:
            questions.append(
                Question(
                    "programme",
                    _("en su programación no se entiende «{text}»: se dejó sin programar").format(text=cell.text),
                )
            )
        marked = marked or is_one_of(cell.text, "marks", "ticked")
        read.append((span, part or ZERO))
    values = [part for _span, part in read]
    if not any(values):
        return None
    filled = [value for value in values if value]
    if target is not None and not marked and _is_running(filled, target):
        written = ", ".join(cell.text for _span, cell in periods if cell.text)
        if filled[0] * 2 > filled[-1]:
            told = _("su programación sube hasta la meta ({written}): se tomó como se imprime, no como acumulado; ¿sí?")
        else:
            told = _("su programación es acumulada ({written}): se tomó lo que suma cada período; ¿sí?")
            read = _differences(read)
        questions.append(Question("programme", told.format(written=written)))
    elif target is not None and not marked and len(set(filled)) > 1 and sum(filled) != target:
        total = format(sum(filled, ZERO).normalize(), "f").replace(".", ",")
        questions.append(
            Question(
                "programme",
                _("lo programado suma {total} y no la meta; se tomó como reparto del año").format(total=total),
            )
        )
    return Programme(tuple(read), tuple(questions))


def read_figures(periods: Periods, habit: str) -> dict[int, Decimal]:
    """Return what was executed, by the last month of its period; what is no figure is left out."""
    found = {}
    for span, cell in _finest(periods):
        part = _figure(cell, habit)
        if part is not None:
            found[span.last] = part
    return found


def _finest(periods: Periods) -> Periods:
    """Return the shortest periods that hold something, in the year's order; quarters beside months are their sums."""
    shortest = min((span.length for span, cell in periods if cell.text), default=0)
    return sorted((item for item in periods if shortest in {0, item[0].length}), key=lambda item: item[0])


def _part(cell: FormCell, habit: str) -> Decimal | None:
    """Return what a cell plans: 1 for a mark, 0 for nothing; None where it cannot be read or is below nothing."""
    if not cell.text or is_one_of(cell.text, "marks", "unknown") or is_one_of(cell.text, "marks", "no"):
        return ZERO
    if is_one_of(cell.text, "marks", "ticked"):
        return Decimal(1)
    figure = _figure(cell, habit)
    return figure if figure is None or figure >= 0 else None


def _figure(cell: FormCell, habit: str) -> Decimal | None:
    if isinstance(cell.value, Decimal):
        return None if too_large(cell) else cell.value
    amounts = amounts_in(cell.text, habit) if cell.text and cell.value is None else []
    return amounts[0].value if len(amounts) == 1 else None


def _is_running(filled: Sequence[Decimal], target: Decimal) -> bool:
    """Whether quantities never fall, rise at least once, and end at the goal without adding up to it."""
    rises = all(before <= after for before, after in pairwise(filled)) and filled[0] < filled[-1]
    return rises and filled[-1] == target and sum(filled) != target


def _differences(read: Sequence[tuple[Span, Decimal]]) -> list[tuple[Span, Decimal]]:
    reached = ZERO
    found = []
    for span, part in read:
        found.append((span, max(part - reached, ZERO)))
        reached = max(part, reached)
    return found
