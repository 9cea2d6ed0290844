"""Writers wait for one another, and a holder that died or was stopped is no obstacle or is named."""

import fcntl
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from holders import holder

from histories import history_faults
from scoring.model import Cell, CellChange, Plan
from store import NotSavedError, open_store
from store.errors import BusyError
from store.file import lock, replacing, storage
from store.file.lock import locked, opened, refusal

MARCH, APRIL = Cell("4", "efectivas", 3), Cell("4", "efectivas", 4)


@pytest.mark.parametrize("stopped", [False, True])
def test_a_holder_is_named_when_the_wait_is_over(path: Path, monkeypatch: pytest.MonkeyPatch, *, stopped: bool) -> None:
    monkeypatch.setattr(lock, "DEADLINE", 0.05)
    before = path.read_bytes()
    with holder(path.parent) as child:
        if stopped:
            os.kill(child, signal.SIGSTOP)
        with pytest.raises(BusyError, match=rf"{child}.*root|{child}.*de \w+"):
            open_store(path).commit([CellChange(MARCH, Decimal(1))])
        assert open_store(path).load().seq == 0, "readers do not wait"
    assert path.read_bytes() == before


class BeforeRenaming(ModuleType):
    """The os module, in which something is done first whenever a file is about to be renamed."""

    def __init__(self, first: Callable[[], None]) -> None:
        super().__init__("os")
        self._first = first

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)

    def rename(self, name: str, to: str, **kwargs: Any) -> None:
        self._first()
        os.rename(name, to, **kwargs)  # noqa: PTH104 - relative to a descriptor


def stopped_writer(path: Path, acknowledged: int) -> int:
    """Start a writer that stops when only the rename is missing; the batch it is told is saved goes to a descriptor."""
    child = os.fork()
    if child == 0:
        try:
            stop = BeforeRenaming(lambda: os.kill(os.getpid(), signal.SIGSTOP))
            pytest.MonkeyPatch().setattr(replacing, "os", stop)
            os.write(acknowledged, open_store(path).commit([CellChange(MARCH, Decimal(1))]).batch.encode())
        finally:
            os._exit(0)
    assert os.WIFSTOPPED(os.waitpid(child, os.WUNTRACED)[1])
    return child


def faults(path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch, ending: signal.Signals) -> list[str]:
    """Stop a writer in its commit, let another try, let `ending` end the first; return what was found wrong.

    Where the other is let in, the first goes on at the moment that is worst for both.
    """
    reading, writing = os.pipe()
    writer = stopped_writer(path, writing)
    os.close(writing)

    def end() -> None:
        os.kill(writer, ending)
        os.waitpid(writer, 0)

    found, batches = [], set()
    with monkeypatch.context() as patch:
        patch.setattr(lock, "DEADLINE", 0.0)
        patch.setattr(replacing, "os", BeforeRenaming(end))
        try:
            batches.add(open_store(path).commit([CellChange(APRIL, Decimal(2))]).batch)
        except BusyError:
            end()
        except NotSavedError as error:
            found.append(f"let in while another was writing: {error}")
        else:
            found.append("let in while another was writing")
    with os.fdopen(reading) as pipe:
        batches |= set(filter(None, [pipe.read()]))
    try:
        batches.add(open_store(path).commit([CellChange(APRIL, Decimal(3))]).batch)
    except BusyError as error:
        found.append(f"shut out by a writer that has ended: {error}")
    return found + history_faults(path, plan, batches)


@pytest.mark.parametrize("ending", [signal.SIGCONT, signal.SIGKILL])
def test_a_writer_stopped_in_its_commit_keeps_the_others_out_until_it_goes_on_or_dies(
    path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch, ending: signal.Signals
) -> None:
    assert faults(path, plan, monkeypatch, ending) == []


def lock_file(*, breakable: bool) -> Callable[[Path], AbstractContextManager[int]]:
    """Return a lock as many programs have it: a file that its holder makes, and takes away at the end.

    Where it is `breakable` whoever finds it takes it for one that was left behind, as one that goes by its age will.
    """

    @contextmanager
    def lock(directory: Path) -> Iterator[int]:
        file = directory / ".lock"
        if breakable:
            file.unlink(missing_ok=True)
        try:
            file.touch(exist_ok=False)
        except FileExistsError:
            raise BusyError(str(file)) from None
        try:
            with opened(directory) as descriptor:
                yield descriptor
        finally:
            file.unlink(missing_ok=True)

    return lock


def test_a_lock_that_outlives_its_holder_is_found_out(path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "locked", lock_file(breakable=False))
    [found] = faults(path, plan, monkeypatch, signal.SIGKILL)
    assert "shut out by a writer that has ended" in found


def test_a_lock_that_anybody_may_break_is_found_out(path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "locked", lock_file(breakable=True))
    found = faults(path, plan, monkeypatch, signal.SIGCONT)
    assert "let in while another was writing" in found[0]
    assert "1 acknowledged batches lost" in found


def test_the_lock_holds_against_a_second_one_in_the_same_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "DEADLINE", 0.0)
    with locked(tmp_path):
        assert refusal(tmp_path) == ""
        with pytest.raises(BusyError), locked(tmp_path):
            pass
    with locked(tmp_path):
        pass


def test_deleting_every_other_file_does_not_open_the_lock(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "DEADLINE", 0.0)
    with locked(path.parent):
        for entry in path.parent.iterdir():
            if entry != path:
                entry.unlink()
        with pytest.raises(BusyError):
            open_store(path).commit([CellChange(MARCH, Decimal(1))])


def test_where_the_file_system_cannot_lock_the_plan_is_read_only(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def flock(_descriptor: int, _operation: int) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(fcntl, "flock", flock)
    store = open_store(path)
    assert "no permite bloquear" in store.load().read_only
    with pytest.raises(NotSavedError, match="no permite bloquear"):
        store.commit([CellChange(MARCH, Decimal(1))])
