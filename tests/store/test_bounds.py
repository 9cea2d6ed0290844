"""What is too large is not read, and what earlier states take of the disk has a bound."""

import errno
import os
import resource
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from scoring.model import Cell, CellChange
from store import DamagedError, NotSavedError, StoreError, open_store
from store.file import storage
from store.file.full_disk import making_room
from store.file.kept_states import folder_name
from store.recovery import snapshots
from store.recovery.snapshots import thin

MARCH = Cell("4", "efectivas", 3)


def test_a_file_larger_than_any_plan_is_refused_before_it_is_read(path: Path) -> None:
    store = open_store(path)
    store.commit([CellChange(MARCH, Decimal(1))])
    os.truncate(path, 3 << 30)
    child = os.fork()
    if child == 0:
        code = 1
        try:
            resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
            open_store(path).load()
        except DamagedError as error:
            code = 0 if "tiene 3072 MB y un plan no pasa de 64" in str(error) else 2
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    with pytest.raises(StoreError, match="3072 MB"):
        store.backup()
    recovery = store.recovery()
    assert recovery is not None
    assert recovery.snapshot is not None
    assert store.restore(recovery.snapshot.path).plan.values.get(MARCH) is None
    [kept] = [state.path for state in store.states() if state.replaced]
    assert kept.stat().st_size == 3 << 30
    store.drop(kept.name)
    store.close()


def test_a_commit_that_nobody_could_read_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(path)
    store.load()
    before = path.read_bytes()
    monkeypatch.setattr(storage, "LARGEST", len(before))
    with pytest.raises(NotSavedError, match="pasaría de"):
        store.commit([CellChange(MARCH, Decimal(1))])
    assert path.read_bytes() == before


def test_earlier_states_have_a_budget_and_those_that_were_replaced_are_no_part_of_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(path)
    old = store.backup()
    for number in range(5):
        store.commit([CellChange(MARCH, Decimal(number))])
    store.restore(old)
    for number in range(5):
        store.commit([CellChange(MARCH, Decimal(number))])
    monkeypatch.setattr(snapshots, "BUDGET", 3 * path.stat().st_size)
    thin(path, datetime.now(UTC))
    states = store.states()
    assert [state.replaced for state in states].count(True) == 1
    assert 1 < len(states) <= 4
    monkeypatch.setattr(snapshots, "BUDGET", 0)
    store.commit([CellChange(MARCH, Decimal(9))])
    assert [state.replaced for state in store.states()] == [False, True], "the newest stays, and at every commit"
    store.close()


def test_earlier_states_give_way_on_a_full_disk_the_oldest_first_and_never_one_that_was_replaced(path: Path) -> None:
    store = open_store(path)
    old = store.backup()
    store.commit([CellChange(MARCH, Decimal(1))])
    store.restore(old)
    for number in range(4):
        store.commit([CellChange(MARCH, Decimal(number))])
    folder = path.with_name(folder_name(path.name))
    room = 2
    before = sorted(item.name for item in folder.iterdir() if "replaced" not in item.name)
    gone: list[str] = []

    def write() -> str:
        present = {item.name for item in folder.iterdir()}
        gone[:] = [name for name in before if name not in present]
        if len(gone) < room:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return "written"

    assert making_room(path, 10, write) == "written"
    assert gone == before[:2]

    def never() -> None:
        raise OSError(errno.EDQUOT, os.strerror(errno.EDQUOT))

    with pytest.raises(OSError, match=os.strerror(errno.EDQUOT)):
        making_room(path, 10, never)
    assert [state.replaced for state in store.states()] == [True]
    store.close()
