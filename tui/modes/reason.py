"""Why the terms of an approved plan are changed: asked before a change that no form makes."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeAlias

from scoring.errors import PlanError
from scoring.messages import _
from scoring.model import Plan
from scoring.model.fields import Change
from scoring.year.amending import check_reason
from scoring.year.moment import RefusedActError
from scoring.year.stage import version_of
from scoring.year.terms import concerns_terms
from tui.modes.prompt import Prompt
from tui.modes.stack import ModeStack

Saving: TypeAlias = Callable[[ModeStack, str], Awaitable[object]]
"""Saves changes with the reason for them, which may be empty where nobody has to say it."""


def wants_reason(plan: Plan, changes: Sequence[Change]) -> bool:
    """Tell whether somebody has to say why they make these changes."""
    if not version_of(plan) or not any(concerns_terms(change[0]) for change in changes):
        return False
    try:
        check_reason(plan, plan.with_changes(changes), changes, "")
    except RefusedActError:
        return True
    except PlanError:
        return False  # the plan does not take them, and whoever saves them says why
    return False


async def with_reason(stack: ModeStack, changes: Sequence[Change], save: Saving) -> None:
    """Have `save` save the changes, with the reason that is asked for first where they are of the terms."""
    if wants_reason(stack.controller.session.plan, changes):
        ask_reason(stack, save)
    else:
        await save(stack, "")


def ask_reason(stack: ModeStack, save: Saving) -> None:
    """Ask for the reason of a change of the terms, and have `save` save it with that."""

    async def answered(stack: ModeStack, text: str) -> None:
        if text.strip():
            await save(stack, text.strip())
        else:
            stack.controller.refuse(_("no se cambió nada: en un plan vigente falta el motivo del cambio"))

    stack.push(Prompt(stack, _("El plan está vigente; motivo del cambio:"), answered))
