"""Exporting plans as workbooks, each over whatever its `guard` lets it replace; without one, over anything."""

from collections.abc import Sequence
from pathlib import Path

from scoring.messages import _
from scoring.model import Indicator, Plan
from scoring.quoting import quoted
from workbook.errors import ExportError
from workbook.model.export_context import ExportContext
from workbook.model.people import indicators_of, responsible_of
from workbook.sheets.workbooks import (
    PlanLoader,
    ProgressCallback,
    WorkbookMaker,
    entry_workbook,
    plan_workbook,
    plans_workbook,
)
from workbook.writing.replacing_file import Guard, write


def export(
    plan: Plan,
    path: Path,
    context: ExportContext,
    guard: Guard | None = None,
    make: WorkbookMaker = plan_workbook,
) -> None:
    """Write the workbook that `make` makes of one plan.

    Raises ExportError where the target cannot be written.
    """
    write(make(plan, context), path, guard)


def export_plans(
    loaders: Sequence[PlanLoader],
    path: Path,
    month: int,
    *,
    locale: str = "es_CO",
    progress: ProgressCallback | None = None,
    guard: Guard | None = None,
) -> None:
    """Write several plans into one workbook, with an index and a consolidated sheet, at one cut-off month.

    `loaders` read the plans, each when its turn comes; `progress` is told after each. Raises ExportError where the
    target cannot be written, and whatever a loader raises: nothing is written then.
    """
    write(plans_workbook(loaders, month, locale, progress or (lambda _done, _of: None)), path, guard)


def export_entry(
    plan: Plan, responsible: str, path: Path, context: ExportContext, guard: Guard | None = None
) -> tuple[Indicator, ...]:
    """Write the entry sheet of one responsible; return the indicators on it.

    A part of the name is enough, however it is spelt; the plan's responsible answers for what has none. Raises
    ExportError where nobody of that name answers for an indicator, naming those who do, and where the target cannot be
    written.
    """
    indicators = indicators_of(plan, responsible)
    if not indicators:
        known = "; ".join(sorted({responsible_of(plan, item) for item in plan.indicators} - {""})) or _("ninguno")
        sentence = _("Ningún indicador tiene como responsable a «{name}». En el plan están: {known}.")
        raise ExportError(sentence.format(name=quoted(responsible), known=known))
    names = "; ".join(dict.fromkeys(responsible_of(plan, item) for item in indicators))
    write(entry_workbook(plan, names, indicators, context), path, guard)
    return indicators
