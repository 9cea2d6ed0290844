"""Signing: who signs in which role, what a signature is of, and whether it still covers what is in force."""

from typing import NamedTuple

from scoring.messages import _
from scoring.model import Plan
from scoring.model.acts import Act, ActChange, ActKind, Approval, SignOff, close_of
from scoring.plain_names import plain_name
from scoring.quoting import quoted
from scoring.text.months import month_name
from scoring.year.moment import Moment, RefusedActError
from scoring.year.stage import APPROVAL, approval_of, has_pending_amendment, version_of
from scoring.year.submitted import cut_off_digest
from scoring.year.terms import terms_digest


class Signer(NamedTuple):
    """A role that signs, and who is in it."""

    role: str
    name: str
    post: str
    """As in the form's signature block."""
    users: tuple[str, ...] = ()
    """The users of the operating system who may sign; none for anybody who may write the plan."""

    @property
    def key(self) -> str:
        """The role without capitals and accents: `reviso`."""
        return plain_name(self.role)


class Signed(NamedTuple):
    """A role, and its sign-off of the terms or of a cut-off."""

    signer: Signer
    sign_off: SignOff | None
    """None where it has not signed."""
    covers: bool
    """Whether what was signed is what is in force."""


def signers(plan: Plan) -> tuple[Signer, ...]:
    """Return the roles that sign: those of the form's signature block in its order, then others that the plan names."""
    users = {plain_name(role.name): role.users for role in plan.roles}
    found = {
        key: Signer(" ".join(item.role.split()), item.name, item.post, users.get(key, ()))
        for item in plan.texts.signatures
        if (key := plain_name(item.role))
    }
    others = {plain_name(role.name): Signer(role.name, "", "", role.users) for role in plan.roles}
    return tuple((found | {key: other for key, other in others.items() if key not in found}).values())


def approvers(plan: Plan) -> tuple[Signer, ...]:
    """Return the roles whose sign-offs make a version: those of the policy, or else of the form's signature block."""
    known = signers(plan)
    wanted = {plain_name(name) for name in plan.policy.version_roles}
    wanted = wanted or {plain_name(item.role) for item in plan.texts.signatures}
    return tuple(signer for signer in known if signer.key in wanted) or known


def signer_of(plan: Plan, role: str) -> Signer:
    """Return a role by its name, with or without capitals and accents; RefusedActError lists those there are."""
    known = signers(plan)
    for signer in known:
        if signer.key == plain_name(role):
            return signer
    if not known:
        raise RefusedActError(
            _("Este plan no dice quién lo firma: su formato no tiene bloque de firmas; póngalo en plan.roles.")
        )
    sentence = _("«{role}» no firma este plan; firman: {known}.")
    raise RefusedActError(sentence.format(role=quoted(role), known=", ".join(signer.role for signer in known)))


def act_of(role: str, month: int | None) -> Act:
    """Return the address of a role's sign-off of the terms, or of a month's submitted cut-off."""
    return Act(month, ActKind.SIGN_OFF, plain_name(role).replace("@", " "))


def digest_to_sign(plan: Plan, month: int | None) -> str:
    """Return the SHA-256 of what is signed now: of the terms, or of the submitted cut-off of a month.

    RefusedActError where the month was never closed.
    """
    if month is None:
        return terms_digest(plan)
    close = close_of(plan, month)
    if close is None:
        name = month_name(month, plan.locale, wide=True)
        raise RefusedActError(_("{month} no se ha cerrado: no hay un corte presentado que firmar.").format(month=name))
    return cut_off_digest(plan, month, close)


def version_to_sign(plan: Plan) -> int:
    """Return the version that a sign-off of the terms is of: the next one where they are not approved as they are."""
    return version_of(plan) + (approval_of(plan) is None or has_pending_amendment(plan))


def message(plan: Plan, role: str, month: int | None, digest: str) -> str:
    """Return the text that an SSH key signs: which plan, which role, what, and its digest, a line each."""
    what = "terms" if month is None else f"close@{month}"
    return f"plan {plan.id}\nrole {plain_name(role)}\nof {what}\nsha256 {digest}\n"


def signed(plan: Plan, month: int | None = None) -> tuple[Signed, ...]:
    """Return every role with its sign-off of the terms, or of a month's submitted cut-off."""
    return tuple(_signed(plan, signer, month) for signer in signers(plan))


def covers(plan: Plan, act: Act, sign_off: SignOff) -> bool:
    """Tell whether what was signed is what is in force."""
    try:
        return sign_off.digest == digest_to_sign(plan, act.month)
    except RefusedActError:
        return False


def signing(plan: Plan, act: Act, asked: SignOff, moment: Moment) -> list[ActChange]:
    """Return what a sign-off comes to: itself, and the approval of a version where it is the last that was needed.

    RefusedActError for a role that does not sign, for somebody who may not sign in it, and where what is to be signed
    is not what the signer was shown.
    """
    signer, digest = signer_of(plan, asked.role), digest_to_sign(plan, act.month)
    _check_may_sign(signer, moment.by)
    if asked.digest != digest:
        raise RefusedActError(_("Lo que iba a firmar cambió desde que se le mostró: mírelo otra vez antes de firmar."))
    done = asked._replace(
        role=signer.role,
        name=signer.name,
        post=signer.post,
        version=version_to_sign(plan) if act.month is None else version_of(plan),
        at=moment.at,
        by=moment.by,
    )
    changes = [ActChange(act_of(signer.role, act.month), done)]
    if act.month is None and _is_approved_by(plan.with_changes(changes)):
        changes.append(ActChange(APPROVAL, Approval(done.version, digest, moment.at, moment.by)))
    return changes


def _check_may_sign(signer: Signer, by: str) -> None:
    """Raise RefusedActError where the role names its users and `by`, or the login behind it, is none of them."""
    user, _space, login = by.partition(" (")
    if signer.users and not {user, login.removesuffix(")")} & set(signer.users):
        sentence = _("{by} no firma como {role}: firman {users}, según plan.roles.")
        raise RefusedActError(sentence.format(by=by, role=signer.role, users=", ".join(signer.users)))


def _is_approved_by(plan: Plan) -> bool:
    """Tell whether every role that is needed has signed terms that are not approved yet."""
    if approval_of(plan) is not None and not has_pending_amendment(plan):
        return False
    return all(_signed(plan, signer, None).covers for signer in approvers(plan))


def _signed(plan: Plan, signer: Signer, month: int | None) -> Signed:
    act = act_of(signer.role, month)
    found = plan.acts.get(act)
    if not isinstance(found, SignOff):
        return Signed(signer, None, covers=False)
    return Signed(signer, found, covers(plan, act, found))
