"""The checker of a history: every commit that was acknowledged is in it, and it is one chain of changes."""

from pathlib import Path

from scoring.model import Cell, Plan, Value
from store import StoreError, open_store


def history_faults(path: Path, plan: Plan, batches: set[str]) -> list[str]:
    """Return what is wrong with the history that the acknowledged `batches` should have left of `plan`."""
    store = open_store(path)
    try:
        loaded, history, found = store.load(), store.history(), [str(problem) for problem in store.verify()]
    except StoreError as error:
        return [str(error)]
    finally:
        store.close()
    lost = batches - {row.batch for row in history}
    if lost:
        found.append(f"{len(lost)} acknowledged batches lost")
    if [row.seq for row in history] != list(range(1, len(history) + 1)):
        found.append("numbers not dense")
    values: dict[Cell, Value | None] = dict(plan.values)
    for row in history:
        assert row.cell is not None
        if row.old != values.get(row.cell):
            found.append(f"{row.cell} was {values.get(row.cell)}, not {row.old}")
        values[row.cell] = row.new
    if {cell: value for cell, value in values.items() if value is not None} != loaded.plan.values:
        found.append("figures are not those of the history")
    return found
