"""The money of a plan: what is executed of every resource, beside the progress of the objectives."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from scoring.arithmetic.execution import Execution, NodeExecution, PlanExecution, execution
from scoring.arithmetic.rollup import PlanScore
from scoring.messages import _
from scoring.text.months import month_name
from scoring.text.words import source_label
from tui.grid.spans import Role, Span, fit
from tui.grid.symbols import Symbols
from tui.grid.values import fitted, percent
from tui.pages.page import Frame, Page, PageLine, plain

_SHARE: Final = 8
_AMOUNT: Final = 17
_UNCONFIRMED: Final = "*"
"""Behind a budget that only the form's text says."""


class _Head(NamedTuple):
    """What a line is of."""

    name: str
    row: str
    role: Role
    progress: Decimal | None = None


def money_page(whole: PlanScore, symbols: Symbols) -> Page:
    """Return the money of a plan; the line of a resource leads to its row."""
    found, locale = execution(whole.plan, whole.month), whole.plan.locale
    month = month_name(whole.month, locale, wide=True) if whole.month else _("ningún mes")
    title = _("Recursos y su ejecución, corte {month}").format(month=month)
    return Page(title, lambda width: list(money_lines(whole, found, Frame(locale, width, symbols))))


def money_lines(whole: PlanScore, found: PlanExecution, frame: Frame) -> Iterator[PageLine]:
    """Yield a line for the plan, each objective that has money, and each resource; nothing where there is no money."""
    if not found.figures.is_known:
        return
    heads = _("Avance").rjust(_SHARE) + _("Ejec.").rjust(_SHARE)
    heads += _("Ejecutado").rjust(_AMOUNT) + _("Presupuesto").rjust(_AMOUNT)
    yield plain(_label(_(" Recursos, en pesos"), frame) + heads, Role.HEADING, begins="money")
    yield _line(_Head(_(" PLAN"), "", Role.TITLE, whole.figures.progress), found.figures, frame)
    actions = {item.node: item for item in found.actions}
    for scored, node in zip(whole.objectives, found.objectives, strict=True):
        if not node.resources:
            continue
        objective = scored.objective
        head = _Head(f" {objective.text}", f"o{objective.number}", Role.TITLE, scored.figures.progress)
        yield _line(head, node.figures, frame)
        yield from _resources(node, "   ", frame)
        for action in scored.actions:
            text, number = action.action.text, action.action.number
            if below := actions.get(f"action.{number}"):
                head = _Head(f"   {text}", f"a{number}", Role.PLAIN, action.figures.progress)
                yield _line(head, below.figures, frame)
                yield from _resources(below, "     ", frame)
    if any(item.from_text for node in found.objectives for item in node.resources):
        yield plain(_(" * según el texto del formulario, sin confirmar"), Role.ASIDE)


def _resources(node: NodeExecution, indent: str, frame: Frame) -> Iterator[PageLine]:
    for item in node.resources:
        code, source = item.resource.code, item.resource.source
        head = _Head(f"{indent}{code} {source_label(source)}", f"r{code}.{source}", Role.PLAIN)
        yield _line(head, item.figures, frame, sign=_UNCONFIRMED if item.from_text else " ")


def _line(head: _Head, figures: Execution, frame: Frame, sign: str = " ") -> PageLine:
    progress = "" if head.progress is None else percent(head.progress, frame.locale)
    numbers = f"{progress:>{_SHARE}}{percent(figures.share, frame.locale):>{_SHARE}}"
    for amount in (figures.executed, figures.budget):
        text = "–" if amount is None else fitted(amount, frame.locale, _AMOUNT - 1)
        numbers += f"{text:>{_AMOUNT}}"
    name = Span(_label(head.name, frame), head.role)
    return PageLine((name, Span(numbers + sign)), row=head.row, begins=(f"money {head.row}",))


def _label(text: str, frame: Frame) -> str:
    return fit(text, frame.width - 2 * _SHARE - 2 * _AMOUNT - 1, frame.symbols.more)
