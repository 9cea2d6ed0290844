"""What others have committed is taken in by its lines; what these do not tell is read as a whole, to the same end."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.model import Cell, CellChange, Mark
from scoring.model.acts import Act, ActChange, ActKind, Close
from scoring.model.fields import Field, FieldChange
from store import Loaded, StoreError, open_store
from store.documents import encoding
from store.documents.encoding import Layout, encode
from store.documents.json_reading import Tables, decode
from store.documents.line_changes import followed
from store.file import reading, segments

MARCH, APRIL, BASE = Cell("4", "efectivas", 3), Cell("4", "efectivas", 4), Cell("7", "base")


def is_the_same(one: Loaded | None, other: Loaded) -> bool:
    return one is not None and (one.plan, dict(one.revs), one.head, one.seq, one.read_only) == (
        other.plan,
        dict(other.revs),
        other.head,
        other.seq,
        other.read_only,
    )


def test_commits_of_others_are_followed_without_parsing_the_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine, theirs = open_store(path), open_store(path)
    mine.load()
    theirs.load()
    parsed = []

    def counted(data: bytes) -> Tables:
        parsed.append(len(data))
        return decode(data)

    monkeypatch.setattr(reading, "decode", counted)
    for number in range(5):
        theirs.commit([CellChange(MARCH, Decimal(number)), CellChange(BASE, Decimal(1 + number))])
        theirs.commit([CellChange(APRIL, Mark.NP)], note="un acta\ncon dos líneas")
        theirs.undo()
        assert is_the_same(mine.poll(), theirs.load())
        mine.commit([CellChange(MARCH, Decimal(100 + number))])
        assert is_the_same(theirs.poll(), mine.load())
    assert parsed == []
    assert open_store(path).verify() == ()
    assert is_the_same(mine.load(), open_store(path).load())


def edited(change: Callable[[Tables], Any]) -> Callable[[Path], object]:
    def edit(path: Path) -> None:
        tables = decode(path.read_bytes())
        change(tables)
        path.write_bytes(encode(tables))

    return edit


def replaced(old: str, new: str) -> Callable[[Path], object]:
    def edit(path: Path) -> None:
        data = path.read_bytes()
        assert old.encode() in data
        path.write_bytes(data.replace(old.encode(), new.encode(), 1))

    return edit


EDITS: dict[str, Callable[[Path], object]] = {
    "a field": lambda path: open_store(path).commit([FieldChange(Field("4", "weight"), Decimal("0.3"))]),
    "a value": edited(lambda tables: tables["cells"]["30103"].update(value="7")),
    "a row alone": edited(lambda tables: tables["history"].update({"3010300009": {**row(tables), "seq": 9}})),
    "a row taken out": edited(lambda tables: tables["history"].pop("3010300001")),
    "a cell taken out": edited(lambda tables: tables["cells"].pop("30104")),
    "a cell put in": edited(
        lambda tables: tables["cells"].update({"39999": {"cell": "4.x@1", "value": "1", "rev": 0}})
    ),
    "a row changed": edited(lambda tables: row(tables).update(by="otro")),
    "another layout": lambda path: path.write_text(json.dumps(json.loads(path.read_bytes()), indent=1)),
    "a document twice on a line": replaced('"value":"1","rev":1}', '"value":"1","rev":1},"30199":{"cell":"x"}'),
    "a comma too much": replaced(' "0":{"at"', ',"0":{"at"'),
    "no JSON": replaced('"value":"1","rev":1}', '"value":"1","rev":1'),
    "cut off": lambda path: path.write_bytes(path.read_bytes()[:-3]),
    "more after the end": lambda path: path.write_bytes(path.read_bytes() + b"{}\n"),
    "an id twice": replaced(',"3010300001":', ',"3010300000":'),
}


def row(tables: Tables) -> dict[str, Any]:
    return tables["history"]["3010300001"]


def outcome(look: Callable[[], Loaded]) -> Loaded | str:
    try:
        return look()
    except StoreError as error:
        return str(error)


def test_a_history_that_breaks_while_it_is_shown_is_told(path: Path) -> None:
    store = open_store(path)
    store.commit([CellChange(MARCH, Decimal(1))])
    EDITS["a row changed"](path)
    seen = store.poll()
    assert seen is not None
    assert "roto" in seen.read_only


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_whatever_else_is_done_to_the_file_is_seen_as_by_whoever_reads_it_first(
    path: Path, edit: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_PAUSE", 0)
    store = open_store(path)
    store.commit([CellChange(MARCH, Decimal(1))])
    edit(path)
    seen, fresh = outcome(lambda: store.poll() or store.load()), outcome(open_store(path).load)
    if isinstance(fresh, Loaded) and isinstance(seen, Loaded):
        assert is_the_same(seen._replace(read_only=""), fresh._replace(read_only=""))
    else:
        assert seen == fresh


def test_a_plan_whose_history_somebody_has_sealed_is_followed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segments, "ROWS", 12)
    monkeypatch.setattr(segments, "KEPT", 4)
    mine, theirs = open_store(path), open_store(path)
    mine.load()
    for number in range(30):
        theirs.commit([CellChange(MARCH, Decimal(number))])
        assert is_the_same(mine.poll(), theirs.load())
    assert len(mine.history()) == 30


documents = st.fixed_dictionaries({"v": st.integers(0, 3) | st.text('a\n"},{', max_size=4)})
databases = st.fixed_dictionaries(
    {name: st.dictionaries(st.integers(0, 12).map(str), documents, max_size=8) for name in ("cells", "history", "plan")}
)


BLOCKS = st.sampled_from([1, 2, 16])
"""Lines to a block of the layout, where few and many documents are to go over its edges."""


@given(databases, databases, BLOCKS)
def test_lines_tell_the_truth_or_nothing(before: Tables, after: Tables, block: int) -> None:
    with patch.object(encoding, "_BLOCK", block):
        told = followed(Layout(before), encode(after))
    if told is not None:
        assert {name: before[name] | told.get(name, {}) for name in before} == after


@given(databases, databases, BLOCKS, st.data())
def test_lines_that_somebody_has_moved_about_tell_it_too(
    before: Tables, after: Tables, block: int, data: st.DataObject
) -> None:
    lines = encode(after).split(b"\n")
    place = st.integers(0, len(lines) - 1)
    for take, put, keep in data.draw(st.lists(st.tuples(place, place, st.booleans()), max_size=3)):
        line = lines[take] if keep or not lines[take:] else lines.pop(take)
        lines.insert(put, line)
    with patch.object(encoding, "_BLOCK", block):
        told = followed(Layout(before), b"\n".join(lines))
    if told is not None:
        assert {name: before[name] | told.get(name, {}) for name in before} == decode(b"\n".join(lines))


def test_rows_are_followed_wherever_they_come(path: Path) -> None:
    mine, theirs = open_store(path), open_store(path)
    cells = list(mine.load().revs)
    mine.commit([CellChange(cell, Decimal(1)) for cell in cells[::2]])
    theirs.load()
    with patch.object(reading, "decode", wraps=decode) as parsed:
        for cell in cells:
            mine.commit([CellChange(cell, Decimal(2))])
            assert is_the_same(theirs.poll(), mine.load())
    assert parsed.call_count == 0


def test_a_plan_whose_file_lacks_a_table_is_followed_and_closed(path: Path) -> None:
    edited(lambda tables: tables.pop("acts"))(path)
    store = open_store(path)
    store.load()
    EDITS["a value"](path)
    assert store.poll() is not None
    store.commit([ActChange(Act(3, ActKind.CLOSE), Close())])
    assert open_store(path).verify() == ()
    assert open_store(path).load().plan.acts
