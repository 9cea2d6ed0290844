"""A system call that fails, at every place of a commit, leaves the old file or the new one, and says which."""

import errno
import gc
import os
import resource
import shutil
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import count
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from careless import write_in_place
from scoring.model import Cell, CellChange
from scoring.model.fields import Change, Field, FieldChange
from store import MaybeSavedError, NotSavedError, StoreError, open_store
from store.file import folders, kept_states, lock, lock_file, permissions, reading, replacing, storage
from store.file.kept_states import folder_name
from store.file.replacing import temporary_name

CALLS = frozenset(
    {
        "chmod",
        "chown",
        "close",
        "fchmod",
        "fchown",
        "fstat",
        "fsync",
        "getxattr",
        "link",
        "listxattr",
        "mkdir",
        "open",
        "rename",
        "setxattr",
        "unlink",
        "write",
    }
)
MODULES = (replacing, kept_states, folders, storage, lock, lock_file, permissions, reading)
CHANGES = (
    CellChange(Cell("4", "efectivas", 3), Decimal(96200)),
    FieldChange(Field("4", "weight"), Decimal("0.35")),
)
each_change = pytest.mark.parametrize("change", CHANGES, ids=["a cell", "a field"])


class Crash(BaseException):
    """Stands for the process ending here."""


class FaultyOS(ModuleType):
    """The os module in which the call number `fail_at` fails, or with a Crash is not made, nor any after it."""

    def __init__(self, fail_at: int = 0, failure: BaseException | None = None) -> None:
        super().__init__("os")
        self.calls: list[str] = []
        self._fail_at = fail_at
        self._failure = failure

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        return self._counted(name, real) if name in CALLS else real

    def _counted(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            self.calls.append(name)
            number = len(self.calls)
            over = isinstance(self._failure, Crash) and number > self._fail_at > 0
            if self._failure is not None and (over or number == self._fail_at):
                if name == "close":
                    real(*args, **kwargs)
                raise self._failure
            return real(*args, **kwargs)

        return call


def commit_over(shim: FaultyOS, path: Path, monkeypatch: pytest.MonkeyPatch, change: Change) -> BaseException | None:
    """Commit one change with `shim` for the os module; return what the commit raised."""
    store = open_store(path)
    store.load()
    gc.disable()  # what an earlier commit left in cycles would close its files among the calls counted here
    with monkeypatch.context() as patch:
        for module in MODULES:
            patch.setattr(module, "os", shim)
        try:
            store.commit([change])
        except (NotSavedError, MaybeSavedError, Crash) as error:
            return error
        finally:
            patch.undo()
            gc.enable()
            store.close()
    return None


Outcome = tuple[str, BaseException | None]


def outcomes(
    path: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException, change: Change, fsyncs: int = 2
) -> Iterator[Outcome]:
    """Let each call of a commit fail in turn; yield its name and what the commit raised, then start afresh."""
    before = path.read_bytes()
    for number in count(1):
        shim = FaultyOS(number, failure)
        error = commit_over(shim, path, monkeypatch, change)
        if len(shim.calls) < number:
            assert error is None
            assert shim.calls.count("fsync") == fsyncs
            return
        yield shim.calls[number - 1], error
        path.write_bytes(before)
        shutil.rmtree(path.with_name(folder_name(path.name)), ignore_errors=True)


def disagreement(path: Path, before: bytes, told: BaseException | None, change: Change) -> str:
    """Return how the file is not what a commit that raised `told`, or nothing, has said it is; empty if it is."""
    if path.read_bytes() == before:
        return "" if isinstance(told, NotSavedError | Crash) else "called saved, and is not"
    store = open_store(path)
    try:
        saved = store.load().plan == store.load().plan.with_changes([change]) and store.verify() == ()
    except StoreError as error:
        return str(error)
    finally:
        store.close()
    if isinstance(told, NotSavedError):
        return "called not saved, and is changed"
    return "" if saved else "neither as it was nor as it should be"


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS])
@each_change
def test_a_failing_call_is_told_as_what_it_is(
    path: Path, monkeypatch: pytest.MonkeyPatch, code: int, change: Change
) -> None:
    before = path.read_bytes()
    told = []
    for name, error in outcomes(path, monkeypatch, OSError(code, os.strerror(code)), change):
        told.append((name, type(error)))
        assert disagreement(path, before, error, change) == "", name
        assert name == "unlink" or not path.with_name(temporary_name(path.name)).exists()
    assert [outcome for name, outcome in told if name == "fsync"] == [NotSavedError, MaybeSavedError]
    assert {outcome for _name, outcome in told} == {NotSavedError, MaybeSavedError, type(None)}


@each_change
def test_a_process_that_ends_between_two_calls_leaves_a_good_file(
    path: Path, monkeypatch: pytest.MonkeyPatch, change: Change
) -> None:
    before = path.read_bytes()
    for name, error in outcomes(path, monkeypatch, Crash(), change):
        assert isinstance(error, Crash), name
        assert disagreement(path, before, error, change) == "", name
        assert commit_over(FaultyOS(), path, monkeypatch, change) is None


@pytest.mark.parametrize(
    "failure", [OSError(errno.ENOSPC, "No space left on device"), Crash()], ids=["a call fails", "the process ends"]
)
def test_writing_in_place_is_found_out(path: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException) -> None:
    monkeypatch.setattr(replacing, "write", write_in_place)
    monkeypatch.setattr(reading, "_PAUSE", 0)
    before = path.read_bytes()
    damaged = {
        name
        for name, error in outcomes(path, monkeypatch, failure, CHANGES[0], fsyncs=1)
        if "dañado" in disagreement(path, before, error, CHANGES[0])
    }
    assert "write" in damaged


def faults_under_a_size_limit(path: Path) -> list[str]:
    """Commit where no file may become larger than half the plan; return what was found wrong."""
    before = path.read_bytes()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            store = open_store(path)
            store.load()
            # SIGXFSZ, which comes with the error and would end the process, is ignored by Python from its start.
            resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) // 2, len(before) // 2))
            store.commit([CHANGES[0]])
        except NotSavedError as error:
            code = 0 if "no se guardó" in str(error) else 1
        finally:
            os._exit(code)
    refused = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    found = [
        disagreement(path, before, NotSavedError(), CHANGES[0]),
        "" if refused else "not refused with its sentence",
    ]
    found += [f"{entry.name} left behind" for entry in path.parent.iterdir() if entry.suffix not in {".json", ".lock"}]
    return [fault for fault in found if fault]


def test_a_file_size_limit_refuses_the_commit(path: Path) -> None:
    assert faults_under_a_size_limit(path) == []


def test_writing_in_place_under_a_file_size_limit_is_found_out(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    size = path.stat().st_size
    monkeypatch.setattr(replacing, "write", write_in_place)
    found = faults_under_a_size_limit(path)
    assert "dañado" in found[0]
    assert path.stat().st_size == size // 2
