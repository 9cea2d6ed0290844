"""How a score comes about."""

from textwrap import wrap

from scoring.arithmetic.explanation import explain
from scoring.arithmetic.rollup import PlanScore
from scoring.messages import _
from scoring.model import Plan
from scoring.text.months import month_name
from tui.grid.rows import Row
from tui.grid.spans import Role, Span
from tui.grid.symbols import Symbols, level_span
from tui.grid.values import percent, whole_percent
from tui.pages.page import Page, PageLine, plain


def why_page(plan: Plan, id_: str, month: int, width: int) -> Page:
    """Return the steps from an indicator's cells up to the plan; a step on a month leads to it."""
    lines: list[PageLine] = []
    names = {month_name(m, plan.locale): m for m in range(1, 13)}
    for depth, label, text in explain(plan, id_, month):
        indent = "  " * depth + " "
        role = Role.OBJECTIVE if depth == 0 else Role.PLAIN
        hanging = len(indent) + len(label) + 2
        first, *rest = wrap(text, max(20, width - hanging - 1)) or [""]
        row, at = (f"i{id_}", names[label]) if depth == 2 and label in names else ("", None)
        lines.append(PageLine((Span(f"{indent}{label}: ", role), Span(first)), row=row, month=at))
        lines += [plain(" " * hanging + more) for more in rest]
    return Page(
        _("Por qué esta cifra, corte {month}").format(month=month_name(month, plan.locale) if month else "–"), lines
    )


def node_page(score: PlanScore, row: Row, symbols: Symbols) -> Page:
    """Return what an objective or an action is made of: its indicators with their weights and scores."""
    locale = score.plan.locale
    lines = [plain(_("   peso en el plan   avance   cumplimiento"), Role.HEADING)]
    for objective in score.objectives:
        groups = [(f"o{objective.objective.number}", objective.indicators)]
        groups += [(f"a{action.action.number}", action.indicators) for action in objective.actions]
        for id_, members in groups:
            if id_ != row.id:
                continue
            for scored in members:
                found, name = scored.measure, f"  {scored.indicator.id} {scored.indicator.name}"
                figures = (
                    f"   {whole_percent(round(scored.global_weight, 4), locale):>15}"
                    f"   {percent(found.progress, locale):>6}   {percent(found.compliance, locale):>6} "
                )
                mark = level_span(scored.level, symbols)
                lines.append(PageLine((Span(figures), mark, Span(name)), row=f"i{scored.indicator.id}"))
    return Page(row.label, lines)
