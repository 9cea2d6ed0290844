"""What an exported workbook says beside the plan: where it comes from, and its history."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from scoring.errors import PlanError
from scoring.messages import _
from scoring.model import Mark, Plan, Value
from scoring.text.clock import local_time
from store import Loaded, PlanStore, Record
from tui import __version__
from workbook.model.export_context import ExportContext, HistoryRecord


def check_target(target: Path, plans: Sequence[Path]) -> None:
    """Raise PlanError where a workbook would be written over one of the plans, or over a file of another kind."""
    if target.suffix.lower() not in {".xlsx", ".pdf"}:
        raise PlanError(_("«{target}»: el libro se escribe en un .xlsx, o con --pdf en un .pdf").format(target=target))
    if any(target.exists() and target.samefile(plan) for plan in plans):
        raise PlanError(_("«{target}» es el archivo del plan: el libro va en otro").format(target=target))


def export_context(store: PlanStore, loaded: Loaded, path: Path, month: int, now: datetime) -> ExportContext:
    """Return the context of an export at the cut-off `month`; `now` is an aware time."""
    return ExportContext(
        month=month,
        head=loaded.head,
        source=path.name,
        exported=local_time(now, loaded.plan.timezone, "%d/%m/%Y %H:%M"),
        program=f"plan {__version__}",
        history=tuple(_line(loaded.plan, row) for row in store.history()),
    )


def _line(plan: Plan, row: Record) -> HistoryRecord:
    return HistoryRecord(
        seq=row.seq,
        at=local_time(row.at, plan.timezone),
        by=row.by,
        cell=_("(el archivo)") if row.cell is None else str(row.cell),
        old=_figure(row.old),
        new=_figure(row.new),
        note=row.note,
    )


def _figure(value: Value | None) -> Decimal | str:
    return value.value if isinstance(value, Mark) else "" if value is None else value
