"""Files of every schema: earlier ones are brought to the present, later ones can be read and not written."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from scoring.model import Cell, CellChange, Plan
from scoring.model.acts import Act, ActChange, ActKind, Close
from scoring.year.signing import signed
from scoring.year.stage import Stage, stage_of, version_of
from store import DamagedError, NotSavedError, RecordKind, open_store
from store.documents import migrations
from store.documents.json_reading import Tables
from store.documents.migrations import SCHEMA
from store.file import opening

GOLDEN = Path(__file__).with_name("golden")
MARCH = Cell("4", "efectivas", 3)


def with_schema(path: Path, schema: int) -> bytes:
    """Return a plan file as if it were of another schema."""
    return path.read_bytes().replace(f'"schema":{SCHEMA}'.encode(), f'"schema":{schema}'.encode())


def test_the_layout_is_that_of_its_golden_file(path: Path) -> None:
    assert path.read_bytes() == (GOLDEN / f"schema_{SCHEMA}.json").read_bytes()


@pytest.mark.parametrize("golden", sorted(GOLDEN.iterdir()), ids=lambda file: file.stem)
def test_every_golden_file_opens_as_the_same_plan(golden: Path, tmp_path: Path, plan: Plan) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(golden.read_bytes())
    store = open_store(path)
    assert store.load().plan == plan
    assert store.verify() == ()
    assert (stage_of(plan), version_of(plan), any(item.sign_off for item in signed(plan))) == (Stage.DRAFT, 0, False)
    money = CellChange(Cell("R1", "propios", 3), Decimal(2))
    written = store.commit([CellChange(MARCH, Decimal(1)), money]).plan
    assert written.values == {**plan.values, MARCH: 1, money.cell: 2}
    assert written._replace(values=plan.values) == plan
    assert store.commit([ActChange(Act(3, ActKind.CLOSE), Close())]).plan.acts
    assert store.verify() == ()
    store.close()


def test_an_earlier_schema_is_brought_up_by_the_first_commit(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def rename_the_place(tables: Tables) -> Tables:
        document = {**tables["plan"]["1"], "schema": SCHEMA + 1, "zone": "Bogotá"}
        return {**tables, "plan": {"1": document}}

    monkeypatch.setattr(migrations, "SCHEMA", SCHEMA + 1)
    monkeypatch.setattr(opening, "SCHEMA", SCHEMA + 1)
    monkeypatch.setattr(migrations, "MIGRATIONS", {SCHEMA: rename_the_place})
    before = path.read_bytes()
    store = open_store(path)
    assert store.load().read_only == ""
    assert store.verify() == ()
    assert path.read_bytes() == before
    store.commit([CellChange(MARCH, Decimal(1))])
    assert json.loads(path.read_bytes())["plan"]["1"]["zone"] == "Bogotá"
    assert next((row.kind, row.note) for row in store.history()) == (
        *(RecordKind.EVENT, f"esquema {SCHEMA} → {SCHEMA + 1}"),
    )
    assert store.verify() == ()
    assert store.states()[0].path.read_bytes() == before
    assert open_store(path).load().plan == store.load().plan
    store.close()


def test_a_later_schema_can_be_read_and_not_written(path: Path) -> None:
    path.write_bytes(with_schema(path, SCHEMA + 1))
    before = path.read_bytes()
    store = open_store(path)
    assert "versión más nueva" in store.load().read_only
    with pytest.raises(NotSavedError, match="versión más nueva"):
        store.commit([CellChange(MARCH, Decimal(1))])
    assert path.read_bytes() == before
    store.close()


def test_a_schema_nobody_knows_is_damage(path: Path) -> None:
    path.write_bytes(with_schema(path, 0))
    with pytest.raises(DamagedError, match="esquema 0"):
        open_store(path).load()
