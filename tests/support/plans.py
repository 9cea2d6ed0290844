"""Plans for the tests: the real one, small ones built by hand, and random ones of every kind."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from scoring.model import (
    MONTHS,
    Action,
    Aggregate,
    Cell,
    Constant,
    Direction,
    FormTexts,
    Indicator,
    IndicatorTexts,
    Kind,
    Mark,
    Objective,
    ObjectiveTexts,
    Plan,
    Signature,
    Thresholds,
    Value,
    Variable,
)
from store.documents.plan_documents import to_plan

YEAR = 2024
JANUARY, DECEMBER = date(YEAR, 1, 16), date(YEAR, 12, 31)

EXPRESSIONS: Mapping[Kind, tuple[str, ...]] = {
    Kind.SUM: ("a", "a + b", "(a + b) / 2205", "a / k", "a - b / 2"),
    Kind.RATIO: ("a / b", "(a + 2) / (b + 3)", "a / (b - k)", "-a / -b"),
    Kind.LEVEL: ("a", "a / 24", "(a - b) / k"),
    Kind.REDUCTION: ("a", "a + b"),
    Kind.CEILING: ("a", "a / 2"),
    Kind.MILESTONE: ("a",),
}


def indicator(id_: str = "1", kind: Kind = Kind.SUM, **changes: Any) -> Indicator:
    """Return an indicator with one input `a`, over the whole year, target 120; `changes` replace fields."""
    needs_base = kind in {Kind.REDUCTION, Kind.CEILING}
    line = Indicator(
        id=id_,
        name=f"Indicador {id_}",
        objective=1,
        action=None,
        weight=Decimal(1),
        kind=kind,
        variables=(Variable("a", "A", "u"),),
        formula="a",
        target=Decimal(120),
        unit="u",
        start=JANUARY,
        end=DECEMBER,
        responsible="Jefe",
        texts=IndicatorTexts(number=id_),
        constants=(Constant("base", "Línea base", "u"),) if needs_base else (),
        baseline="base" if needs_base else None,
    )
    return line._replace(**changes)


def ratio(id_: str = "1", **changes: Any) -> Indicator:
    """Return a ratio a / b with target 1."""
    inputs = (Variable("a", "A", "u"), Variable("b", "B", "u"))
    line = indicator(id_, Kind.RATIO, variables=inputs, formula="a / b", target=Decimal(1), unit="%")
    return line._replace(**changes)


def plan_of(lines: Iterable[Indicator], values: Mapping[Cell, Value] | None = None) -> Plan:
    """Return a plan with one objective that holds the lines."""
    return plan_with((objective(1, own=tuple(lines)),), values or {})


def objective(
    number: int, weight: Decimal = Decimal(1), own: tuple[Indicator, ...] = (), actions: tuple[Action, ...] = ()
) -> Objective:
    """Return an objective with the lines given."""
    return Objective(number, weight, own, actions, ObjectiveTexts(f"{number}. OBJETIVO"))


def plan_with(objectives: tuple[Objective, ...], values: Mapping[Cell, Value]) -> Plan:
    """Return a plan of the objectives and values given."""
    blank = ("",) * 19
    texts = FormTexts(
        (str(YEAR), "PROCESO: PRUEBAS"), (blank, blank), "100%", ("Nombre:",), (Signature("Elaboró", "ANA", "", ""),)
    )
    return Plan("pruebas-2024", YEAR, "PRUEBAS", "ANA", objectives, values, texts)


def floats(*figures: Decimal | None) -> list[float | None]:
    """Return the values as floats: the way to compare quotients of 90 digits with what a person would write."""
    return [None if figure is None else float(figure) for figure in figures]


def monthly(id_: str, name: str, *figures: int | str | None) -> dict[Cell, Value]:
    """Return the cells of an input from January on; None is blank, "NP" is not programmed."""
    held = {Cell(id_, name, month): figure for month, figure in enumerate(figures, 1)}
    return {cell: Mark.NP if figure == "NP" else Decimal(figure) for cell, figure in held.items() if figure is not None}


def plan_2024() -> Plan:
    """Return the 2024 plan as it is at the root of the project, without a value in it."""
    return to_plan(json.loads((Path(__file__).parents[2] / "plan_2024.json").read_text(encoding="utf-8")))


def worked_example() -> Plan:
    """Return the 2024 plan with the values of the worked example in docs/scoring.md: January to March."""
    plan = plan_2024()
    values = {Cell("7", "base"): Decimal(50_000_000), Cell("8", "base"): Decimal(400), **plan.values}
    for address, figures in WORKED_EXAMPLE.items():
        id_, _dot, name = address.partition(".")
        values |= monthly(id_, name, *figures)
    return plan._replace(values=values)


WORKED_EXAMPLE: Mapping[str, tuple[int | None, ...]] = {
    "1.facturado": (4_200_000_000, 4_300_000_000, 4_500_000_000),
    "2.urbanos": (110, 120, 140),
    "2.veredales": (40, 50, 50),
    "3.alcantarillado": (160, 160, 200),
    "4.efectivas": (94_000, 95_500, 96_200),
    "4.programadas": (97_000, 97_200, 97_400),
    "5.m3": (1_390_000, 1_400_000, 1_430_000),
    "6.m3": (1_120_000, 1_130_000, None),
    "7.valor": (51_000_000, 48_000_000, 48_600_000),
    "8.numero": (410, 405, 400),
    "9.saldo": (6_420_000_000, 6_500_000_000, 6_800_000_000),
    "10.ejecutadas": (800, 760, 900),
    "10.generadas": (2_400, 2_500, 2_600),
    "11.validados": (150, 230, 260),
    "12.recaudo": (70_000_000, 85_000_000, 110_000_000),
    "13.aplicadas": (100, 100, 90),
    "13.programadas": (100, 100, 100),
    "O3.satisfechos": (88, 90, 83),
    "O3.validas": (100, 100, 90),
}


def random_plan(rng: Random, *, objectives: int = 4, lines: int = 4) -> Plan:
    """Return a plan of up to so many objectives and lines each: all kinds, gaps, NP, programmes, missing constants."""
    built: list[Objective] = []
    values: dict[Cell, Value] = {}
    for number in range(1, rng.randint(1, objectives) + 1):
        some = [random_indicator(rng, f"{number}{letter}", number) for letter in "abcdefgh"[: rng.randint(1, lines)]]
        own = rng.randint(0, len(some))
        action = Action(
            f"{number}.1", f"{number}.1 Acción", tuple(i._replace(action=f"{number}.1") for i in some[own:])
        )
        built.append(
            objective(
                number, Decimal(rng.choice((1, 20, 40))), tuple(some[:own]), (action,) if action.indicators else ()
            )
        )
        for line in some:
            values |= random_values(rng, line)
    return plan_with(tuple(built), values)


def random_indicator(rng: Random, id_: str, number: int) -> Indicator:
    """Return an indicator of any kind, with whatever a kind may have."""
    kind = rng.choice(list(Kind))
    expression = rng.choice(EXPRESSIONS[kind])
    inputs = tuple(Variable(name, name.upper(), "u") for name in "ab" if name in expression)
    start = rng.choice((1, 1, 1, 3))
    base = kind in {Kind.REDUCTION, Kind.CEILING}
    return indicator(
        id_,
        kind,
        objective=number,
        weight=Decimal(rng.choice((5, 10, 25, 35))),
        variables=inputs,
        constants=tuple(Constant(name, name, "u") for name, used in (("k", "k" in expression), ("base", base)) if used),
        formula=expression,
        target=_random_target(rng, kind),
        start=date(YEAR, start, 16),
        end=date(YEAR, rng.choice((12, 12, 12, rng.randint(start, 12))), 28),
        direction=rng.choice(list(Direction)),
        aggregate=rng.choice(list(Aggregate)),
        programme=tuple(Decimal(rng.choice((0, 1, 2, 5))) for _ in MONTHS) if rng.random() < 0.3 else (),
        thresholds=Thresholds(Decimal("0.8"), Decimal("0.5"), Decimal("1.1")) if rng.random() < 0.2 else None,
    )


def _random_target(rng: Random, kind: Kind) -> Decimal | None:
    if rng.random() < 0.05:
        return None
    fraction = kind in {Kind.RATIO, Kind.REDUCTION, Kind.CEILING}
    return Decimal(rng.choice(("0.02", "0.35", "0.99") if fraction else ("1", "12", "500")))


def random_values(rng: Random, indicator: Indicator) -> dict[Cell, Value]:
    """Return values for an indicator: most months reported, some blank, some NP, some zero."""
    values: dict[Cell, Value] = {}
    for constant in indicator.constants:
        if rng.random() < 0.85:
            values[Cell(indicator.id, constant.name)] = Decimal(rng.choice(("50", "400", "6370826533")))
    for month in range(indicator.start.month, indicator.end.month + 1):
        if rng.random() < 0.08:
            values |= dict.fromkeys(indicator.cells(month), Mark.NP)
            continue
        for cell in indicator.cells(month):
            if rng.random() < 0.8:
                values[cell] = Decimal(rng.choice(("0", "1", "3", "17", "40.5", "96", "450")))
    return values
