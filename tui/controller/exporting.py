"""Writing the workbook for the application, beside the typing."""

from datetime import UTC, datetime
from pathlib import Path

from store import PlanStore
from tui.controller.export_context import check_target, export_context
from workbook.writing.export import export


def write_workbook(store: PlanStore, target: Path, month: int) -> None:
    """Write the workbook of a plan as it is kept now, at the cut-off `month`.

    `store` must be the calling thread's own. Raises PlanError or OSError where it cannot be written.
    """
    path = Path(store.address)
    check_target(target, [path])
    loaded = store.load()
    export(loaded.plan, target, export_context(store, loaded, path, month, datetime.now(UTC)))
