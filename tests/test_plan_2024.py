"""The 2024 plan against the form it came from, cell by cell, and against the table of its structure."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tinydb import TinyDB

from scoring.model import Cell, Indicator, Kind, Plan
from store.documents.json_reading import decode
from store.documents.plan_documents import to_plan

ROOT = Path(__file__).parents[1]
PLAN = ROOT / "plan_2024.json"
FORM = ROOT / "tests" / "data" / "form_2024.txt"

# The form's body as it is printed: the objective whose cells stand in a row, and the line.
BODY: tuple[tuple[int | None, str | None], ...] = (
    (1, "2"), (None, "3"), (None, "4"), (None, "5"), (None, "6"), (None, "7"), (None, "8"), (None, "10"),
    (2, "11"), (None, "12"), (None, "13"), (3, None),
)  # fmt: skip

STRUCTURE = {
    "1": (1, None, 35, "sum", "facturado", "facturado", "53090367849", "COP"),
    "2": (1, "1.1", 10, "sum", "urbanos veredales", "(urbanos + veredales) / 2205", "1", "%"),
    "3": (1, "1.1", 10, "sum", "alcantarillado", "alcantarillado / 1716", "1", "%"),
    "4": (1, "1.2", 25, "ratio", "efectivas programadas", "efectivas / programadas", "0.99", "%"),
    "5": (1, "1.3", 5, "sum", "m3", "m3", "17023587", "m³"),
    "6": (1, "1.3", 5, "sum", "m3", "m3", "13675001", "m³"),
    "7": (1, "1.4", 5, "reduction", "valor", "valor", "0.02", "%"),
    "8": (1, "1.4", 5, "reduction", "numero", "numero", "0.02", "%"),
    "9": (2, None, 35, "ceiling", "saldo", "saldo", "0.05", "%"),
    "10": (2, "2.1", 25, "ratio", "ejecutadas generadas", "ejecutadas / generadas", "0.35", "%"),
    "11": (2, "2.2", 15, "sum", "validados", "validados / 2743", "1", "%"),
    "12": (2, "2.3", 25, "sum", "recaudo", "recaudo / 1132800000", "1", "%"),
    "13": (3, "3.1", 100, "ratio", "aplicadas programadas", "aplicadas / programadas", "0.95", "%"),
    "O3": (3, None, 100, "ratio", "satisfechos validas", "satisfechos / validas", "0.95", "%"),
}


@pytest.fixture(scope="module")
def plan() -> Plan:
    return to_plan(decode(PLAN.read_bytes()))


@pytest.fixture(scope="module")
def form() -> list[list[str]]:
    """The form's rows, each as its filled cells; the backslash before `$` belongs to the text file."""
    text = FORM.read_text("utf-8").replace(r"\$", "$")
    rows = [[cell for cell in line.split("\t") if cell] for line in text.split("\n")]
    return [row for row in rows if row]


def printed(plan: Plan) -> Iterator[list[str]]:
    """Yield the form's rows as the plan's texts give them back."""
    texts = plan.texts
    yield from ([line] for line in texts.heading)
    yield from (list(filter(None, row)) for row in texts.header)
    for number, name in BODY:
        row: list[str] = []
        if number is not None:
            row += plan.objectives[number - 1].texts
        if name is not None:
            row += line_cells(plan, name)
        yield list(filter(None, row))
    yield [texts.total]
    for label, values in zip(texts.signature_labels, zip(*texts.signatures, strict=True), strict=True):
        yield list(filter(None, [label, *values]))


def line_cells(plan: Plan, name: str) -> list[str]:
    """The cells of a line, with its action's text where it is the first of the action."""
    line = indicator(plan, name)
    action = next(
        action for objective in plan.objectives for action in objective.actions if action.number == line.action
    )
    return [action.text, *line.texts] if action.indicators[0].id == name else [*line.texts]


def indicator(plan: Plan, name: str) -> Indicator:
    line = plan.indicator(name)
    assert line is not None
    return line


