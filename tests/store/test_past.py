"""The plan as it was: at each row of its history and at each moment, as far back as the history reaches."""

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from scoring.errors import PlanError
from scoring.model import Cell, CellChange, Mark, Plan
from scoring.model.acts import Act, ActChange, ActKind, Close, Remark, Reopening
from scoring.model.fields import PLACE, Change, Field, FieldChange
from scoring.model.structure import Node, NodeChange, Place, Placed
from store import Loaded, PlanStore, StoreError, create, file_store, open_store
from store.documents.encoding import encode
from store.documents.json_reading import Tables
from store.file import segments
from store.history import past

MARCH = Cell("4", "efectivas", 3)
BEGUN = datetime(2024, 1, 16, 12, tzinfo=UTC)
CELLS = [MARCH, Cell("2", "urbanos", 1), Cell("1", "facturado", 2), Cell("7", "base")]


def at(hours: int) -> str:
    return (BEGUN + timedelta(hours=hours)).isoformat()


@pytest.fixture
def store(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PlanStore]:
    """A plan of which a row is written each hour, and sealed after a dozen."""
    monkeypatch.setattr(segments, "ROWS", 12)
    monkeypatch.setattr(segments, "KEPT", 6)
    hours = iter(range(1, 10_000))
    monkeypatch.setattr(file_store, "now", lambda: at(next(hours)))
    opened = open_store(path)
    opened.load()
    yield opened
    opened.close()


def written(store: PlanStore, count: int) -> list[Plan]:
    """Write so many values and weights in turn, and return the plans that there were, the first one too."""
    plans = [store.load().plan]
    for number in range(1, count + 1):
        weight = FieldChange(Field("4", "weight"), Decimal(number).scaleb(-3))
        plans.append(store.commit([CellChange(MARCH, Decimal(number)) if number % 2 else weight]).plan)
    return plans


def edit(path: Path, change: Callable[[Tables], object]) -> None:
    tables = json.loads(path.read_bytes())
    change(tables)
    path.write_bytes(encode(tables))


def sealed(path: Path) -> list[Path]:
    return sorted(path.with_suffix(".history").iterdir())


def test_each_row_and_each_moment_has_its_plan(store: PlanStore, path: Path) -> None:
    plans = written(store, 40)
    assert len(sealed(path)) > 3
    for seq, plan in enumerate(plans):
        assert store.as_of(seq)[0::2] == (plan, seq)
        assert store.as_of(BEGUN + timedelta(hours=seq)) == store.as_of(seq)
        assert store.as_of(BEGUN + timedelta(hours=seq, minutes=59)).seq == seq
    assert store.as_of(40).head == store.load().head
    assert store.as_of(datetime(2999, 1, 1, tzinfo=UTC)).plan == plans[-1]
    assert datetime.fromisoformat(store.as_of(7).at) == BEGUN + timedelta(hours=7)


def test_money_is_there_as_it_was(store: PlanStore) -> None:
    budget, executed = Cell("R1", "propios"), Cell("R1-1", "ley_715", 3)
    plans = [store.commit([CellChange(cell, Decimal(7))]).plan for cell in (budget, executed)]
    plans.append(store.commit([CellChange(budget, None)]).plan)
    assert [store.as_of(seq).plan for seq in (1, 2, 3)] == plans
    assert plans[1].values.items() >= {budget: 7, executed: 7}.items()


def test_a_plan_read_for_another_row_is_found_out(store: PlanStore, monkeypatch: pytest.MonkeyPatch) -> None:
    plans = written(store, 40)
    monkeypatch.setattr(past, "newest", lambda _history: {})
    assert store.as_of(19).plan != plans[19]


def test_of_a_batch_all_is_there_or_nothing(store: PlanStore, plan: Plan) -> None:
    done = store.commit([NodeChange(Node("7"), None), FieldChange(Field("plan", "process"), "OTRO")])
    assert done.seq == 3
    for seq in (1, 2, 3):
        assert store.as_of(seq)[0::2] == (done.plan, 3)
    assert store.as_of(0).plan == plan


