"""`plan pending`: what is due and not reported, what adds most first, with who answers for it."""

import argparse
from pathlib import Path

from scoring.arithmetic.pending import Pending, pending
from scoring.messages import _
from scoring.model import Plan
from tui.cli.shared.files import FILE_HELP, cut_off, load, plan_files, prefix
from tui.cli.shared.output import print_json, print_line
from tui.cli.shared.pending_text import pending_text
from tui.cli.shared.several import read_each
from tui.cli.shared.where import fitting, where_argument


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `plan pending` understands."""
    parser.add_argument("words", nargs="*", metavar="ARCHIVO", help=FILE_HELP)
    parser.add_argument("--month", metavar="MES", help=_("el corte; por defecto el último mes terminado"))
    parser.add_argument("--json", action="store_true", help=_("en JSON"))
    where_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Print the pending cells of every file; 1 where one cannot be read, whether there are any or not."""
    paths = plan_files(options.words)
    read, whole = read_each(paths, lambda path: _waiting(path, options.month, options.where))
    if options.json:
        lists = [{"file": str(path), "pending": [_plain(item) for item in found]} for path, (_plan, found) in read]
        several = {"plans": lists}
        print_json(several if len(paths) > 1 else lists[0]["pending"])
    else:
        for path, (plan, found) in read:
            for item in found:
                print_line(f"{prefix(path, paths)}{pending_text(item, plan.locale)}  ({item.indicator.name})")
    return int(not whole)


def _waiting(path: Path, month: str | None, conditions: list[str]) -> tuple[Plan, tuple[Pending, ...]]:
    plan = load(path)
    fits = fitting(plan, conditions)
    return plan, tuple(item for item in pending(plan, cut_off(plan, month)) if fits(item.indicator))


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
