"""Where a plan's year stands, in words: for the head of a status, the first line of the screen, and documents."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from scoring.arithmetic.thresholds import SHOWN
from scoring.messages import _, ngettext
from scoring.model import Plan
from scoring.model.acts import close_of, closed_through
from scoring.precision import round_half_up
from scoring.text.clock import date_and_time
from scoring.text.months import month_name
from scoring.text.numbers import format_percent
from scoring.text.words import level_word
from scoring.year.signing import approvers, signed
from scoring.year.stage import Stage, has_pending_amendment, stage_of, version_of
from scoring.year.submitted import Standing, reopenings, standing_of


class YearMarks(NamedTuple):
    """Where a plan's year stands in the shortest words, for a line that has little room; each may be empty."""

    stage: str
    """`vigente v1`; empty in a draft."""
    version: str
    """`v1`; empty in a draft."""
    amendment: str
    """`pendiente de aprobación`."""
    closed: str
    """`cerrado mar`."""
    reopened: str
    """`reabierto feb, mar`."""


def year_marks(plan: Plan) -> YearMarks:
    """Return where a plan's year stands in the shortest words."""
    version, through = version_of(plan), closed_through(plan)
    number = _("v{version}").format(version=version) if version else ""
    over = stage_of(plan) is Stage.CLOSED
    word = _("cerrado {version}") if over else _("vigente {version}")
    opened = _opened(plan, through)
    return YearMarks(
        stage=word.format(version=number) if number else "",
        version=number,
        amendment=_("pendiente de aprobación") if has_pending_amendment(plan) else "",
        closed=_("cerrado {month}").format(month=month_name(through, plan.locale)) if through else "",
        reopened=_("reabierto {months}").format(months=opened) if opened else "",
    )


def stage_words(plan: Plan) -> str:
    """Return stage, version and closed months: `Vigente, versión 1; cerrado hasta marzo`."""
    return "; ".join(stage_parts(plan))


def standing_words(plan: Plan) -> str:
    """Return how the latest submitted cut-off stands today: `Presentado en marzo 89,1 %, hoy 89,4 %, 2 correcciones`.

    Empty where no month is closed, or it stands as it was submitted.
    """
    standing = standing_of(plan)
    return "" if standing is None or not _has_moved(standing) else _standing(plan, standing)


def beside_today(plan: Plan, month: int) -> str:
    """Return the same of a month's submitted cut-off, moved or not; empty where it has none."""
    standing = standing_of(plan, month)
    return "" if standing is None else _standing(plan, standing)


def _standing(plan: Plan, standing: Standing) -> str:
    told = [
        _("Presentado en {month} {figure}").format(
            month=month_name(standing.month, plan.locale, wide=True),
            figure=_percent(plan, standing.submitted.compliance),
        ),
        _("hoy {figure}").format(figure=_percent(plan, standing.now.compliance)),
    ]
    if count := len(standing.corrections):
        told.append(ngettext("{count} corrección", "{count} correcciones", count))
    return ", ".join(told)


def submitted_words(plan: Plan, node: str, month: int) -> str:
    """Return a node's figures as they were at the close of a month, with who closed it; empty where it was not closed.

    `12,5 % de cumplimiento, rojo; lo cerró ana el 5 abr 2024 10:00`.
    """
    close = close_of(plan, month)
    found = next((item for item in close.figures if item.node == node), None) if close else None
    if close is None or found is None:
        return ""
    return _("{figure} de cumplimiento, {level}; lo cerró {by} el {at}").format(
        figure=_percent(plan, found.compliance),
        level=level_word(found.level),
        by=close.by,
        at=date_and_time(close.at, plan.timezone, plan.locale, seconds=False),
    )


def stage_parts(plan: Plan) -> Iterator[str]:
    """Yield stage and version, an amendment that waits, the closed months, and those that are reopened."""
    match stage_of(plan):
        case Stage.DRAFT:
            keys = {signer.key for signer in approvers(plan)}
            count = sum(item.covers for item in signed(plan) if item.signer.key in keys)
            done = _("{count} de {whole} firmas").format(count=count, whole=len(keys))
            yield _("En elaboración, {signed}").format(signed=done if count else _("nada firmado"))
        case Stage.IN_FORCE:
            yield _("Vigente, versión {version}").format(version=version_of(plan))
        case Stage.CLOSED if version_of(plan):
            yield _("Cerrado, versión {version}").format(version=version_of(plan))
        case Stage.CLOSED:
            yield _("Cerrado sin versión aprobada")
    if has_pending_amendment(plan):
        yield _("modificación pendiente de aprobación")
    if through := closed_through(plan):
        month = month_name(through, plan.locale, wide=True)
        yield _("cerrado hasta {month}").format(month=month)
        if opened := _opened(plan, through):
            yield _("reabierto {months}").format(months=opened)


def _opened(plan: Plan, through: int) -> str:
    """Return the names of the months up to one that are open again, of all or of some indicators."""
    months = sorted({act.month for act in reopenings(plan, through) if act.month})
    return ", ".join(month_name(each, plan.locale) for each in months)


def _has_moved(standing: Standing) -> bool:
    then, now = standing.submitted.compliance, standing.now.compliance
    if then is None or now is None:
        return then is not now or bool(standing.corrections)
    return round_half_up(then, SHOWN) != round_half_up(now, SHOWN) or bool(standing.corrections)


def _percent(plan: Plan, figure: Decimal | None) -> str:
    return "–" if figure is None else format_percent(figure, plan.locale)
