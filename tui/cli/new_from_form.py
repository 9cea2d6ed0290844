"""`plan new --from-form`: the plan of a form, how a person has it read, and what it leaves open."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from scoring.errors import PlanError
from scoring.messages import _, ngettext
from store import create
from workbook.form import FormReading, Wanted, read
from workbook.form.headings.column_map import read_column_map, written
from workbook.form.words import plain


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `plan new --from-form` understands."""
    group = parser.add_argument_group(_("con --from-form"))
    group.add_argument("--columns", metavar="MAPA.toml", help=_("qué columna es qué campo, donde no se adivina bien"))
    group.add_argument("--show-columns", action="store_true", help=_("muestra las columnas halladas, como MAPA.toml"))
    group.add_argument("--sheet", metavar="HOJA", default="", help=_("solo esa hoja del libro"))
    group.add_argument("--values", action="store_true", help=_("toma también las cifras ejecutadas"))
    group.add_argument("--strict", action="store_true", help=_("no crea el plan mientras haya dudas"))


def run(options: argparse.Namespace) -> int:
    """Create the plan, print its path, and say on stderr what the form left open; never over an existing file."""
    columns = read_column_map(Path(options.columns)) if options.columns else {}
    reading = read(Path(options.from_form), Wanted(columns, options.sheet, options.values))
    doubts = [*map(str, reading.doubts), *_unknown(reading, columns.keys())]
    if options.show_columns:
        print("\n".join(_shown(reading)))
        return 0
    for doubt in doubts:
        print(f"  ! {doubt}", file=sys.stderr)
    if options.strict and doubts:
        sentence = ngettext(
            "No se creó el plan: queda {count} duda por resolver. Corrija el formulario, o créelo sin --strict.",
            "No se creó el plan: quedan {count} dudas por resolver. Corrija el formulario, o créelo sin --strict.",
            len(doubts),
        )
        raise PlanError(sentence)
    target = Path(options.output or f"plan_{reading.plan.year}.json")
    create(target, reading.plan)
    print(target)
    told = ngettext(
        "{count} duda por resolver; «plan check {path}» muestra las del plan mismo",
        "{count} dudas por resolver; «plan check {path}» muestra las del plan mismo",
        len(doubts),
    )
    print(told.format(path=target), file=sys.stderr)
    return 0


def _shown(reading: FormReading) -> Iterator[str]:
    """Yield the columns of every sheet, as the file that --columns reads; those of one heading once."""
    if not reading.tables:
        yield _("# Es el formulario oficial de 19 columnas, que se lee por sus fechas y sus números.")
        return
    for table in reading.tables:
        yield _("# Hoja «{sheet}»").format(sheet=table.sheet)
    columns = {column.label: column for table in reversed(reading.tables) for column in table.columns.columns}
    yield from written(sorted(columns.values(), key=lambda column: column.number))


def _unknown(reading: FormReading, headings: Iterable[str]) -> Iterator[str]:
    """Yield a doubt for every heading of the map that the form does not have."""
    known = {plain(column.heading) for table in reading.tables for column in table.columns.columns}
    for heading in headings:
        if heading not in known:
            yield _("El mapa habla de la columna «{heading}», que el formulario no tiene.").format(heading=heading)
