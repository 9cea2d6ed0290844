"""The history asked for by cell, field, person, time and batch, in the file and in its sealed segments."""

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from scoring.model import Cell, CellChange
from scoring.model.fields import Change, Field, FieldChange
from store import PlanStore, Record, file_store, open_store
from store.file import segments
from store.history import queries
from store.history.notes import BULK

BEGIN = datetime(2024, 4, 15, 12, tzinfo=UTC)
CELLS = [Cell("4", "efectivas", month) for month in (1, 2, 3)]
WEIGHT = Field("4", "weight")
USERS = ("ana", "luis", "root (fdiaz)")


@pytest.fixture
def store(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PlanStore]:
    """A plan whose history of sixty batches, one an hour, is mostly in segments."""
    monkeypatch.setattr(segments, "ROWS", 30)
    monkeypatch.setattr(segments, "KEPT", 10)
    chance = random.Random(7)
    opened = open_store(path)
    for hour in range(60):
        user, at = chance.choice(USERS), BEGIN + timedelta(hours=hour)
        monkeypatch.setattr(file_store, "user", lambda user=user: user)
        monkeypatch.setattr(file_store, "now", lambda at=at: at.isoformat(timespec="milliseconds"))
        changes: list[Change] = [CellChange(chance.choice(CELLS), Decimal(hour + 1))]
        if chance.random() < 0.3:
            changes.append(FieldChange(WEIGHT, Decimal(hour) / 100))
        opened.commit(changes)
    yield opened
    opened.close()


def at(record: Record) -> datetime:
    return datetime.fromisoformat(record.at)


NOON = BEGIN + timedelta(hours=24)
FILTERS: dict[str, tuple[dict[str, object], Callable[[Record], bool]]] = {
    "a cell": ({"cell": CELLS[0]}, lambda row: row.cell == CELLS[0]),
    "a field": ({"cell": WEIGHT}, lambda row: row.field == WEIGHT),
    "a person": ({"by": "ana"}, lambda row: row.by == "ana"),
    "a login": ({"by": "fdiaz"}, lambda row: row.by == "root (fdiaz)"),
    "the user behind it": ({"by": "root"}, lambda row: row.by == "root (fdiaz)"),
    "both names": ({"by": "root (fdiaz)"}, lambda row: row.by == "root (fdiaz)"),
    "nobody": ({"by": "an"}, lambda row: row.by == "an"),
    "since": ({"since": NOON}, lambda row: at(row) >= NOON),
    "until": ({"until": NOON}, lambda row: at(row) <= NOON),
    "a day and a person": (
        {"since": NOON, "until": NOON + timedelta(hours=9), "by": "luis"},
        lambda row: NOON <= at(row) <= NOON + timedelta(hours=9) and row.by == "luis",
    ),
}


@pytest.mark.parametrize(("asked", "answers"), FILTERS.values(), ids=FILTERS)
def test_a_filter_finds_what_looking_at_every_record_finds(
    store: PlanStore, asked: dict[str, object], answers: Callable[[Record], bool]
) -> None:
    every = store.history()
    assert len(every) > 60
    found = getattr(store, "history")(**asked)  # noqa: B009 - the filters of the table are of several types
    assert found == tuple(row for row in every if answers(row))
    assert (found != ()) == (asked != {"by": "an"})


def test_a_batch_is_found_whole(store: PlanStore) -> None:
    every = store.history()
    batch = next(row.batch for row in every if row.field == WEIGHT)
    found = store.history(batch=batch)
    assert [row.address for row in found] == [row.address for row in every if row.batch == batch]
    assert len(found) == 2
    assert store.history(batch="") == ()


def test_a_query_that_takes_any_row_is_found_out(store: PlanStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "_by", lambda _name: lambda _written: True)
    assert store.history(by="ana") == store.history()


def test_a_record_without_a_readable_time_is_in_no_time(store: PlanStore, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    last = store.history()[-1]
    path.write_text(text.replace(f'"at":"{last.at}"', '"at":"ayer"'), encoding="utf-8")
    assert store.history()[-1].at == "ayer"
    assert last.seq not in {row.seq for row in store.history(since=BEGIN)}


def test_searching_writes_nothing(store: PlanStore, path: Path) -> None:
    before = path.read_bytes()
    store.history(by="ana")
    assert path.read_bytes() == before
    with pytest.raises(NotImplementedError):
        queries.InMemory({}).write({})


def test_the_latest_note_of_a_cell_is_its_own(path: Path) -> None:
    store = open_store(path)
    store.commit([CellChange(CELLS[0], Decimal(1))], note="acta 1")
    store.commit([CellChange(CELLS[0], Decimal(2))], note="acta 2")
    many = [CellChange(Cell("2", "urbanos", month), Decimal(1)) for month in range(1, BULK + 2)]
    store.commit(many, note="importado")
    store.commit([CellChange(CELLS[1], Decimal(1)), FieldChange(WEIGHT, Decimal("0.1"))], note="acta 3")
    assert store.notes() == {CELLS[0]: "acta 2", CELLS[1]: "acta 3"}
    store.commit(many[:BULK], note="visita")
    assert len(store.notes()) == 2 + BULK
    store.close()


def test_another_store_of_the_same_plan_is_independent(path: Path) -> None:
    link = path.with_name("enlace.json")
    link.symlink_to(path.name)
    store = open_store(link)
    assert store.address == str(path.resolve())
    other = store.another()
    assert other.address == store.address
    other.commit([CellChange(CELLS[0], Decimal(1))])
    other.close()
    seen = store.poll()
    assert seen is not None
    assert seen.plan.values[CELLS[0]] == Decimal(1)
    store.close()
