"""`plan import`: filled workbooks back into the plan, all or nothing, after showing what each changes."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from scoring.errors import PlanError
from scoring.messages import _, ngettext
from scoring.model import CellChange, Plan
from scoring.model.acts import ActChange
from scoring.model.fields import FieldChange
from store import Loaded, PlanStore
from tui.cli.shared.amending import write
from tui.cli.shared.confirmation import YES_HELP, confirm
from tui.cli.shared.files import default_file, loaded_from, opened, split_file, with_file
from tui.cli.shared.import_text import print_disputes, print_returned, say
from tui.cli.shared.several import complain
from tui.cli.shared.usage import Usage
from workbook.errors import WorkbookError
from workbook.form.returned import Returned, books_in, disputes, read_returned
from workbook.reading.comparison import cleared_text


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `plan import` understands."""
    books = _("los libros llenos, o la carpeta que los tiene")
    parser.add_argument("words", nargs="+", metavar="[ARCHIVO] LIBRO.xlsx", help=with_file(books))
    parser.add_argument("--dry-run", action="store_true", help=_("solo muestra lo que cambiaría"))
    parser.add_argument("--yes", action="store_true", help=YES_HELP)
    parser.add_argument("--overwrite", action="store_true", help=_("en los conflictos vale lo que dice el libro"))
    parser.add_argument("--clear", action="store_true", help=_("las celdas en blanco borran lo que hay en el plan"))
    parser.add_argument(
        "--definition", action="store_true", help=_("toma también los pesos, fechas y textos que cambiaron en el libro")
    )
    parser.add_argument("--each", action="store_true", help=_("de varios libros, cada uno por su cuenta"))


def run(options: argparse.Namespace) -> int:
    """Print what the workbooks change, and commit it as one batch, or as one for each, unless it is a dry run."""
    path, words = split_file(options.words)
    if not words and path.suffix != ".json":
        path, words = default_file(), [str(path)]
    if not words:
        raise Usage(_("plan import: falta el libro, o la carpeta que los tiene\n"))
    books, others = books_in(map(Path, words))
    for other in others:
        say(_("{name}: no es un libro; no se lee.").format(name=other.name))
    store = opened(path)
    if options.each and len(books) > 1:
        return _each(options, store, books)
    loaded = loaded_from(store) if options.dry_run else store.load()
    if len(books) == 1:
        returned = read_returned(books[0], loaded.plan, definition=options.definition)
        print_returned(loaded.plan, returned, definition=options.definition)
        return _taken(options, store, loaded, [returned])
    return _together(options, store, loaded, books)


def _together(options: argparse.Namespace, store: PlanStore, loaded: Loaded, books: Sequence[Path]) -> int:
    """Show several workbooks, and commit what they change as one batch: nothing where one cannot be read."""
    found: list[Returned] = []
    unread = 0
    for book in books:
        try:
            found.append(_shown(options, loaded.plan, book))
        except PlanError as error:
            unread += 1
            complain(str(error))
    disputed = disputes(found, definition=options.definition)
    print_disputes(loaded.plan, disputed)
    if options.dry_run:
        return 1 if unread or disputed or any(_refused(options, each) for each in found) else 0
    if unread or disputed:
        sentence = _(
            "No se importó nada: libros que no se pueden leer: {unread}; celdas en que se contradicen: {disputed}. "
            "Con --each se importa cada libro por su cuenta."
        )
        raise WorkbookError(sentence.format(unread=unread, disputed=len(disputed)))
    return _taken(options, store, loaded, found)


def _each(options: argparse.Namespace, store: PlanStore, books: Sequence[Path]) -> int:
    """Show and commit workbooks one after the other, each against the plan as it is then."""
    failed = 0
    for book in books:
        loaded = store.load()
        try:
            failed += _taken(options, store, loaded, [_shown(options, loaded.plan, book)])
        except PlanError as error:
            failed += 1
            complain(_("{name}: {reason}").format(name=book.name, reason=error))
    return 1 if failed else 0


def _shown(options: argparse.Namespace, plan: Plan, book: Path) -> Returned:
    """Read one of several workbooks and print what it changes under its name."""
    returned = read_returned(book, plan, definition=options.definition)
    print(f"{returned.figures.name}:")
    print_returned(plan, returned, definition=options.definition)
    return returned


def _refused(options: argparse.Namespace, returned: Returned) -> bool:
    """Whether something that a workbook says could not be taken, or is in conflict with the plan."""
    figures, definition = returned.figures, returned.definition
    return bool(figures.problems or figures.has_conflicts or (options.definition and definition.conflicts))


def _taken(options: argparse.Namespace, store: PlanStore, loaded: Loaded, found: Sequence[Returned]) -> int:
    """Commit what some workbooks change as one batch; WorkbookError where it cannot be taken."""
    if options.dry_run:
        return 1 if any(_refused(options, each) for each in found) else 0
    cleared = [place for each in found for place in each.figures.cleared]
    clear = options.clear or _agreed(cleared)
    taken: dict[object, CellChange | ActChange] = {}
    fields: dict[object, FieldChange] = {}
    for each in found:
        taken |= {change[0]: change for change in each.figures.batch(overwrite=options.overwrite, clear=clear)}
        if options.definition:
            fields |= {change.field: change for change in each.definition.batch(overwrite=options.overwrite)}
    note = "; ".join(each.figures.note for each in found if not each.changes_nothing)
    batch = tuple(taken.values())
    cells = [change for change in batch if isinstance(change, CellChange)]
    if fields:
        write(store, loaded, (*fields.values(), *batch), reason=note, yes=options.yes)
    elif batch:
        confirm(loaded.plan, cells, yes=options.yes)
        store.commit(batch, note=note, base={change[0]: loaded.revs.get(change[0], 0) for change in batch})
        if cells:
            print(ngettext("{count} celda importada", "{count} celdas importadas", len(cells)), file=sys.stderr)
    if remarks := len(batch) - len(cells):
        print(ngettext("{count} análisis importado", "{count} análisis importados", remarks), file=sys.stderr)
    return 0


def _agreed(cleared: Sequence[str]) -> bool:
    """Ask whether blank cells are to take figures out of the plan; nobody is asked without a terminal."""
    if not cleared or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    print(_("{cleared} ¿Se borran del plan? (s/N) ").format(cleared=cleared_text(cleared)), end="", file=sys.stderr)
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in {"s", "sí", "si"}
