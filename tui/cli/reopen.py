"""`plan reopen`: a closed month is open again until the next close, for one indicator or for all."""

import argparse

from scoring.entry.act_words import act_words
from scoring.entry.addresses import find_indicator
from scoring.messages import _
from scoring.model import Plan
from scoring.model.acts import Act, ActChange, ActKind, Reopening
from scoring.model.resources import nodes_by_code
from scoring.text.months import parse_month
from tui.cli.shared.files import opened, split_file, with_file
from tui.cli.shared.output import print_line
from tui.cli.shared.usage import Usage


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `plan reopen` understands."""
    parser.usage = _("%(prog)s [-h] [--indicator ID] --reason TEXTO [ARCHIVO] MES")  # argparse would repeat the words
    parser.add_argument("words", nargs="+", metavar="[ARCHIVO] MES", help=with_file(_("el mes cerrado")))
    parser.add_argument(
        "--indicator", metavar="ID", help=_("solo para ese indicador, o los recursos R2; sin esto, todo el mes")
    )
    parser.add_argument("--reason", required=True, metavar="TEXTO", help=_("por qué; queda en el historial"))
    parser.epilog = _("Lo reabierto se puede escribir hasta el próximo cierre, que dice qué se corrigió.")


def run(options: argparse.Namespace) -> int:
    """Reopen the month, and say so."""
    path, words = split_file(options.words)
    if len(words) != 1:
        raise Usage(_("plan reopen: falta el mes que se reabre, uno solo, como en plan reopen mar\n"))
    store = opened(path)
    before = store.load()
    plan = before.plan
    subject = "" if options.indicator is None else _subject(plan, options.indicator)
    act = Act(parse_month(words[0], plan.year, plan.locale), ActKind.REOPENING, subject)
    after = store.commit([ActChange(act, Reopening(options.reason))], base=before.revs)
    print_line(_("{act}, hasta el próximo cierre").format(act=act_words(after.plan, act)))
    return 0


def _subject(plan: Plan, text: str) -> str:
    """Return the id of an indicator, or the code of resources, in capitals or not; EntryError for none."""
    code = next((code for code in nodes_by_code(plan) if code.casefold() == text.strip().casefold()), None)
    return find_indicator(plan, text).id if code is None else code
