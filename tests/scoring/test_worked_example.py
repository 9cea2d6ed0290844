"""The worked example of docs/scoring.md, read from the page and computed to its last digit."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from plans import plan_2024, worked_example
from scoring.arithmetic.explanation import explain
from scoring.arithmetic.pending import pending
from scoring.arithmetic.rollup import Figures, score
from scoring.model import Kind, Level

PAGE = (Path(__file__).parents[2] / "docs" / "scoring.md").read_text(encoding="utf-8")
WHOLE = score(worked_example(), 3)
SCORES = {scored.indicator.id: scored for scored in WHOLE.indicators}
IN_MILLIONS = {"1", "7", "9", "12"}


def table(heading: str) -> Iterator[list[str]]:
    """Yield the rows of the page's table that has this heading."""
    after = PAGE.partition(heading)[2].splitlines()[2:]
    for line in after:
        if not line.startswith("|"):
            return
        yield [cell.strip() for cell in line.strip("|").split("|")]


def number(text: str) -> Decimal:
    return Decimal(text.replace(" ", "").replace("\N{MINUS SIGN}", "-"))


def shown(fraction: Decimal | None) -> Decimal:
    """Return a fraction as the page shows it: a percentage with two decimals."""
    assert fraction is not None
    return round(fraction * 100, 2)


EXAMPLES = list(table("| id | kind | Jan, Feb, Mar | R | raw % | C % | V % |"))


def test_the_page_has_every_indicator() -> None:
    assert [row[0] for row in EXAMPLES] == [scored.indicator.id for scored in WHOLE.indicators]


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row[0])
def test_each_indicator_is_as_the_page_says(row: list[str]) -> None:
    id_, kind, typed, result, raw, compliance, progress = row
    indicator, measured = SCORES[id_].indicator, SCORES[id_].measure
    assert indicator.kind.value == kind
    scale = 1_000_000 if id_ in IN_MILLIONS else 1
    for variable, months in zip(indicator.variables, typed.split(";"), strict=True):
        cells = [cell for month in (1, 2, 3) for cell in indicator.cells(month) if cell.name == variable.name]
        values = [None if text.strip() == "\N{EN DASH}" else number(text) * scale for text in months.split(",")]
        assert [WHOLE.plan.values.get(cell) for cell in cells] == values
    assert measured.result is not None
    assert round(measured.result, 6) == number(result)
    assert [shown(part) for part in (measured.raw, measured.compliance, measured.progress)] == [
        number(part) for part in (raw, compliance, progress)
    ]


def test_objectives_and_plan_are_as_the_page_says() -> None:
    def row(name: str, figures: Figures) -> list[str]:
        parts = (figures.programmed, figures.compliance, figures.progress)
        return [name, *(str(shown(part)) for part in parts)]

    objectives = [row(f"objective {scored.objective.number}", scored.figures) for scored in WHOLE.objectives]
    assert list(table("| node | programmed % | C % | V % |")) == [*objectives, row("plan", WHOLE.figures)]
    assert WHOLE.figures.level is Level.YELLOW
    assert [str(item.cell) for item in pending(WHOLE.plan, 3)] == ["6.m3@3"]


def test_the_page_has_every_kind() -> None:
    assert [row[0] for row in table("| kind | Spanish | R | raw | C | V |")] == [f"`{kind.value}`" for kind in Kind]


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
def test_each_kind_is_explained_with_its_values(id_: str, step: str) -> None:
    assert step in [f"{s.label}: {s.text}" for s in explain(worked_example(), id_, 3)]


def test_what_is_missing_is_explained() -> None:
    steps = [step.text for step in explain(plan_2024(), "7", 3)]
    assert "no hay: falta la constante «base»" in steps


def test_every_indicator_can_be_explained_in_every_month() -> None:
    plan = worked_example()
    for indicator in plan.indicators:
        for month in range(13):
            assert explain(plan, indicator.id, month)[-1].label == "Plan"
