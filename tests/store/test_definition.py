"""Weights, targets, formulas and texts changed with another program: noticed, and told by the history."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.model import Cell, CellChange
from store import DamagedError, NotSavedError, PlanStore, RecordKind, open_store
from store.documents.definition import amended, definition_of, wording
from store.documents.json_reading import Tables, canonical
from store.documents.migrations import SCHEMA
from store.file import opening, segments

MARCH = Cell("4", "efectivas", 3)
GOLDEN = Path(__file__).with_name("golden")


@pytest.fixture
def short_histories(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have rows sealed after a dozen."""
    monkeypatch.setattr(segments, "ROWS", 12)
    monkeypatch.setattr(segments, "KEPT", 6)


def edit(path: Path, change: Callable[[Tables], object]) -> None:
    """Change the file as somebody does who reads JSON and writes it back in their own way."""
    tables = json.loads(path.read_bytes())
    change(tables)
    path.write_text(json.dumps(tables, ensure_ascii=False, indent=1), encoding="utf-8")


def amend(tables: Tables) -> None:
    tables["indicators"]["3"]["target"] = "0.95"
    tables["objectives"]["1"]["weight"] = "0.50"


AMENDED = "cambiado con otro programa: objetivo 1: peso 0.40 → 0.50; indicador 4: meta 53090367849 → 0.95"


def test_an_amendment_by_hand_is_told_with_what_it_was(store: PlanStore, path: Path) -> None:
    edit(path, amend)
    assert [problem.where for problem in store.verify()] == ["objectives/1", "indicators/3"]
    seen = store.poll()
    assert seen is not None
    assert seen.plan.objectives[0].weight == Decimal("0.50")
    assert seen.head == open_store(path).load().head, "whoever reads the file gets the same history"
    store.commit([CellChange(MARCH, Decimal(1))])
    assert store.verify() == ()
    fresh = open_store(path)
    told, figure = fresh.history()
    assert (told.kind, told.cell, told.note) == (RecordKind.EVENT, None, AMENDED)
    assert told.by == path.owner()
    assert figure.cell == MARCH
    fresh.commit([CellChange(MARCH, Decimal(2))])
    assert len(fresh.history()) == 3, "what was told once is not told again"
    fresh.close()


def test_reading_that_looks_at_figures_only_is_found_out(
    store: PlanStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "amended", lambda *_terms: {})
    edit(path, amend)
    store.commit([CellChange(MARCH, Decimal(1))])
    assert AMENDED not in [row.note for row in store.history()]
    assert [problem.where for problem in store.verify()] == ["objectives/1", "indicators/3"]


