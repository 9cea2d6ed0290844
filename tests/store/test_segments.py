"""Old history goes to sealed segments; nothing of it is lost, and the plan stays as small as it was."""

import json
import shutil
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from unittest.mock import patch

import pytest

from careless import digest_of_order, replace_digest
from scoring.errors import PlanError
from scoring.model import Cell, CellChange, Plan
from store import DamagedError, NotSavedError, RecoverableStore, StoreError, create, file_store, open_store
from store.documents.encoding import encode
from store.documents.ids import ORIGIN
from store.documents.json_reading import Tables
from store.file import reading, segments
from store.recovery import verification

ROWS, KEPT = 30, 10


@pytest.fixture(autouse=True)
def _short_histories(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segments, "ROWS", ROWS)
    monkeypatch.setattr(segments, "KEPT", KEPT)


@pytest.fixture
def store(path: Path) -> Iterator[RecoverableStore]:
    """A plan with a hundred changes, three segments long."""
    opened = filled(path)
    yield opened
    opened.close()


def filled(path: Path) -> RecoverableStore:
    """Make a hundred changes."""
    store = open_store(path)
    cells = list(store.load().revs)[:7]
    for number in range(100):
        store.commit([CellChange(cells[number % 7], Decimal(number))])
    return store


def folder(path: Path) -> Path:
    return path.with_suffix(".history")


def test_the_whole_history_is_read_over_all_segments(store: RecoverableStore, path: Path) -> None:
    assert len(list(folder(path).iterdir())) == 4
    assert [row.new for row in store.history()] == list(range(100))
    assert [row.seq for row in store.history()] == list(range(1, 101))
    assert store.verify() == ()
    again = open_store(path)
    assert again.load().head == store.load().head
    assert again.load().plan == store.load().plan
    assert again.load().revs == store.load().revs


def test_the_plan_does_not_grow_past_the_limit(store: RecoverableStore, path: Path) -> None:
    cells = list(store.load().revs)[:7]
    sizes = []
    for number in range(3 * ROWS):
        store.commit([CellChange(cells[number % 7], Decimal(1000 + number))])
        sizes.append(path.stat().st_size)
    assert max(sizes[ROWS:]) <= max(sizes[:ROWS]) + 200


def test_the_rows_are_not_counted_at_every_commit(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segments, "ROWS", 1000)
    with patch.object(segments, "is_due", wraps=segments.is_due) as is_due:
        filled(path).close()
    assert is_due.call_count == 3


def test_undo_goes_back_over_what_the_plan_keeps(store: RecoverableStore) -> None:
    for number in range(KEPT):
        assert store.undo().seq == 101 + number


