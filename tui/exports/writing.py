"""Writing the workbook for the application, beside the typing."""

from datetime import UTC, datetime
from pathlib import Path

from store import PlanStore
from tui.exports.context import check_target, export_context
from tui.exports.overwriting import OverwritingGuard
from tui.personal.exported import keep_last
from workbook.writing.export import export


def write_workbook(store: PlanStore, target: Path, month: int, *, seen: str = "") -> None:
    """Write the workbook of the plan that `store` keeps, as it is on disk, at the cut-off `month`.

    Reads it through another store: one is for one thread. `seen` is the SHA-256 of a file of anybody's that may be
    written over. Raises OccupiedError where there is another, PlanError or OSError where it cannot be written.
    """
    check_target(target, [store.address])
    own = store.another()
    try:
        loaded = own.load()
        guard = OverwritingGuard(target, [lambda: loaded.plan], files=[store.address], seen=seen)
        export(loaded.plan, target, export_context(own, loaded, month, datetime.now(UTC)), guard)
    finally:
        own.close()
    keep_last(store.address, target)
