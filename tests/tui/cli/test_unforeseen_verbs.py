"""Verbs in which something goes wrong that nobody foresaw: one sentence, a report, and nothing of a plan in either."""

import os
import stat
import sys
from pathlib import Path

import pytest

from command import Run
from tui.cli import status
from tui.personal.crash_reports import keep_report

SECRETS = ("Ana Pérez", "53090367849")


def report_in(folder: Path) -> str:
    """Return the only report in a state directory, which is nobody else's to read."""
    [report] = folder.rglob("reports/*.txt")
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    return report.read_text(encoding="utf-8")


def fail(*_arguments: object) -> None:
    """Fail as a verb may: with a plan's contents in the message, in its cause, and around."""
    figure = " ".join(SECRETS)
    raise ExceptionGroup(figure, [ValueError(figure), OSError(28, figure)]) from KeyError(figure)


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "own"))
    return tmp_path / "own"


def test_a_verb_says_one_sentence_and_where_its_report_is(
    plan_file: Path, run: Run, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(status, "run", fail)
    outcome = run("status", plan_file)
    assert (outcome.code, outcome.out) == (1, "")
    report = report_in(state)
    assert outcome.err.startswith("plan: algo falló")
    assert outcome.err.count("\n") == 1
    assert str(state) in outcome.err
    for type_ in ("KeyError", "ExceptionGroup", "ValueError", "OSError ENOSPC"):
        assert type_ in report
    assert not any(secret in outcome.err + report for secret in SECRETS)


def test_a_monitor_cannot_tell(plan_file: Path, run: Run, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(status, "run", fail)
    outcome = run("status", plan_file, "--monitor")
    assert outcome.code == 3
    assert outcome.out.count("\n") == 1
    assert str(state) in outcome.out


def test_a_report_that_cannot_be_written_is_said(
    plan_file: Path, run: Run, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state.touch()
    monkeypatch.setattr(status, "run", fail)
    outcome = run("status", plan_file)
    assert outcome.code == 1
    assert "el informe no se pudo escribir" in outcome.err


def test_old_reports_give_way(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for process in range(30):
        monkeypatch.setattr(os, "getpid", lambda process=process: process)
        keep_report(ValueError())
    assert 15 < len(list(state.rglob("*.txt"))) <= 20


def test_a_deep_recursion_is_reported_in_a_few_lines(state: Path) -> None:
    def deeper(depth: int) -> int:
        return deeper(depth + 1)

    limit = sys.getrecursionlimit()
    with pytest.raises(RecursionError) as caught:
        deeper(0)
    keep_report(caught.value)
    assert report_in(state).count("\n") < limit / 2
