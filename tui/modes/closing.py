"""Closing a month and opening it again: what is missing is shown, and what is about to be done is asked once."""

from collections.abc import Callable
from datetime import UTC, datetime

from scoring.arithmetic.cutoff import last_ended_month
from scoring.entry.act_words import act_words, missing_words
from scoring.messages import _
from scoring.model.acts import Act, ActChange, ActKind, Close, Reopening, closed_through, is_reopened
from scoring.text.months import month_name
from scoring.text.words import numbered
from scoring.year.closing import missing_at
from tui.grid.spans import Role, Span
from tui.modes.confirm import Confirm
from tui.modes.open_page import OpenPage
from tui.modes.prompt import Prompt
from tui.modes.remarks import open_remark
from tui.modes.stack import ModeStack
from tui.pages.closing import ClosingKeys, closing_page
from tui.pages.page import Page, PageLine


def open_closing(stack: ModeStack) -> None:
    """Open the page of the close of the cut-off's month."""
    controller = stack.controller
    month = controller.session.cutoff
    if not month:
        controller.refuse(_("el corte es antes de enero: no hay un mes que cerrar"))
        return
    keys = ClosingKeys(
        close=lambda stack: _ask_close(stack, month),
        reopen=lambda stack: _ask_which(stack, month),
        remark=lambda id_: lambda stack: open_remark(stack, id_, month),
    )

    def make() -> Page:
        plan = controller.session.plan
        ended = month <= last_ended_month(plan, datetime.now(UTC))
        return closing_page(plan, month, ended=ended, symbols=controller.symbols, keys=keys)

    stack.push(OpenPage(stack, make(), make))


def ask_reopen(stack: ModeStack) -> None:
    """Ask whether all of the month under the cursor is to be reopened or the indicator of its row, and why."""
    _ask_which(stack, stack.controller.tree.month)


def _ask_close(stack: ModeStack, month: int) -> None:
    """Ask once whether a month is to be closed."""
    controller = stack.controller
    if controller.session.read_only:
        controller.refuse(controller.session.read_only)
        return
    plan, seen = controller.session.plan, controller.session.revisions
    name = month_name(month, plan.locale, wide=True)
    missing = missing_words(missing_at(plan, month).counts)
    said = _("¿Cerrar {month}, con {missing}?") if missing else _("¿Cerrar {month}? No falta nada.")

    async def close(stack: ModeStack) -> None:
        if await stack.save([ActChange(Act(month, ActKind.CLOSE), Close())], base=seen):
            controller.tell(_("{month} queda cerrado").format(month=name), Role.GREEN)

    stack.push(Confirm(stack, said.format(month=name, missing=missing), _("lo cierra"), close))


def _ask_which(stack: ModeStack, month: int) -> None:
    controller = stack.controller
    plan = controller.session.plan
    name = month_name(month, plan.locale, wide=True)
    if controller.session.read_only:
        controller.refuse(controller.session.read_only)
    elif month > closed_through(plan):
        controller.refuse(_("{month} no está cerrado: no hay nada que reabrir").format(month=name))
    elif is_reopened(plan, month):
        controller.refuse(_("{month} ya está reabierto, hasta el próximo cierre").format(month=name))
    else:
        row = controller.tree.at
        indicator = row.indicator
        outside = indicator is not None and month not in indicator.months
        if not row.owner or outside or is_reopened(plan, month, row.owner):
            _ask_why(stack, Act(month, ActKind.REOPENING))
            return
        name_of = f"{numbered(indicator.id)} {indicator.name}" if indicator else f"{row.number} {row.label}"
        offers = [(_("solo {what}").format(what=name_of), row.owner), (_("todo el mes"), "")]
        lines = [PageLine((Span(f"  {text}"),), act=_asking(month, subject)) for text, subject in offers]
        stack.push(OpenPage(stack, Page(_("Reabrir {month}").format(month=name), lambda _width: lines)))


def _asking(month: int, subject: str) -> Callable[[ModeStack], None]:
    return lambda stack: _ask_why(stack, Act(month, ActKind.REOPENING, subject))


def _ask_why(stack: ModeStack, act: Act) -> None:
    """Ask for the reason of a reopening, and reopen."""
    controller = stack.controller
    plan, seen = controller.session.plan, controller.session.revisions
    words = act_words(plan, act)

    async def reopen(stack: ModeStack, reason: str) -> None:
        if await stack.save([ActChange(act, Reopening(reason))], base=seen):
            controller.tell(_("{act}, hasta el próximo cierre").format(act=words), Role.GREEN)

    stack.push(Prompt(stack, _("Motivo de la {act}:").format(act=words), reopen))
