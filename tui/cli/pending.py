"""`plan pending`: what is due, figures first, then remarks, closes and sign-offs, with who answers for it."""

import argparse
from collections.abc import Callable
from pathlib import Path

from scoring.arithmetic.rollup import score
from scoring.messages import _
from scoring.model import Indicator, Plan
from scoring.year.due import Due, everything_due
from tui.cli.shared.due_text import due_text
from tui.cli.shared.files import FILE_HELP, plan_files, prefix
from tui.cli.shared.output import print_json, print_line
from tui.cli.shared.past import past_arguments, seen, tell
from tui.cli.shared.several import read_each
from tui.cli.shared.where import fitting, where_argument


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `plan pending` understands."""
    parser.add_argument("words", nargs="*", metavar="ARCHIVO", help=FILE_HELP)
    parser.add_argument("--month", metavar="MES", help=_("el corte; por defecto el último mes terminado"))
    past_arguments(parser)
    parser.add_argument("--json", action="store_true", help=_("en JSON"))
    where_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Print what is due of every file; 1 where one cannot be read, whether there are any or not."""
    paths = plan_files(options.words)
    read, whole = read_each(paths, lambda path: _waiting(path, options, prefix(path, paths)))
    if options.json:
        lists = [{"file": str(path), "pending": [_plain(item) for item in found]} for path, (_plan, found) in read]
        several = {"plans": lists}
        print_json(several if len(paths) > 1 else lists[0]["pending"])
    else:
        for path, (plan, found) in read:
            for item in found:
                print_line(f"{prefix(path, paths)}{due_text(plan, item)}")
    return int(not whole)


def _waiting(path: Path, options: argparse.Namespace, head: str) -> tuple[Plan, tuple[Due, ...]]:
    read = seen(path, options)
    tell(read, head)
    fits, anything = fitting(read.plan, options.where), not options.where
    found = everything_due(score(read.plan, read.cut_off(options.month)))
    return read.plan, tuple(item for item in found if _belongs(item, fits, any_node=anything))


def _belongs(item: Due, fits: Callable[[Indicator], bool], *, any_node: bool) -> bool:
    """Tell whether what is due is of an indicator that is asked for; what is of none, where all are."""
    return any_node if item.indicator is None else fits(item.indicator)


def _plain(item: Due) -> dict[str, object]:
    cell, indicator, weighed = item.pending and item.pending.cell, item.indicator, item.pending or item.scored
    return {
        "due": item.kind.value,
        "cell": None if cell is None else str(cell),
        "indicator": None if indicator is None else indicator.id,
        "input": None if cell is None else cell.name,
        "month": item.month,
        "name": None if indicator is None else indicator.name,
        "global_weight": None if weighed is None else float(weighed.global_weight),
        "adds": None if item.pending is None else float(item.pending.adds),
        "responsible": item.responsible or None,
        "role": None if item.signer is None else item.signer.role,
        "date": None if item.date is None else item.date.isoformat(),
    }
