"""How a score comes about."""

from collections.abc import Sequence

from scoring.arithmetic.explanation import Step, explain
from scoring.arithmetic.rollup import IndicatorScore, PlanScore
from scoring.messages import _
from scoring.model import MONTHS, Plan
from scoring.text.months import month_name
from tui.grid.rows import Row
from tui.grid.spans import Role, Span
from tui.grid.symbols import Symbols, level_span
from tui.grid.values import percent, whole_percent
from tui.pages.page import Frame, Page, PageLine, paragraph, plain


def why_page(plan: Plan, id_: str, month: int, symbols: Symbols) -> Page:
    """Return the steps from an indicator's cells up to the plan, and what was written of it; a month leads to it."""
    steps = explain(plan, id_, month)
    name = month_name(month, plan.locale) if month else "–"

    def layout(width: int) -> list[PageLine]:
        lines = _lines(plan, id_, steps, width)
        if not plan.acts:
            return lines
        from tui.pages.remarks import acts_of  # many plans have no acts yet

        told = list(acts_of(plan, id_, month, Frame(plan.locale, width, symbols)))
        return [*lines, plain(), *told] if told else lines

    return Page(_("Por qué esta cifra, corte {month}").format(month=name), layout)


def _lines(plan: Plan, id_: str, steps: Sequence[Step], width: int) -> list[PageLine]:
    lines: list[PageLine] = []
    names = {month_name(m, plan.locale): m for m in MONTHS}
    for place, (depth, label, text) in enumerate(steps):
        indent = Span("  " * depth + " ")
        role = Role.OBJECTIVE if depth == 0 else Role.PLAIN
        row, at = (f"i{id_}", names[label]) if depth == 2 and label in names else ("", None)
        begins = f"step {place}"
        if len(label) > width // 4:
            lines += paragraph(label, width, role, head=(indent,), begins=begins)
            lines += paragraph(text, width, head=(Span("     "),), begins=f"text of {begins}")
        else:
            head = (indent, Span(f"{label}: ", role))
            lines += paragraph(text, width, head=head, row=row, month=at, begins=begins)
    return lines


def node_page(score: PlanScore, row: Row, symbols: Symbols) -> Page:
    """Return what an objective or an action is made of: its indicators with their weights and scores."""
    members: dict[str, tuple[IndicatorScore, ...]] = {}
    for objective in score.objectives:
        members[f"o{objective.objective.number}"] = objective.indicators
        members |= {f"a{action.action.number}": action.indicators for action in objective.actions}
    inside = members.get(row.id, ())  # a plan without objectives has a row of nothing
    return Page(_("De qué se compone"), lambda width: _parts(row.label, inside, score.plan.locale, symbols, width))


def _parts(label: str, members: Sequence[IndicatorScore], locale: str, symbols: Symbols, width: int) -> list[PageLine]:
    lines = paragraph(label, width, Role.OBJECTIVE, head=(Span(" "),), begins="label")
    lines += [plain(), plain(_("   peso en el plan   avance   cumplimiento"), Role.HEADING, begins="heads")]
    for scored in members:
        found = scored.measure
        figures = (
            f"   {whole_percent(round(scored.global_weight, 4), locale):>15}"
            f"   {percent(found.progress, locale):>6}   {percent(found.compliance, locale):>6} "
        )
        head = (Span(figures), level_span(scored.level, symbols), Span("  "))
        name = f"{scored.indicator.id} {scored.indicator.name}"
        lines += paragraph(name, width, head=head, row=f"i{scored.indicator.id}")
    return lines
