"""One indicator at a cut-off month: its result, compliance and progress (docs/scoring.md)."""

from bisect import bisect_right
from collections.abc import Mapping
from decimal import Decimal, localcontext
from itertools import accumulate
from operator import attrgetter
from typing import Final, NamedTuple

from scoring.arithmetic.kinds import rules_of
from scoring.arithmetic.readings import Reading, constants, reading, readings, shares
from scoring.model import Cell, Indicator, Value
from scoring.model.formula import evaluate, parse
from scoring.precision import ONE, PRECISION, ZERO, is_vast

TARGET: Final = "target"
"""What `Measure.missing` calls a target that is not there."""
_MONTH: Final = attrgetter("month")


class Year(NamedTuple):
    """What an indicator's values say of the whole year; its measure at any cut-off is taken from this."""

    indicator: Indicator
    reported: tuple[Reading, ...]
    """The months that are active and reported."""
    blank: Mapping[int, tuple[Cell, ...]]
    """By month the cells that hold nothing, of the months that are active."""
    share: Mapping[int, Decimal]
    """Of each active month, not divided by their sum."""
    due: tuple[int, ...]
    """The months in which something is programmed."""
    due_sums: tuple[Decimal, ...]
    """The sum of the shares of the first so many months that are due, from none of them to all."""
    reported_sums: tuple[Decimal, ...]
    """Likewise of those that are reported."""
    known: Mapping[str, Decimal]
    """The constants that have a value."""
    missing: tuple[str, ...]
    """What a person has to supply before there can be a result: names of constants, or TARGET."""


class Measure(NamedTuple):
    """Everything known of an indicator at a cut-off month. Fractions, unrounded."""

    indicator: Indicator
    year: Year
    """What it is taken from."""
    month: int
    shares: Mapping[int, Decimal]
    """Of each active month of the year, not divided by their sum; an indicator without any weighs nothing."""
    due: tuple[int, ...]
    """The months up to the cut-off in which something was programmed."""
    reported_months: tuple[int, ...]
    """The months up to the cut-off in which every variable has a number."""
    unreported: tuple[Cell, ...]
    """The cells that were due and hold nothing; none once a milestone is reached."""
    programmed: Decimal
    """p: the share of the year that was due."""
    reported: Decimal | None
    """κ: the share of what was due that was reported; None where nothing was due."""
    numerator: Decimal | None
    """What the result is made of: a sum of numerators, or the last or mean value."""
    denominator: Decimal | None
    """What the numerator is divided by or compared with: a sum of denominators, a constant, or the baseline."""
    result: Decimal | None
    """R; None where nothing was reported or something needed is missing."""
    raw: Decimal | None
    """R divided by the target or compared with it, uncapped."""
    compliance: Decimal | None
    """C; None where nothing was due."""
    progress: Decimal
    """V: the share of the year's target that is reached."""
    missing: tuple[str, ...]
    """What a person has to supply before there can be a result: names of constants, or TARGET."""
    lacking: tuple[Cell, ...]
    """The constants among them, once something is due."""
    extreme: bool = False
    """Whether the figures differ in size beyond reach, so that there is no result."""

    @property
    def active(self) -> bool:
        """Whether any month of the year is active."""
        return bool(self.shares)


def year_of(indicator: Indicator, values: Mapping[Cell, Value]) -> Year:
    """Read the year of an indicator."""
    with localcontext(PRECISION):
        months, known = readings(indicator, values), constants(indicator, values)
        share = shares(indicator, months)
        got = tuple([read for read in months if read.active and read.reported])
        blank = {read.month: read.blank for read in months if read.active and read.blank}
        due = tuple([month for month, part in share.items() if part])
        due_sums = tuple(accumulate([share[month] for month in due], initial=ZERO))
        reported_sums = tuple(accumulate([share[read.month] for read in got], initial=ZERO))
        return Year(indicator, got, blank, share, due, due_sums, reported_sums, known, _missing(indicator, known))


def measure(indicator: Indicator, values: Mapping[Cell, Value], month: int, *, provisional: bool = False) -> Measure:
    """Measure an indicator at the cut-off `month` (0..12); `measured` says how."""
    return measured(year_of(indicator, values), month, provisional=provisional)


def measured(year: Year, month: int, *, provisional: bool = False) -> Measure:
    """Return the measure of an indicator at the cut-off `month` (0..12).

    The provisional view looks at reported months only: κ is 1, a sum is compared with their share of the target, and
    where nothing was reported there is no compliance.
    """
    indicator, missing = year.indicator, year.missing
    with localcontext(PRECISION):
        due = year.due[: bisect_right(year.due, month)]
        got = year.reported[: bisect_right(year.reported, month, key=_MONTH)]
        due_share, got_share, whole = year.due_sums[len(due)], year.reported_sums[len(got)], year.due_sums[-1]
        programmed = due_share / whole if whole else ZERO
        reported = got_share / due_share if due_share else None
        rules = rules_of(indicator)
        result = None if missing or not got else rules.result(indicator, got, year.known)
        raw, compliance, progress, extreme = None, None, ZERO, False
        if reported is not None:
            against = got_share / whole if provisional else programmed
            raw = None if result is None else rules.raw(indicator, result.value, against)
            if result is not None and (is_vast(result.value) or (raw is not None and is_vast(raw))):
                result, raw, extreme = None, None, True
            counted = ONE if provisional else reported
            compliance = ZERO
            if result is not None and raw is not None:
                compliance, progress = rules.score(indicator, result.value, raw, counted, programmed)
            if provisional and not got_share:
                compliance = None
            if indicator.kind.due_once and compliance == ONE:
                reported = ONE
        unreported = () if reported == ONE else tuple([cell for m in due for cell in year.blank.get(m, ())])
    return Measure(
        indicator=indicator,
        year=year,
        month=month,
        shares=year.share,
        due=due,
        reported_months=tuple([read.month for read in got]),
        unreported=unreported,
        programmed=programmed,
        reported=reported,
        numerator=result and result.numerator,
        denominator=result and result.denominator,
        result=result and result.value,
        raw=raw,
        compliance=compliance,
        progress=progress,
        missing=missing,
        lacking=tuple(Cell(indicator.id, name) for name in missing if name != TARGET) if due else (),
        extreme=extreme,
    )


def month_value(indicator: Indicator, values: Mapping[Cell, Value], month: int) -> Decimal | None:
    """Return one month's own value, numerator over denominator, or None where there is none."""
    with localcontext(PRECISION):
        read = reading(indicator, values, month)
        if read is None or not read.active or read.numerator is None:
            return None
        if parse(indicator.formula).denominator is None:
            return read.numerator
        return read.numerator / read.denominator if read.denominator else None


def is_limit(indicator: Indicator) -> bool:
    """Whether the target is a limit not to be passed."""
    return rules_of(indicator).is_limit(indicator)


def _missing(indicator: Indicator, known: Mapping[str, Decimal]) -> tuple[str, ...]:
    """Return what is used and has no value, or one that cannot be divided by; `known` are the constants' values."""
    formula = parse(indicator.formula)
    divided_by = formula.below
    used = formula.above | divided_by | {indicator.baseline}
    unusable = {name for name in used if name and name == indicator.baseline and known.get(name, ZERO) <= 0}
    if formula.denominator and divided_by <= known.keys() and not evaluate(formula.denominator, known):
        unusable |= divided_by
    absent = tuple(
        item.name
        for item in indicator.constants
        if item.name in used and (item.name not in known or item.name in unusable)
    )
    return (*absent, TARGET) if indicator.lacks_target else absent
