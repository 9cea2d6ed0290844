"""The doubts about the plan, each leading to its line."""

from textwrap import wrap

from scoring.doubts.of_plan import check
from scoring.messages import _
from scoring.model import Plan
from tui.grid.spans import Role, Span
from tui.pages.page import Page, PageLine, plain


def checks_page(plan: Plan, width: int) -> Page:
    """Return every doubt, wrapped to `width` cells; Enter goes to the line or objective that it concerns."""
    findings = check(plan)
    lines: list[PageLine] = []
    for finding in findings:
        first, *rest = wrap(finding.text, max(20, width - 18))
        row = f"i{finding.indicator}" if finding.indicator else _objective_row(plan, finding.where)
        lines.append(PageLine((Span(f" {finding.where:<14.14} ", Role.TITLE), Span(first)), row=row))
        lines += [plain(" " * 16 + more) for more in rest]
    if not lines:
        lines = [plain(_(" No hay dudas sobre el plan."), Role.GREEN)]
    return Page(_("Dudas sobre el plan: {count}").format(count=len(findings)), lines)


def _objective_row(plan: Plan, where: str) -> str:
    """Return the row of the objective or action that a finding names in words: `objetivo 3`, `acción 2.1`."""
    name = where.rpartition(" ")[2]
    if name in {str(objective.number) for objective in plan.objectives}:
        return f"o{name}"
    actions = {action.number for objective in plan.objectives for action in objective.actions}
    return f"a{name}" if name in actions else ""
