"""An earlier state in the plan's place is noticed, offered back, and written over only when that is accepted."""

import errno
import os
import shutil
import stat
import subprocess
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from scoring.model import Cell, CellChange
from store import MaybeSavedError, NotSavedError, RecoverableStore, Seen, StoreError, open_store
from store.file import replacing, segments

MARCH, APRIL, MAY = (Cell("4", "efectivas", month) for month in (3, 4, 5))


class Notebook:
    """A memory that forgets when the test ends."""

    def __init__(self) -> None:
        self.pages: dict[str, dict[str, Seen]] = {}

    def last(self, address: str) -> Mapping[str, Seen]:
        return self.pages.get(address, {})

    def keep(self, address: str, plan: str, seen: Seen) -> None:
        self.pages.setdefault(address, {})[plan] = seen


@pytest.fixture
def memory() -> Notebook:
    return Notebook()


def committed(path: Path, memory: Notebook, count: int, cell: Cell = MARCH) -> RecoverableStore:
    store = open_store(path, memory)
    for _turn in range(count):
        store.commit([CellChange(cell, Decimal(store.load().seq + 1))])
    return store


@pytest.fixture
def old(path: Path, tmp_path: Path, memory: Notebook) -> Path:
    """A copy of the plan with two changes, which three more have followed."""
    committed(path, memory, 2).close()
    copy = tmp_path / "copia" / "vieja.json"
    copy.parent.mkdir()
    shutil.copy(path, copy)
    committed(path, memory, 3).close()
    return copy


def in_place(source: Path, path: Path) -> None:
    path.write_bytes(source.read_bytes())


def renamed(source: Path, path: Path) -> None:
    copy = path.with_name("nuevo")
    shutil.copy(source, copy)
    copy.rename(path)


