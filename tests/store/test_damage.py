"""Whatever is in the file: it is left alone, the problem is said, and there is a way on."""

import json
import os
import shutil
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from scoring.errors import PlanError
from scoring.model import Cell, CellChange, Plan
from store import DamagedError, Loaded, NotSavedError, PlanStore, RecordKind, StoreError, create, open_store
from store.documents.json_reading import Tables
from store.file import reading
from store.file_store import FileStore
from store.recovery import backup
from store.recovery.restore import newest_good

MARCH = Cell("4", "efectivas", 3)


@pytest.fixture(autouse=True)
def _do_not_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_PAUSE", 0)


def edited(data: bytes, old: str, new: str) -> bytes:
    assert old.encode() in data
    return data.replace(old.encode(), new.encode())


CORPUS: dict[str, Callable[[bytes], bytes]] = {
    "nothing": lambda _data: b"",
    "zeros": lambda data: bytes(len(data)),
    "spaces": lambda _data: b" \n ",
    "cut off": lambda data: data[: len(data) * 2 // 3],
    "cut off in a letter": lambda data: data[: data.index("ó".encode()) + 1],
    "zeros at the end of a cut": lambda data: data[:500] + bytes(len(data) - 500),
    "one byte flipped": lambda data: data.replace(b'{"cell"', b'["cell"', 1),
    "not UTF-8": lambda data: data.replace("ó".encode(), "ó".encode("latin-1")),
    "a table twice": lambda data: edited(data, '"history":{', '"cells":{},\n"history":{'),
    "a cell twice": lambda data: edited(
        data, '"cells":{\n', '"cells":{\n"7":{"cell":"4.efectivas@3","value":null,"rev":0},'
    ),
    "a document twice": lambda data: edited(data, '"10101":', '"10102":'),
    "a field twice": lambda data: edited(data, '"rev":0', '"rev":0,"rev":0'),
    "NaN": lambda data: edited(data, '"4200000000"', "NaN"),
    "a number for text": lambda data: edited(data, '"4200000000"', "4200000000"),
    "an id with a zero before it": lambda data: edited(data, '"10101":', '"010101":'),
    "a number of 5 000 digits": lambda data: edited(data, '"rev":0', '"rev":0,"x":' + "9" * 5000),
    "a number of 19 digits": lambda data: edited(data, '"rev":0', '"rev":0,"x":' + "9" * 19),
    "a number beyond all": lambda data: edited(data, '"rev":0', '"rev":0,"x":1e999'),
    "an id that is no number": lambda data: edited(data, '"10101":', '"diez":'),
    "a list of tables": lambda data: b"[" + data + b"]",
    "a table that is a list": lambda data: edited(data, '"history":{', '"notas":[1],"history":{'),
    "foreign JSON": lambda _data: b'{"_default": {"1": {"name": "x"}}}',
    "no JSON": lambda _data: b"PROYECTO;PONDERADO\n1;40%",
    "deep JSON": lambda _data: b"[" * 100_000,
    "history gone": lambda data: data[: data.index(b',\n"history"')] + b"}",
    "a history without its beginning's hash": lambda data: edited(data, '"head":', '"haed":'),
    "a row's cell that is no text": lambda data: edited(data, '"cell":"4.efectivas@3","rev"', '"cell":[3],"rev"'),
    "terms that are no text": lambda data: edited(data, '"terms":{', '"terms":{"plan/2":5,'),
    "an unknown name in an expression": lambda data: edited(data, '"expression":"facturado"', '"expression":"factura"'),
}


STEPS: dict[str, Callable[[PlanStore], object]] = {
    "load": lambda store: store.load(),
    "poll": lambda store: store.poll(),
    "commit": lambda store: store.commit([CellChange(MARCH, Decimal(3))]),
    "backup": lambda store: store.backup(),
}


def faults(store: PlanStore, path: Path, damaged: bytes) -> list[str]:
    """Put damaged bytes in the place of a session's plan; return what its steps did but refuse them in a sentence."""
    path.write_bytes(damaged)
    found = []
    for name, step in STEPS.items():
        try:
            step(store)
        except DamagedError as error:
            if path.name not in str(error) or "\n" in str(error):
                found.append(f"{name}: {error}")
        except Exception as error:  # noqa: BLE001 - whatever else is raised is no sentence for a person
            found.append(f"{name}: {error!r}")
        else:
            found.append(f"{name}: taken for a plan")
        if path.read_bytes() != damaged:
            return [*found, f"{name}: changed the file"]
    return found


@pytest.mark.parametrize("damage", CORPUS.values(), ids=CORPUS)
def test_a_damaged_file_is_left_alone_and_the_last_good_state_offered(
    path: Path, damage: Callable[[bytes], bytes]
) -> None:
    store = open_store(path)
    store.load()
    store.commit([CellChange(MARCH, Decimal(1))])
    good = store.commit([CellChange(MARCH, Decimal(2))])
    damaged = damage(path.read_bytes())
    assert faults(store, path, damaged) == []

    recovery = store.recovery()
    assert recovery is not None
    assert recovery.problem
    assert recovery.snapshot is not None
    earlier = open_store(recovery.snapshot.path)
    assert earlier.load().plan.values[MARCH] == Decimal(1)
    assert "copia anterior" in earlier.load().read_only
    with pytest.raises(NotSavedError, match="copia anterior"):
        earlier.commit([CellChange(MARCH, Decimal(3))])
    earlier.close()

    restored = store.restore(recovery.snapshot.path)
    assert restored.plan.values[MARCH] == Decimal(1)
    assert store.verify() == ()
    assert store.recovery() is None
    assert store.history()[-1].kind is RecordKind.EVENT
    assert "restaurado" in store.history()[-1].note
    assert damaged in [item.path.read_bytes() for item in store.states()]
    assert store.commit([CellChange(MARCH, Decimal(3))]).plan.values[MARCH] == Decimal(3)
    assert good.plan.values[MARCH] == Decimal(2)
    store.close()


def faults_by_damage(path: Path) -> dict[str, list[str]]:
    """Return for each kind of damage what was found wrong."""
    for number in (1, 2):
        open_store(path).commit([CellChange(MARCH, Decimal(number))])
    good = path.read_bytes()
    found = {}
    for name, damage in CORPUS.items():
        path.write_bytes(good)
        store = open_store(path)
        found[name] = faults(store, path, damage(good))
        store.close()
    return found


def read_as_tinydb_does(data: bytes) -> Tables:
    """Take an empty file for an empty database, the last of two keys for the one that counts, and trust the rest."""
    tables: Tables = json.loads(data) if data else {}
    return tables


def test_reading_as_tinydb_reads_is_found_out(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (reading, backup):
        monkeypatch.setattr(module, "decode", read_as_tinydb_does)
    found = faults_by_damage(path)
    taken = {name for name, wrong in found.items() if "load: taken for a plan" in wrong}
    written_over = {name for name, wrong in found.items() if "commit: changed the file" in wrong}
    unwritable = {"an id that is no number", "an id with a zero before it", "a table that is a list"}
    broken_history = {"a number of 19 digits", "a number beyond all"}
    assert taken == {*written_over, *unwritable, *broken_history}
    assert written_over == {"a table twice", "a document twice", "a field twice"}
    assert "JSONDecodeError" in found["cut off"][0]


def test_opening_that_repairs_the_file_is_found_out(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load = FileStore.load

    def repair(store: FileStore) -> Loaded:
        try:
            return load(store)
        except DamagedError:
            snapshot = newest_good(path)
            assert snapshot is not None
            shutil.copyfile(snapshot.path, path)
            raise

    monkeypatch.setattr(FileStore, "load", repair)
    assert [*faults_by_damage(path).values()] == [["load: changed the file"]] * len(CORPUS)


SALVAGEABLE: dict[str, Callable[[bytes], bytes]] = {
    "the end of a longer text": lambda data: data + b'"value":null}}}\n',
    "zeros after the end": lambda data: data + bytes(100),
    "a byte order mark": lambda data: b"\xef\xbb\xbf" + data,
    "a trailing comma": lambda data: data[: data.rindex(b"\n}\n}")] + b",\n}\n}\n",
    "a comma at the end of a document": lambda data: edited(data, '"rev":1}', '"rev":1 , }'),
}
NAMED = {
    "a byte order mark": "BOM",
    "a trailing comma": r"en la línea \d+ sobra una coma",
    "a comma at the end of a document": r"en la línea \d+ sobra una coma",
}
"""What the sentence says of each where it is not just where the JSON ends."""


@pytest.mark.parametrize("damage", SALVAGEABLE)
def test_a_plan_with_something_around_it_is_salvaged(path: Path, damage: str) -> None:
    store = open_store(path)
    plan = store.commit([CellChange(MARCH, Decimal(1))]).plan
    path.write_bytes(SALVAGEABLE[damage](path.read_bytes()))
    with pytest.raises(DamagedError, match=NAMED.get(damage, "dañado")):
        store.load()
    recovery = store.recovery()
    assert recovery is not None
    assert recovery.salvaged == plan
    assert store.restore(None).plan == plan
    assert store.verify() == ()
    store.close()


def test_a_text_that_is_not_utf8_is_not_guessed_at(path: Path) -> None:
    store = open_store(path)
    path.write_bytes(path.read_bytes().replace("ó".encode(), "ó".encode("latin-1"), 1))
    recovery = store.recovery()
    assert recovery is not None
    assert recovery.salvaged is None


def test_a_file_that_went_missing_is_restored(path: Path) -> None:
    store = open_store(path)
    plan = store.commit([CellChange(MARCH, Decimal(1))]).plan
    copy = store.backup()
    path.unlink()
    with pytest.raises(StoreError, match="no existe"):
        store.load()
    assert store.restore(copy).plan == plan
    store.close()


def test_a_backup_is_the_plan_with_its_history(path: Path, tmp_path: Path) -> None:
    store = open_store(path)
    plan = store.commit([CellChange(MARCH, Decimal(1))]).plan
    copy = store.backup(tmp_path / "otro" / "sitio")
    assert copy.read_bytes() == path.read_bytes()
    later = store.commit([CellChange(MARCH, Decimal(2))])
    assert open_store(copy).load().plan == plan
    back = store.restore(copy)
    assert back.plan == plan
    assert later.plan.values[MARCH] == Decimal(2)
    store.close()


def test_a_backup_that_does_not_read_back_is_an_error(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup, "write_new", lambda *_arguments, **_names: None)
    with pytest.raises(StoreError):
        open_store(path).backup()


def test_a_backup_of_a_plan_whose_history_was_changed_is_refused(path: Path) -> None:
    store = open_store(path)
    store.commit([CellChange(MARCH, Decimal(96200))])
    path.write_bytes(edited(path.read_bytes(), '"new":"96200"', '"new":"96201"'))
    with pytest.raises(StoreError, match="no está sano"):
        store.backup()


def test_another_plan_is_not_restored_over_this_one(path: Path, plan: Plan) -> None:
    other = path.with_name("otro.json")
    create(other, plan._replace(id="cartera-2024"))
    before = path.read_bytes()
    with pytest.raises(NotSavedError, match="otro plan"):
        open_store(path).restore(other)
    assert path.read_bytes() == before


@pytest.mark.parametrize("what", ["a directory", "a pipe", "no permission"])
def test_what_is_not_a_readable_file_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    path = tmp_path / "plan.json"
    if what == "a directory":
        path.mkdir()
    elif what == "a pipe":
        os.mkfifo(path)
    else:
        path.touch()

        def refuse(*_arguments: object) -> int:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(PlanError, match=r"plan\.json"):
        open_store(path).load()


@pytest.mark.parametrize("between", [None, b"", b'{"plan": {'])
def test_a_file_caught_between_two_steps_of_git_is_waited_for(
    path: Path, monkeypatch: pytest.MonkeyPatch, between: bytes | None
) -> None:
    store = open_store(path)
    plan = store.load().plan
    whole = path.read_bytes()
    path.unlink()
    if between is not None:
        path.write_bytes(between)
    monkeypatch.setattr(time, "sleep", lambda _seconds: path.write_bytes(whole))
    assert store.poll() is None
    assert store.load().plan == plan
    store.close()
