"""Ctrl-C and a hang-up come after a commit and not inside it; the head goes to the system log when asked."""

import signal
import syslog
import threading
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from scoring.model import Cell, CellChange
from store import open_store
from store.file import replacing

MARCH = Cell("4", "efectivas", 3)


def interrupted(write: Callable[..., Any]) -> Callable[..., Any]:
    """Return `write` with a Ctrl-C before it, as a program of one thread gets it.

    Sent to the process it could go to any thread that other tests have left behind in this one.
    """

    def call(*arguments: Any, **names: Any) -> Any:
        signal.pthread_kill(threading.get_ident(), signal.SIGINT)
        return write(*arguments, **names)

    return call


def test_an_interrupt_comes_when_the_commit_is_done(
    path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    # Whoever starts the tests in the background may have them ignore Ctrl-C.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    request.addfinalizer(lambda: signal.signal(signal.SIGINT, before))
    store = open_store(path)
    monkeypatch.setattr(replacing, "write", interrupted(replacing.write))
    with pytest.raises(KeyboardInterrupt):
        store.commit([CellChange(MARCH, Decimal(1))])
    store.close()
    assert open_store(path).load().plan.values[MARCH] == Decimal(1)
    assert not path.with_name(f".{path.name}.tmp").exists()


def test_the_head_goes_to_the_system_log_when_asked(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(syslog, "syslog", lambda _priority, text: told.append(text))
    store = open_store(path)
    store.commit([CellChange(MARCH, Decimal(1))])
    assert told == []
    monkeypatch.setenv("PLAN_SYSLOG", "1")
    loaded = store.commit([CellChange(MARCH, Decimal(2))])
    assert told == [f"fyc-2024 2 {loaded.head} {store.history()[-1].by}"]
    store.close()
