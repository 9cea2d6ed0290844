import os
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from unittest.mock import Mock

import pytest
from tinydb import TinyDB, where

from scoring.errors import PlanError
from scoring.model import Cell, CellChange, Mark, Plan
from store import ConflictError, DamagedError, NotSavedError, PlanStore, RecordKind, file_store, open_store
from store.documents.json_reading import decode
from store.file import kept_states, reading
from store.file.storage import PlanStorage
from store.history import chain, records, soundness

MARCH, APRIL = Cell("4", "efectivas", 3), Cell("4", "efectivas", 4)


@pytest.fixture
def store(path: Path) -> Iterator[PlanStore]:
    opened = open_store(path)
    yield opened
    opened.close()


@pytest.fixture
def other(path: Path) -> Iterator[PlanStore]:
    opened = open_store(path)
    yield opened
    opened.close()


def change(cell: Cell, value: int | None) -> CellChange:
    return CellChange(cell, None if value is None else Decimal(value))


def test_a_plan_is_read_as_it_was_made(store: PlanStore, plan: Plan) -> None:
    loaded = store.load()
    assert loaded.plan == plan
    assert loaded.seq == 0
    assert set(loaded.revs.values()) == {0}
    assert store.verify() == ()


def test_a_value_and_its_history_are_in_the_file(store: PlanStore, path: Path) -> None:
    done = store.commit([change(MARCH, 96200)], note="acta 12")
    assert done.cells == tuple(done.revs) or MARCH in done.cells
    fresh = open_store(path)
    assert fresh.load().plan == done.plan
    assert fresh.load().head == done.head
    [row] = fresh.history(MARCH)
    assert (row.seq, row.old, row.new, row.note, row.batch) == (1, None, Decimal(96200), "acta 12", done.batch)
    assert fresh.verify() == ()


def test_a_batch_is_one_step(store: PlanStore) -> None:
    store.load()
    done = store.commit([change(MARCH, 1), CellChange(APRIL, Mark.NP), change(MARCH, 2)])
    assert set(done.cells) == {MARCH, APRIL}
    assert {row.batch for row in store.history()} == {done.batch}
    assert done.plan.values[MARCH] == Decimal(2)


def test_what_changes_nothing_writes_nothing(store: PlanStore, path: Path) -> None:
    store.commit([change(MARCH, 1)])
    before = path.stat()
    assert store.commit([change(MARCH, 1)]).batch == ""
    assert path.stat() == before


