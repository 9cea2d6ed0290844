"""Looks at the plan as it was, and at what moved it since then or since another cut-off."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Final

from scoring.arithmetic.cutoff import last_ended_month
from scoring.arithmetic.rollup import PlanScore, score
from scoring.errors import PlanError
from scoring.messages import _
from scoring.text.moments import after_row, as_it_was, as_submitted, past_moment
from scoring.text.months import MonthError, parse_month
from scoring.year.words import beside_today
from store import Point
from tui.controller.submitted import closed_months, submitted_row
from tui.modes.open_page import Offer, OpenPage
from tui.modes.prompt import Prompt
from tui.modes.stack import ModeStack
from tui.pages.moved import compared, moved_page
from tui.pages.page import Page
from tui.pages.past import no_past_page, past_page

_ROW: Final = re.compile(r"(?:fila +)?([0-9]{1,9})")
"""How a row of the history is typed."""


def ask_as_of(stack: ModeStack) -> None:
    """Ask for a moment, or a row of the history, at which the plan is to be seen."""
    stack.push(Prompt(stack, _("Ver el plan como estaba (2024-04-15, fila 41):"), _show_typed))


def show_as_of(stack: ModeStack, point: Point) -> None:
    """Show the plan as it stood at a point of its history, over what is shown now."""
    _open(stack, lambda: _past_page(stack, point))


def show_submitted(stack: ModeStack) -> None:
    """Show the plan as the cut-off was submitted, or the last one before it that was."""
    _open(stack, lambda: _submitted_page(stack))


def compare(stack: ModeStack) -> None:
    """Show what moved the plan from the last submitted cut-off, or else the month, before the cut-off."""
    _open(stack, lambda: _before_page(stack, stack.controller.session.cutoff - 1))


def ask_compare(stack: ModeStack) -> None:
    """Ask for a month, a moment or a row of the history to compare the plan with."""
    stack.push(Prompt(stack, _("Comparar con (mar, 2024-04-15, fila 41):"), _compare_typed))


def _show_typed(stack: ModeStack, text: str) -> None:
    if text.strip():
        _open(stack, lambda: _past_page(stack, _point(stack, text)))


def _compare_typed(stack: ModeStack, text: str) -> None:
    if text.strip():
        _open(stack, lambda: _typed_page(stack, text))


def _open(stack: ModeStack, make: Callable[[], OpenPage]) -> None:
    """Show a page, or say why there is none: in its place where a page is below, else on the foot line."""
    try:
        stack.push(make())
    except PlanError as error:
        if stack.top.page:
            stack.push(OpenPage(stack, no_past_page(str(error))))
        else:
            stack.controller.refuse(error)


def _past_page(stack: ModeStack, point: Point) -> OpenPage:
    return _then_page(stack, *_then(stack, point))


def _submitted_page(stack: ModeStack) -> OpenPage:
    """Return the plan as the cut-off was submitted, with how that stands beside today."""
    session = stack.controller.session
    whole, told = _submitted(stack, session.cutoff)
    return _then_page(stack, whole, told, beside_today(session.plan, whole.month))


def _then_page(stack: ModeStack, whole: PlanScore, told: str, beside: str = "") -> OpenPage:
    """Return the plan as it was; a key shows what has moved it since."""
    page = past_page(whole, told, stack.controller.symbols, beside)
    since = Offer(_("qué cambió desde entonces"), lambda stack: stack.push(_since_page(stack, whole, told)))
    return OpenPage(stack, page, offers={"c": since})


def _typed_page(stack: ModeStack, text: str) -> OpenPage:
    plan = stack.controller.session.plan
    try:
        month = parse_month(text, plan.year, plan.locale)
    except MonthError:
        return _since_page(stack, *_then(stack, _point(stack, text)))
    return _months_page(stack, month)


def _before_page(stack: ModeStack, month: int) -> OpenPage:
    """Return what moved the plan from what was submitted up to a month, or else from that month."""
    if any(closed <= month for closed in closed_months(stack.controller.session.plan)):
        return _since_page(stack, *_submitted(stack, month))
    return _months_page(stack, month)


def _since_page(stack: ModeStack, before: PlanScore, told: str) -> OpenPage:
    """Return what moved the plan from then to now."""
    controller = stack.controller

    def make() -> Page:
        return moved_page(compared(before, controller.session.score, told), controller.symbols)

    return OpenPage(stack, make(), make)


def _months_page(stack: ModeStack, month: int) -> OpenPage:
    """Return what moved the plan from a month to the cut-off; two keys take the month before it, or after it.

    PlanError for one before January.
    """
    if month < 0:
        raise PlanError(_("antes de enero no hay un corte con el que comparar"))
    controller = stack.controller

    def make() -> Page:
        session = controller.session
        return moved_page(compared(score(session.plan, month), session.score), controller.symbols)

    offers = {}
    if month > 0:
        offers["["] = Offer(_("con un mes antes"), partial(_instead, month - 1))
    if month < 12:
        offers["]"] = Offer(_("con un mes después"), partial(_instead, month + 1))
    return OpenPage(stack, make(), make, offers)


def _instead(month: int, stack: ModeStack) -> None:
    """Show what moved the plan from a month in place of what is shown now."""
    stack.top.leave()
    stack.push(_months_page(stack, month))


def _submitted(stack: ModeStack, month: int) -> tuple[PlanScore, str]:
    """Return the last cut-off up to a month as it was submitted, and the words that say so; PlanError for none."""
    session = stack.controller.session
    closed = [each for each in closed_months(session.plan) if each <= month]
    if not closed:
        raise PlanError(_("no hay un corte presentado hasta este mes"))
    past = session.store.as_of(submitted_row(session.store, session.plan, closed[-1]))
    return score(past.plan, closed[-1]), as_submitted(closed[-1], past.at, session.plan)


def _point(stack: ModeStack, text: str) -> Point:
    """Return the point of the history that a text names; PlanError where it names none."""
    if row := _ROW.fullmatch(" ".join(text.casefold().split())):
        return int(row[1])
    return past_moment(text, stack.controller.session.plan, datetime.now(UTC))


def _then(stack: ModeStack, point: Point) -> tuple[PlanScore, str]:
    """Return the plan at a point, at the present cut-off or the last month that had ended then, and which point it is.

    PlanError where the history does not reach back so far.
    """
    session = stack.controller.session
    past, plan = session.store.as_of(point), session.plan
    at = point if isinstance(point, datetime) else past.moment or datetime.now(UTC)
    told = as_it_was(at, plan) if isinstance(point, datetime) else after_row(past.seq, past.at, plan)
    return score(past.plan, min(session.cutoff, last_ended_month(past.plan, at))), told
