"""`plan explain`: how a figure comes about, down to the cells."""

import argparse
from collections.abc import Iterator

from scoring.arithmetic.explanation import explain
from scoring.entry.addresses import find_cells
from scoring.messages import _
from scoring.model import Plan
from tui.cli.shared.files import split_file, with_file
from tui.cli.shared.output import print_line
from tui.cli.shared.past import past_arguments, seen
from tui.cli.shared.usage import Usage


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `plan explain` understands."""
    parser.add_argument("words", nargs="+", metavar="[ARCHIVO] ID", help=with_file(_("el indicador")))
    parser.add_argument("--month", metavar="MES", help=_("el corte; por defecto el último mes terminado"))
    past_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Print the steps from the cells to the plan."""
    path, ids = split_file(options.words)
    if len(ids) != 1:
        raise Usage(_("plan explain: falta el id de un indicador, uno solo\n"))
    read = seen(path, options)
    plan = read.plan
    cell = find_cells(plan, ids[0])[0]  # of an indicator, or what `plan pending` prints: 6.m3@mar
    month = cell.month if "@" in ids[0] and options.month is None else read.cut_off(options.month)
    if read.told:
        print_line(read.told)
    for step in explain(plan, cell.indicator, month or 0):
        print_line(f"{'  ' * step.depth}{step.label}: {step.text}")
    for line in _acts(plan, cell.indicator, month or 0) if plan.acts else ():
        print_line(line)
    return 0


def _acts(plan: Plan, indicator: str, month: int) -> Iterator[str]:
    """Yield what was submitted of an indicator at the cut-off, and what was written about it."""
    from scoring.entry.act_words import act_held_words  # a plan without acts does not need them
    from scoring.year.remarks import remark_of
    from scoring.year.words import submitted_words

    if told := submitted_words(plan, indicator, month):
        yield _("Presentado: {told}").format(told=told)
    if remark := remark_of(plan, indicator, month):
        yield _("Análisis: {told}").format(told=act_held_words(plan, remark))
