import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB

from scoring.model import Cell, Plan
from scoring.model.plain_values import read_value, write_value
from scoring.precision import in_reach
from store import create
from store.documents.cells import with_missing
from store.documents.encoding import encode
from store.documents.json_reading import decode
from store.documents.plan_documents import from_plan, to_plan
from store.errors import DamagedError, StoreError

decimals = st.decimals(allow_nan=False, allow_infinity=False).filter(in_reach)
names = st.text(max_size=4)
fields = st.dictionaries(names, st.none() | st.integers(-9, 9) | st.text(max_size=9), max_size=3)
databases = st.dictionaries(names, st.dictionaries(st.integers(0, 10**18 - 1).map(str), fields, max_size=3), max_size=3)


def test_a_plan_comes_back_from_its_documents_whole(plan: Plan) -> None:
    assert to_plan(decode(encode(from_plan(plan)))) == plan


@given(decimals)
def test_a_value_keeps_every_digit(value: Decimal) -> None:
    stored = write_value(value)
    assert read_value(stored) == value
    assert stored is not None
    assert "E" not in stored


@given(databases)
def test_any_database_comes_back_from_its_bytes(tables: dict[str, dict[str, Any]]) -> None:
    data = encode(tables)
    assert decode(data) == tables
    assert json.loads(data) == tables


def test_stock_tinydb_opens_the_file(path: Path) -> None:
    with TinyDB(path, access_mode="r", encoding="utf-8") as db:
        assert db.tables() == {"plan", "objectives", "actions", "indicators", "cells", "acts", "history"}
        [cell] = [doc for doc in db.table("cells").all() if doc["cell"] == "1.facturado@1"]
        assert cell["value"] == "4200000000"
        assert len(db.table("cells")) == 6 * 12 + 1


def test_every_document_stands_on_a_line_of_its_own(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    documents = sum(len(table) for table in json.loads(path.read_bytes()).values())
    assert sum('":{' in line and line.endswith("}") for line in lines) == documents


def test_a_cell_whose_line_was_deleted_comes_back_under_its_id(plan: Plan) -> None:
    tables = from_plan(plan)
    whole = dict(tables["cells"])
    del tables["cells"]["20203"]
    assert with_missing(tables) == whole


@pytest.mark.parametrize("name", ["4.efectivas@0", "4.efectivas@13", "4.efectivas@03", "efectivas@1", "", "4.x@"])
def test_what_is_not_a_cell_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Cell.parse(name)


@pytest.mark.parametrize("stored", ["NaN", "1e5", "1_000", "٣", "", " 1", "+1", "Infinity"])
def test_what_is_not_a_value_is_refused(stored: str) -> None:
    with pytest.raises(ValueError, match="decimal"):
        read_value(stored)


@pytest.mark.parametrize(
    ("table", "id_", "field", "value"),
    [
        ("plan", "1", "year", "2024"),
        ("plan", "1", "form", None),
        ("objectives", "1", "weight", 0.4),
        ("objectives", "1", "number", 2),
        ("actions", "1", "number", "9.9"),
        ("indicators", "1", "id", "2"),
        ("indicators", "1", "kind", "suma"),
        ("indicators", "1", "start", "16/01/2024"),
        ("indicators", "1", "inputs", [{"name": 1}]),
        ("cells", "10101", "value", 4200000000),
        ("cells", "10101", "rev", "1"),
        ("cells", "10101", "cell", "facturado"),
    ],
)
def test_a_field_of_the_wrong_kind_is_named(plan: Plan, table: str, id_: str, field: str, value: object) -> None:
    tables = from_plan(plan)
    tables[table][id_][field] = value
    with pytest.raises(DamagedError):
        to_plan(tables)
    del tables[table][id_][field]
    with pytest.raises(DamagedError, match=field):
        to_plan(tables)


def test_creating_over_a_plan_leaves_it_alone(path: Path, plan: Plan) -> None:
    before = path.read_bytes()
    with pytest.raises(StoreError, match="ya existe"):
        create(path, plan)
    assert path.read_bytes() == before
    assert [item.name for item in path.parent.iterdir()] == [path.name]
