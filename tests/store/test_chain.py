"""A row of the history that is changed, taken out or put in is named, however the rest is made to agree with it."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from careless import digest_of_contents, digest_of_order, replace_digest
from scoring.model import Cell, CellChange, Plan
from store import create, open_store
from store.documents.encoding import encode
from store.documents.ids import record_id
from store.documents.json_reading import Tables

MARCH, APRIL, MAY = (Cell("4", "efectivas", month) for month in (3, 4, 5))
MARCH_ID, APRIL_ID, MAY_ID = "30103", "30104", "30105"


def cleared(tables: Tables) -> None:
    """Take April's only change out of history and cells."""
    del tables["history"][record_id(APRIL_ID, 1)]
    tables["cells"][APRIL_ID] |= {"value": None, "rev": 0}


def closed_over(tables: Tables) -> None:
    """Take April's change out and let the one after it continue the one before it."""
    cleared(tables)
    before, after = (tables["history"][record_id(MARCH_ID, rev)] for rev in (1, 2))
    after["prev"] = before["hash"][:16]


def put_in(tables: Tables) -> None:
    """Put a copy of April's change in as one of May's."""
    row = tables["history"][record_id(APRIL_ID, 1)]
    tables["history"][record_id(MAY_ID, 1)] = {**row, "cell": str(MAY)}
    tables["cells"][MAY_ID] |= {"value": row["new"], "rev": 1}


def another_figure(tables: Tables) -> None:
    """Let April have another value from its beginning."""
    tables["history"][record_id(APRIL_ID, 1)]["new"] = "7"
    tables["cells"][APRIL_ID]["value"] = "7"


def another(field: str, value: str) -> Callable[[Tables], None]:
    return lambda tables: tables["history"][record_id(APRIL_ID, 1)].update({field: value})


FORGERIES: dict[str, tuple[Callable[[Tables], None], str]] = {
    "another writer": (another("by", "otro"), "history seq 2"),
    "another time": (another("at", "2024"), "history seq 2"),
    "another note": (another("note", "x"), "history seq 2"),
    "another hash": (another("hash", "0" * 64), "history seq 2"),
    "another figure": (another_figure, "history seq 2"),
    "taken out": (cleared, "history seq 3"),
    "taken out and closed over": (closed_over, "history seq 3"),
    "put in": (put_in, "history seq 2"),
}
"""Each with the row that has to be named."""


def unnamed(path: Path) -> set[str]:
    """Forge the second of three changes in every way; return where the right row was not named first."""
    store = open_store(path)
    for cell, figure in ((MARCH, 1), (APRIL, 2), (MARCH, 3)):
        store.commit([CellChange(cell, Decimal(figure))])
    assert store.verify() == ()
    store.close()
    good = path.read_bytes()
    found = set()
    for name, (forge, place) in FORGERIES.items():
        tables = json.loads(good)
        forge(tables)
        path.write_bytes(encode(tables))
        if [problem.where for problem in open_store(path).verify()][:1] != [place]:
            found.add(name)
    return found


def test_what_stands_in_the_history_cannot_be_changed_unnoticed(path: Path) -> None:
    assert unnamed(path) == set()


@pytest.mark.parametrize(
    ("digest", "passed"),
    [
        (digest_of_order, {"another writer", "another time", "another note", "another figure"}),
        (digest_of_contents, {"taken out and closed over"}),
    ],
)
def test_a_hash_that_leaves_something_out_is_found_out(
    path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch, digest: Callable[..., str], passed: set[str]
) -> None:
    replace_digest(monkeypatch, digest)
    path.unlink()
    create(path, plan)
    assert unnamed(path) == passed
