"""The doubts about the plan, each leading to its row."""

from textwrap import wrap

from scoring.doubts.of_plan import check
from scoring.messages import _
from scoring.model import Plan
from tui.grid.spans import Role, Span
from tui.pages.page import Page, PageLine, plain


def checks_page(plan: Plan, width: int) -> Page:
    """Return every doubt, wrapped to `width` cells; Enter goes to the indicator, objective or action it concerns."""
    doubts = check(plan)
    lines: list[PageLine] = []
    for doubt in doubts:
        first, *rest = wrap(doubt.text, max(20, width - 18))
        row = f"i{doubt.indicator}" if doubt.indicator else _objective_row(plan, doubt.where)
        lines.append(PageLine((Span(f" {doubt.where:<14.14} ", Role.TITLE), Span(first)), row=row))
        lines += [plain(" " * 16 + more) for more in rest]
    if not lines:
        lines = [plain(_(" No hay dudas sobre el plan."), Role.GREEN)]
    return Page(_("Dudas sobre el plan: {count}").format(count=len(doubts)), lines)


def _objective_row(plan: Plan, where: str) -> str:
    """Return the row of the objective or action that a doubt names in words: `objetivo 3`, `acción 2.1`."""
    name = where.rpartition(" ")[2]
    if name in {str(objective.number) for objective in plan.objectives}:
        return f"o{name}"
    actions = {action.number for objective in plan.objectives for action in objective.actions}
    return f"a{name}" if name in actions else ""
