"""`plan get`: what cells hold, a line each, the value last."""

import argparse

from scoring.entry.addresses import find_cells
from scoring.messages import _
from scoring.text.numbers import format_value
from tui.cli.shared.files import split_file, with_file
from tui.cli.shared.past import past_arguments, seen, tell
from tui.cli.shared.usage import Usage


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `plan get` understands."""
    parser.add_argument(
        "words", nargs="+", metavar="[ARCHIVO] CELDA", help=with_file(_("las celdas, o el ID de un indicador"))
    )
    past_arguments(parser)
    parser.epilog = _(
        "Una celda es ID.DATO@MES (4.efectivas@mar) o, si es una constante, ID.NOMBRE (7.base). "
        "Lo que se omite no limita: 6 son todas las celdas del indicador 6, 4@mar todas las de su marzo."
    )


def run(options: argparse.Namespace) -> int:
    """Print the cells in the order named; an empty one has nothing after its name."""
    path, addresses = split_file(options.words)
    if not addresses:
        raise Usage(_("plan get: falta qué celda, como en 4.efectivas@mar\n"))
    read = seen(path, options)
    plan = read.plan
    tell(read)
    for cell in [cell for address in addresses for cell in find_cells(plan, address)]:
        print(f"{cell} {format_value(plan.values.get(cell), plan.locale)}".rstrip())
    return 0
