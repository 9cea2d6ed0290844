"""`plan backup`: a copy of the plan that has been read back."""

import argparse
from pathlib import Path

from scoring.messages import _
from store import open_store
from tui.cli.shared.files import split_file, with_file
from tui.cli.shared.parser import Usage


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `plan backup` understands."""
    parser.add_argument("words", nargs="*", metavar="[ARCHIVO] [CARPETA]", help=with_file(_("la carpeta de la copia")))
    parser.epilog = _("Sin CARPETA la copia queda en «respaldos», junto al plan.")


def run(options: argparse.Namespace) -> int:
    """Write the copy and print its path; refused where the plan is not sound or the copy does not read back."""
    path, folders = split_file(options.words)
    if len(folders) > 1:
        raise Usage(_("plan backup: una sola carpeta\n"))
    print(open_store(path).backup(Path(folders[0]) if folders else None))
    return 0
