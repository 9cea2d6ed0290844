"""Writing the workbook for the application, beside the typing."""

from datetime import UTC, datetime
from pathlib import Path

from store import open_store
from tui.controller.export_context import check_target, export_context
from workbook.writing.export import export


def write_workbook(path: Path, target: Path, month: int) -> None:
    """Write the workbook of the plan at `path` as it stands on disk, at the cut-off `month`.

    Opens the plan for itself: a store is for one thread. Raises PlanError or OSError where it cannot be written.
    """
    check_target(target, [path])
    store = open_store(path)
    loaded = store.load()
    export(loaded.plan, target, export_context(store, loaded, path, month, datetime.now(UTC)))
