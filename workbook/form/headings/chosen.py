"""Which column is taken for what: one a field, by its heading, by the plan's year, or as a person has said."""

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from workbook.form.headings.columns import Column
from workbook.form.words import LEVELS, Role, plain, words_of

SEVERAL: Final = LEVELS | {Role.PROGRAMME, Role.EXECUTED, Role.KEPT}
"""What a table may have several columns of."""
_TOTAL_WORDS: Final = {"total", "meta", "de", "del", "ano", "vigencia", "programado", "programada"}
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class Chosen(NamedTuple):
    """The columns of a table by what they hold; what is in none of them is kept word for word."""

    fields: Mapping[Role, Column]
    levels: tuple[Column, ...]
    """The columns that group indicators, from the left."""
    programme: tuple[Column, ...]
    executed: tuple[Column, ...]
    kept: tuple[Column, ...]
    rivals: tuple[tuple[Column, Column], ...] = ()
    """Columns that were taken, each with one that could have been meant instead; itself where it is no sure goal."""

    @property
    def columns(self) -> tuple[Column, ...]:
        """All of them, from the left."""
        found = (*self.fields.values(), *self.levels, *self.programme, *self.executed, *self.kept)
        return tuple(sorted(found, key=lambda column: column.number))


def choose(columns: Sequence[Column], year: int | None, told: Mapping[str, Role | None]) -> Chosen:
    """Return which of the columns is taken for what.

    `told` is what a person has said of headings: the role of each, None for a column that is to be kept as it is.
    """
    known = [_as_told(column, told) for column in columns]
    fields: dict[Role, Column] = {}
    kept: list[Column] = []
    rivals: list[tuple[Column, Column]] = []
    for column in sorted(known, key=lambda column: _preference(column, year, told)):
        role = column.role
        if role is None or role is Role.KEPT:
            kept.append(column)
        elif role in SEVERAL:
            continue
        elif role is Role.GOAL and _is_of_another_year(column, year) and not _is_told(column, told):
            kept.append(column)
        elif role in fields:
            kept.append(column)
            if not _is_told(fields[role], told):
                rivals.append((fields[role], column))
        else:
            fields[role] = column
    if Role.GOAL not in fields and (other := _other_goal(kept, year)):
        kept.remove(other)
        fields[Role.GOAL] = other._replace(role=Role.GOAL)
        rivals.append((other, other))
    kept += _lesser_weights(fields)
    levels, products = _levels(known, fields)
    return Chosen(
        fields,
        levels,
        tuple(column for column in known if column.role is Role.PROGRAMME),
        tuple(column for column in known if column.role is Role.EXECUTED),
        tuple(
            column._replace(role=Role.KEPT) for column in sorted((*kept, *products), key=lambda column: column.number)
        ),
        tuple(rivals),
    )


def _as_told(column: Column, told: Mapping[str, Role | None]) -> Column:
    heading = plain(column.heading)
    if heading not in told:
        return column
    role = told[heading] or Role.KEPT
    without_months = column.span is None and role in {Role.PROGRAMME, Role.EXECUTED}
    return column._replace(role=Role.KEPT if without_months else role)


def _is_told(column: Column, told: Mapping[str, Role | None]) -> bool:
    return plain(column.heading) in told


def _preference(column: Column, year: int | None, told: Mapping[str, Role | None]) -> tuple[bool, bool, int, int, int]:
    names_year = year is not None and str(year) in _YEAR.findall(column.heading)
    return not _is_told(column, told), not names_year, column.rank, len(words_of(column.heading)), column.number


def _is_of_another_year(column: Column, year: int | None) -> bool:
    years = _YEAR.findall(column.heading)
    return bool(years) and year is not None and str(year) not in years


def _other_goal(kept: Sequence[Column], year: int | None) -> Column | None:
    """Return which of the columns that are no fields has the goals: one of another year, or a total of the plan's."""
    other = next((column for column in kept if column.role is Role.GOAL), None)
    return other or next((column for column in kept if _is_total_of(column, year)), None)


def _is_total_of(column: Column, year: int | None) -> bool:
    """Tell whether a heading says that a column is the total of a year, and nothing else: «Total 2025»."""
    words = {word for word in words_of(column.heading) if not word.isdecimal()}
    return "total" in words and words <= _TOTAL_WORDS and str(year) in _YEAR.findall(column.heading)


def _lesser_weights(fields: dict[Role, Column]) -> list[Column]:
    """Take an action's or an objective's weight for the indicator's where the form has no other one.

    An objective's weight stays one beside a weight of actions or indicators.
    """
    if Role.WEIGHT not in fields and Role.ACTION_WEIGHT in fields:
        fields[Role.WEIGHT] = fields.pop(Role.ACTION_WEIGHT)
    extra = fields.pop(Role.ACTION_WEIGHT, None)
    return [extra] if extra else []


def _levels(known: Sequence[Column], fields: Mapping[Role, Column]) -> tuple[tuple[Column, ...], list[Column]]:
    """Return the columns that are levels, and those of products that are none.

    What an action hands over is a level only where it stands before the actions, or in their place.
    """
    levels = [column for column in known if column.role in LEVELS]
    actions = [column.number for column in levels if column.role is Role.ACTION]
    measured = min((fields[role].number for role in (Role.INDICATOR, Role.GOAL) if role in fields), default=0)
    after = max(actions) if actions else measured
    products = [column for column in levels if column.role is Role.PRODUCT and column.number > after]
    kept = [column for column in levels if column not in products]
    objectives = [column for column in kept if column.role is Role.OBJECTIVE]
    if actions and objectives and min(item.number for item in objectives) > min(actions):
        kept.sort(key=lambda column: (column.role is Role.ACTION, column.number))
    return tuple(kept), products
