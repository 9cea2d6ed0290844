"""Closing a month and opening it again: what is missing, and the acts that both come to."""

from collections.abc import Iterator
from typing import NamedTuple

from scoring.arithmetic.pending import Pending, pending_of
from scoring.arithmetic.rollup import IndicatorScore, score
from scoring.doubts.of_value import doubt
from scoring.messages import _
from scoring.model import Cell, Plan
from scoring.model.acts import (
    Act,
    ActChange,
    ActKind,
    Close,
    Missing,
    Reopening,
    closed_through,
    covering_close,
    is_reopened,
)
from scoring.model.resources import nodes_by_code
from scoring.text.clock import date_and_time
from scoring.text.months import month_name
from scoring.year.moment import Moment, RefusedActError
from scoring.year.remarks import remarks_due
from scoring.year.stage import version_of
from scoring.year.submitted import corrections, opened_cells, reopenings, submitted_figures


class MissingAt(NamedTuple):
    """What is missing for the close of a month. It forbids nothing, and the close says how much it was."""

    figures: tuple[Pending, ...]
    remarks: tuple[IndicatorScore, ...]
    doubts: tuple[tuple[Cell, str], ...]
    """The cells whose values look wrong, each with why."""

    @property
    def counts(self) -> Missing:
        """How much is missing."""
        return Missing(len(self.figures), len(self.remarks), len(self.doubts))


def missing_at(plan: Plan, month: int) -> MissingAt:
    """Return what is missing for the close of a month."""
    whole = score(plan, month)
    doubts = ((cell, why) for cell, value in plan.values.items() if (why := doubt(plan, cell, value)))
    return MissingAt(
        pending_of(whole),
        remarks_due(whole),
        tuple((cell, why) for cell, why in doubts if cell.month is not None and cell.month <= month),
    )


def closing(plan: Plan, month: int, moment: Moment) -> Iterator[ActChange]:
    """Yield what the close of a month comes to: the submitted cut-off, and the end of reopenings.

    RefusedActError where the month is closed already and nothing up to it was reopened.
    """
    ended = reopenings(plan, month)
    if not ended and (covering := covering_close(plan, month)):
        raise RefusedActError(
            _("{month} ya está cerrado: lo cerró {by} el {at}; para corregir, reábralo.").format(
                month=month_name(month, plan.locale, wide=True),
                by=covering[1].by,
                at=date_and_time(covering[1].at, plan.timezone, plan.locale, seconds=False),
            )
        )
    close = Close(
        version=version_of(plan),
        head=moment.head,
        missing=missing_at(plan, month).counts,
        corrected=tuple(map(str, corrections(plan, month))),
        figures=submitted_figures(score(plan, month)),
        at=moment.at,
        by=moment.by,
    )
    yield ActChange(Act(month, ActKind.CLOSE), close)
    yield from (ActChange(act, None) for act in ended)


def reopening(plan: Plan, act: Act, reason: str, moment: Moment) -> ActChange:
    """Return the reopening of a closed month, with what its cells held.

    RefusedActError where there is no reason, no such indicator in the month, or nothing that is closed.
    """
    month = act.month or 0
    name = month_name(month, plan.locale, wide=True)
    if not reason.strip():
        raise RefusedActError(_("Reabrir {month} pide un motivo, que queda en el historial.").format(month=name))
    if act.subject and act.subject not in nodes_by_code(plan):
        indicator = plan.indicator(act.subject)
        if indicator is None or month not in indicator.months:
            sentence = _("{month} no se puede reabrir para «{id}»: no es un indicador programado en ese mes.")
            raise RefusedActError(sentence.format(month=name, id=act.subject))
    if month > closed_through(plan):
        raise RefusedActError(_("{month} no está cerrado: no hace falta reabrirlo.").format(month=name))
    if is_reopened(plan, month, act.subject):
        raise RefusedActError(_("{month} ya está reabierto, hasta el próximo cierre.").format(month=name))
    held = tuple(opened_cells(plan, act).items())
    return ActChange(act, Reopening(reason.strip(), held, moment.at, moment.by))
