"""`plan pending`: what is due and not reported, what adds most first, with who answers for it."""

import argparse
import json

from scoring.arithmetic.pending import Pending, pending
from scoring.messages import _
from tui.cli.shared.files import FILE_HELP, cut_off, load, split_file
from tui.cli.shared.parser import Usage
from tui.cli.shared.pending_text import pending_text


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `plan pending` understands."""
    parser.add_argument("words", nargs="*", metavar="ARCHIVO", help=FILE_HELP)
    parser.add_argument("--month", metavar="MES", help=_("el corte; por defecto el último mes terminado"))
    parser.add_argument("--json", action="store_true", help=_("en JSON"))


def run(options: argparse.Namespace) -> int:
    """Print the pending cells; the exit code is 0 whether there are any or not."""
    path, rest = split_file(options.words)
    if rest:
        raise Usage(_("plan pending: no se entiende {words}\n").format(words=" ".join(rest)))
    plan = load(path)
    waiting = pending(plan, cut_off(plan, options.month))
    if options.json:
        print(json.dumps([_plain(item) for item in waiting], ensure_ascii=False, indent=1))
        return 0
    for item in waiting:
        print(f"{pending_text(item, plan.locale)}  ({item.indicator.name})")
    return 0


def _plain(item: Pending) -> dict[str, object]:
    return {
        "cell": str(item.cell),
        "indicator": item.cell.indicator,
        "input": item.cell.name,
        "month": item.cell.month,
        "name": item.indicator.name,
        "global_weight": float(item.global_weight),
        "adds": float(item.adds),
        "responsible": item.indicator.responsible or None,
    }
