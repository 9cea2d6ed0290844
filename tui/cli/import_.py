"""`plan import`: a filled workbook back into the plan, all or nothing, after showing what it changes."""

import argparse
import sys
from pathlib import Path

from scoring.entry.change_words import address_words, held_words
from scoring.messages import _, ngettext
from scoring.model import Plan
from scoring.text.numbers import format_value
from tui.cli.shared.confirmation import YES_HELP, confirm
from tui.cli.shared.files import loaded_from, opened, split_file, with_file
from tui.cli.shared.usage import Usage
from workbook.form.definition_changes import NOTHING, DefinitionImport, read_definition
from workbook.form.files.workbook_file import has_stored_plan
from workbook.reading.comparison import Difference, Import, read


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `plan import` understands."""
    parser.add_argument("words", nargs="+", metavar="[ARCHIVO] LIBRO.xlsx", help=with_file(_("el libro lleno")))
    parser.add_argument("--dry-run", action="store_true", help=_("solo muestra lo que cambiaría"))
    parser.add_argument("--yes", action="store_true", help=YES_HELP)
    parser.add_argument("--overwrite", action="store_true", help=_("en los conflictos vale lo que dice el libro"))
    parser.add_argument(
        "--definition", action="store_true", help=_("toma también los pesos, fechas y textos que cambiaron en el libro")
    )


def run(options: argparse.Namespace) -> int:
    """Print the changes and conflicts, and commit them as one batch unless it is a dry run."""
    path, books = split_file(options.words)
    if len(books) != 1:
        raise Usage(_("plan import: falta el libro, uno solo\n"))
    store = opened(path)
    loaded = loaded_from(store) if options.dry_run else store.load()
    book = Path(books[0])
    found = read(book, loaded.plan)
    edited = read_definition(book, loaded.plan) if options.definition or has_stored_plan(book) else NOTHING
    _print(loaded.plan, found)
    _print_definition(loaded.plan, edited, taken=options.definition)
    if not (found.changes or found.conflicts or found.problems or edited.changes or edited.conflicts):
        print(_("El libro no cambia nada: todo lo que dice ya está en el plan."), file=sys.stderr)
    if options.dry_run:
        return 1 if found.problems or found.conflicts or (options.definition and edited.conflicts) else 0
    batch = found.batch(overwrite=options.overwrite)
    fields = edited.batch(overwrite=options.overwrite) if options.definition else ()
    if not batch and not fields:
        return 0
    if fields:
        from tui.cli.shared.amending import write  # values do not need it

        write(store, loaded, (*fields, *batch), reason=found.note, yes=options.yes)
        return 0
    confirm(loaded.plan, batch, yes=options.yes)
    store.commit(batch, note=found.note, base={change.cell: loaded.revs[change.cell] for change in batch})
    print(ngettext("{count} celda importada", "{count} celdas importadas", len(batch)), file=sys.stderr)
    return 0


def _print(plan: Plan, found: Import) -> None:
    """Print a row a cell: the plan's value and the workbook's; a conflict also says what was exported."""
    for item in found.changes:
        print(f"{item.cell}: {_shown(plan, item)}  ({item.where})")
    for item in found.conflicts:
        exported = format_value(item.exported, plan.locale) or "·"
        print(
            _("{cell}: CONFLICTO {change}, se exportó {exported}  ({where})").format(
                cell=item.cell, change=_shown(plan, item), exported=exported, where=item.where
            )
        )
    for sentence in (*found.problems, *found.doubts, *found.ignored):
        print(f"  ! {sentence}", file=sys.stderr)


def _print_definition(plan: Plan, edited: DefinitionImport, *, taken: bool) -> None:
    """Print a row a field of the definition that the workbook's form shows otherwise; a conflict says what it was."""
    for item in (*edited.changes, *edited.conflicts):
        old, new, exported = (
            held_words(plan, item.field, value) or "·" for value in (item.current, item.wanted, item.exported)
        )
        line = f"{address_words(plan, item.field)} {old} → {new}"
        if item in edited.conflicts:
            line = _("CONFLICTO {change}, se exportó {exported}").format(change=line, exported=exported)
        print(line)
    for sentence in edited.left:
        print(f"  ! {sentence}", file=sys.stderr)
    count = len(edited.changes) + len(edited.conflicts)
    if count and not taken:
        text = ngettext(
            "El formulario del libro cambia {count} campo de la definición, y no se toma; con --definition, sí.",
            "El formulario del libro cambia {count} campos de la definición, y no se toman; con --definition, sí.",
            count,
        )
        print(f"  ! {text}", file=sys.stderr)


def _shown(plan: Plan, item: Difference) -> str:
    old, new = (format_value(value, plan.locale) or "·" for value in (item.current, item.wanted))
    return f"{old} → {new}"