def test_a_batch_at_the_edge_of_what_is_sealed_is_undone_whole(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(path)
    first, *others = list(store.load().revs)[:9]
    for number in range(16):
        store.commit([CellChange(first, Decimal(number))])
    store.commit([CellChange(cell, Decimal(7)) for cell in others])
    with monkeypatch.context() as patch:
        patch.setattr(file_store, "user", lambda: "otra")
        for number in range(100, 107):
            store.commit([CellChange(first, Decimal(number))])
    assert folder(path).exists()
    values = store.undo().plan.values
    assert [cell for cell in others if cell in values] == []
    store.close()


def unnamed(store: RecoverableStore, path: Path, place: int) -> list[str]:
    """Harm a segment in several ways; return after which of them `verify` did not tell its name."""
    every = sorted(folder(path).iterdir())
    segment = every[place]
    whole = segment.read_bytes()
    segment.chmod(0o600)
    found = []
    for harm, contents in {
        "changed": whole.replace(b'"by":"', b'"by":"x', 2),
        "without a history": b'{"notes":{}}',
        "without a row's number": whole.replace(b'"seq":', b'"number":', 1),
        "of another history": every[0 if place else 1].read_bytes(),
        "missing": None,
    }.items():
        if contents is None:
            segment.unlink()
        else:
            segment.write_bytes(contents)
        if segment.stem not in str(store.verify()):
            found.append(harm)
    segment.write_bytes(whole)
    assert store.verify() == ()
    return found


@pytest.mark.parametrize("place", [0, 1, -1])
def test_a_segment_that_is_changed_missing_or_of_another_history_is_named(
    store: RecoverableStore, path: Path, place: int
) -> None:
    assert unnamed(store, path, place) == []


def test_a_hash_that_leaves_out_what_the_rows_say_is_found_out(
    path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace_digest(monkeypatch, digest_of_order)
    path.unlink()
    create(path, plan)
    store = filled(path)
    assert unnamed(store, path, 1) == ["changed"]
    store.close()


def test_segments_whose_joints_are_not_looked_at_are_found_out(
    store: RecoverableStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verification, "_joint_problems", lambda *_arguments: ())
    assert unnamed(store, path, 1) == ["of another history"]


@pytest.mark.usefixtures("store")
def test_nothing_of_where_a_sealed_history_goes_on_can_be_changed_unnoticed(path: Path) -> None:
    whole = json.loads(path.read_bytes())
    start = whole["history"][ORIGIN]
    assert set(start) == {"at", "by", "note", "rows", "terms", "opening", "head", "segment"}
    for field, value in start.items():
        other = {**value, "1.weight": "9"} if field == "terms" else value + (1 if field == "rows" else "0")
        path.write_bytes(encode({**whole, "history": {**whole["history"], ORIGIN: {**start, field: other}}}))
        changed = open_store(path)
        with suppress(DamagedError):
            assert changed.verify() != (), field
        changed.close()


@pytest.mark.parametrize("place", [0, 1, -1])
def test_segments_that_lead_round_in_a_circle_are_named(store: RecoverableStore, path: Path, place: int) -> None:
    names = sorted(folder(path).iterdir())
    names[place].unlink()
    shutil.copyfile(names[-1] if place != -1 else path, names[place])
    assert any(names[place].stem in str(problem) for problem in store.verify())
    assert store.history()[-1].seq == 100
    with pytest.raises(StoreError, match=names[place].stem):
        store.backup()


SHAPES: tuple[object, ...] = (None, -1, "x", [1], {})


def misshapen(tables: Tables) -> Iterator[Tables]:
    """Yield a history with each field of each kind of document missing in turn, or holding something else."""
    kinds = {(id_ == ORIGIN, *document): id_ for id_, document in tables["history"].items()}
    for id_ in kinds.values():
        document = tables["history"][id_]
        for field in document:
            for value in SHAPES:
                yield {**tables, "history": {**tables["history"], id_: {**document, field: value}}}
            without = {name: value for name, value in document.items() if name != field}
            yield {**tables, "history": {**tables["history"], id_: without}}
    yield {name: table for name, table in tables.items() if name != "history"}


@pytest.mark.parametrize("what", ["plan", "segment"])
@pytest.mark.usefixtures("store")
def test_no_document_of_the_history_can_end_the_program(path: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    monkeypatch.setattr(reading, "_PAUSE", 0)
    file = path if what == "plan" else sorted(folder(path).iterdir())[1]
    file.chmod(0o600)
    whole = json.loads(file.read_bytes())
    for tables in misshapen(whole):
        file.write_bytes(encode(tables))
        fresh = open_store(path)
        for step in (fresh.load, fresh.history, fresh.verify, fresh.recovery, fresh.backup):
            with suppress(PlanError):
                step()
        fresh.close()


def test_a_backup_takes_the_segments_along_and_brings_them_back(
    store: RecoverableStore, path: Path, tmp_path: Path
) -> None:
    history = store.history()
    copy = store.backup(tmp_path / "lejos")
    aside = open_store(copy)
    assert aside.history() == history
    assert aside.verify() == ()
    path.unlink()
    shutil.rmtree(folder(path))
    store.restore(copy)
    assert store.history()[: len(history)] == history
    assert store.verify() == ()


def test_a_snapshot_has_the_segments_of_its_plan(store: RecoverableStore) -> None:
    earlier = open_store(store.states()[0].path)
    assert earlier.history() == store.history()[:-1]
    assert earlier.verify() == ()


@pytest.mark.parametrize("seq", [1, 15, ROWS - 2])
def test_a_history_that_lacks_a_row_is_begun_anew_and_the_work_goes_on(path: Path, seq: int) -> None:
    opened = open_store(path)
    cell = Cell("7", "base")
    for number in range(ROWS - 1):
        opened.commit([CellChange(cell, Decimal(1 + number))])
    tables = json.loads(path.read_bytes())
    rows = tables["history"]
    del rows[next(id_ for id_, row in rows.items() if row.get("seq") == seq)]
    path.write_bytes(encode(tables))
    with pytest.raises(NotSavedError, match=rf"roto \(history seq {seq + 1}"):
        opened.commit([CellChange(cell, Decimal(100))])
    assert opened.restore(None).plan.values[cell] == ROWS - 1
    for number in range(ROWS):
        assert opened.commit([CellChange(cell, Decimal(100 + number))]).plan.values[cell] == 100 + number
    assert opened.verify() == ()
    opened.close()


def test_a_segment_that_cannot_be_written_leaves_the_history_in_the_plan(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    opened = open_store(path)
    cell = Cell("7", "base")
    with monkeypatch.context() as patch:
        patch.setattr(segments, "write_segment", full)
        for number in range(ROWS + 5):
            opened.commit([CellChange(cell, Decimal(1 + number))])
    assert not folder(path).exists()
    opened.commit([CellChange(cell, Decimal(99))])
    assert folder(path).exists()
    assert len(opened.history()) == ROWS + 6
    assert opened.verify() == ()
    opened.close()
