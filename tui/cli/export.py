"""`plan export`: the annual workbook, of one plan or of several; the entry sheet of one responsible; a PDF."""

import argparse
import shlex
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from scoring.errors import PlanError
from scoring.messages import _, ngettext
from scoring.model import Plan
from store import open_store
from tui.cli.shared.files import FILE_HELP, cut_off, default_file, load, loaded_from, opened
from tui.cli.shared.usage import Usage
from tui.exports.context import check_target, export_context
from tui.exports.names import default_target
from tui.exports.overwriting import OccupiedError, OverwritingGuard
from tui.personal.exported import keep_last
from workbook.model.export_context import ExportContext
from workbook.writing.export import export, export_entry, export_plans
from workbook.writing.pdf import export_pdf


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `plan export` understands."""
    parser.add_argument("files", nargs="*", metavar="ARCHIVO", help=FILE_HELP)
    parser.add_argument("-o", "--output", metavar="LIBRO", help=_("lo que se escribe; por defecto junto al plan"))
    parser.add_argument("--month", metavar="MES", help=_("el corte; por defecto el último mes terminado"))
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--for", dest="responsible", metavar="QUIÉN", help=_("solo la hoja que llena ese responsable"))
    what.add_argument("--pdf", action="store_true", help=_("en PDF; necesita LibreOffice"))
    parser.add_argument(
        "--force", action="store_true", help=_("escribe encima de lo que haya, aunque no lo haya exportado usted")
    )


def run(options: argparse.Namespace) -> int:
    """Write what was asked for and print its path; PlanError where that is over something that is not ours."""
    paths = [Path(name) for name in options.files] or [default_file()]
    try:
        print(_several(options, paths) if len(paths) > 1 else _one(options, paths[0]))
    except OccupiedError as error:
        sentence = _("{what} No se escribió nada: use -o {free}, o repita la orden con --force para escribir encima.")
        raise PlanError(sentence.format(what=error, free=shlex.quote(str(error.free)))) from None
    return 0


def _one(options: argparse.Namespace, path: Path) -> Path:
    plan, context = _read(path, options.month)
    suffix = ".pdf" if options.pdf else ".xlsx"
    usual = default_target(str(path), plan, context.month, responsible=options.responsible or "", suffix=suffix)
    target = Path(options.output or usual)
    check_target(target, [path], suffix=suffix)
    guard = OverwritingGuard(target, [lambda: plan], files=[path], everything=options.force)
    if options.responsible:
        listed = export_entry(plan, options.responsible, target, context, guard)
        told = ngettext("{count} indicador: {ids}", "{count} indicadores: {ids}", len(listed))
        print(told.format(ids=", ".join(indicator.id for indicator in listed)), file=sys.stderr)
    elif options.pdf:
        export_pdf(plan, target, context, guard)
    else:
        export(plan, target, context, guard)
    if not options.pdf:
        keep_last(open_store(path).address, target)
    return target


def _several(options: argparse.Namespace, paths: list[Path]) -> Path:
    if not options.output or options.pdf or options.responsible:
        raise Usage(_("plan export: varios planes van en un solo libro, con -o LIBRO.xlsx y sin --pdf ni --for\n"))
    target = Path(options.output)
    check_target(target, paths)
    plan, context = _read(paths[0], options.month)
    loads = [partial(_read, path, options.month) for path in paths]
    guard = OverwritingGuard(target, [partial(load, path) for path in paths], files=paths, everything=options.force)
    progress = _told if sys.stderr.isatty() else None
    export_plans(loads, target, context.month, locale=plan.locale, progress=progress, guard=guard)
    return target


def _read(path: Path, month: str | None) -> tuple[Plan, ExportContext]:
    store = opened(path)
    loaded = loaded_from(store)
    context = export_context(store, loaded, cut_off(loaded.plan, month), datetime.now(UTC))
    return loaded.plan, context


def _told(done: int, of: int) -> None:
    print(
        ngettext("\r{done} de {count} plan", "\r{done} de {count} planes", of).format(done=done),
        end="\n" if done == of else "",
        file=sys.stderr,
        flush=True,
    )
