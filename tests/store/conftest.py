from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from scoring.model import (
    Action,
    Cell,
    Constant,
    FormTexts,
    Indicator,
    IndicatorTexts,
    Kind,
    Mark,
    Objective,
    ObjectiveTexts,
    Plan,
    Signature,
    Variable,
)
from store import PlanStore, create, open_store

JAN, DEC = date(2024, 1, 16), date(2024, 12, 31)


def line(id_: str, action: str | None, inputs: tuple[str, ...], kind: Kind = Kind.SUM) -> Indicator:
    return Indicator(
        id=id_,
        name=f"línea {id_}",
        objective=1,
        action=action,
        weight=Decimal("0.5"),
        kind=kind,
        variables=tuple(Variable(name, name.capitalize(), "COP") for name in inputs),
        formula=(" / " if kind is Kind.RATIO else " + ").join(inputs),
        target=Decimal(53090367849),
        unit="COP",
        start=JAN,
        end=DEC,
        responsible="Jefe Comercial",
        texts=IndicatorTexts(goal='Facturar \\$53.090 "millones"', weight="35%", number=id_),
        constants=(Constant("base", "Línea base", "COP"),) if kind is Kind.REDUCTION else (),
        baseline="base" if kind is Kind.REDUCTION else None,
        programme=(Decimal(1), Decimal("0.50"), *[Decimal(0)] * 10),
        assumptions=("leído así",),
    )


@pytest.fixture
def plan() -> Plan:
    """A plan of one objective and four indicators, with a few values."""
    own = (line("1", None, ("facturado",)),)
    action = Action(
        "1.1",
        "1.1 Ingresar",
        (
            line("2", "1.1", ("urbanos", "veredales")),
            line("4", "1.1", ("efectivas", "programadas"), Kind.RATIO),
            line("7", "1.1", ("valor",), Kind.REDUCTION),
        ),
    )
    return Plan(
        id="fyc-2024",
        year=2024,
        process="FACTURACIÓN Y COBRANZA",
        responsible="FABIO DIAZ",
        objectives=(Objective(1, Decimal("0.40"), own, (action,), ObjectiveTexts("1. MEJORAR", "40%")),),
        values={
            Cell("1", "facturado", 1): Decimal(4200000000),
            Cell("4", "efectivas", 1): Mark.NP,
            Cell("7", "base"): Decimal("50000000.10"),
        },
        texts=FormTexts(
            heading=("", "2024", "PROCESO: FACTURACIÓN"),
            header=(("PROYECTO",) * 19, ("",) * 19),
            total="100%",
            signature_labels=("Descripción", "Nombre:"),
            signatures=(Signature("Elaboró", "FABIO DIAZ", "Jefe", "11/01/2024"),),
        ),
    )


@pytest.fixture
def path(tmp_path: Path, plan: Plan) -> Path:
    """The plan in a new file."""
    target = tmp_path / "plan_2024.json"
    create(target, plan, at="2024-01-16T12:00:00.000+00:00", by="fdiaz")
    return target


@pytest.fixture
def store(path: Path) -> Iterator[PlanStore]:
    """The plan's store, once read."""
    opened = open_store(path)
    opened.load()
    yield opened
    opened.close()
