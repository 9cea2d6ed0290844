"""`plan sign`: somebody in a role agrees to the plan's terms, or to a submitted cut-off."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from scoring.entry.act_words import act_held_words
from scoring.messages import _
from scoring.model import Plan
from scoring.model.acts import ActChange, SignOff, close_of
from scoring.text.months import month_name, parse_month
from scoring.year.signing import act_of, digest_to_sign, message, signer_of, version_to_sign
from scoring.year.stage import version_of
from tui.cli.shared.files import opened, split_file, with_file
from tui.cli.shared.output import print_line
from tui.cli.shared.usage import Usage


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `plan sign` understands."""
    parser.add_argument("words", nargs="*", metavar="ARCHIVO", help=with_file(_("nada más")))
    parser.add_argument("--as", dest="role", required=True, metavar="ROL", help=_("el rol: elaboró, revisó, aprobó"))
    parser.add_argument("--month", metavar="MES", help=_("firma el corte presentado de ese mes, y no el plan mismo"))
    parser.add_argument("--key", metavar="LLAVE", help=_("firma además con esa llave SSH (ssh-keygen -Y sign)"))
    parser.epilog = _(
        "Firma el usuario del sistema, y con --key también su llave. Con la última firma que hace falta, "
        "el plan queda aprobado en una versión nueva."
    )


def run(options: argparse.Namespace) -> int:
    """Print what is signed, sign it, and print what that comes to."""
    path, words = split_file(options.words)
    if words:
        raise Usage(_("plan sign: sobra «{word}»\n").format(word=words[0]))
    store = opened(path)
    before = store.load()
    plan = before.plan
    month = None if options.month is None else parse_month(options.month, plan.year, plan.locale)
    signer, digest = signer_of(plan, options.role), digest_to_sign(plan, month)
    for line in _shown(plan, month, digest):
        print_line(line)
    signature = ""
    if options.key is not None:
        from tui.proofs.ssh import sign  # only --key needs it

        signature = sign(message(plan, signer.role, month, digest), Path(options.key).expanduser())
    asked = SignOff(signer.role, digest, signature=signature)
    after = store.commit([ActChange(act_of(signer.role, month), asked)], base=before.revs)
    made = after.plan.acts[act_of(signer.role, month)]
    if isinstance(made, SignOff):
        with_key = _(", con llave SSH") if made.signature else ""
        print_line(_("{role}: firmado por {by}{with_key}").format(role=made.role, by=made.by, with_key=with_key))
    if not signer.users:
        print_line(_("(plan.roles no dice quién firma en este rol: puede hacerlo cualquiera que escriba el plan)"))
    if version_of(after.plan) != version_of(plan):
        print_line(_("La versión {version} queda aprobada.").format(version=version_of(after.plan)))
    return 0


def _shown(plan: Plan, month: int | None, digest: str) -> Iterator[str]:
    """Yield what is signed, in words, and its digest."""
    if month is None:
        yield _("Se firma la versión {version} del plan").format(version=version_to_sign(plan))
    else:
        close = close_of(plan, month)
        name = month_name(month, plan.locale, wide=True)
        yield _("Se firma el corte presentado de {month}: {figures}").format(
            month=name, figures=act_held_words(plan, close) if close else ""
        )
    yield f"SHA-256 {digest}"
