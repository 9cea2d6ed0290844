"""Signatures: who has signed what, what is about to be signed, and the sign-off itself."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from scoring.errors import PlanError
from scoring.messages import _
from scoring.model.acts import ActChange, SignOff
from scoring.text.months import month_name
from scoring.year.signing import act_of, digest_to_sign, signer_of, version_to_sign
from scoring.year.stage import version_of
from tui.controller.last_signed import since_signed
from tui.grid.spans import Role
from tui.modes.confirm import Confirm
from tui.modes.open_page import OpenPage
from tui.modes.stack import ModeStack
from tui.pages.page import Page
from tui.pages.signatures import signatures_page
from tui.pages.signing import cut_off_page, terms_page
from tui.proofs.ssh import allowed_signers


def open_signatures(stack: ModeStack) -> None:
    """Show every role's sign-offs of the terms and of the submitted cut-offs."""
    controller = stack.controller

    def make() -> Page:
        session = controller.session
        allowed = allowed_signers(Path(session.store.address))
        return signatures_page(session.plan, allowed, controller.symbols, _opening)

    try:
        page = make()
    except PlanError as error:
        controller.refuse(error)
    else:
        stack.push(OpenPage(stack, page, make))


def _opening(role: str, month: int | None) -> Callable[[ModeStack], None]:
    return partial(open_signing, role=role, month=month)


def open_signing(stack: ModeStack, role: str, month: int | None) -> None:
    """Show what a role is about to sign."""
    controller = stack.controller

    def make() -> Page:
        session, symbols = controller.session, controller.symbols
        plan, signer = session.plan, signer_of(session.plan, role)
        digest = digest_to_sign(plan, month)
        sign = partial(_ask, role=signer.role, month=month, digest=digest)
        if month is not None:
            return cut_off_page(plan, signer, month, digest, symbols=symbols, sign=sign)
        since = since_signed(session.store, act_of(role, None))
        return terms_page(plan, signer, digest, since, symbols=symbols, sign=sign)

    try:
        page = make()
    except PlanError as error:
        controller.refuse(error)
    else:
        stack.push(OpenPage(stack, page, make))


def _ask(stack: ModeStack, role: str, month: int | None, digest: str) -> None:
    """Ask once whether what is shown is to be signed."""
    controller = stack.controller
    if controller.session.read_only:
        controller.refuse(controller.session.read_only)
        return
    shown, plan, seen = stack.top, controller.session.plan, controller.session.revisions
    if month is None:
        said = _("¿Firmar la versión {version} como {role}? Una firma no se deshace.")
        said = said.format(version=version_to_sign(plan), role=role)
    else:
        said = _("¿Firmar el corte de {month} como {role}? Una firma no se deshace.")
        said = said.format(month=month_name(month, plan.locale, wide=True), role=role)

    async def sign(stack: ModeStack) -> None:
        act, version = act_of(role, month), version_of(controller.session.plan)
        if not await stack.save([ActChange(act, SignOff(role, digest))], base=seen):
            return
        shown.leave()
        done = controller.session.plan.acts.get(act)
        told = _("firmado como {role} por {by}").format(role=role, by=done.by if done else "")
        if (now := version_of(controller.session.plan)) != version:
            told = _("{told}; la versión {version} queda aprobada").format(told=told, version=now)
        controller.tell(told, Role.GREEN)

    stack.push(Confirm(stack, said, _("firma"), sign))