class UnsyncedFolders(ModuleType):
    """The os module on a disk that does not confirm what folders hold."""

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)

    def fsync(self, descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        os.fsync(descriptor)


Put = Callable[[Path, Path], None]
both_ways = pytest.mark.parametrize("put", [in_place, renamed])


@both_ways
def test_a_session_that_had_the_newer_one_notices_and_puts_it_back_whole(path: Path, old: Path, put: Put) -> None:
    store = open_store(path)
    newest = store.load()
    assert newest.rolled_back is None
    put(old, path)
    found = store.poll()
    assert found is not None
    assert found.rolled_back is not None
    assert (found.seq, found.rolled_back.seen, found.rolled_back.newest) == (2, 5, 2)
    before = path.read_bytes()
    with pytest.raises(NotSavedError, match="estado anterior"):
        store.commit([CellChange(APRIL, Decimal(1))])
    with pytest.raises(NotSavedError, match="estado anterior"):
        store.undo()
    assert path.read_bytes() == before
    back = store.put_back()
    assert back.plan == newest.plan
    assert back.rolled_back is None
    assert store.verify() == ()
    assert before in [state.path.read_bytes() for state in store.states() if state.replaced]
    assert store.commit([CellChange(APRIL, Decimal(1))]).seq == 7
    store.close()


@both_ways
def test_the_next_command_of_who_had_the_newer_one_notices(path: Path, old: Path, memory: Notebook, put: Put) -> None:
    put(old, path)
    store = open_store(path, memory)
    rolled_back = store.load().rolled_back
    assert rolled_back is not None
    assert rolled_back.state is not None
    assert rolled_back.lost == 2, "the state before the last commit has been kept"
    assert f"plan restore {path} {rolled_back.state.path}" in rolled_back.sentence
    assert f"plan restore {path} --accept" in rolled_back.sentence
    assert "solo lectura" not in store.load().read_only
    before = path.read_bytes()
    with pytest.raises(NotSavedError, match="nada se escribe encima"):
        store.commit([CellChange(APRIL, Decimal(1))])
    assert path.read_bytes() == before
    assert open_store(path, memory).load().rolled_back is not None, "it is said again until it is accepted"
    assert store.put_back().plan.values[MARCH] == 4
    assert open_store(path, memory).load().rolled_back is None


def test_what_is_accepted_is_the_plan_from_then_on_and_what_it_lacks_is_kept(
    path: Path, old: Path, memory: Notebook
) -> None:
    in_place(old, path)
    store = open_store(path, memory)
    assert store.load().rolled_back is not None
    assert store.accept().rolled_back is None
    assert [state.replaced for state in store.states()].count(True) == 1
    assert store.commit([CellChange(APRIL, Decimal(1))]).seq == 3
    assert open_store(path, memory).load().rolled_back is None
    store.close()


def test_who_never_saw_the_newer_one_and_a_copy_elsewhere_are_told_nothing(
    path: Path, old: Path, memory: Notebook
) -> None:
    assert open_store(old, memory).load().rolled_back is None
    in_place(old, path)
    assert open_store(path, Notebook()).load().rolled_back is None


def test_another_plan_in_its_place_is_no_rollback(path: Path, old: Path, memory: Notebook) -> None:
    path.write_bytes(old.read_bytes().replace(b'"fyc-2024"', b'"cartera-2024"'))
    assert open_store(path, memory).load().rolled_back is None


def test_a_restoration_is_known_to_who_did_it_and_told_to_the_others(path: Path, old: Path, memory: Notebook) -> None:
    other = open_store(path)
    other.load()
    mine = open_store(path, memory)
    assert mine.restore(old).rolled_back is None
    assert open_store(path, memory).load().rolled_back is None
    told = other.poll()
    assert told is not None
    assert told.rolled_back is not None
    assert other.accept().rolled_back is None
    for store in (mine, other):
        store.close()


def test_a_restoration_that_the_disk_does_not_confirm_is_known_all_the_same(
    path: Path, old: Path, memory: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(path, memory)
    monkeypatch.setattr(replacing, "os", UnsyncedFolders("os"))
    with pytest.raises(MaybeSavedError) as caught:
        store.restore(old)
    assert caught.value.loaded.rolled_back is None


@pytest.mark.parametrize("there", [True, False], ids=["segments", "no segments"])
def test_what_was_sealed_is_contained(
    path: Path, memory: Notebook, monkeypatch: pytest.MonkeyPatch, *, there: bool
) -> None:
    monkeypatch.setattr(segments, "ROWS", 12)
    monkeypatch.setattr(segments, "KEPT", 4)
    committed(path, memory, 2).close()
    committed(path, Notebook(), 40).close()
    if not there:
        shutil.rmtree(path.with_suffix(".history"))
    assert open_store(path, memory).load().rolled_back is None


def test_a_history_of_another_branch_with_as_many_changes_is_noticed(path: Path, old: Path, memory: Notebook) -> None:
    other = committed(old, Notebook(), 38, APRIL)
    other.close()
    in_place(old, path)
    assert open_store(path, memory).load().rolled_back is not None


def git(folder: Path, *words: str) -> None:
    own = ("-c", "user.name=x", "-c", "user.email=x@y", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *own, *words], cwd=folder, check=True, capture_output=True)


def test_a_checkout_is_noticed_and_a_merge_is_sound(path: Path, memory: Notebook) -> None:
    folder = path.parent
    git(folder, "init")
    git(folder, "add", path.name)
    git(folder, "commit", "-m", "1")
    git(folder, "checkout", "-b", "rama")
    committed(path, memory, 1, APRIL).close()
    git(folder, "commit", "-am", "2")
    git(folder, "checkout", "main")
    assert open_store(path, memory).load().rolled_back is not None
    theirs = Notebook()
    committed(path, theirs, 1, MAY).close()
    git(folder, "commit", "-am", "3")
    git(folder, "merge", "rama", "-m", "4")
    for notebook in (memory, theirs):
        store = open_store(path, notebook)
        assert store.load().rolled_back is None
        assert store.verify() == ()
        store.commit([CellChange(MARCH, Decimal(1))])
        assert open_store(path, notebook).load().rolled_back is None
        store.close()


def test_what_another_program_changes_is_no_rollback(path: Path, memory: Notebook) -> None:
    store = committed(path, memory, 1)
    for figure in ("7", "8"):
        text = path.read_text(encoding="utf-8").replace('"value":"1"', f'"value":"{figure}"')
        path.write_text(text.replace('"value":"7"', f'"value":"{figure}"'), encoding="utf-8")
        found = store.poll()
        assert found is not None
        assert found.rolled_back is None
    assert open_store(path, memory).load().rolled_back is None
    store.close()


def test_a_state_that_a_restoration_replaced_outlives_the_thinning_until_it_is_dropped(path: Path, old: Path) -> None:
    store = open_store(path)
    newest = store.load().plan
    store.restore(old)
    for number in range(150):
        store.commit([CellChange(APRIL, Decimal(number))])
    [kept] = [state for state in store.states() if state.replaced]
    assert open_store(kept.path).load().plan == newest
    with pytest.raises(StoreError, match="no guarda un estado"):
        store.drop(f"../{path.name}")
    assert path.exists()
    store.drop(kept.path.name)
    assert not any(state.replaced for state in store.states())
    store.close()


def broken(data: bytes) -> bytes:
    assert b'"new":"2"' in data
    return data.replace(b'"new":"2"', b'"new":"3"').replace(b'"value":"2"', b'"value":"3"')


def test_a_broken_history_is_not_written_on_and_not_restored(path: Path, old: Path) -> None:
    old.write_bytes(broken(old.read_bytes()))
    store = open_store(path)
    with pytest.raises(NotSavedError, match=r"roto \(history seq 2"):
        store.restore(old)
    path.write_bytes(broken(path.read_bytes()))
    before = path.read_bytes()
    assert "el historial está roto (history seq 2" in store.load().read_only
    with pytest.raises(NotSavedError, match=f"plan verify {path}"):
        store.commit([CellChange(APRIL, Decimal(1))])
    assert path.read_bytes() == before
    recovery = store.recovery()
    assert recovery is not None
    assert recovery.snapshot is not None
    assert store.restore(recovery.snapshot.path).read_only == ""
    assert store.commit([CellChange(APRIL, Decimal(1))]).plan.values[APRIL] == 1
    store.close()


def test_a_broken_history_without_any_earlier_state_can_be_begun_anew(path: Path, old: Path) -> None:
    old.write_bytes(broken(old.read_bytes()))
    store = open_store(old)
    plan = store.load().plan
    recovery = store.recovery()
    assert recovery is not None
    assert recovery.snapshot is None
    assert recovery.salvaged == plan
    assert "historial" in recovery.left_out
    assert store.restore(None).plan == plan
    assert store.verify() == ()
    assert store.commit([CellChange(APRIL, Decimal(1))]).plan.values[APRIL] == 1
    assert path.exists()
    store.close()
