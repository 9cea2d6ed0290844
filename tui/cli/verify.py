"""`plan verify`: whether the file is whole and its history unbroken."""

import argparse
import sys

from scoring.i18n import _
from store import open_store
from tui.cli.files import FILE_HELP, split_file
from tui.cli.parser import Usage


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `plan verify` understands."""
    parser.add_argument("words", nargs="*", metavar="ARCHIVO", help=FILE_HELP)


def run(options: argparse.Namespace) -> int:
    """Print the head of the history when all is well; the problems, and 1, when it is not."""
    path, rest = split_file(options.words)
    if rest:
        raise Usage(_("plan verify: no se entiende {words}\n").format(words=" ".join(rest)))
    store = open_store(path)
    loaded = store.load()
    problems = store.verify()
    for problem in problems:
        print(f"{problem.where}: {problem.text}")
    if problems:
        print(_("plan: {path} tiene {count} fallos.").format(path=path, count=len(problems)), file=sys.stderr)
        return 1
    print(_("{path}: sano, {count} cambios, cabeza {head}").format(path=path, count=loaded.seq, head=loaded.head))
    return 0
