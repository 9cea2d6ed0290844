"""What a whole table says and a line alone does not: how its columns write numbers, percentages and dates."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from workbook.form.headings.line import Line
from workbook.form.values.moments import writes_month_first
from workbook.form.values.quantities import habit_of
from workbook.form.values.units import unit_of
from workbook.form.words import Role


class Context(NamedTuple):
    """What the whole table says and a line alone does not."""

    year: int
    habits: Mapping[Role, str]
    """The decimal sign that each column is written with."""
    fractions: Mapping[Role, bool]
    """Of the columns of goals and baselines: whether their bare percentages are fractions."""
    percent_goal: bool
    """Whether the heading of the goals says that they are percentages."""
    month_first: bool
    with_figures: bool
    """Whether what was executed is taken as the plan's figures."""
    direction: bool
    """Whether the form has a column that says which way is better."""


def context_of(lines: Sequence[Line], year: int, *, with_figures: bool, percent_goal: bool) -> Context:
    """Return what the lines of a form together say of how each is to be read."""

    def texts(*roles: Role) -> list[str]:
        return [cell.text for line in lines for role in roles if (cell := line.cell(role)).value is None]

    programme = [cell.text for line in lines for _span, cell in (*line.programme, *line.executed) if cell.value is None]
    whole = habit_of([*texts(Role.GOAL, Role.BASELINE, Role.WEIGHT), *programme])

    def habit(written: list[str]) -> str:
        return habit_of(written) if any(letter in text for text in written for letter in ".,") else whole

    return Context(
        year,
        {
            Role.GOAL: habit(texts(Role.GOAL)),
            Role.BASELINE: habit(texts(Role.BASELINE)),
            Role.WEIGHT: habit(texts(Role.WEIGHT)),
            Role.PROGRAMME: habit(programme),
        },
        {role: _are_fractions(lines, role) for role in (Role.GOAL, Role.BASELINE)},
        percent_goal,
        _month_first(lines),
        with_figures,
        direction=any(line.text(Role.DIRECTION) for line in lines),
    )


def _are_fractions(lines: Sequence[Line], role: Role) -> bool:
    """Whether the bare numbers of a column's percentages are fractions: none of them is over 1, and one is below."""
    bare = [
        line.cell(role).value
        for line in lines
        if unit_of(line.text(Role.UNIT)).is_percent and "%" not in line.cell(role).format
    ]
    numbers = [value for value in bare if isinstance(value, Decimal)]
    return any(0 < value < 1 for value in numbers) and all(value <= 1 for value in numbers)


def _month_first(lines: Sequence[Line]) -> bool:
    return writes_month_first(
        [line.text(role) for line in lines for role in (Role.START, Role.END) if line.cell(role).value is None]
    )
