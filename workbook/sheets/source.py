"""What an export is made of: a plan, what is known about it, and where its figures stand."""

from decimal import Decimal
from typing import NamedTuple

from scoring.messages import _
from scoring.model import Plan
from workbook.formulas.calculation import Calculation, scores_of
from workbook.model.layout import FollowUpRows, SheetNames, follow_up_rows


class HistoryEntry(NamedTuple):
    """One change of the plan's history."""

    seq: int
    at: str
    by: str
    cell: str
    old: Decimal | str
    """A number, or a text such as NP; empty where there was nothing."""
    new: Decimal | str
    note: str


class ExportContext(NamedTuple):
    """What an export says beside the plan itself; all of it data, so that the same export gives the same file."""

    month: int
    """The cut-off month, 0 to 12."""
    head: str = ""
    """The head of the store's history chain."""
    source: str = ""
    """The plan file's name."""
    exported: str = ""
    """When it was exported, as it is to be printed."""
    program: str = ""
    """The program and its version."""
    code: str = ""
    """The code that the quality system gives the form."""
    version: str = ""
    """The version of the form."""
    history: tuple[HistoryEntry, ...] = ()

    @property
    def footer(self) -> str:
        """What each page says of where it comes from."""
        when = _("exportado el {when}").format(when=self.exported) if self.exported else ""
        return " · ".join(filter(None, (self.source, when, self.program)))


class Edition(NamedTuple):
    """One plan being exported: every sheet is made from this and nothing else."""

    plan: Plan
    context: ExportContext
    names: SheetNames
    rows: FollowUpRows
    calculation: Calculation
    shared: bool
    """Whether it is one of several plans in a workbook, which is to be looked at and takes only the cut-off."""


def edition(plan: Plan, context: ExportContext, number: int | None = None) -> Edition:
    """Prepare a plan for export; `number` tells its sheets from those of other plans in the workbook."""
    names = SheetNames.of(number)
    rows = follow_up_rows(plan, names.follow_up)
    calculation = Calculation(plan, names.calculation, rows, scores_of(plan), context.month)
    return Edition(plan, context, names, rows, calculation, shared=number is not None)
