"""`plan move`: a node of the plan put in another place, with all that it holds."""

import argparse

from scoring.entry.drawing_up import beside, end_of, find_node
from scoring.messages import _
from scoring.model.fields import PLACE, Field, FieldChange
from scoring.model.structure import Node
from tui.cli.shared.amending import REASON_HELP, write
from tui.cli.shared.files import opened, split_file, with_file
from tui.cli.shared.usage import Usage


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `plan move` understands."""
    nodes = _("un indicador (14), objective.N o action.N.M; su número no cambia")
    parser.add_argument("words", nargs="+", metavar="[ARCHIVO] NODO", help=with_file(nodes))
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--after", metavar="NODO", help=_("justo después de otro"))
    where.add_argument("--before", metavar="NODO", help=_("justo antes de otro"))
    where.add_argument("--to", metavar="NODO", help=_("al final de una acción o de un objetivo"))
    parser.add_argument("--reason", default="", metavar="TEXTO", help=REASON_HELP)


def run(options: argparse.Namespace) -> int:
    """Move the node."""
    path, words = split_file(options.words)
    if len(words) != 1:
        raise Usage(_("plan move: diga qué se mueve, uno a la vez, como en plan move 14 --after 3\n"))
    store = opened(path)
    before = store.load()
    plan, name = before.plan, find_node(before.plan, words[0])
    if options.to is not None:
        place = end_of(plan, find_node(plan, options.to), Node(name).kind)
        place = place if place.after != name else place._replace(after=beside(plan, name, before=True).after)
    else:
        place = beside(plan, find_node(plan, options.after or options.before), before=options.before is not None)
        if place.after == name:
            place = beside(plan, name, before=True)
    write(store, before, (FieldChange(Field(name, PLACE), place),), reason=options.reason, yes=True)
    return 0
