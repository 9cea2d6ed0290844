"""Sign-offs in words: of what they are, and whose SSH key made them."""

from pathlib import Path

from scoring.messages import _
from scoring.model import Plan
from scoring.model.acts import SignOff
from scoring.text.months import month_name
from scoring.year.signing import message
from scoring.year.stage import has_pending_amendment, version_of
from tui.proofs.ssh import signer_of


def signed_words(plan: Plan, month: int | None) -> str:
    """Return what is signed: the plan and its version, or the submitted cut-off of a month."""
    if month is not None:
        return _("Corte presentado de {month}").format(month=month_name(month, plan.locale, wide=True))
    if not version_of(plan):
        return _("Plan en elaboración, sin versión aprobada")
    if has_pending_amendment(plan):
        return _("Plan, versión {version}, con una modificación pendiente de aprobación").format(
            version=version_of(plan)
        )
    return _("Plan, versión {version}").format(version=version_of(plan))


def key_words(plan: Plan, sign_off: SignOff, month: int | None, allowed: Path | None) -> str:
    """Return whose SSH key made a sign-off, as the file of known keys says; empty for one without a key."""
    if not sign_off.signature:
        return ""
    if allowed is None:
        return _("con llave SSH sin comprobar: no hay llaves conocidas")
    who = verified(plan, sign_off, month, allowed)
    return _("con la llave SSH de {who}").format(who=who) if who else _("con una llave SSH que NO se reconoce")


def verified(plan: Plan, sign_off: SignOff, month: int | None, allowed: Path) -> str | None:
    """Return whose known key made a sign-off; None for nobody's."""
    return signer_of(message(plan, sign_off.role, month, sign_off.digest), sign_off.signature, allowed)
