"""`plan edit`: fields of the definition, all or none, as one batch of the history."""

import argparse
import sys

from scoring.entry.edits import assignments_in, read_edits
from scoring.messages import _
from tui.cli.shared.amending import LOSING_HELP, REASON_HELP, write
from tui.cli.shared.files import opened, split_file, with_file
from tui.cli.shared.usage import Usage


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `plan edit` understands."""
    fields = _("los campos; - los lee de la entrada, como los muestra «plan show»")
    parser.add_argument("words", nargs="+", metavar="[ARCHIVO] CAMPO=VALOR", help=with_file(fields))
    parser.add_argument("--reason", default="", metavar="TEXTO", help=REASON_HELP)
    parser.add_argument("--yes", action="store_true", help=LOSING_HELP)
    parser.epilog = _(
        "Un CAMPO es 2.weight, objective.2.weight, action.1.2.text o plan.process; «plan show» los muestra todos. "
        "Ejemplos: 2.weight=12%% 9.target=4%% 4.start=2024-02-01 plan.thresholds=90/70/125"
    )


def run(options: argparse.Namespace) -> int:
    """Write the fields; says on stderr what changed and what the plan scores with it."""
    path, words = split_file(options.words)
    if not words:
        raise Usage(_("plan edit: falta qué cambiar, como en 2.weight=12%\n"))
    given = [word for word in words if word != "-"]
    if "-" in words:
        given += assignments_in(sys.stdin.read())
    store = opened(path)
    before = store.load()
    write(store, before, read_edits(before.plan, given), reason=options.reason, yes=options.yes)
    return 0
