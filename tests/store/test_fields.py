"""Changes of the definition in the file: recorded, merged, undone, replayed and sealed like those of cells."""

import json
import random
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from tinydb import TinyDB, where

from histories import history_faults
from scoring.errors import PlanError
from scoring.model import Cell, CellChange, Kind, Plan, Policy, Role, Trigger, Variable
from scoring.model.fields import Change, Field, FieldChange, value_of
from scoring.model.plain_values import plain
from store import ConflictError, DamagedError, NotSavedError, PlanStore, RecordKind, file_store, open_store
from store.documents.encoding import encode
from store.documents.json_reading import Tables
from store.file import segments
from store.file.lock_file import lock_name
from store.history import definition_replay

WEIGHT, GOAL, OBJECTIVE = Field("4", "weight"), Field("4", "text.goal"), Field("objective.1", "weight")
MARCH = Cell("4", "efectivas", 3)


def weight(figure: str) -> FieldChange:
    return FieldChange(WEIGHT, Decimal(figure))


def edit(path: Path, change: Callable[[Tables], object]) -> None:
    """Change the file as another program does."""
    tables = json.loads(path.read_bytes())
    change(tables)
    path.write_bytes(encode(tables))


def test_a_field_and_its_record_are_in_the_file(store: PlanStore, path: Path, plan: Plan) -> None:
    done = store.commit([weight("0.35"), CellChange(MARCH, Decimal(7))], note="acta 3")
    assert done.plan == plan.with_changes([weight("0.35"), CellChange(MARCH, Decimal(7))])
    assert done.revs[WEIGHT] == 1
    assert done.cells == (MARCH,)
    with TinyDB(path, access_mode="r", encoding="utf-8") as db:
        [row] = db.table("history").search(where("field") == "4.weight")
        assert {name: row[name] for name in ("rev", "old", "new", "note", "batch")} == {
            "rev": 1,
            "old": "0.5",
            "new": "0.35",
            "note": "acta 3",
            "batch": done.batch,
        }
        assert [document["weight"] for document in db.table("indicators").search(where("id") == "4")] == ["0.35"]
    fresh = open_store(path)
    again = fresh.load()
    assert (again.plan, again.revs, again.head, again.seq) == (done.plan, done.revs, done.head, done.seq)
    field, cell = fresh.history()
    assert (field.field, field.cell, field.address, field.old, field.new) == (
        *(WEIGHT, None, WEIGHT),
        *(Decimal("0.5"), Decimal("0.35")),
    )
    assert (cell.cell, cell.field) == (MARCH, None)
    assert fresh.history(WEIGHT) == (field,)
    assert fresh.verify() == ()


@pytest.mark.parametrize(
    "change",
    [
        FieldChange(WEIGHT, Decimal(-1)),
        FieldChange(Field("4", "formula"), "efectivas"),
        FieldChange(Field("4", "wheight"), Decimal(1)),
        FieldChange(Field("99", "weight"), Decimal(1)),
        FieldChange(WEIGHT, "0.5"),
        FieldChange(Field("4", "kind"), Kind.SUM),
        CellChange(Cell("7", "base"), Decimal(0)),
        CellChange(Cell("4", "nada", 3), Decimal(0)),
    ],
    ids=str,
)
def test_a_batch_that_the_plan_does_not_take_leaves_the_file_alone(
    store: PlanStore, path: Path, change: Change
) -> None:
    before = path.read_bytes()
    with pytest.raises(PlanError):
        store.commit([CellChange(MARCH, Decimal(1)), FieldChange(OBJECTIVE, Decimal("0.3")), change])
    assert path.read_bytes() == before
    assert {row.name for row in path.parent.iterdir()} == {path.name, lock_name(path.name)}


def test_different_fields_of_one_node_merge_and_the_same_one_asks(path: Path) -> None:
    mine, theirs = open_store(path), open_store(path)
    seen, base = mine.load(), theirs.load().revs
    mine.commit([weight("0.3")], base=seen.revs)
    both = theirs.commit([FieldChange(GOAL, "Facturar más")], base=base)
    assert (value_of(both.plan, WEIGHT), value_of(both.plan, GOAL)) == (Decimal("0.3"), "Facturar más")
    with pytest.raises(ConflictError, match=r"cambió N° 4 peso a 30 % \(.*\) mientras usted escribía 20 %") as caught:
        theirs.commit([CellChange(MARCH, Decimal(1)), weight("0.2")], base=base)
    [conflict] = caught.value.conflicts
    assert (conflict.address, conflict.mine, conflict.theirs, conflict.rev) == (
        *(WEIGHT, Decimal("0.2"), Decimal("0.3"), 1),
    )
    assert MARCH not in mine.load().plan.values
    assert theirs.commit([weight("0.3")], base=base).batch == "", "what the other wrote already is no conflict"
    done = theirs.commit([weight("0.2")], base={**base, WEIGHT: conflict.rev})
    assert value_of(done.plan, WEIGHT) == Decimal("0.2")
    assert mine.verify() == ()


