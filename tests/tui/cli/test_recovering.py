"""A damaged plan that is opened: what is wrong is said, and nothing happens to it that was not chosen."""

from collections.abc import Callable
from pathlib import Path

import pytest

from command import Run
from store import Recovery, open_store
from tui.cli.shared.damaged_question import ask


@pytest.fixture
def damaged(run: Run, worked_file: Path) -> Path:
    """Return the worked example with one more figure, cut short and with an earlier state beside it."""
    run("set", worked_file, "1@abr=4.410.000.000")
    worked_file.write_bytes(worked_file.read_bytes()[:5000])
    return worked_file


def answers(*typed: str) -> Callable[[str], str]:
    """Return what types these answers, one after another."""
    left = iter(typed)
    return lambda _question: next(left)


def choose(path: Path, *typed: str) -> Path | None:
    store = open_store(path)
    recovery = store.recovery()
    assert isinstance(recovery, Recovery)
    return ask(store, path, recovery, answers(*typed))


def test_leaving_changes_nothing(damaged: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = damaged.read_bytes()
    assert choose(damaged, "7", "zz", "q") is None
    assert damaged.read_bytes() == before
    said = capsys.readouterr().out
    assert "dañado" in said
    assert "ver el último estado sano" in said


def test_looking_at_the_earlier_state_is_for_reading_only(damaged: Path) -> None:
    before = damaged.read_bytes()
    other = choose(damaged, "1")
    assert other is not None
    assert "solo lectura" in open_store(other).load().read_only
    assert damaged.read_bytes() == before


def test_going_back_keeps_the_damaged_file(run: Run, damaged: Path) -> None:
    before = damaged.read_bytes()
    assert choose(damaged, "2") == damaged
    assert run("get", damaged, "1@mar").out.endswith("1.facturado@3 4.500.000.000\n")
    assert before in [snapshot.path.read_bytes() for snapshot in open_store(damaged).states()]


def test_what_can_be_read_is_rescued(run: Run, worked_file: Path) -> None:
    worked_file.write_bytes(worked_file.read_bytes() + b"}")
    assert choose(worked_file, "3") == worked_file
    assert run("verify", worked_file).code == 0
    assert run("get", worked_file, "1@mar").out == "1.facturado@3 4.500.000.000\n"
