"""`plan show`: every field of the definition, a line each, as `plan edit` reads it."""

import argparse
import json

from scoring.entry.drawing_up import find_node
from scoring.entry.edits import every_node, lines_of
from scoring.messages import _
from tui.cli.shared.files import split_file, with_file
from tui.cli.shared.past import past_arguments, seen, tell


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `plan show` understands."""
    nodes = _("un indicador (4), objective.N, action.N.M o plan; sin nada, todos")
    parser.add_argument("words", nargs="*", metavar="[ARCHIVO] [NODO]", help=with_file(nodes))
    parser.add_argument("--json", action="store_true", help=_("en JSON, las cifras como texto decimal"))
    past_arguments(parser)
    parser.epilog = _("Lo que muestra lo lee «plan edit ARCHIVO -»: un CAMPO=VALOR por línea, con \\n por salto.")


def run(options: argparse.Namespace) -> int:
    """Print the fields of the nodes named, or of all."""
    path, words = split_file(options.words)
    read = seen(path, options)
    plan = read.plan
    tell(read)
    lines = lines_of(plan, [find_node(plan, word) for word in words] or every_node(plan))
    if options.json:
        print(json.dumps({line.address: line.plain for line in lines}, ensure_ascii=False, indent=1))
        return 0
    for line in lines:
        print(f"{line.address}={line.written}")
    return 0