def test_every_cell_of_the_form_stands_in_its_place(plan: Plan, form: list[list[str]]) -> None:
    assert list(printed(plan)) == form


def test_no_text_is_lost_or_doubled(plan: Plan, form: list[list[str]]) -> None:
    kept = Counter(
        text
        for objective in plan.objectives
        for text in (
            *objective.texts,
            *(action.text for action in objective.actions),
            *(text for action in objective.actions for indicator in action.indicators for text in indicator.texts),
        )
        if text
    )
    body = form[form.index(list(filter(None, plan.texts.header[1]))) + 1 : form.index([plan.texts.total])]
    assert kept == Counter(cell for row in body for cell in row)


def test_objectives_carry_the_actions_of_their_number(plan: Plan) -> None:
    assert [(o.number, o.weight) for o in plan.objectives] == [
        (1, Decimal("0.4")),
        (2, Decimal("0.4")),
        (3, Decimal("0.2")),
    ]
    for objective in plan.objectives:
        assert all(action.number.startswith(f"{objective.number}.") for action in objective.actions)
        assert all(line.objective == objective.number for line in objective.indicators)


def test_structure_is_the_agreed_one(plan: Plan) -> None:
    assert {indicator.id: row(indicator) for indicator in plan.indicators} == {
        name: (objective, action, Decimal(weight) / 100, kind, inputs, expression, Decimal(target), unit)
        for name, (objective, action, weight, kind, inputs, expression, target, unit) in STRUCTURE.items()
    }


def row(indicator: Indicator) -> tuple[object, ...]:
    inputs = " ".join(item.name for item in indicator.variables)
    where = (indicator.objective, indicator.action, indicator.weight)
    return (*where, indicator.kind.value, inputs, indicator.formula, indicator.target, indicator.unit)


def test_names_are_the_forms_own_words(plan: Plan) -> None:
    for objective in plan.objectives:
        assert [indicator.name for indicator in objective.own] == [objective.texts.indicator]
        for action in objective.actions:
            assert [indicator.name for indicator in action.indicators] == [
                indicator.texts.goal for indicator in action.indicators
            ]


def test_baselines_that_the_form_lacks_are_empty_and_asked_for(plan: Plan) -> None:
    against = {indicator.id for indicator in plan.indicators if indicator.baseline}
    assert against == {"7", "8", "9"}
    assert dict(plan.values) == {Cell("9", "base"): Decimal(6370826533)}
    for name in ("7", "8"):
        assert any("suministrar" in text for text in indicator(plan, name).assumptions)


def test_every_line_runs_over_the_forms_dates(plan: Plan) -> None:
    assert {(indicator.start, indicator.end) for indicator in plan.indicators} == {
        (date(2024, 1, 16), date(2024, 12, 31))
    }


def test_every_reading_of_the_form_is_recorded_where_it_was_made(plan: Plan) -> None:
    for measured in plan.indicators:
        if measured.action is None:
            assert any("fechas" in text for text in measured.assumptions)
            assert measured.responsible == "JEFE DIVISIÓN COMERCIAL"
        if measured.kind in {Kind.REDUCTION, Kind.CEILING, Kind.RATIO}:
            assert measured.assumptions
    assert not indicator(plan, "10").responsible


def test_file_is_a_tinydb_database_of_one_document_a_line() -> None:
    with TinyDB(PLAN, access_mode="r") as database:
        assert {"plan", "objectives", "actions", "indicators", "cells"} <= database.tables()
        documents = [dict(document) for name in database.tables() for document in database.table(name)]
        assert len(database.table("indicators")) == 14
    lines = [line.strip(" ,") for line in PLAN.read_text("utf-8").splitlines()]
    held = [json.loads(line.partition(":")[2]) for line in lines if line.startswith('"') and line.endswith("}")]
    assert sorted(map(json.dumps, held)) == sorted(map(json.dumps, documents))
