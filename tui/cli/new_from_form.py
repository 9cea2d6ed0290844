"""`plan new --from-form`: the plan of a form, how a person has it read, and what it leaves open."""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from scoring.errors import PlanError
from scoring.messages import _, ngettext
from scoring.model import Plan
from tui.cli.shared.files import create_as_seen
from tui.cli.shared.kept_form import keep_columns, keep_form
from workbook.form import FormReading, Wanted, read
from workbook.form.headings.column_map import read_column_map, sheet_named, written
from workbook.form.headings.columns import Column
from workbook.form.words import Role, plain

Reader: TypeAlias = Callable[[Mapping[str, Role | None]], FormReading]
"""Reads the form with what was said of its columns."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `plan new --from-form` understands."""
    group = parser.add_argument_group(_("con --from-form"))
    group.add_argument("--columns", metavar="MAPA.toml", help=_("qué columna es qué campo, donde no se adivina bien"))
    group.add_argument("--show-columns", action="store_true", help=_("muestra las columnas halladas, como MAPA.toml"))
    group.add_argument("--sheet", metavar="HOJA", default="", help=_("solo esa hoja del libro"))
    group.add_argument("--values", action="store_true", help=_("toma también las cifras ejecutadas"))
    group.add_argument("--strict", action="store_true", help=_("no crea el plan mientras haya dudas"))


def run(options: argparse.Namespace) -> int:
    """Create the plan, print its path, and say on stderr what the form left open; never over an existing file.

    On a terminal a person goes through the doubts first, and nothing is written before they say so.
    """
    columns = read_column_map(Path(options.columns)) if options.columns else {}
    if options.columns and not options.sheet:
        options.sheet = sheet_named(Path(options.columns))
    form = Path(options.from_form)

    def read_with(told: Mapping[str, Role | None]) -> FormReading:
        return read(form, Wanted(told, options.sheet, options.values))

    reading = read_with(columns)
    if options.show_columns:
        print("\n".join(_shown(reading)))
        return 0
    if reading.doubts and not options.strict and sys.stdin.isatty() and sys.stdout.isatty():
        if (target := _target(options, reading.plan)).exists():  # said before a person begins
            raise PlanError(_("{path} ya existe y no se escribe encima: nombre otro con -o.").format(path=target))
        return _reviewed(options, read_with, columns)
    doubts = [*map(str, reading.doubts), *_unknown(reading, columns)]
    for doubt in doubts:
        print(f"  ! {doubt}", file=sys.stderr)
    if options.strict and doubts:
        sentence = ngettext(
            "No se creó el plan: queda {count} duda por resolver. Corrija el formulario, o créelo sin --strict.",
            "No se creó el plan: quedan {count} dudas por resolver. Corrija el formulario, o créelo sin --strict.",
            len(doubts),
        )
        raise PlanError(sentence)
    target = _create(options, reading.plan)
    if columns or options.sheet:
        keep_columns(_columns(reading), options.sheet, target)
    if reading.lines:
        keep_form(form, target)
    told = ngettext(
        "{count} duda por resolver; «plan check {path}» muestra las del plan mismo",
        "{count} dudas por resolver; «plan check {path}» muestra las del plan mismo",
        len(doubts),
    )
    print(told.format(path=target), file=sys.stderr)
    return 0


def _reviewed(options: argparse.Namespace, read_with: Reader, told: Mapping[str, Role | None]) -> int:
    """Have a person go through the form; write the plan, and what they said of its columns, when they say so."""
    from tui.review.app import review  # only a person at a terminal needs it
    from tui.review.review import Review

    settled = review(Review(read_with, told), Path(options.from_form).name)
    if settled is None:
        print(_("No se creó ningún plan."), file=sys.stderr)
        return 1
    target = _create(options, settled.plan)
    if settled.changed or told or options.sheet:
        keep_columns(settled.columns, options.sheet, target)
    keep_form(Path(options.from_form), target)
    return 0


def _target(options: argparse.Namespace, plan: Plan) -> Path:
    return Path(options.output or f"plan_{plan.year}.json")


def _create(options: argparse.Namespace, plan: Plan) -> Path:
    target = _target(options, plan)
    create_as_seen(target, plan)
    print(target)
    return target


def _shown(reading: FormReading) -> Iterator[str]:
    """Yield the columns of every sheet, as the file that --columns reads; those of one heading once."""
    if not reading.tables:
        yield _("# Es el formulario oficial de 19 columnas, que se lee por sus fechas y sus números.")
        return
    for table in reading.tables:
        yield _("# Hoja «{sheet}»").format(sheet=table.sheet)
    yield from written(_columns(reading))


def _columns(reading: FormReading) -> list[Column]:
    """Return the columns of all tables from the left, those of one heading once."""
    columns = {column.label: column for table in reversed(reading.tables) for column in table.columns.columns}
    return sorted(columns.values(), key=lambda column: column.number)


def _unknown(reading: FormReading, headings: Iterable[str]) -> Iterator[str]:
    """Yield a doubt for every heading of the map that the form does not have."""
    known = {plain(column.heading) for table in reading.tables for column in table.columns.columns}
    for heading in headings:
        if heading not in known:
            yield _("El mapa habla de la columna «{heading}», que el formulario no tiene.").format(heading=heading)
