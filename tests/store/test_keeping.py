"""Earlier states: what a restoration replaces is among them, and they stay in order."""

import errno
import os
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from scoring.model import Cell, CellChange
from store import NotSavedError, RecoverableStore, create, open_store
from store.documents.migrations import SCHEMA
from store.file.user_and_time import written_at

MARCH = Cell("4", "efectivas", 3)


@pytest.fixture
def store(path: Path) -> Iterator[RecoverableStore]:
    """A plan with one earlier state."""
    opened = open_store(path)
    opened.load()
    opened.commit([CellChange(MARCH, Decimal(0))])
    yield opened
    opened.close()


@pytest.mark.parametrize("hindrance", ["no links", "a snapshot of that time", "no folder"])
def test_what_a_restoration_replaces_is_kept_or_nothing_is_restored(
    store: RecoverableStore, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hindrance: str
) -> None:
    copy = tmp_path / "copia.json"
    copy.write_bytes(path.read_bytes())
    damaged = path.read_bytes()[:5000]
    path.write_bytes(damaged)
    folder = path.with_name(f".{path.name}.snapshots")

    def no_link(*_arguments: object, **_more: object) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    match hindrance:
        case "no links":
            monkeypatch.setattr(os, "link", no_link)
        case "a snapshot of that time":
            other = next(iter(folder.iterdir()))
            os.utime(path, ns=(other.stat().st_atime_ns, other.stat().st_mtime_ns))
            other.rename(other.with_name(written_at(path.stat()).strftime("%Y%m%dT%H%M%S.%fZ.json")))
        case _:
            shutil.rmtree(folder)
            folder.write_bytes(b"")
    if hindrance == "no folder":
        with pytest.raises(NotSavedError, match="no se reemplazó"):
            store.restore(copy)
        assert path.read_bytes() == damaged
    else:
        assert store.restore(copy).plan.values
        assert damaged in [file.read_bytes() for file in folder.iterdir()]


def test_earlier_states_stay_in_order_when_the_clock_is_set_back(store: RecoverableStore, path: Path) -> None:
    ahead = path.stat().st_mtime_ns + 10**18
    store.commit([CellChange(MARCH, Decimal(1))])
    os.utime(path, ns=(ahead, ahead))
    for figure in range(2, 6):
        store.commit([CellChange(MARCH, Decimal(figure))])
    path.write_bytes(b"{")
    recovery = store.recovery()
    assert recovery is not None
    assert recovery.snapshot is not None
    assert open_store(recovery.snapshot.path).load().plan.values[MARCH] == 4


def test_what_stands_open_keeps_no_plan_from_being_backed_up(store: RecoverableStore, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"weight":"0.40"', '"weight":"0.45"', 1), encoding="utf-8")
    path.chmod(0o666)
    path.parent.chmod(0o777)
    assert len(store.verify()) == 3
    assert store.backup().read_bytes() == path.read_bytes()


def test_a_plan_of_a_newer_schema_is_not_restored(store: RecoverableStore, path: Path, tmp_path: Path) -> None:
    newer = tmp_path / "nuevo.json"
    text = path.read_text(encoding="utf-8").replace(f'"schema":{SCHEMA}', f'"schema":{SCHEMA + 1}', 1)
    newer.write_text(text, encoding="utf-8")
    with pytest.raises(NotSavedError, match="versión más nueva"):
        store.restore(newer)


def test_another_plan_is_not_restored_over_a_damaged_one(store: RecoverableStore, path: Path, tmp_path: Path) -> None:
    other = tmp_path / "otro.json"
    create(other, open_store(path).load().plan._replace(id="otro"))
    path.write_bytes(b"{")
    with pytest.raises(NotSavedError, match="es otro plan"):
        store.restore(other)
