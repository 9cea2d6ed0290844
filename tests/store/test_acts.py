"""Closes, reopenings and remarks in the file: completed by the store, recorded, replayed, sealed and verified."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from scoring.arithmetic.rollup import score
from scoring.entry.addresses import EntryError
from scoring.errors import PlanError
from scoring.model import Cell, CellChange
from scoring.model.acts import (
    Act,
    ActChange,
    ActKind,
    Close,
    Evidence,
    Missing,
    Remark,
    Reopening,
    SignOff,
    close_of,
    is_closed,
)
from scoring.model.structure import Node, NodeChange
from scoring.year.moment import RefusedActError
from scoring.year.signing import act_of, digest_to_sign
from scoring.year.submitted import submitted_figures
from store import ConflictError, NotSavedError, PlanStore, file_store, open_store
from store.file import segments
from store.history.definition_replay import replayed
from store.recovery.verification import faults

FEBRUARY, MARCH, APRIL = (Cell("4", "efectivas", month) for month in (2, 3, 4))
CLOSE, REOPENING = Act(3, ActKind.CLOSE), Act(3, ActKind.REOPENING)
FOR_FOUR = Act(3, ActKind.REOPENING, "4")
REMARK = Act(3, ActKind.REMARK, "4")


def close(store: PlanStore, month: int = 3) -> Close:
    plan = store.commit([ActChange(Act(month, ActKind.CLOSE), Close())]).plan
    made = close_of(plan, month)
    assert made is not None
    return made


def reopen(store: PlanStore, act: Act = REOPENING) -> None:
    store.commit([ActChange(act, Reopening("error de digitación"))])


def edit(path: Path, change: Callable[[dict[str, Any]], None]) -> None:
    tables = json.loads(path.read_bytes())
    change(tables)
    path.write_text(json.dumps(tables), encoding="utf-8")


def test_a_close_has_the_figures_of_the_very_state_it_closes(store: PlanStore, path: Path) -> None:
    store.load()
    other = open_store(path)
    other.commit([CellChange(MARCH, Decimal(7)), CellChange(Cell("4", "programadas", 3), Decimal(10))])
    made = close(store)
    plan = other.load().plan
    assert made.figures == submitted_figures(score(plan, 3))
    assert made.missing.figures == score(plan, 3).pending_count
    before = other.history()[-2]
    assert (made.head, made.version) == (before.hash, 0)
    assert open_store(path).load().plan.acts[CLOSE] == made


def test_submitted_figures_stay_while_the_plan_goes_on(store: PlanStore) -> None:
    store.commit([CellChange(MARCH, Decimal(7)), CellChange(Cell("4", "programadas", 3), Decimal(10))])
    made = close(store)
    reopen(store)
    store.commit([CellChange(MARCH, Decimal(1)), CellChange(APRIL, Decimal(3))])
    plan = store.load().plan
    assert plan.acts[CLOSE] == made
    assert made.figures != submitted_figures(score(plan, 3))


def test_nobodys_figure_slips_into_a_closed_month(store: PlanStore, path: Path) -> None:
    """The other session has seen the month open, and types on."""
    other = open_store(path)
    seen = other.load().revs
    close(store)
    for cell in (FEBRUARY, MARCH):
        with pytest.raises(EntryError, match="está cerrado"):
            other.commit([CellChange(cell, Decimal(1)), CellChange(APRIL, Decimal(1))], base=seen)
    assert APRIL not in other.load().plan.values
    other.commit([CellChange(APRIL, Decimal(1))], base=seen)


def test_a_reopening_opens_what_it_says_until_the_next_close(store: PlanStore) -> None:
    store.commit([CellChange(MARCH, Decimal(7))])
    close(store)
    reopen(store, FOR_FOUR)
    with pytest.raises(EntryError, match="está cerrado"):
        store.commit([CellChange(Cell("1", "facturado", 3), Decimal(1))])
    with pytest.raises(EntryError, match="está cerrado"):
        store.commit([CellChange(FEBRUARY, Decimal(1))])
    store.commit([CellChange(MARCH, Decimal(8))])
    made = close(store)
    assert made.corrected == (str(MARCH),)
    plan = store.load().plan
    assert FOR_FOUR not in plan.acts
    assert is_closed(plan, MARCH)


def test_what_is_put_back_as_it_was_is_no_correction(store: PlanStore) -> None:
    close(store)
    reopen(store)
    store.commit([CellChange(MARCH, Decimal(8))])
    store.commit([CellChange(MARCH, None)])
    assert close(store).corrected == ()


def test_an_indicator_goes_and_comes_back_with_what_it_has_in_closed_months(store: PlanStore) -> None:
    store.commit([CellChange(MARCH, Decimal(7))])
    close(store)
    before = store.load().plan
    assert MARCH not in store.commit([NodeChange(Node("4"), None)]).plan.values
    assert store.undo().plan == before
    assert store.verify() == ()


def test_a_month_is_closed_once(store: PlanStore) -> None:
    close(store)
    with pytest.raises(RefusedActError, match="ya está cerrado"):
        close(store)
    with pytest.raises(RefusedActError, match="ya está cerrado"):
        close(store, 2)
    close(store, 4)


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_reopening_asks_for_a_reason(store: PlanStore, reason: str) -> None:
    close(store)
    with pytest.raises(RefusedActError, match="motivo"):
        store.commit([ActChange(REOPENING, Reopening(reason))])


@pytest.mark.parametrize(
    "act", [Act(5, ActKind.REOPENING), Act(3, ActKind.REOPENING, "99"), Act(None, ActKind.REOPENING)]
)
def test_what_is_not_closed_cannot_be_reopened(store: PlanStore, act: Act) -> None:
    close(store)
    with pytest.raises(RefusedActError):
        reopen(store, act)


@pytest.mark.parametrize("act", [CLOSE, REOPENING, Act(None, ActKind.APPROVAL)])
def test_nobody_takes_out_what_is_official(store: PlanStore, act: Act) -> None:
    close(store)
    reopen(store)
    with pytest.raises(RefusedActError, match="no se quitan"):
        store.commit([ActChange(act, None)])


def test_undo_takes_back_neither_a_close_nor_a_reopening(store: PlanStore) -> None:
    store.commit([CellChange(APRIL, Decimal(1))])
    close(store)
    reopen(store)
    plan = store.undo().plan
    assert APRIL not in plan.values
    assert {CLOSE, REOPENING} <= plan.acts.keys()
    with pytest.raises(NotSavedError, match="no hay nada suyo que deshacer"):
        store.undo()


def test_undo_leaves_a_figure_of_a_closed_month(store: PlanStore) -> None:
    store.commit([CellChange(MARCH, Decimal(1))])
    close(store)
    with pytest.raises(EntryError, match="está cerrado"):
        store.undo()
    assert store.load().plan.values[MARCH] == 1


def test_a_remark_is_undone_and_redone(store: PlanStore) -> None:
    store.commit([ActChange(REMARK, Remark("Faltó el camión."))])
    store.commit([ActChange(REMARK, Remark("Faltó el camión.", action="Alquilar otro."))])
    latest = store.load().plan.acts[REMARK]
    first = store.undo().plan.acts[REMARK]
    assert isinstance(first, Remark)
    assert (first.analysis, first.action) == ("Faltó el camión.", "")
    assert REMARK not in store.undo().plan.acts
    store.redo()
    assert store.redo().plan.acts[REMARK] == latest
    assert store.verify() == ()


def test_remarks_of_two_people_merge_and_the_same_one_asks(store: PlanStore, path: Path) -> None:
    other = open_store(path)
    seen = other.load().revs
    store.commit([ActChange(REMARK, Remark("Faltó el camión."))])
    other.commit([ActChange(Act(3, ActKind.REMARK, "1"), Remark("Llovió."))], base=seen)
    with pytest.raises(ConflictError, match="análisis de N° 4 en marzo"):
        other.commit([ActChange(REMARK, Remark("Llovió."))], base=seen)


def test_what_holds_for_the_year_is_closed_with_its_last_month(store: PlanStore) -> None:
    base, budget = Cell("7", "base"), Cell("R1", "propios")
    close(store, 11)
    store.commit([CellChange(base, Decimal(2)), CellChange(budget, Decimal(2))])
    close(store, 12)
    for cell in (base, budget):
        with pytest.raises(EntryError, match="diciembre está cerrado"):
            store.commit([CellChange(cell, Decimal(3))])
    reopen(store, Act(12, ActKind.REOPENING, "7"))
    store.commit([CellChange(base, Decimal(3))])
    with pytest.raises(EntryError, match="plan reopen dic --indicator R1 --reason"):
        store.commit([CellChange(budget, Decimal(3))])
    assert close(store, 12).corrected == (str(base),)
    reopen(store, Act(12, ActKind.REOPENING, "R1"))
    store.commit([CellChange(budget, Decimal(3))])
    assert close(store, 12).corrected == (str(budget),)


def test_money_is_proved_as_a_figure_is(store: PlanStore) -> None:
    spent = Act(3, ActKind.EVIDENCE, "R1.propios")
    plan = store.commit([CellChange(Cell("R1", "propios", 3), Decimal(1)), ActChange(spent, Evidence("CDP 55"))]).plan
    assert spent in plan.acts
    with pytest.raises(RefusedActError, match="no es una celda"):
        store.commit([ActChange(Act(3, ActKind.EVIDENCE, "R1.nadie"), Evidence("CDP 56"))])


def test_an_indicator_that_is_taken_out_takes_its_remarks_along(store: PlanStore) -> None:
    store.commit([ActChange(REMARK, Remark("Faltó el camión."))])
    kept = store.load().plan.acts
    assert store.commit([NodeChange(Node("4"), None)]).plan.acts == {}
    assert store.undo().plan.acts == kept
    assert store.verify() == ()


def a_year(store: PlanStore) -> None:
    for month in range(1, 5):
        store.commit([CellChange(Cell("4", "efectivas", month), Decimal(month))])
        store.commit([ActChange(Act(month, ActKind.REMARK, "4"), Remark(f"análisis {month}"))])
        close(store, month)
        reopen(store, Act(month, ActKind.REOPENING))
        store.commit([CellChange(Cell("4", "efectivas", month), Decimal(month + 10))])
    close(store, 5)


def test_the_acts_of_a_plan_are_those_of_its_history(store: PlanStore, path: Path) -> None:
    a_year(store)
    tables = json.loads(path.read_bytes())
    rows = sorted(tables["history"].items(), key=lambda item: item[1].get("seq", 0))
    definition = replayed([row for row in rows if {"terms", "act"} & row[1].keys()])
    assert definition.broken == ()
    replayed_acts = {place: kept for place, kept in definition.documents.items() if place.startswith("acts/")}
    in_force = [json.loads(kept) for kept in replayed_acts.values() if kept]
    assert sorted(in_force, key=str) == sorted(tables["acts"].values(), key=str)
    assert store.verify() == ()


def test_acts_go_on_after_their_rows_are_sealed(store: PlanStore, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segments, "ROWS", 12)
    monkeypatch.setattr(segments, "KEPT", 4)
    a_year(store)
    before = store.load()
    assert "segment" in json.loads(path.read_bytes())["history"]["0"]
    again = open_store(path).load()
    assert (again.plan, again.revs) == (before.plan, before.revs)
    assert store.verify() == ()
    reopen(store, Act(2, ActKind.REOPENING))
    assert store.verify() == ()
    assert [row.new for row in store.history(Act(1, ActKind.CLOSE))] == [before.plan.acts[Act(1, ActKind.CLOSE)]]


def test_closes_do_not_swell_the_file(store: PlanStore, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A close is as long as many rows, and is sealed as if it were so many."""
    monkeypatch.setattr(segments, "ROWS", 60)
    monkeypatch.setattr(segments, "KEPT", 30)
    sizes = []
    for _time in range(30):
        close(store)
        reopen(store)
        sizes.append(path.stat().st_size)
    assert max(sizes[15:]) < max(sizes[:15]) + 100  # numbers have more digits
    assert len(store.history(CLOSE)) == 30
    assert store.verify() == ()