def test_a_field_that_another_program_changed_is_a_conflict_too(path: Path, store: PlanStore) -> None:
    base = store.load().revs
    edit(path, lambda tables: tables["indicators"]["3"].update(weight="0.4"))
    assert store.poll() is not None
    with pytest.raises(ConflictError) as caught:
        store.commit([weight("0.2")], base=base)
    [conflict] = caught.value.conflicts
    assert (conflict.theirs, conflict.by, conflict.rev) == (Decimal("0.4"), "otro programa", 1)
    store.commit([weight("0.2")], base={WEIGHT: 1})
    assert [row.rev for row in store.history(WEIGHT)] == [2]
    assert store.verify() == ()


def test_undo_and_redo_take_fields_along(store: PlanStore, plan: Plan) -> None:
    first = store.commit([weight("0.3"), CellChange(MARCH, Decimal(1)), FieldChange(GOAL, "x")])
    assert store.undo().plan == plan
    assert store.redo().plan == first.plan
    assert [(row.kind, row.rev) for row in store.history(WEIGHT)] == [
        *((RecordKind.EDIT, 1), (RecordKind.UNDO, 2), (RecordKind.REDO, 3))
    ]
    assert store.verify() == ()


def test_what_others_have_changed_since_is_not_undone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(path)
    store.commit([weight("0.3")])
    edit(path, lambda tables: tables["indicators"]["3"].update(weight="0.4"))
    with pytest.raises(NotSavedError, match=r"4\.weight se cambió después con otro programa"):
        store.undo()
    store.commit([weight("0.3")])
    with monkeypatch.context() as patch:
        patch.setattr(file_store, "user", lambda: "otra")
        store.commit([weight("0.1")])
    with pytest.raises(NotSavedError, match=r"otra cambió 4\.weight después"):
        store.undo()


def test_a_variable_brings_its_cells_and_undo_takes_what_they_hold(store: PlanStore, path: Path, plan: Plan) -> None:
    variables = (*value_of(plan, Field("4", "variables")), Variable("dobles", "Dobles", "COP"))
    batch: list[Change] = [
        CellChange(Cell("4", "dobles", 3), Decimal(5)),
        FieldChange(Field("4", "variables"), variables),
        FieldChange(Field("4", "formula"), "(efectivas + dobles) / programadas"),
    ]
    done = store.commit(batch)
    assert done.plan == plan.with_changes(batch)
    assert done.revs[Cell("4", "dobles", 12)] == 0
    fresh = open_store(path)
    assert fresh.load().plan == done.plan
    assert fresh.load().revs == done.revs
    assert fresh.verify() == ()
    assert store.undo().plan == plan
    assert open_store(path).load().plan == plan
    assert store.redo().plan == done.plan
    assert store.verify() == ()


def test_a_definition_changed_outside_after_field_records_is_told(store: PlanStore, path: Path) -> None:
    store.commit([weight("0.3")])
    edit(path, lambda tables: tables["indicators"]["3"].update(target="0.95"))
    assert [problem.where for problem in store.verify()] == ["indicators/3"]
    store.commit([weight("0.2")])
    assert store.verify() == ()
    assert [row.note for row in store.history() if row.kind is RecordKind.EVENT] == [
        "cambiado con otro programa: indicador 4: meta 53090367849 → 0.95"
    ]
    assert open_store(path).load().revs[Field("4", "target")] == 1


def test_a_definition_that_the_records_do_not_give_is_named(store: PlanStore, path: Path) -> None:
    for figure in ("0.3", "0.2"):
        store.commit([weight(figure)])
    good = path.read_bytes()
    edit(path, lambda tables: tables["indicators"]["3"].update(weight="0.9"))
    assert [problem.where for problem in open_store(path).verify()] == ["indicators/3"]
    path.write_bytes(good)

    def forge(tables: Tables) -> None:
        row = next(row for row in tables["history"].values() if row.get("field") and row["rev"] == 2)
        row["old"] = "0.9"

    edit(path, forge)
    assert "4.weight rev 2" in [problem.where for problem in open_store(path).verify()]


