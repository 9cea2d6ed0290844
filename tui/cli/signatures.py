"""`plan signatures`: who has signed what, and whether that still covers what is in force."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from scoring.messages import _
from scoring.model import Plan
from scoring.model.acts import close_of
from scoring.model.cells import MONTHS
from scoring.text.clock import date_and_time
from scoring.year.signing import Signed, signed
from tui.cli.shared.files import loaded_from, opened, split_file, with_file
from tui.cli.shared.output import print_json, print_line
from tui.cli.shared.signers_option import signers_option
from tui.cli.shared.usage import Usage
from tui.proofs.ssh import allowed_signers
from tui.proofs.words import key_words, signed_words, verified


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `plan signatures` understands."""
    parser.add_argument("words", nargs="*", metavar="ARCHIVO", help=with_file(_("nada más")))
    parser.add_argument("--json", action="store_true", help=_("en JSON"))
    signers_option(parser)


def run(options: argparse.Namespace) -> int:
    """Print every role, and its sign-off of the terms and of every submitted cut-off."""
    path, words = split_file(options.words)
    if words:
        raise Usage(_("plan signatures: sobra «{word}»\n").format(word=words[0]))
    plan = loaded_from(opened(path)).plan
    allowed = allowed_signers(path, options.allowed_signers)
    months = [None, *(month for month in MONTHS if close_of(plan, month))]
    if options.json:
        print_json([_plain(plan, item, month, allowed) for month in months for item in signed(plan, month)])
        return 0
    for month in months:
        print_line(signed_words(plan, month))
        for line in _lines(plan, month, allowed):
            print_line(f"  {line}")
    return 0


def _lines(plan: Plan, month: int | None, allowed: Path | None) -> Iterator[str]:
    for item in signed(plan, month):
        if item.sign_off is None:
            yield _("{role}: sin firma").format(role=item.signer.role)
            continue
        told = _("{role}: {by}, {at}").format(
            role=item.signer.role,
            by=item.sign_off.by,
            at=date_and_time(item.sign_off.at, plan.timezone, plan.locale, seconds=False),
        )
        key = key_words(plan, item.sign_off, month, allowed)
        stale = "" if item.covers else _("ya no cubre lo vigente")
        yield ", ".join(filter(None, [told, key, stale]))


def _plain(plan: Plan, item: Signed, month: int | None, allowed: Path | None) -> dict[str, object]:
    sign_off = item.sign_off
    return {
        "role": item.signer.role,
        "name": item.signer.name,
        "post": item.signer.post,
        "month": month,
        "signed": sign_off is not None,
        "by": sign_off.by if sign_off else None,
        "at": sign_off.at if sign_off else None,
        "version": sign_off.version if sign_off else None,
        "digest": sign_off.digest if sign_off else None,
        "covers": item.covers,
        "key": bool(sign_off and sign_off.signature),
        "key_of": verified(plan, sign_off, month, allowed) if sign_off and sign_off.signature and allowed else None,
    }