def test_a_text_replaced_in_the_whole_file_leaves_what_it_was_in_the_history(store: PlanStore, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"responsible":"Jefe Comercial"', '"responsible":"Ana"'), encoding="utf-8")
    store.commit([CellChange(MARCH, Decimal(1))])
    assert store.verify() == ()
    assert store.history()[0].note.count("responsable Jefe Comercial → Ana") == 4


def test_a_value_and_a_target_changed_together_are_both_told(store: PlanStore, path: Path) -> None:
    def both(tables: Tables) -> None:
        amend(tables)
        next(cell for cell in tables["cells"].values() if cell["cell"] == str(MARCH))["value"] = "77"

    edit(path, both)
    store.commit([CellChange(MARCH, Decimal(1))])
    assert [(row.kind, row.old) for row in store.history()] == [
        *((RecordKind.EVENT, None), (RecordKind.EXTERNAL, None), (RecordKind.EDIT, Decimal(77)))
    ]
    assert store.verify() == ()


def test_a_line_that_is_added_and_taken_out_again_is_told(store: PlanStore, path: Path) -> None:
    def add(tables: Tables) -> None:
        tables["indicators"]["5"] = {**tables["indicators"]["1"], "id": "99"}

    edit(path, add)
    new = Cell("99", "facturado", 3)
    store.load()
    store.commit([CellChange(new, Decimal(5))])
    assert store.verify() == ()
    store.commit([CellChange(new, None)])
    edit(path, lambda tables: tables["indicators"].pop("5"))
    assert new not in store.load().revs or store.load().plan.values.get(new) is None
    store.commit([CellChange(MARCH, Decimal(1))])
    assert store.verify() == ()
    assert [row.note for row in store.history() if row.cell is None] == [
        "cambiado con otro programa: indicador 99: nuevo",
        "cambiado con otro programa: indicador 99: quitado",
    ]


@pytest.mark.usefixtures("short_histories")
def test_the_terms_go_along_when_old_history_is_sealed(store: PlanStore, path: Path) -> None:
    edit(path, amend)
    for number in range(40):
        store.commit([CellChange(MARCH, Decimal(number))])
    assert store.verify() == ()
    assert [row.note for row in open_store(path).history() if row.note] == [AMENDED]

    def forge(tables: Tables) -> None:
        tables["indicators"]["3"]["target"] = "0.90"
        recorded = tables["history"]["0"]["terms"]
        recorded["indicators/3"] = recorded["indicators/3"].replace("0.95", "0.90")

    edit(path, forge)
    assert ["pesos y metas" in problem.text for problem in open_store(path).verify()] == [True]


@pytest.mark.usefixtures("short_histories")
def test_amendments_before_and_after_a_rotation_are_all_told(store: PlanStore, path: Path) -> None:

    def target(figure: str) -> Callable[[Tables], object]:
        return lambda tables: tables["indicators"]["3"].update(target=figure)

    for turn, figures in enumerate((range(8), range(10, 13), range(20, 21), range(30, 45))):
        edit(path, target(f"0.{turn + 1}"))
        for figure in figures:
            store.commit([CellChange(MARCH, Decimal(figure))])
            assert store.verify() == ()
    told = [row.note for row in open_store(path).history() if row.note]
    assert [note.rpartition("→")[2].strip() for note in told] == ["0.1", "0.2", "0.3", "0.4"]


def test_a_copy_of_a_row_is_found(store: PlanStore, path: Path) -> None:
    edit(path, amend)
    store.commit([CellChange(MARCH, Decimal(1))])
    edit(path, lambda tables: tables["history"].update({"2": tables["history"]["1"]}))
    assert ["está dos veces" in problem.text for problem in open_store(path).verify()] == [True]


@pytest.mark.usefixtures("short_histories")
def test_an_input_under_another_name_leaves_the_rows_of_the_old_one(store: PlanStore, path: Path) -> None:
    renamed = Cell("4", "realizadas", 3)
    for figure in (11, 12):
        store.commit([CellChange(MARCH, Decimal(figure))])
    plan, history = path.read_text(encoding="utf-8").split('"history"')
    path.write_text(plan.replace("efectivas", "realizadas") + '"history"' + history, encoding="utf-8")
    for figure in range(13, 40):
        store.commit([CellChange(renamed, Decimal(figure))])
        assert store.verify() == ()
    assert [row.new for row in store.history(MARCH)] == [11, 12]
    assert [row.new for row in store.history(renamed)] == list(range(12, 40))
    assert open_store(path).load().revs[renamed] == 28


@pytest.mark.usefixtures("short_histories")
def test_a_variable_that_is_added_keeps_its_value_when_old_history_is_sealed(store: PlanStore, path: Path) -> None:
    added = Cell("4", "dobles", 3)

    def add(tables: Tables) -> None:
        line = next(document for document in tables["indicators"].values() if document["id"] == "4")
        line["inputs"].append({"name": "dobles", "label": "", "unit": ""})
        line["expression"] = "(efectivas + dobles - dobles) / programadas"

    edit(path, add)
    for figure in (1, 2):
        store.commit([CellChange(added, Decimal(figure))])
    for figure in range(40):
        store.commit([CellChange(MARCH, Decimal(figure))])
    fresh = open_store(path)
    loaded = fresh.load()
    assert loaded.plan.values[added] == 2
    assert loaded.revs[added] == 2
    assert fresh.verify() == ()
    assert [row.new for row in fresh.history(added)] == [1, 2]


def test_a_history_whose_terms_were_rewritten_is_found_out(store: PlanStore, path: Path) -> None:
    edit(path, amend)
    store.commit([CellChange(MARCH, Decimal(1))])
    text = path.read_text(encoding="utf-8")
    for old in (r"\"target\":\"0.95\"", r"\"weight\":\"0.40\""):
        assert old in text
        path.write_text(text.replace(old, old.replace("0.", "0.1")), encoding="utf-8")
        assert any(problem.where.startswith("history") for problem in store.verify())


@pytest.mark.parametrize("terms", ["[]", '{"plan/1":5}', "null"])
def test_terms_that_are_none_are_damage(path: Path, terms: str) -> None:
    text = path.read_text(encoding="utf-8")
    start, end = text.index('"terms":') + 8, text.index(',"opening"')
    path.write_text(text[:start] + terms + text[end:], encoding="utf-8")
    with pytest.raises(DamagedError, match="history/0"):
        open_store(path).load()


@pytest.mark.parametrize("term", ['"plan/1":"x"', '"plan/1":"[1]"', '"plan/1":"5"', '"otra/1":"{}"', '"otra":"{1"'])
def test_terms_that_do_not_read_as_documents_are_told_and_named(path: Path, term: str) -> None:
    text = path.read_text(encoding="utf-8")
    start, end = text.index('"plan/1":"'), text.index(',"objectives/1"')
    path.write_text(f"{text[:start]}{term}{text[end:]}", encoding="utf-8")
    store = open_store(path)
    assert store.history()[0].note.startswith("cambiado con otro programa: ")
    assert store.verify()[0].where == "history/0"
    with pytest.raises(NotSavedError, match="history/0"):
        store.commit([CellChange(MARCH, Decimal(1))])
    store.close()


def test_a_file_of_the_first_schema_gets_its_terms_with_the_first_commit(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes((GOLDEN / "schema_1.json").read_bytes())
    store = open_store(path)
    assert store.verify() == ()
    store.commit([CellChange(MARCH, Decimal(1))])
    edit(path, amend)
    store.commit([CellChange(MARCH, Decimal(2))])
    assert store.verify() == ()
    assert [row.note for row in store.history()] == [f"esquema 1 → {SCHEMA}", "", AMENDED, ""]
    store.close()


scalars = st.none() | st.integers(0, 9) | st.sampled_from(["", "0.95", "a" * 80, "Ñ\n\"'"])
values = scalars | st.lists(scalars, max_size=2) | st.dictionaries(st.sampled_from(["goal", "x"]), scalars)
documents = st.dictionaries(st.sampled_from(["id", "number", "weight", "texts", "evidence"]), values, min_size=1)
plans = st.fixed_dictionaries(
    {
        name: st.dictionaries(st.sampled_from("123"), documents, max_size=3)
        for name in ("plan", "objectives", "actions", "indicators")
    }
)


@given(plans, plans)
def test_what_changed_leads_from_one_to_the_other_and_has_words(before: Tables, now: Tables) -> None:
    old, new = definition_of(before), definition_of(now)
    changes = amended(old, new)
    assert {where: text for where, text in (old | changes).items() if text is not None} == new
    assert amended(old | changes, new) == {}
    assert wording(old, changes).count("; ") >= len(changes) - 1
    assert all(canonical(json.loads(text)) == text for text in new.values())
