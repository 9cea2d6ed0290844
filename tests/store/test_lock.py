"""Writers wait for one another, and a holder that died or was stopped is no obstacle or is named."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import pytest

from scoring.model import Cell, Change
from store import NotSavedError, open_store
from store.errors import BusyError
from store.lock import locked, refusal

MARCH = Cell("4", "efectivas", 3)


@contextmanager
def holder(directory: Path) -> Iterator[int]:
    """Let another process hold the lock of `directory`; yields its number and ends it."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        with locked(directory):
            os.write(writing, b"!")
            signal.pause()
    os.read(reading, 1)
    try:
        yield child
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(reading)
        os.close(writing)


@pytest.mark.parametrize("stopped", [False, True])
def test_a_holder_is_named_when_the_wait_is_over(path: Path, monkeypatch: pytest.MonkeyPatch, *, stopped: bool) -> None:
    monkeypatch.setattr("store.lock.DEADLINE", 0.05)
    before = path.read_bytes()
    with holder(path.parent) as child:
        if stopped:
            os.kill(child, signal.SIGSTOP)
        with pytest.raises(BusyError, match=rf"{child}.*root|{child}.*de \w+"):
            open_store(path).commit([Change(MARCH, Decimal(1))])
        assert open_store(path).load().seq == 0, "readers do not wait"
    assert path.read_bytes() == before


def test_a_killed_holder_is_no_obstacle(path: Path) -> None:
    with holder(path.parent) as child:
        os.kill(child, signal.SIGKILL)
        assert open_store(path).commit([Change(MARCH, Decimal(1))]).seq == 1


def test_the_lock_holds_against_a_second_one_in_the_same_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.lock.DEADLINE", 0.0)
    with locked(tmp_path):
        assert refusal(tmp_path) == ""
        with pytest.raises(BusyError), locked(tmp_path):
            pass
    with locked(tmp_path):
        pass


def test_deleting_every_other_file_does_not_open_the_lock(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.lock.DEADLINE", 0.0)
    with locked(path.parent):
        for entry in path.parent.iterdir():
            if entry != path:
                entry.unlink()
        with pytest.raises(BusyError):
            open_store(path).commit([Change(MARCH, Decimal(1))])


def test_where_the_file_system_cannot_lock_the_plan_is_read_only(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def flock(_descriptor: int, _operation: int) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr("store.lock.fcntl.flock", flock)
    store = open_store(path)
    assert "no permite bloquear" in store.load().read_only
    with pytest.raises(NotSavedError, match="no permite bloquear"):
        store.commit([Change(MARCH, Decimal(1))])
