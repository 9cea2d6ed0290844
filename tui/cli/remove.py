"""`plan remove`: a node of the plan taken out, with all that it holds."""

import argparse

from scoring.entry.drawing_up import find_node, removed
from scoring.messages import _
from tui.cli.shared.amending import LOSING_HELP, REASON_HELP, write
from tui.cli.shared.files import opened, split_file, with_file
from tui.cli.shared.usage import Usage


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `plan remove` understands."""
    nodes = _("un indicador (14), objective.N o action.N.M, con todo lo que contiene")
    parser.add_argument("words", nargs="+", metavar="[ARCHIVO] NODO", help=with_file(nodes))
    parser.add_argument("--reason", default="", metavar="TEXTO", help=REASON_HELP)
    parser.add_argument("--yes", action="store_true", help=LOSING_HELP)


def run(options: argparse.Namespace) -> int:
    """Take the node out; figures in it want `--yes`."""
    path, words = split_file(options.words)
    if len(words) != 1:
        raise Usage(_("plan remove: diga qué se quita, uno a la vez, como en plan remove 14\n"))
    store = opened(path)
    before = store.load()
    changes = removed(before.plan, find_node(before.plan, words[0]))
    write(store, before, changes, reason=options.reason, yes=options.yes)
    return 0
