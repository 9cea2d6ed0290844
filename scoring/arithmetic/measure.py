"""One indicator at a cut-off month: its result, compliance and progress (design: scoring.md, "Kinds")."""

from collections.abc import Mapping
from decimal import Decimal, localcontext
from typing import NamedTuple

from scoring.arithmetic.readings import Reading, constants, reading, readings, shares
from scoring.model import Aggregate, Cell, Direction, Indicator, Kind, Value
from scoring.model.formula import evaluate, names, parse
from scoring.precision import ONE, PRECISION, ZERO

TARGET = "target"
"""What `Measure.missing` calls a target that is not there."""


class Measure(NamedTuple):
    """Everything known of an indicator at a cut-off month. Fractions, unrounded."""

    indicator: Indicator
    month: int
    active: bool
    """False where no month of the year is active: the line then weighs nothing."""
    due: tuple[int, ...]
    """The months up to the cut-off in which something was programmed."""
    reported_months: tuple[int, ...]
    """The months up to the cut-off whose every input has a number."""
    unreported: tuple[Cell, ...]
    """The cells that were due and hold nothing; none once a milestone is reached."""
    programmed: Decimal
    """p: the share of the year that was due."""
    reported: Decimal | None
    """κ: the share of what was due that was reported; None where nothing was due."""
    numerator: Decimal | None
    """What the result is made of: a sum of numerators, or the last or mean figure."""
    denominator: Decimal | None
    """What the numerator is held against: a sum of denominators, a constant, or the baseline."""
    result: Decimal | None
    """R; None where nothing was reported or something needed is missing."""
    raw: Decimal | None
    """R held against the target, uncapped."""
    compliance: Decimal | None
    """C; None where nothing was due."""
    progress: Decimal
    """V: the share of the year's target that is reached."""
    missing: tuple[str, ...]
    """What a person has to supply before there can be a result: names of constants, or TARGET."""


class _Result(NamedTuple):
    numerator: Decimal
    denominator: Decimal | None
    value: Decimal


def measure(indicator: Indicator, values: Mapping[Cell, Value], month: int, *, provisional: bool = False) -> Measure:
    """Measure an indicator at the cut-off `month` (0..12).

    The provisional view looks at reported months only: κ is 1, a sum is held against their share alone, and a line
    with nothing reported has no compliance.
    """
    with localcontext(PRECISION):
        months = readings(indicator, values)
        share = shares(indicator, months)
        due = tuple(m for m, s in share.items() if m <= month and s)
        got = tuple(r for r in months if r.active and r.reported and r.month <= month)
        whole = sum(share.values(), ZERO)
        due_share = sum((share[m] for m in due), ZERO)
        got_share = sum((share[r.month] for r in got), ZERO)
        programmed = due_share / whole if whole else ZERO
        reported = got_share / due_share if due_share else None
        missing = _missing(indicator, values)
        result = None if missing or not got else _result(indicator, got, constants(indicator, values))
        raw, compliance, progress = None, None, ZERO
        if reported is not None:
            against = got_share / whole if provisional else programmed
            raw = None if result is None else _raw(indicator, result.value, against)
            counted = ONE if provisional else reported
            compliance, progress = _score(indicator, result, raw, counted, programmed)
            if provisional and not got_share:
                compliance = None
            if indicator.kind is Kind.MILESTONE and compliance == ONE:
                reported = ONE
        blank = (cell for m in due for cell in indicator.cells(m) if cell not in values)
        unreported = () if reported == ONE else tuple(blank)
    return Measure(
        indicator=indicator,
        month=month,
        active=bool(share),
        due=due,
        reported_months=tuple(read.month for read in got),
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
    )


def month_figure(indicator: Indicator, values: Mapping[Cell, Value], month: int) -> Decimal | None:
    """Return one month's own figure, numerator over denominator, or None where there is none."""
    with localcontext(PRECISION):
        read = reading(indicator, values, month)
        if read is None or not read.active or read.numerator is None:
            return None
        if parse(indicator.formula).denominator is None:
            return read.numerator
        return read.numerator / read.denominator if read.denominator else None


def clamp(fraction: Decimal) -> Decimal:
    """Return the fraction, held between 0 and 1."""
    return min(ONE, max(ZERO, fraction))


