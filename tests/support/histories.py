"""The checker of a history: every commit that was acknowledged is in it, and it is one chain of changes."""

from pathlib import Path

from scoring.model import Plan
from store import StoreError, open_store
from store.history.records import change_to
from store.history.state import value_at


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
    replayed = plan
    for row in history:
        assert row.address is not None
        held = value_at(replayed, row.address)
        if row.old != held:
            found.append(f"{row.address} was {held}, not {row.old}")
        change = change_to(row, row.new)
        assert change is not None
        replayed = replayed.with_changes([change])
    if replayed != loaded.plan:
        found.append("the plan is not that of the history")
    return found
