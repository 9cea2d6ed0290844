"""Writing the workbook for the application, beside the typing."""

from datetime import UTC, datetime
from pathlib import Path

from store import PlanStore
from tui.controller.export_context import check_target, export_context
from workbook.writing.export import export


def write_workbook(store: PlanStore, target: Path, month: int) -> None:
    """Write the workbook of the plan that `store` keeps, as it is on disk, at the cut-off `month`.

    Reads it through another store: one is for one thread. Raises PlanError or OSError where it cannot be written.
    """
    check_target(target, [store.address])
    own = store.another()
    try:
        loaded = own.load()
        export(loaded.plan, target, export_context(own, loaded, month, datetime.now(UTC)))
    finally:
        own.close()
