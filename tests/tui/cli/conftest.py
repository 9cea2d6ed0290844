"""A plan file of one's own, and the command line run in this process."""

import shutil
from pathlib import Path

import pytest

from command import Outcome, Run
from plans import WORKED_EXAMPLE
from tui.__main__ import main

ROOT = Path(__file__).parents[3]
MONTHS = ("ene", "feb", "mar")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `plan` with the words given."""

    def plan(*words: str | Path) -> Outcome:
        code = main([str(word) for word in words])
        return Outcome(code, *capsys.readouterr())

    return plan


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    """Return a fresh copy of the 2024 plan."""
    return Path(shutil.copy(ROOT / "plan_2024.json", tmp_path / "plan_2024.json"))


@pytest.fixture
def worked_file(plan_file: Path, run: Run) -> Path:
    """Return the plan with the worked example entered by `plan set`."""
    assignments = [
        f"{address}@{month}={figure}"
        for address, figures in WORKED_EXAMPLE.items()
        for month, figure in zip(MONTHS, figures, strict=True)
        if figure is not None
    ]
    outcome = run("set", plan_file, "7.base=50.000.000", "8.base=400", *assignments)
    assert outcome.code == 0, outcome.err
    return plan_file
