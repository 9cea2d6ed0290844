"""`plan close`: the months up to one are closed, with the submitted cut-off."""

import argparse
from datetime import UTC, datetime

from scoring.arithmetic.cutoff import last_ended_month
from scoring.entry.act_words import act_held_words, act_words
from scoring.messages import _
from scoring.model import Plan
from scoring.model.acts import Act, ActChange, ActKind, Close, close_of
from scoring.text.months import month_name, parse_month
from scoring.text.words import numbered
from scoring.year.closing import MissingAt, missing_at
from scoring.year.submitted import corrections
from tui.cli.shared.files import opened, split_file, with_file
from tui.cli.shared.output import print_line
from tui.cli.shared.pending_text import pending_text
from tui.cli.shared.usage import Usage

_LISTED = 8
"""So many of what is missing are told one by one."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `plan close` understands."""
    parser.usage = _("%(prog)s [-h] [ARCHIVO] MES")  # argparse would repeat the words
    parser.add_argument(
        "words", nargs="+", metavar="[ARCHIVO] MES", help=with_file(_("el mes, el último que se cierra"))
    )
    parser.epilog = _(
        "Dice primero qué falta (cifras, análisis, cifras en duda) y cierra de todos modos: lo que falta queda "
        "escrito en el cierre. «plan reopen» reabre un mes, con un motivo."
    )


def run(options: argparse.Namespace) -> int:
    """Print what is missing and what was corrected, close the months, and print the submitted cut-off."""
    path, words = split_file(options.words)
    if len(words) != 1:
        raise Usage(_("plan close: falta el mes que se cierra, uno solo, como en plan close mar\n"))
    store = opened(path)
    before = store.load()
    plan = before.plan
    month = parse_month(words[0], plan.year, plan.locale)
    act = Act(month, ActKind.CLOSE)
    missing, corrected = missing_at(plan, month), corrections(plan, month)
    after = store.commit([ActChange(act, Close())], base=before.revs)
    _tell_missing(plan, missing)
    if corrected:
        print_line(_("Corregido desde el cierre anterior: {cells}").format(cells=", ".join(map(str, corrected))))
    if month > last_ended_month(plan, datetime.now(UTC)):
        print_line(_("! {month} no ha terminado todavía").format(month=month_name(month, plan.locale, wide=True)))
    if close := close_of(after.plan, month):
        print_line(f"{act_words(after.plan, act)}: {act_held_words(after.plan, close)}")
    return 0


def _tell_missing(plan: Plan, missing: MissingAt) -> None:
    lines = [
        *(pending_text(item, plan.locale) for item in missing.figures),
        *(
            _("{indicator}: falta el análisis de su resultado").format(indicator=numbered(scored.indicator.id))
            for scored in missing.remarks
        ),
        *(f"{cell}: {why}" for cell, why in missing.doubts),
    ]
    if lines:
        print_line(_("Falta al cerrar:"))
    for line in lines[:_LISTED]:
        print_line(f"  {line}")
    if len(lines) > _LISTED:
        print_line(_("  … y {count} más: plan pending").format(count=len(lines) - _LISTED))
