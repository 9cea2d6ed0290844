"""`plan explain`: how a figure comes about, down to the cells."""

import argparse

from scoring.arithmetic.explanation import explain
from scoring.entry.addresses import find_cells
from scoring.messages import _
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
    return 0