def test_there_is_nothing_before_the_beginning_nor_after_the_last_row(store: PlanStore) -> None:
    written(store, 20)
    since = r"el historial dice cómo estaba el plan desde el 16 ene 2024 07:00:00 \(fila 0\): antes no había plan"
    for point in (BEGUN - timedelta(seconds=1), -1):
        with pytest.raises(StoreError, match=since):
            store.as_of(point)
    with pytest.raises(StoreError, match="el historial llega hasta la fila 20: no hay una fila 21"):
        store.as_of(21)


def test_where_a_sealed_part_is_missing_a_sentence_says_from_when_on_it_tells(store: PlanStore, path: Path) -> None:
    plans = written(store, 40)
    gone = sealed(path)[1]
    gone.unlink()
    first = int(json.loads(sealed(path)[1].read_bytes())["history"]["0"]["rows"])
    assert store.as_of(first).plan == plans[first]
    assert store.as_of(first + 1).plan == plans[first + 1]
    with pytest.raises(StoreError, match=rf"desde el 16 ene 2024 .* \(fila {first}\): no existe «.*{gone.name}»"):
        store.as_of(first - 1)
    shutil.rmtree(gone.parent)
    with pytest.raises(StoreError, match="no existe"):
        store.as_of(BEGUN)


@pytest.mark.parametrize("place", [0, 1, -1])
def test_a_sealed_part_that_was_changed_or_is_of_another_plan_is_not_believed(
    store: PlanStore, path: Path, place: int
) -> None:
    written(store, 40)
    segment = sealed(path)[place]
    whole = segment.read_bytes()
    first = int(json.loads(whole)["history"]["0"]["rows"])
    segment.chmod(0o600)
    for contents in (
        whole.replace(b'"new":"', b'"new":"1', 1),
        whole.replace(b'"by":"', b'"by":"x', 3),
        sealed(path)[0 if place else 1].read_bytes(),
        b"{}",
    ):
        segment.write_bytes(contents)
        with pytest.raises(StoreError, match=rf"desde el .* \(fila \d+\): .*{segment.stem}"):
            store.as_of(first)
    segment.write_bytes(whole)
    assert store.as_of(first).seq == first


def test_a_broken_history_tells_nothing_of_what_was(store: PlanStore, path: Path) -> None:
    written(store, 8)
    edit(path, lambda tables: next(row for row in tables["history"].values() if row.get("seq") == 5).update(by="x"))
    with pytest.raises(StoreError, match=r"no se sabe cómo estaba el plan: el historial está roto .*seq 5"):
        store.as_of(2)


def test_what_another_program_changed_is_there_from_then_on(store: PlanStore, path: Path, plan: Plan) -> None:
    store.commit([CellChange(MARCH, Decimal(1))])
    edit(path, lambda tables: tables["indicators"]["3"].update(target="0.95"))
    edit(path, lambda tables: tables["cells"]["30101"].update(value="7"))
    outside = store.load()
    assert outside.plan.values[Cell("4", "efectivas", 1)] == 7
    assert store.as_of(outside.seq).plan == outside.plan
    assert store.as_of(1).plan.indicator("4") == plan.indicator("4")


def test_a_file_with_another_programs_time_moves_no_row_of_this_one(store: PlanStore, path: Path) -> None:
    plans = written(store, 3)
    edit(path, lambda tables: tables["cells"]["30101"].update(value="7"))
    moment = (BEGUN + timedelta(minutes=90)).timestamp()
    os.utime(path, (moment, moment))
    after = store.commit([CellChange(MARCH, Decimal(9))])
    assert after.seq == 5
    assert store.as_of(BEGUN + timedelta(hours=2)).plan == plans[2], "row 4 says it is of 01:30, and comes after 3"
    assert store.as_of(BEGUN + timedelta(hours=3)).seq == 4


