"""What an exported workbook says beside the plan: where it comes from, and its history."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from scoring.entry.change_words import address_words, held_words
from scoring.errors import PlanError
from scoring.messages import _
from scoring.model import Cell, Plan
from scoring.model.fields import Address
from scoring.text.clock import local_time
from store import Loaded, Past, PlanStore, Record
from tui import __version__
from tui.exports.logo import read_logo
from tui.grid.origins import who
from workbook.model.export_context import MOST_RECORDS, ExportContext, HistoryRecord


def check_target(target: Path, plans: Sequence[str | Path], *, suffix: str = ".xlsx") -> None:
    """Raise PlanError where an export would be written over one of the plans, or its name ends in another `suffix`.

    `plans` are paths or addresses; an address that names no file cannot be written over.
    """
    if target.suffix.lower() != suffix:
        raise PlanError(_("«{target}»: el libro se escribe en un .xlsx, o con --pdf en un .pdf").format(target=target))
    if any(target.exists() and Path(plan).exists() and target.samefile(plan) for plan in plans):
        raise PlanError(_("«{target}» es el archivo del plan: el libro va en otro").format(target=target))


def export_context(store: PlanStore, loaded: Loaded, month: int, now: datetime) -> ExportContext:
    """Return the context of an export at the cut-off `month`; `now` is an aware time.

    PlanError where the plan's logo cannot be read.
    """
    return _context(store, loaded.plan, store.history(), month, now)._replace(head=loaded.head)


def past_context(store: PlanStore, past: Past, month: int, now: datetime, *, told: str) -> ExportContext:
    """Return the same of the plan as it was; `told` are the words that say when."""
    records = [row for row in store.history() if row.seq <= past.seq]
    return _context(store, past.plan, records, month, now)._replace(head=past.head, as_it_was=told)


def _context(store: PlanStore, plan: Plan, records: Sequence[Record], month: int, now: datetime) -> ExportContext:
    return ExportContext(
        month=month,
        source=store.address.rpartition("/")[2],
        exported=local_time(now, plan.timezone, "%d/%m/%Y %H:%M"),
        program=f"plan {__version__}",
        logo=read_logo(plan, store.address),
        history=tuple(_entry(plan, row) for row in records[-MOST_RECORDS:]),
        earlier=max(0, len(records) - MOST_RECORDS),
    )


def _entry(plan: Plan, row: Record) -> HistoryRecord:
    return HistoryRecord(
        seq=row.seq,
        at=local_time(row.at, plan.timezone),
        by=who(row),
        cell=_("(el archivo)") if row.address is None else str(row.address),
        what="" if row.address is None or row.cell else address_words(plan, row.address),
        old=_held(plan, row.address, row.old),
        new=_held(plan, row.address, row.new),
        note=row.note,
    )


def _held(plan: Plan, address: Address | None, value: Any) -> Decimal | str:
    """Return a cell's number as one, and anything else in words."""
    if address is None or value is None:
        return ""
    if isinstance(address, Cell) and isinstance(value, Decimal):
        return value
    return held_words(plan, address, value)