def test_a_cell_that_is_not_in_the_plan_is_refused_with_its_batch(store: PlanStore, path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(PlanError, match="No hay ningún indicador «99»"):
        store.commit([change(MARCH, 1), change(Cell("99", "x", 1), 1)])
    assert path.read_bytes() == before
    assert store.load().plan.values.get(MARCH) is None


def test_two_sessions_changing_different_cells_both_keep_them(store: PlanStore, other: PlanStore) -> None:
    mine, theirs = store.load(), other.load()
    store.commit([change(MARCH, 1)], base=mine.revs)
    both = other.commit([change(APRIL, 2)], base=theirs.revs)
    assert both.plan.values[MARCH] == Decimal(1)
    assert set(both.cells) == {MARCH, APRIL}
    seen = store.poll()
    assert seen is not None
    assert seen.cells == (APRIL,)
    assert seen.plan == both.plan
    assert store.poll() is None


def test_the_same_cell_is_not_written_over_unseen(store: PlanStore, other: PlanStore) -> None:
    base = other.load().revs
    store.commit([change(MARCH, 1)])
    with pytest.raises(ConflictError, match=r"4\.efectivas@3 a 1 \(\d{1,2} [a-z]{3} \d{4} \d\d:\d\d\)") as caught:
        other.commit([change(MARCH, 2), change(APRIL, 2)], base=base)
    [conflict] = caught.value.conflicts
    assert (conflict.address, conflict.mine, conflict.theirs) == (MARCH, Decimal(2), Decimal(1))
    assert conflict.by == store.history()[0].by
    assert other.load().plan.values.get(APRIL) is None
    other.commit([change(MARCH, 2)], base={**base, MARCH: conflict.rev})
    assert store.load().plan.values[MARCH] == Decimal(2)


def test_writing_what_the_other_wrote_is_no_conflict(store: PlanStore, other: PlanStore) -> None:
    base = other.load().revs
    store.commit([change(MARCH, 1)])
    assert other.commit([change(MARCH, 1)], base=base).batch == ""


def test_undo_and_redo_go_through_batches_over_restarts(path: Path) -> None:
    open_store(path).commit([change(MARCH, 1)])
    open_store(path).commit([change(MARCH, 2), change(APRIL, 2)])
    assert open_store(path).undo().plan.values.get(APRIL) is None
    assert MARCH not in open_store(path).undo().plan.values
    with pytest.raises(NotSavedError, match="nada suyo que deshacer"):
        open_store(path).undo()
    assert open_store(path).redo().plan.values[MARCH] == Decimal(1)
    assert open_store(path).redo().plan.values[APRIL] == Decimal(2)
    with pytest.raises(NotSavedError, match="nada suyo que rehacer"):
        open_store(path).redo()
    open_store(path).undo()
    open_store(path).commit([change(APRIL, 3)])
    with pytest.raises(NotSavedError, match="nada suyo que rehacer"):
        open_store(path).redo()
    assert open_store(path).verify() == ()
    assert [row.kind for row in open_store(path).history(APRIL)] == [
        *(RecordKind.EDIT, RecordKind.UNDO, RecordKind.REDO, RecordKind.UNDO, RecordKind.EDIT)
    ]


def test_undo_is_ones_own_and_stops_at_what_another_changed(store: PlanStore, monkeypatch: pytest.MonkeyPatch) -> None:
    store.commit([change(MARCH, 1)])
    monkeypatch.setattr(file_store, "user", lambda: "ana")
    with pytest.raises(NotSavedError, match="nada suyo"):
        store.undo()
    store.commit([change(MARCH, 2)])
    monkeypatch.undo()
    with pytest.raises(NotSavedError, match=r"ana cambió 4\.efectivas@3"):
        store.undo()


def test_a_value_changed_by_another_program_enters_the_history(store: PlanStore, path: Path) -> None:
    base = store.load().revs
    with TinyDB(path, encoding="utf-8") as db:
        db.table("cells").update({"value": "77"}, where("cell") == "4.efectivas@3")
    seen = store.poll()
    assert seen is not None
    assert seen.cells == (MARCH,)
    assert [problem.where for problem in store.verify()] == ["4.efectivas@3"]
    with pytest.raises(ConflictError):
        store.commit([change(MARCH, 1)], base=base)
    done = store.commit([change(APRIL, 1)])
    assert done.plan.values[MARCH] == Decimal(77)
    assert store.verify() == ()
    external, edit = store.history()
    assert (external.kind, external.cell, external.new) == (RecordKind.EXTERNAL, MARCH, Decimal(77))
    assert edit.cell == APRIL


def test_two_readers_of_an_external_change_agree_on_the_history(store: PlanStore, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"4.efectivas@3","value":null', '"4.efectivas@3","value":"5"'), encoding="utf-8")
    assert store.load().head == open_store(path).load().head


def test_fields_that_this_program_does_not_know_are_kept(store: PlanStore, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    text = text.replace('"schema":', '"color":"azul","schema":').replace(
        '"4.efectivas@3","value"', '"4.efectivas@3","evidence":"acta","value"'
    )
    path.write_text(text, encoding="utf-8")
    store.commit([change(MARCH, 1)])
    with TinyDB(path, access_mode="r", encoding="utf-8") as db:
        [cell] = db.table("cells").search(where("cell") == "4.efectivas@3")
        assert cell["evidence"] == "acta"
        assert db.table("plan").all()[0]["color"] == "azul"


def test_only_the_lines_of_the_change_differ(store: PlanStore, path: Path) -> None:
    before = path.read_text(encoding="utf-8").splitlines()
    store.commit([change(MARCH, 1)])
    after = path.read_text(encoding="utf-8").splitlines()
    assert len(set(after) - set(before)) == 2
    assert len(set(before) - set(after)) == 1


def test_a_missing_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(PlanError, match="no existe"):
        open_store(tmp_path / "nada.json").load()


def test_tinydb_tables_can_be_changed_in_a_transaction_only(path: Path) -> None:
    storage = PlanStorage(str(path))
    db = TinyDB(storage=lambda: storage)
    cells = db.table("cells")
    with pytest.raises(RuntimeError):
        cells.update({"value": "9"}, where("cell") == "4.efectivas@3")
    assert open_store(path).load().plan.values.get(MARCH) is None
    with storage.transaction():
        cells.update({"value": "9"}, where("cell") == "4.efectivas@3")
        cells.update({"value": "8"}, where("cell") == "4.efectivas@4")
    assert open_store(path).load().plan.values[MARCH] == Decimal(9)
    db.close()


def test_a_line_deleted_by_hand_is_a_value_cleared(store: PlanStore, path: Path) -> None:
    store.commit([change(MARCH, 1)])
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if '"cell":"4.efectivas@3","value"' not in line]
    assert len(kept) == len(lines) - 1
    path.write_text("".join(kept), encoding="utf-8")
    seen = store.poll()
    assert seen is not None
    assert MARCH not in seen.plan.values
    assert store.commit([change(MARCH, 2)]).plan.values[MARCH] == Decimal(2)
    assert [row.new for row in store.history(MARCH)] == [Decimal(1), None, Decimal(2)]
    assert store.verify() == ()


def test_a_value_of_a_line_added_by_hand_begins_its_own_history(store: PlanStore, path: Path) -> None:
    with TinyDB(path, encoding="utf-8") as db:
        [line] = db.table("indicators").search(where("id") == "1")
        db.table("indicators").insert({**line, "id": "99"})
    added = Cell("99", "facturado", 3)
    store.commit([change(added, 1)])
    assert [(row.rev, row.old, row.new) for row in store.history(added)] == [(1, None, Decimal(1))]
    assert store.verify() == ()


@pytest.mark.parametrize("note", ["a\ud800b", "\udcf1"])
def test_a_note_that_is_no_text_is_refused(store: PlanStore, path: Path, note: str) -> None:
    before = path.read_bytes()
    with pytest.raises(NotSavedError, match="no se puede escribir como JSON"):
        store.commit([change(MARCH, 1)], note=note)
    assert path.read_bytes() == before
    assert store.commit([change(MARCH, 2)]).plan.values[MARCH] == 2


def test_a_note_on_a_value_that_stays_is_kept(store: PlanStore) -> None:
    store.commit([change(MARCH, 1)])
    store.commit([change(MARCH, 1)], note="acta 12")
    assert [(row.new, row.note) for row in store.history(MARCH)] == [(Decimal(1), ""), (Decimal(1), "acta 12")]
    assert store.undo().plan.values[MARCH] == Decimal(1)
    assert MARCH not in store.undo().plan.values
    assert store.verify() == ()


def test_a_file_replaced_without_the_lock_at_the_last_moment_is_not_lost(
    store: PlanStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.load()
    edited = path.read_text(encoding="utf-8").replace(
        '"cell":"4.efectivas@4","value":null', '"cell":"4.efectivas@4","value":"5"'
    )

    def replace_once(*_arguments: object, **_names: object) -> None:
        other = path.with_name("other")
        other.write_text(edited, encoding="utf-8")
        other.replace(path)
        monkeypatch.undo()

    monkeypatch.setattr(kept_states, "keep", replace_once)
    done = store.commit([change(MARCH, 1)])
    assert done.plan.values[MARCH] == Decimal(1)
    assert done.plan.values[APRIL] == Decimal(5)
    assert open_store(path).load().plan == done.plan
    assert store.verify() == ()


def test_a_commit_makes_two_syncs_and_parses_nothing_also_after_others_have_written(
    store: PlanStore, other: PlanStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsync, parse = Mock(wraps=os.fsync), Mock(wraps=decode)
    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(reading, "decode", parse)
    store.commit([change(MARCH, 1)])
    other.commit([change(MARCH, 2)])
    fsync.reset_mock()
    parse.reset_mock()
    other.commit([change(MARCH, 3)])
    assert (fsync.call_count, parse.call_count) == (2, 0)
    store.commit([change(MARCH, 4)])
    assert (fsync.call_count, parse.call_count) == (4, 0)


def test_a_glance_shows_the_plan_and_goes_through_no_chain(
    store: PlanStore, other: PlanStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.commit([change(MARCH, 96_200)])
    hashed = Mock(wraps=chain.digest)
    monkeypatch.setattr(soundness, "digest", hashed)
    monkeypatch.setattr(records, "digest", hashed)
    assert other.glance() == (store.load().plan, None)
    assert not hashed.called
    other.load()
    assert hashed.called


def test_a_glance_at_a_file_that_is_no_plan_says_so(other: PlanStore, path: Path) -> None:
    path.write_text('{"plan": {}}', encoding="utf-8")
    with pytest.raises(DamagedError, match="no es un plan que se pueda usar"):
        other.glance()
