"""Forms that were being filled in when a session was cut off, taken up again where the plan still has their nodes."""

from contextlib import suppress

from scoring.errors import PlanError
from scoring.messages import _
from scoring.model.structure import ACTION, INDICATOR, OBJECTIVE, PLAN, Place, find
from tui.grid.spans import Role
from tui.modes.adding import open_adding
from tui.modes.fill_form import FillForm
from tui.modes.node_forms import NODE, WEIGHTS, open_nodes, open_weights, row_of
from tui.modes.remarks import REMARK, open_remark
from tui.modes.stack import ModeStack
from tui.personal.drafts import FormDraft


def resume_form(stack: ModeStack, draft: FormDraft) -> None:
    """Open the form of a draft with what was typed into it; where there is no such form any more, say what is lost."""
    controller = stack.controller
    with suppress(PlanError, ValueError):
        _open(stack, draft.form)
    form = stack.find(FillForm)
    if form is None:
        typed = "; ".join(text for text in draft.texts.values() if text)
        said = _("lo que se estaba escribiendo ya no tiene lugar en el plan: {typed}")
        controller.tell(said.format(typed=typed), Role.ALERT)
        return
    form.take_up(draft)
    controller.tell(_("esto se escribía cuando se cortó la sesión; la última línea lo guarda"), Role.TITLE)


def _open(stack: ModeStack, form: tuple[str, ...]) -> None:
    """Open a form that a draft names; ValueError or PlanError where the plan has no place for it."""
    kind, name, *others = form
    controller = stack.controller
    if find(controller.session.plan, name) is None:
        raise ValueError(name)
    if name != PLAN:
        controller.move(lambda: controller.tree.go_row(row_of(name)))
    if kind == NODE:
        open_nodes(stack, [name, *others])
    elif kind == WEIGHTS:
        open_weights(stack, name)
    elif kind == REMARK:
        open_remark(stack, name, int("".join(others)))
    elif kind in {OBJECTIVE, ACTION, INDICATOR}:
        open_adding(stack, kind, Place(name, "".join(others) or None))
