"""A second computation of a plan's score, straight from docs/scoring.md: exact fractions, plain loops, its own code."""

import ast
from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from scoring.model import Aggregate, Cell, Direction, Indicator, Kind, Mark, Plan


class Sum(NamedTuple):
    """An indicator or a node: progress, programmed, and compliance where something is due."""

    progress: Fraction
    programmed: Fraction
    compliance: Fraction | None


def oracle(plan: Plan, month: int) -> Sum:
    """Return the plan's progress, programmed share and compliance at a cut-off."""
    objectives = []
    for objective in plan.objectives:
        parts = [(Fraction(item.weight), _indicator(plan, item, month)) for item in objective.indicators]
        known = [(weight, part) for weight, part in parts if part is not None]
        objectives.append((Fraction(objective.weight) if known else Fraction(0), _rolled(known)))
    return _rolled(objectives)


def _rolled(parts: list[tuple[Fraction, Sum]]) -> Sum:
    whole = sum((weight for weight, _part in parts), Fraction(0))
    if not whole:
        return Sum(Fraction(0), Fraction(0), None)
    due = [(weight, part.compliance) for weight, part in parts if part.compliance is not None]
    due_weight = sum((weight for weight, _compliance in due), Fraction(0))
    return Sum(
        sum((weight * part.progress for weight, part in parts), Fraction(0)) / whole,
        sum((weight * part.programmed for weight, part in parts), Fraction(0)) / whole,
        sum((weight * compliance for weight, compliance in due), Fraction(0)) / due_weight if due_weight else None,
    )


def _indicator(plan: Plan, item: Indicator, month: int) -> Sum | None:
    """Return an indicator's figures; None where no month of it is active, so that it weighs nothing."""
    known = {each.name: plan.values.get(Cell(item.id, each.name)) for each in item.constants}
    constants = {
        name: Fraction(value) for name, value in known.items() if not (value is None or isinstance(value, Mark))
    }
    top, bottom = _split(item.formula)
    shares: dict[int, Fraction] = {}
    got: dict[int, tuple[Fraction | None, Fraction | None]] = {}
    for at in range(item.start.month, item.end.month + 1):
        held = {each.name: plan.values.get(Cell(item.id, each.name, at)) for each in item.variables}
        if Mark.NP in held.values():
            continue
        numbers = {
            name: Fraction(value) for name, value in held.items() if not (value is None or isinstance(value, Mark))
        }
        whole = len(numbers) == len(held)
        above = _value(top, {**constants, **numbers}) if whole else None
        below = _value(bottom, {**constants, **numbers}) if whole and bottom else None
        if item.kind is Kind.RATIO and whole and above == 0 and below == 0:
            continue
        shares[at] = Fraction(1)
        if whole:
            got[at] = (above, below)
    if not shares:
        return None
    if item.kind is Kind.MILESTONE:
        shares = {at: Fraction(at == max(shares)) for at in shares}
    elif item.programme and any(item.programme[at - 1] for at in shares):
        shares = {at: Fraction(item.programme[at - 1]) for at in shares}
    total = sum(shares.values(), Fraction(0))
    due = sum((share for at, share in shares.items() if at <= month), Fraction(0)) / total
    reported = {at: pair for at, pair in got.items() if at <= month}
    share_reported = sum((shares[at] for at in reported), Fraction(0)) / total
    if not due:
        return Sum(Fraction(0), Fraction(0), None)
    result = _result(item, reported, constants)
    if result is None:
        return Sum(Fraction(0), due, Fraction(0))
    if item.kind is Kind.MILESTONE:
        return Sum(result * due, due, result)
    target = Fraction(item.target or 0)
    limit = item.kind is Kind.CEILING or (item.kind is not Kind.REDUCTION and item.direction is Direction.AT_MOST)
    raw = _raw(result, target * due if item.kind is Kind.SUM else target, limit=limit)
    if item.kind is Kind.SUM and not limit:
        return Sum(_clamp(_raw(result, target, limit=False)), due, _clamp(raw))
    compliance = _clamp(raw) * share_reported / due
    return Sum(compliance * due, due, compliance)


def _result(
    item: Indicator, reported: dict[int, tuple[Fraction | None, Fraction | None]], constants: Mapping[str, Fraction]
) -> Fraction | None:
    zero = item.direction is Direction.AT_LEAST and item.kind in {Kind.SUM, Kind.RATIO, Kind.LEVEL} and not item.target
    if not reported or zero or (item.target is None and item.kind is not Kind.MILESTONE):
        return None
    tops = [above for above, _below in reported.values()]
    bottoms = [below for _above, below in reported.values()]
    bottom = _split(item.formula)[1]
    if item.kind is Kind.RATIO:
        if None in tops or None in bottoms or not sum(value or 0 for value in bottoms):
            return None
        return sum((value or Fraction(0) for value in tops), Fraction(0)) / sum(value or 0 for value in bottoms)
    if None in tops or (bottom and (None in bottoms or not bottoms[-1])):
        return None
    if item.kind is Kind.SUM:
        whole = sum((value or Fraction(0) for value in tops), Fraction(0))
        return whole / (bottoms[-1] or 1) if bottom else whole
    values = [(above or Fraction(0)) / ((below or Fraction(1)) if bottom else 1) for above, below in reported.values()]
    if item.kind is Kind.LEVEL:
        return sum(values, Fraction(0)) / len(values) if item.aggregate is Aggregate.MEAN else values[-1]
    if item.kind is Kind.MILESTONE:
        return Fraction(any(value > 0 for value in values))
    base = constants.get(item.baseline or "")
    if not base or base <= 0:
        return None
    if item.kind is Kind.REDUCTION:
        return (base - sum(values, Fraction(0)) / len(values)) / base
    return values[-1] / base - 1


def _raw(result: Fraction, target: Fraction, *, limit: bool) -> Fraction:
    if limit:
        return Fraction(1) if result <= target else 1 - (result - target) / abs(target) if target else Fraction(0)
    return 1 + (result - target) / abs(target) if target else Fraction(result >= target)


def _clamp(value: Fraction) -> Fraction:
    return min(Fraction(1), max(Fraction(0), value))


def _split(formula: str) -> tuple[ast.expr, ast.expr | None]:
    tree = ast.parse(formula.strip(), mode="eval").body
    if isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Div):
        return tree.left, tree.right
    return tree, None


def _value(node: ast.expr | None, numbers: Mapping[str, Fraction]) -> Fraction | None:
    match node:
        case ast.Constant():
            return Fraction(str(node.value))
        case ast.Name():
            return numbers.get(node.id)
        case ast.UnaryOp():
            inner = _value(node.operand, numbers)
            return None if inner is None else -inner
        case ast.BinOp():
            a, b = _value(node.left, numbers), _value(node.right, numbers)
            if a is None or b is None:
                return None
            match node.op:
                case ast.Add():
                    return a + b
                case ast.Sub():
                    return a - b
                case ast.Mult():
                    return a * b
                case _:
                    return a / b if b else None
        case _:
            return None