def test_a_history_that_began_without_the_definition_says_since_when_it_has_it(tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    shutil.copyfile(Path(__file__).with_name("golden") / "schema_1.json", file)
    store = open_store(file)
    loaded = store.commit([CellChange(Cell("4", "efectivas", 3), Decimal(5))])
    assert store.as_of(loaded.seq).plan == loaded.plan
    with pytest.raises(StoreError, match="antes solo guardaba cifras, y no pesos, metas ni textos"):
        store.as_of(0)


changes = st.one_of(
    st.builds(CellChange, st.sampled_from(CELLS[:3]), st.none() | st.just(Mark.NP) | st.integers(0, 3).map(Decimal)),
    st.builds(CellChange, st.just(CELLS[3]), st.integers(1, 3).map(Decimal)),
    st.builds(FieldChange, st.just(Field("4", "weight")), st.sampled_from([Decimal("0.5"), Decimal(0)])),
    st.builds(FieldChange, st.just(Field("2", "text.goal")), st.sampled_from(["", "Facturar"])),
    st.sampled_from(
        [
            ActChange(Act(1, ActKind.CLOSE), Close()),
            ActChange(Act(2, ActKind.CLOSE), Close()),
            ActChange(Act(1, ActKind.REOPENING), Reopening("un error")),
            ActChange(Act(3, ActKind.REMARK, "4"), Remark("llovió")),
            ActChange(Act(3, ActKind.REMARK, "4"), None),
        ]
    ),
    st.builds(
        FieldChange, st.just(Field("4", PLACE)), st.sampled_from([Place("action.1.1", None), Place("objective.1", "1")])
    ),
)
steps = st.one_of(
    st.lists(changes, min_size=1, max_size=3),
    st.sampled_from(["undo", "redo", "add", "remove", "figure", "weight", "document", "session"]),
)


def taken(store: PlanStore, path: Path, step: list[Change] | str, number: int) -> list[Loaded]:
    """Take a step, and return the plans that there were then, a refused one's none; `number` makes ids and values."""
    model = store.load().plan.indicator("2")
    assert model is not None
    outside: dict[str, Callable[[Tables], object]] = {
        "figure": lambda tables: tables["cells"]["10101"].update(value=str(number)),
        "weight": lambda tables: tables["objectives"]["1"].update(weight=f"0.{number}"),
        "document": lambda tables: tables["indicators"].update(
            {str(50 + number): {**tables["indicators"]["2"], "id": f"x{number}"}}
        ),
    }
    try:
        if step == "undo":
            return [store.undo()]
        if step == "redo":
            return [store.redo()]
        if step == "add":
            added = Placed(model._replace(id=f"n{number}"), Place("action.1.1", None))
            value = CellChange(Cell(f"n{number}", "urbanos", 1), Decimal(number))
            return [store.commit([NodeChange(Node(f"n{number}"), added), value])]
        if step == "remove":
            last = store.load().plan.indicators[-1].id
            return [store.commit([NodeChange(Node(last), None)])] if last != "2" else []
        if isinstance(step, str):
            edit(path, outside[step])
            seen = store.load()
            return [seen, store.commit([CellChange(Cell("1", "facturado", 6), Decimal(number))])]
        return [store.commit(step)]
    except PlanError:
        return []


PHASES = tuple(phase for phase in Phase if phase is not Phase.shrink)
"""Shrinking takes minutes, and a run is short enough to read as it is."""


@settings(max_examples=25, phases=PHASES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(steps, min_size=10, max_size=30))
def test_after_any_batches_the_plan_at_each_row_is_the_plan_that_was_there(
    plan: Plan, steps: list[list[Change] | str]
) -> None:
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        patch.setattr(segments, "ROWS", 12)
        patch.setattr(segments, "KEPT", 6)
        path = Path(folder) / "plan.json"
        create(path, plan)
        store: PlanStore = open_store(path)
        was = {0: store.load()}
        for number, step in enumerate(steps):
            if step == "session":
                store.close()
                store = open_store(path)
                continue
            for loaded in taken(store, path, step, number):
                was[loaded.seq] = loaded
        for seq in range(max(was) + 1):
            then = was[min(number for number in was if number >= seq)]
            assert store.as_of(seq)[:3] == (then.plan, then.head, then.seq)
        store.close()
