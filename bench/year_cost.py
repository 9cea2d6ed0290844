"""What closes, reopenings and amendments cost later on: a commit and a status beside those of a fresh plan, in turns.

    python bench/year_cost.py [CYCLES]

A cycle is a close, a reopening and an amendment of the 2024 plan, approved; 334 of them are about a thousand acts. The
fastest of the runs are compared, of processor time for `plan status` and of time for a commit, syncs included.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Final

from scoring.model import Cell, CellChange
from scoring.model.acts import Act, ActChange, ActKind, Close, Reopening, SignOff
from scoring.model.fields import Field, FieldChange
from scoring.year.signing import act_of, digest_to_sign, signers
from store import PlanStore, open_store

PLAN: Final = Path(__file__).parents[1] / "plan_2024.json"
CYCLES: Final = 334
RUNS: Final = 25
COMMITS: Final = 200
JUNE: Final = 6


def lived_in(path: Path, cycles: int) -> PlanStore:
    """Return the store of a plan that was approved and then closed, reopened and amended so many times."""
    store = open_store(path)
    for signer in signers(store.load().plan):
        digest = digest_to_sign(store.load().plan, None)
        store.commit([ActChange(act_of(signer.role, None), SignOff(signer.role, digest))])
    for cycle in range(cycles):
        store.commit([ActChange(Act(JUNE, ActKind.CLOSE), Close())])
        store.commit([ActChange(Act(JUNE, ActKind.REOPENING), Reopening(f"motivo {cycle}"))])
        weight = Decimal(10 + cycle % 5) / 100
        store.commit([FieldChange(Field("2", "weight"), weight)], note=f"acta {cycle}")
    return store


def status(path: Path) -> float:
    """Return the seconds of processor time of a `plan status`."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "tui", "status", str(path), "--month", str(JUNE)]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own words
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def commit(store: PlanStore, value: int) -> float:
    """Return the seconds that a figure takes to be on disk."""
    begin = time.perf_counter()
    store.commit([CellChange(Cell("4", "efectivas", 11), Decimal(value))])
    return time.perf_counter() - begin


def ratio(fresh: Callable[[int], float], old: Callable[[int], float], runs: int) -> float:
    """Return the ratio of the fastest runs of both, taken in turns: what else the machine does only slows them."""
    pairs = [(fresh(run), old(run)) for run in range(1, runs + 1)]
    return min(second for _first, second in pairs) / min(first for first, _second in pairs)


def main() -> None:
    """Print the sizes and the ratios."""
    cycles = int(sys.argv[1]) if len(sys.argv) > 1 else CYCLES
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = folder
        fresh, old = (Path(folder, name, PLAN.name) for name in ("nuevo", "viejo"))
        for path in (fresh, old):
            path.parent.mkdir()
            shutil.copy(PLAN, path)
        young, aged = open_store(fresh), lived_in(old, cycles)
        young.load()
        print(f"{cycles} cycles: {fresh.stat().st_size} bytes fresh, {old.stat().st_size} after them")
        print(f"status  {ratio(lambda _run: status(fresh), lambda _run: status(old), RUNS):.2f} times")
        print(f"commit  {ratio(lambda run: commit(young, run), lambda run: commit(aged, run), COMMITS):.2f} times")


if __name__ == "__main__":
    main()
