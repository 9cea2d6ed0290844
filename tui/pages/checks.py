"""The doubts about the plan, each leading to its row."""

from collections.abc import Sequence

from scoring.doubts.doubt import Doubt
from scoring.doubts.of_plan import check
from scoring.messages import _
from scoring.model import Plan
from tui.grid.spans import Role, Span
from tui.pages.page import Page, PageLine, paragraph, plain


def checks_page(plan: Plan) -> Page:
    """Return every doubt; Enter goes to the indicator, objective or action it concerns."""
    doubts = check(plan)
    title = _("Dudas sobre el plan: {count}").format(count=len(doubts))
    return Page(title, lambda width: _lines(plan, doubts, width))


def _lines(plan: Plan, doubts: Sequence[Doubt], width: int) -> list[PageLine]:
    lines: list[PageLine] = []
    for place, doubt in enumerate(doubts):
        row = f"i{doubt.indicator}" if doubt.indicator else _objective_row(plan, doubt.where)
        head = (Span(f" {doubt.where:<14.14} ", Role.TITLE),)
        first, *rest = paragraph(doubt.text, width, head=head, row=row, begins=f"doubt {place}")
        lines += [first._replace(edit=doubt.edit or ""), *rest]
    return lines or [plain(_(" No hay dudas sobre el plan."), Role.GREEN)]


def _objective_row(plan: Plan, where: str) -> str:
    """Return the row of the objective or action that a doubt names in words: `objetivo 3`, `acción 2.1`."""
    name = where.rpartition(" ")[2]
    if name in {str(objective.number) for objective in plan.objectives}:
        return f"o{name}"
    actions = {action.number for objective in plan.objectives for action in objective.actions}
    return f"a{name}" if name in actions else ""