def attained(result: Decimal, target: Decimal) -> Decimal:
    """Return how much of a target to be reached is: R / M; 1 or 0 at a target of 0.

    For a target below zero the same line is read off its distance, so that more is still better.
    """
    if not target:
        return ONE if result >= target else ZERO
    return ONE + (result - target) / abs(target)


def respected(result: Decimal, limit: Decimal) -> Decimal:
    """Return how well a limit is kept: 1 up to it, then 2 - R / M, which is 0 at twice the limit."""
    if result <= limit:
        return ONE
    return ONE - (result - limit) / abs(limit) if limit else ZERO


def is_limit(indicator: Indicator) -> bool:
    """Whether the target is a limit not to be passed."""
    if indicator.kind is Kind.CEILING:
        return True
    return indicator.direction is Direction.AT_MOST and indicator.kind in {Kind.SUM, Kind.RATIO, Kind.LEVEL}


def _missing(indicator: Indicator, values: Mapping[Cell, Value]) -> tuple[str, ...]:
    known = constants(indicator, values)
    formula = parse(indicator.formula)
    divided_by = names(formula.denominator) if formula.denominator else frozenset()
    used = names(formula.numerator) | divided_by | {indicator.baseline}
    unusable = {name for name in used if name and name == indicator.baseline and known.get(name, ZERO) <= 0}
    if formula.denominator and divided_by <= known.keys() and not evaluate(formula.denominator, known):
        unusable |= divided_by
    absent = tuple(
        item.name
        for item in indicator.constants
        if item.name in used and (item.name not in known or item.name in unusable)
    )
    needs_target = indicator.target is None and indicator.kind is not Kind.MILESTONE
    return (*absent, TARGET) if needs_target else absent


def _result(indicator: Indicator, got: tuple[Reading, ...], known: Mapping[str, Decimal]) -> _Result | None:
    numerators = [read.numerator for read in got if read.numerator is not None]
    denominators = [read.denominator for read in got if read.denominator is not None]
    match indicator.kind:
        case Kind.SUM:
            total = sum(numerators, ZERO)
            by = denominators[-1] if denominators else None
            return _Result(total, by, total if by is None else total / by)
        case Kind.RATIO:
            total, by = sum(numerators, ZERO), sum(denominators, ZERO)
            return _Result(total, by, total / by) if by else None
        case Kind.MILESTONE:
            reached = ONE if any(figure > 0 for figure in numerators) else ZERO
            return _Result(reached, None, reached)
    figures = [a / b for a, b in zip(numerators, denominators, strict=True)] if denominators else numerators
    mean = sum(figures, ZERO) / len(figures)
    match indicator.kind:
        case Kind.LEVEL:
            value = mean if indicator.aggregate is Aggregate.MEAN else figures[-1]
            return _Result(value, None, value)
        case Kind.REDUCTION:
            base = known[indicator.baseline or ""]
            return _Result(mean, base, (base - mean) / base)
        case Kind.CEILING:
            base = known[indicator.baseline or ""]
            return _Result(figures[-1], base, figures[-1] / base - ONE)


def _raw(indicator: Indicator, result: Decimal, against: Decimal) -> Decimal | None:
    """Hold a result against the target; `against` is the share of the year a sum is held to."""
    if indicator.kind is Kind.MILESTONE:
        return result
    if indicator.target is None:
        return None
    target = indicator.target
    if indicator.kind is Kind.SUM:
        if not against:
            return None
        target *= against
    return respected(result, target) if is_limit(indicator) else attained(result, target)


def _score(
    indicator: Indicator, result: _Result | None, raw: Decimal | None, counted: Decimal, programmed: Decimal
) -> tuple[Decimal, Decimal]:
    """Return compliance and progress of an indicator with something due."""
    if result is None or raw is None:
        return ZERO, ZERO
    capped = clamp(raw)
    if indicator.kind is Kind.MILESTONE:
        return capped, capped
    if indicator.kind is Kind.SUM and not is_limit(indicator) and indicator.target is not None:
        # What is not reported adds nothing, so a sum needs no κ.
        return capped, clamp(attained(result.value, indicator.target))
    compliance = capped * counted
    return compliance, compliance * programmed
