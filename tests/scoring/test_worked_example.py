"""The worked example of design scoring.md, to its last digit."""

from decimal import Decimal

import pytest

from plans import plan_2024, worked_example
from scoring.arithmetic.explanation import explain
from scoring.arithmetic.rollup import pending, score
from scoring.model import Level

WHOLE = score(worked_example(), 3)
LINES = {line.indicator.id: line for line in WHOLE.indicators}


def hundredths(fraction: Decimal | None) -> float:
    """Return a fraction as the table shows it: a percentage with two decimals."""
    assert fraction is not None
    return float(round(fraction * 100, 2))


@pytest.mark.parametrize(
    ("id_", "numerator", "raw", "compliance", "progress"),
    [
        ("1", 13_000_000_000, 97.95, 97.95, 24.49),
        ("2", 510, 92.52, 92.52, 23.13),
        ("3", 520, 121.21, 100.00, 30.30),
        ("4", 285_700, 98.97, 98.97, 24.74),
        ("5", 4_220_000, 99.16, 99.16, 24.79),
        ("6", 2_250_000, 65.81, 65.81, 16.45),
        ("7", 49_200_000, 80.00, 80.00, 20.00),
        ("8", 405, -62.50, 0.00, 0.00),
        ("9", 6_800_000_000, 65.27, 65.27, 16.32),
        ("10", 2_460, 93.71, 93.71, 23.43),
        ("11", 640, 93.33, 93.33, 23.33),
        ("12", 265_000_000, 93.57, 93.57, 23.39),
        ("13", 290, 101.75, 100.00, 25.00),
        ("O3", 261, 94.74, 94.74, 23.68),
    ],
)
def test_each_line_is_as_the_table_says(
    id_: str, numerator: int, raw: float, compliance: float, progress: float
) -> None:
    measured = LINES[id_].measure
    assert measured.numerator == numerator
    assert hundredths(measured.raw) == raw
    assert hundredths(measured.compliance) == compliance
    assert hundredths(measured.progress) == progress


@pytest.mark.parametrize(
    ("id_", "result"),
    [
        ("4", "0.979767"),
        ("7", "0.016"),
        ("8", "-0.0125"),
        ("9", "0.067365"),
        ("10", "0.328"),
        ("13", "0.966667"),
        ("O3", "0.90"),
    ],
)
def test_results_are_as_the_table_says(id_: str, result: str) -> None:
    assert round(LINES[id_].measure.result or Decimal(0), 6) == Decimal(result)


def test_objectives_and_plan_are_as_the_table_says() -> None:
    objectives = [(hundredths(o.figures.compliance), hundredths(o.figures.progress)) for o in WHOLE.objectives]
    assert objectives == [(90.52, 23.16), (83.67, 20.92), (97.37, 24.34)]
    figures = WHOLE.figures
    assert [hundredths(f) for f in (figures.programmed, figures.progress, figures.compliance)] == [25.00, 22.50, 89.15]
    assert figures.level is Level.YELLOW
    assert [str(item.cell) for item in pending(WHOLE.plan, 3)] == ["6.m3@3"]


def test_an_explanation_leads_from_the_cells_to_the_plan() -> None:
    steps = [f"{'  ' * step.depth}{step.label}: {step.text}" for step in explain(worked_example(), "4", 3)]
    assert steps == [
        "N° 4 · Capacidad mensual del 99%: razón; meta 99,00 %; efectivas / programadas",
        "    ene: 94.000 / 97.000 = 0,9691",
        "    feb: 95.500 / 97.200 = 0,9825",
        "    mar: 96.200 / 97.400 = 0,9877",
        "  Programado: 3 de los meses activos, 25,00 % del año; reportado 100,00 %",
        "  Resultado: 285.700 / 291.600 = 97,98 %",
        "  Frente a la meta: 97,98 % / 99,00 % = 98,97 %",
        "  Cumplimiento: 98,97 %, verde",
        "  Avance anual: cumplimiento 98,97 % × programado 25,00 % = 24,74 %",
        "Objetivo 1: este indicador pesa 25,00 %: aporta 6,19 % de avance; avance 23,16 %, cumplimiento 90,52 %, "
        "programado 25,00 %",
        "Plan: el objetivo pesa 40,00 %: el indicador aporta 2,47 % de avance; avance 22,50 %, cumplimiento 89,15 %, "
        "programado 25,00 %",
    ]


@pytest.mark.parametrize(
    ("id_", "step"),
    [
        ("1", "Frente a la meta: 13.000.000.000 COP / (53.090.367.849 COP × 25,00 %) = 97,95 %"),
        ("2", "Resultado: 510 / 2.205 = 23,13 %"),
        ("6", "mar: sin reportar: m3"),
        ("7", "Resultado: (base 50.000.000 - promedio 49.200.000) / 50.000.000 = 1,60 %"),
        ("9", "Resultado: último 6.800.000.000 / base 6.370.826.533 - 1 = 6,74 %"),
        ("9", "Frente a la meta: 2 - 6,74 % / 5,00 % = 65,27 %"),
    ],
)
def test_each_kind_is_explained_with_its_figures(id_: str, step: str) -> None:
    assert step in [f"{s.label}: {s.text}" for s in explain(worked_example(), id_, 3)]


def test_what_is_missing_is_explained() -> None:
    steps = [step.text for step in explain(plan_2024(), "7", 3)]
    assert "no hay: falta la constante «base»" in steps


def test_every_indicator_can_be_explained_in_every_month() -> None:
    plan = worked_example()
    for indicator in plan.indicators:
        for month in range(13):
            assert explain(plan, indicator.id, month)[-1].label == "Plan"
