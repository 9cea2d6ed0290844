"""Whatever is changed in an act, in its document or in its record, `verify` names it: every field is tried."""

import json
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from scoring.errors import PlanError
from scoring.model import Cell, CellChange, Plan, Signature
from scoring.model.acts import Act, ActChange, ActKind, Close, Evidence, Remark, Reopening, SignOff
from scoring.year.signing import act_of, digest_to_sign
from store import PlanStore, create, open_store
from store.documents.json_reading import Tables
from store.file import segments

EVIDENCE = Evidence("acta.pdf", "a" * 64)
MARCH = Cell("4", "efectivas", 3)


@pytest.fixture(params=["in the file", "sealed"])
def path(request: pytest.FixtureRequest, tmp_path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan with an act of each kind, whose records are in its own file, or sealed for the most part."""
    if request.param == "sealed":
        monkeypatch.setattr(segments, "ROWS", 8)
        monkeypatch.setattr(segments, "KEPT", 4)
    file = tmp_path / "plan_2024.json"
    create(file, plan._replace(texts=plan.texts._replace(signatures=(Signature("Revisó", "ANA", "Jefe", ""),))))
    store = open_store(file)
    sign(store, None)
    store.commit([CellChange(MARCH, Decimal(5)), ActChange(Act(3, ActKind.EVIDENCE, "4.efectivas"), EVIDENCE)])
    analysis = Remark("Faltó el camión.", "Alquilar otro.", date(2024, 5, 31), "ANA", EVIDENCE)
    store.commit([ActChange(Act(3, ActKind.REMARK, "4"), analysis)])
    store.commit([ActChange(Act(3, ActKind.CLOSE), Close())])
    sign(store, 3)
    store.commit([ActChange(Act(3, ActKind.REOPENING, "4"), Reopening("un error"))])
    assert {act.kind for act in store.load().plan.acts} == set(ActKind)
    assert store.verify() == ()
    store.close()
    return file


def sign(store: PlanStore, month: int | None) -> None:
    sign_off = SignOff("Revisó", digest_to_sign(store.load().plan, month))
    store.commit([ActChange(act_of("Revisó", month), sign_off)])


def spoilt(value: Any) -> Any:
    """Return another value like this one."""
    match value:
        case str():
            return value[:-1] + ("1" if value.endswith("0") else "0")
        case bool() | int():
            return value + 1
        case list() | dict():
            return type(value)()
        case _:
            return "0"


def fields_of(document: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to everything that a document holds, at every depth."""
    items = document.items() if isinstance(document, dict) else enumerate(document)
    for name, value in items:
        yield (*at, name)
        if isinstance(value, dict | list):
            yield from fields_of(value, (*at, name))


def mutations(document: Any) -> Iterator[tuple[str, Any]]:
    """Yield what was done and the document, with each field changed, and then with each taken out."""
    for way in fields_of(document):
        for act in ("changed", "taken out"):
            copy = deepcopy(document)
            holder = copy
            for name in way[:-1]:
                holder = holder[name]
            if act == "changed":
                holder[way[-1]] = spoilt(holder[way[-1]])
            else:
                del holder[way[-1]]
            yield f"{'/'.join(map(str, way))} {act}", copy


def told(path: Path) -> str:
    """Return all that opening and verifying a plan says of it."""
    store = open_store(path)
    try:
        return "\n".join(f"{problem.where}: {problem.text}" for problem in store.verify())
    except PlanError as error:
        return str(error)
    finally:
        store.close()


def unnamed(path: Path, tables: Tables, names: set[str]) -> bool:
    """Tell whether a plan with these tables in it passes, or is told to be wrong without one of the names."""
    path.write_text(json.dumps(tables), encoding="utf-8")
    said = told(path)
    return not any(name in said for name in names)


def test_a_change_of_any_field_of_any_act_is_found_and_named(path: Path) -> None:
    tables = json.loads(path.read_bytes())
    missed = []
    tried = 0
    for id_, document in tables["acts"].items():
        for what, changed in mutations(document):
            tried += 1
            names = {document["act"], f"acts/{id_}"}
            if unnamed(path, {**tables, "acts": {**tables["acts"], id_: changed}}, names):
                missed.append(f"{document['act']}: {what}")
    assert tried > 100
    assert missed == []


def test_a_document_that_is_gone_or_has_another_id_is_found_and_named(path: Path) -> None:
    tables = json.loads(path.read_bytes())
    missed = []
    for id_, document in tables["acts"].items():
        others = {other: kept for other, kept in tables["acts"].items() if other != id_}
        for acts in (others, {**others, "77": {**document, "by": "nadie"}}):
            missed += [document["act"]] if unnamed(path, {**tables, "acts": acts}, {document["act"]}) else []
    assert missed == []


def test_a_change_of_any_field_of_any_record_of_an_act_is_found_and_named(path: Path) -> None:
    missed = []
    tried = 0
    for file in (path, *path.with_suffix(".history").glob("*.json")):
        whole = file.read_bytes()
        file.chmod(0o600)
        tables = json.loads(whole)
        rows = {id_: row for id_, row in tables["history"].items() if "act" in row}
        for id_, row in rows.items():
            for what, changed in mutations(row):
                tried += 1
                history = {**tables["history"], id_: changed}
                file.write_text(json.dumps({**tables, "history": history}), encoding="utf-8")
                said = told(path)
                # A row that says another number takes another place, and is missed where it was.
                names = {"falta la fila anterior"} if what == "seq changed" else {f"history/{id_}"}
                if not any(name in said for name in {row["act"], *names}):
                    missed.append(f"{row['act']}: {what}: {said}")
        file.write_bytes(whole)
    assert tried > 100
    assert missed == []