def test_a_replay_that_looks_at_nothing_is_found_out(
    store: PlanStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(definition_replay, "_same", lambda *_arguments: True)
    with pytest.raises(AssertionError):
        test_a_definition_that_the_records_do_not_give_is_named(store, path)


@pytest.mark.parametrize("seed", range(6))
def test_histories_of_cells_and_fields_replay_over_rotations(
    path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(segments, "ROWS", 30)
    monkeypatch.setattr(segments, "KEPT", 10)
    chance = random.Random(seed)
    store, batches, revisions = open_store(path), set(), dict[object, int]()
    known = (WEIGHT, GOAL, OBJECTIVE, Field("action.1.1", "text"), Field("plan", "process"))
    for turn in range(60):
        field = chance.choice(known)
        value = Decimal(chance.randrange(9)) / 10 if field.name == "weight" else f"texto {turn}"
        changes: list[Change] = [FieldChange(field, value), CellChange(MARCH, Decimal(turn))]
        changed = value_of(store.load().plan, field) != value
        revisions[field] = revisions.get(field, 0) + changed
        done = store.commit(changes[: chance.choice([1, 2])])
        batches |= {done.batch} - {""}
        if chance.random() < 0.2:
            store.close()
            store = open_store(path)
            assert store.load().plan == done.plan
    assert path.with_suffix(".history").is_dir()
    assert history_faults(path, plan, batches) == []
    held = open_store(path).load().revs
    assert {field: held[field] for field in revisions} == revisions
    [first, *_] = sorted(path.with_suffix(".history").iterdir())
    first.chmod(0o600)
    edit(first, lambda tables: tables["history"]["0"]["terms"].update({"plan/1": "{}"}))
    assert store.verify() != ()


def test_what_stands_in_plain_form_is_what_is_kept(store: PlanStore, path: Path, plan: Plan) -> None:
    variables = value_of(plan, Field("2", "variables"))
    store.commit([FieldChange(Field("2", "variables"), variables[::-1])])
    rows = [row for row in json.loads(path.read_bytes())["history"].values() if "field" in row]
    assert [(row["old"], row["new"]) for row in rows] == [(plain(variables), plain(variables[::-1]))]


def test_a_short_name_is_in_the_file_only_where_there_is_one(store: PlanStore, path: Path, plan: Plan) -> None:
    short, before = Field("4", "short"), json.loads(path.read_bytes())["indicators"]
    assert value_of(plan, short) == ""
    assert not any("short" in document for document in before.values())
    named = store.commit([FieldChange(short, "Lecturas")])
    kept = json.loads(path.read_bytes())["indicators"]
    assert [document["short"] for document in kept.values() if "short" in document] == ["Lecturas"]
    assert value_of(named.plan, short) == "Lecturas"
    assert value_of(store.undo().plan, short) == ""
    assert json.loads(path.read_bytes())["indicators"] == before
    assert [(record.old, record.new) for record in store.history(short)] == [("", "Lecturas"), ("Lecturas", "")]
    assert store.verify() == ()


def test_a_short_name_is_held_to_its_length_and_to_one_line(store: PlanStore, path: Path) -> None:
    before = path.read_bytes()
    for name in ("a" * 25, "dos\nlíneas"):
        with pytest.raises(PlanError, match="nombre corto"):
            store.commit([FieldChange(Field("4", "short"), name)])
    assert path.read_bytes() == before


def test_a_short_name_from_another_program_is_told_and_replays(store: PlanStore, path: Path) -> None:
    edit(path, lambda tables: tables["indicators"]["2"].update(short="Lecturas"))
    store.commit([CellChange(MARCH, Decimal(7))])
    assert "nombre corto (nada) → Lecturas" in store.history()[0].note
    assert store.verify() == ()


def test_what_a_plan_does_not_say_of_its_form_and_its_roles_is_not_in_its_file(
    store: PlanStore, path: Path, plan: Plan
) -> None:
    before = json.loads(path.read_bytes())["plan"]["1"]
    batch: list[Change] = [
        FieldChange(Field("plan", "code"), "PL-FR-02"),
        FieldChange(Field("plan", "roles"), (Role("Elaboró", ("ana",)),)),
        FieldChange(Field("plan", "policy"), Policy((Trigger.RED,), 10, ())),
    ]
    done = store.commit(batch)
    kept = json.loads(path.read_bytes())["plan"]["1"]
    assert {name: value for name, value in kept.items() if name not in before} == {
        "code": "PL-FR-02",
        "roles": [{"name": "Elaboró", "users": ["ana"]}],
        "policy": {"analysis": ["red"], "close_within": 10, "version_roles": []},
    }
    assert open_store(path).load().plan == done.plan == plan.with_changes(batch)
    assert store.verify() == ()
    assert store.undo().plan == plan
    assert json.loads(path.read_bytes())["plan"]["1"] == before
    assert store.verify() == ()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("code", 3),
        ("roles", [{"name": "Revisó"}]),
        ("roles", ["Revisó"]),
        ("roles", [{"name": "Revisó", "users": ["a b"]}]),
        ("policy", {"analysis": ["blue"], "close_within": None, "version_roles": []}),
        ("policy", {"analysis": [], "close_within": -1, "version_roles": []}),
        ("policy", []),
    ],
)
def test_roles_and_policies_that_are_none_are_damage(path: Path, name: str, kept: object) -> None:
    edit(path, lambda tables: tables["plan"]["1"].update({name: kept}))
    with pytest.raises(DamagedError):
        open_store(path).load()
