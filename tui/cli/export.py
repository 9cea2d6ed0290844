"""`plan export`: the annual workbook."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from scoring.i18n import _
from store import open_store
from tui.books import export_context
from tui.cli.files import FILE_HELP, cut_off, split_file
from tui.cli.parser import Usage
from workbook.export import export


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `plan export` understands."""
    parser.add_argument("words", nargs="*", metavar="ARCHIVO", help=FILE_HELP)
    parser.add_argument(
        "-o", "--output", metavar="LIBRO.xlsx", help=_("el libro que se escribe; por defecto junto al plan")
    )
    parser.add_argument("--month", metavar="MES", help=_("el corte; por defecto el último mes terminado"))


def run(options: argparse.Namespace) -> int:
    """Write the workbook and print its path."""
    path, rest = split_file(options.words)
    if rest:
        raise Usage(_("plan export: no se entiende {words}\n").format(words=" ".join(rest)))
    store = open_store(path)
    loaded = store.load()
    target = Path(options.output) if options.output else path.with_suffix(".xlsx")
    month = cut_off(loaded.plan, options.month)
    export(loaded.plan, target, export_context(store, loaded, path, month, datetime.now(UTC)))
    print(target)
    return 0
