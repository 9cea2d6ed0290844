"""The 2024 plan, and the smallest workbook that carries the keys of one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from keyed_sheets import as_typed
from openpyxl import Workbook

from scoring.model import MONTHS, Cell, Mark, Plan
from store.documents.json_reading import decode
from store.documents.plan_documents import to_plan
from workbook.model.hidden_keys import CELLS_HEADING, CORNER, META_SHEET, SCHEMA, Content, Fact, month_key, row_key

PLAN = Path(__file__).parents[2] / "plan_2024.json"

KeyedWorkbook = Callable[[Plan], Workbook]
Save = Callable[[Workbook], Path]


@pytest.fixture(scope="session")
def plan() -> Plan:
    return to_plan(decode(PLAN.read_bytes()))


@pytest.fixture(scope="session")
def keyed_workbook() -> KeyedWorkbook:
    """Return a function that makes the workbook of a plan with nothing in it but keys and values."""
    return _keyed_workbook


@pytest.fixture(scope="session")
def save(tmp_path_factory: pytest.TempPathFactory) -> Save:
    """Return a function that saves a workbook as it would come by mail."""
    directory = tmp_path_factory.mktemp("workbooks")

    def saved(book: Workbook) -> Path:
        path = directory / "Seguimiento.xlsx"
        book.save(path)
        return path

    return saved


def _keyed_workbook(plan: Plan) -> Workbook:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Seguimiento"
    sheet.append([CORNER, None, month_key(None), *(month_key(month) for month in MONTHS)])
    for indicator in plan.indicators:
        for constant in indicator.constants:
            value = as_typed(plan.values.get(Cell(indicator.id, constant.name)))
            sheet.append([row_key(indicator.id, constant.name), constant.label, value])
        for item in indicator.variables:
            values = [as_typed(plan.values.get(Cell(indicator.id, item.name, month))) for month in MONTHS]
            sheet.append([row_key(indicator.id, item.name), item.label, None, *values])
        sheet.append([f"{indicator.id}!result", "Resultado"])
    meta = book.create_sheet(META_SHEET)
    facts = {
        Fact.SCHEMA: SCHEMA,
        Fact.CONTENT: Content.PLAN,
        Fact.PLAN: plan.id,
        Fact.PROCESS: plan.process,
        Fact.YEAR: plan.year,
        Fact.HEAD: "abc",
        Fact.MONTH: 3,
    }
    for row, (name, text) in enumerate(facts.items(), 1):
        meta.cell(row, 1, str(name))
        meta.cell(row, 2, str(text))
    cells = [(str(cell), value.value if isinstance(value, Mark) else str(value)) for cell, value in plan.values.items()]
    for row, (address, text) in enumerate([CELLS_HEADING, *cells], 1):
        meta.cell(row, 4, address)
        meta.cell(row, 5, text)
    return book