def test_a_file_without_the_table_takes_acts(path: Path) -> None:
    edit(path, lambda tables: tables.pop("acts"))
    store = open_store(path)
    close(store)
    assert store.verify() == ()
    assert close_of(open_store(path).load().plan, 3) is not None


def falsified(tables: dict[str, Any]) -> None:
    for document in tables["acts"].values():
        if document["act"] == str(CLOSE):
            document["figures"][0][3] = "1"


def reworded(tables: dict[str, Any]) -> None:
    for document in tables["acts"].values():
        if document["act"] == str(REMARK):
            document["analysis"] = "Todo bien."


def signed_by_another(tables: dict[str, Any]) -> None:
    for document in tables["acts"].values():
        if document["act"] == "sign_off.elaboro@3":
            document["by"] = "el gerente"


def taken_out(tables: dict[str, Any]) -> None:
    tables["acts"] = {id_: item for id_, item in tables["acts"].items() if item["act"] != str(CLOSE)}


def another_put_in(tables: dict[str, Any]) -> None:
    tables["acts"]["77"] = {"act": "close@5", "by": "nadie"}


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (falsified, "close@3"),
        (taken_out, "close@3"),
        (another_put_in, "close@5"),
        (reworded, "remark.4@3"),
        (signed_by_another, "sign_off.elaboro@3"),
    ],
)
def test_verify_names_an_act_that_was_tampered_with(
    store: PlanStore, path: Path, change: Callable[[dict[str, Any]], None], named: str
) -> None:
    store.commit([ActChange(REMARK, Remark("Faltó el camión."))])
    close(store)
    digest = digest_to_sign(store.load().plan, 3)
    store.commit([ActChange(act_of("Elaboró", 3), SignOff("Elaboró", digest))])
    edit(path, change)
    assert [problem.where for problem in store.verify()] == [named]
    store.commit([CellChange(Cell("4", "efectivas", 6), Decimal(1))])
    assert [problem.where for problem in store.verify()] == [named]
    assert faults(path, json.loads(path.read_bytes())) == ()


def test_an_act_that_cannot_be_read_is_damage(store: PlanStore, path: Path) -> None:
    close(store)

    def unreadable(tables: dict[str, Any]) -> None:
        next(iter(tables["acts"].values()))["figures"] = [["plan"]]

    edit(path, unreadable)
    with pytest.raises(PlanError, match="acts/"):
        open_store(path).load()


def test_what_somebody_asks_of_a_close_is_not_what_it_says(store: PlanStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who, when and what was missing is the store's to say."""
    monkeypatch.setattr(file_store, "user", lambda: "ana")
    forged = Close(by="el gerente", at="2024-01-01T00:00:00+00:00", version=9, missing=Missing())
    made = store.commit([ActChange(CLOSE, forged)]).plan.acts[CLOSE]
    assert isinstance(made, Close)
    assert (made.by, made.version) == ("ana", 0)
    assert made.at != forged.at
    assert made.missing.figures > 0
