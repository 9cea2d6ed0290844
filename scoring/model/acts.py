"""Acts: what makes a plan official, each a frozen value at an address: closes, reopenings, sign-offs, remarks.

A plan has the acts that are in force; those that others have taken the place of are in its history.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from scoring.messages import _
from scoring.model.cells import MONTHS, Cell
from scoring.model.level import Level
from scoring.quoting import quoted

if TYPE_CHECKING:
    from scoring.model.plan import Plan

_MONTHS: Final = {str(month): month for month in MONTHS}


class ActKind(StrEnum):
    """What an act is; the address of one begins with it."""

    CLOSE = "close"
    REOPENING = "reopening"
    SIGN_OFF = "sign_off"
    APPROVAL = "approval"
    REMARK = "remark"
    EVIDENCE = "evidence"

    @property
    def is_lasting(self) -> bool:
        """Whether undo never takes it back."""
        return self not in {ActKind.REMARK, ActKind.EVIDENCE}


_KINDS: Final = frozenset(kind.value for kind in ActKind)


class Act(NamedTuple):
    """The address of an act.

    The month comes first, so that no address of an act equals one of a cell.
    """

    month: int | None
    """The cut-off or month that it is about; None for the plan's terms, or a constant."""
    kind: ActKind
    subject: str = ""
    """An indicator's id, a role's key, or a cell without its month; empty for the whole plan."""

    @classmethod
    def parse(cls, text: str) -> "Act":
        """Return the act that a canonical form names; ValueError if none."""
        address, _at, month = text.partition("@")
        kind, _dot, subject = address.partition(".")
        if kind in _KINDS:
            act = cls(_MONTHS.get(month), ActKind(kind), subject)
            if str(act) == text:
                return act
        raise ValueError(_("«{text}» no es un acto del plan").format(text=quoted(text)))

    @property
    def indicator(self) -> str:
        """The id of the indicator it concerns; empty where it concerns none."""
        return "" if self.kind is ActKind.SIGN_OFF else self.subject.partition(".")[0]

    def __str__(self) -> str:
        """Return the canonical form that is stored and printed: `close@3`, `sign_off.reviso`, `remark.6@3`."""
        subject = f".{self.subject}" if self.subject else ""
        return f"{self.kind}{subject}" if self.month is None else f"{self.kind}{subject}@{self.month}"


class SubmittedFigures(NamedTuple):
    """The figures of a node at a close. Fractions, rounded to `SUBMITTED_PLACES` digits behind the point."""

    node: str
    """`plan`, `objective.2`, `action.1.2` or the id of an indicator."""
    programmed: Decimal
    progress: Decimal
    compliance: Decimal | None
    reported: Decimal | None
    level: Level
    result: Decimal | None
    """Of an indicator; None for other nodes, and where there is none."""


SUBMITTED_PLACES: Final = 12
"""Digits behind the point of submitted figures: far more than are ever shown, and a close stays small."""


class Missing(NamedTuple):
    """How much was missing at a close."""

    figures: int = 0
    remarks: int = 0
    doubts: int = 0
    """Doubts that concern figures."""


class Close(NamedTuple):
    """The months up to one are closed; the submitted cut-off (*corte presentado*) with its figures."""

    version: int = 0
    """The version in force."""
    head: str = ""
    """The head of the history that was closed."""
    missing: Missing = Missing()
    corrected: tuple[str, ...] = ()
    """The cells that were corrected under the reopenings that it ends, by their addresses."""
    figures: tuple[SubmittedFigures, ...] = ()
    """Of the plan, then of every node below it in the form's order."""
    at: str = ""
    """When: ISO 8601, UTC."""
    by: str = ""


class Reopening(NamedTuple):
    """A closed month is open again, all of it or one indicator, until the next close."""

    reason: str
    before: tuple[tuple[str, str], ...] = ()
    """The cells that it opens and that held something, by their addresses, and what each held."""
    at: str = ""
    by: str = ""


class SignOff(NamedTuple):
    """Somebody in a role agrees to a version of the plan, or to a submitted cut-off."""

    role: str
    """As the plan calls it: Revisó."""
    digest: str
    """Of what is agreed to: 64 hexadecimal digits."""
    version: int = 0
    """The version that is agreed to, or was in force at the cut-off."""
    name: str = ""
    post: str = ""
    """Who signs for the role, as the plan says."""
    signature: str = ""
    """Made by `ssh-keygen -Y sign` of `scoring.year.signing.message`; empty where nobody gave a key."""
    at: str = ""
    by: str = ""


class Approval(NamedTuple):
    """A version of the plan has the sign-offs that it needs."""

    version: int
    digest: str
    """Of the terms that were approved."""
    at: str = ""
    by: str = ""


class Evidence(NamedTuple):
    """What proves a value or a remark, where it is and not the thing itself."""

    source: str
    """A path, an address or a filing number."""
    digest: str = ""
    """The SHA-256 of a local file at the time; empty for anything else."""
    at: str = ""
    by: str = ""


class Remark(NamedTuple):
    """Why an indicator stands where it does in a month, and what is done about it."""

    analysis: str
    action: str = ""
    """What is done about it."""
    due: date | None = None
    """Until when."""
    responsible: str = ""
    evidence: Evidence | None = None
    at: str = ""
    by: str = ""


ActValue: TypeAlias = Close | Reopening | SignOff | Approval | Remark | Evidence


class ActChange(NamedTuple):
    """An act, and what it is from now on; None puts it out."""

    act: Act
    value: ActValue | None


def close_of(plan: "Plan", month: int) -> Close | None:
    """Return the close of a month that is in force; None where that month itself was never closed."""
    found = plan.acts.get(Act(month, ActKind.CLOSE))
    return found if isinstance(found, Close) else None


def closed_through(plan: "Plan") -> int:
    """Return the last closed month; 0 where none is closed."""
    return next((month for month in reversed(MONTHS) if plan.acts and close_of(plan, month)), 0)


def covering_close(plan: "Plan", month: int) -> tuple[int, Close] | None:
    """Return the first close that covers a month, with the month that it is of; None for an open month."""
    for closed in range(month, MONTHS.stop) if plan.acts else ():
        if found := close_of(plan, closed):
            return closed, found
    return None


def is_reopened(plan: "Plan", month: int, indicator: str = "") -> bool:
    """Tell whether all of a month is reopened, or one indicator in it."""
    acts = plan.acts
    return Act(month, ActKind.REOPENING) in acts or Act(month, ActKind.REOPENING, indicator) in acts


def is_closed(plan: "Plan", cell: Cell) -> bool:
    """Tell whether a cell is read-only: the month it is closed with is, and not reopened for its indicator."""
    month = closing_month(cell)
    return bool(plan.acts) and covering_close(plan, month) is not None and not is_reopened(plan, month, cell.indicator)


def closing_month(cell: Cell) -> int:
    """Return the month that a cell is closed and reopened with: a constant or a budget, of the whole year, the last."""
    return MONTHS[-1] if cell.month is None else cell.month
