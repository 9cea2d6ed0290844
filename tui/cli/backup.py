"""`plan backup`: a copy of the plan that has been read back."""

import argparse
from contextlib import suppress
from pathlib import Path

from scoring.messages import _
from store import DamagedError
from tui.cli.shared.files import loaded_from, opened, prefix, split_files, with_file
from tui.cli.shared.several import read_each
from tui.cli.shared.usage import Usage


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `plan backup` understands."""
    parser.add_argument(
        "words", nargs="*", metavar="[ARCHIVO...] [CARPETA]", help=with_file(_("la carpeta de la copia"))
    )
    parser.epilog = _("Sin CARPETA la copia queda en «respaldos», junto a cada plan.")


def run(options: argparse.Namespace) -> int:
    """Write the copies and print their paths; 1 where a plan is not sound or its copy does not read back."""
    paths, folders = split_files(options.words)
    if len(folders) > 1:
        raise Usage(_("plan backup: una sola carpeta\n"))
    folder = Path(folders[0]) if folders else None
    copied, whole = read_each(paths, lambda path: _copied(path, folder))
    for path, copy in copied:
        print(f"{prefix(path, paths)}{copy}")
    return int(not whole)


def _copied(path: Path, folder: Path | None) -> Path:
    store = opened(path)
    with suppress(DamagedError):  # said by the backup, with what a backup says
        loaded_from(store)
    return store.backup(folder)
