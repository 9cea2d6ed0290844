"""`plan export`: the annual workbook of one plan or of several, some of its sheets, or an entry sheet; also as PDF."""

import argparse
import shlex
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from scoring.errors import PlanError
from scoring.messages import _, ngettext
from scoring.model import Indicator, Plan
from scoring.model.acts import closed_through
from scoring.quoting import quoted
from store import open_store
from tui.cli.shared.aliases import with_aliases
from tui.cli.shared.files import FILE_HELP, default_file, load, loaded_from, opened
from tui.cli.shared.past import Seen, check_month, in_name, is_past, past_arguments, past_of, refuse_past, tell
from tui.cli.shared.usage import Usage
from tui.exports.context import check_target, export_context, past_context
from tui.exports.names import default_target
from tui.exports.overwriting import OccupiedError, OverwritingGuard
from tui.personal.exported import keep_last
from workbook.model.export_context import ExportContext
from workbook.model.layout import SheetNames
from workbook.model.people import spelt_alike, without_responsible
from workbook.sheets.workbooks import form_workbook, plan_workbook
from workbook.writing.export import export, export_entry, export_plans
from workbook.writing.pdf import export_pdf


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `plan export` understands."""
    parser.add_argument("files", nargs="*", metavar="ARCHIVO", help=FILE_HELP)
    parser.add_argument("-o", "--output", metavar="LIBRO", help=_("lo que se escribe; por defecto junto al plan"))
    parser.add_argument("--month", metavar="MES", help=_("el corte; por defecto el último mes terminado"))
    past_arguments(parser)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--for", dest="responsible", metavar="QUIÉN", help=_("solo la hoja que llena ese responsable"))
    what.add_argument("--signature", action="store_true", help=_("solo el formulario, para imprimirlo y firmarlo"))
    what.add_argument("--sheet", metavar="HOJA", help=_("solo esa hoja a la vista, como «Tablero» o «Historial»"))
    what.add_argument(
        "--layout",
        choices=["official", "original"],
        help=_("original: en el formulario del que se hizo el plan, tal como vino"),
    )
    parser.add_argument("--form", metavar="FORMULARIO", help=_("con --layout original: cuál, si no está junto al plan"))
    parser.add_argument("--pdf", action="store_true", help=_("en PDF, sin el historial; necesita LibreOffice"))
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
    if options.form and options.layout != "original":
        raise Usage(_("plan export: --form dice en qué formulario, y va con --layout original\n"))
    if options.layout == "original":
        return _in_its_form(options, path)
    if options.responsible is not None and options.pdf:
        raise Usage(_("plan export: la hoja de un responsable se llena en un libro; --for va sin --pdf\n"))
    if options.responsible is not None and not options.responsible.strip():
        raise Usage(_("plan export: diga con --for de quién es la hoja, como --for «Jefe Comercial»\n"))
    if options.responsible is not None:
        refuse_past(options, _("plan export: la hoja de un responsable se llena hoy; --for va sin --at ni --seq\n"))
    sheet = _sheet(options.sheet)
    read, context = _looked(path, options)
    plan = read.plan
    if sheet == SheetNames.of().submitted and not closed_through(plan):
        raise PlanError(_("No hay cortes presentados: ningún mes se ha cerrado. Se cierra con «plan close»."))
    suffix = ".pdf" if options.pdf else ".xlsx"
    part = _("firma") if options.signature else options.responsible or sheet
    month = 0 if options.signature else context.month  # the form is the same at any cut-off
    usual = default_target(str(path), plan, month, part=part, point=in_name(read), suffix=suffix)
    target = Path(options.output or usual)
    check_target(target, [path], suffix=suffix)
    guard = OverwritingGuard(target, [lambda: plan], files=[path], everything=options.force)
    write = export_pdf if options.pdf else export
    if options.responsible:
        store = opened(path)
        plan = with_aliases(store, store.load(), options.responsible)
        _tell_listed(plan, export_entry(plan, options.responsible, target, context, guard))
    elif options.signature:
        write(plan, target, context, guard, form_workbook)
    elif sheet:
        write(plan, target, context, guard, partial(plan_workbook, shown=(sheet,)))
    else:
        write(plan, target, context, guard)
    tell(read)
    if not options.pdf and not options.signature and read.past is None:
        keep_last(open_store(path).address, target)
    return target


def _in_its_form(options: argparse.Namespace, path: Path) -> Path:
    """Write the plan in the form that it was made from, and say on stderr what that does not say."""
    from tui.cli.shared.kept_form import kept_form, kept_reading  # no other export reads a form
    from workbook.original.filled_form import export_original

    if options.pdf:
        raise Usage(_("plan export: --layout original escribe un libro; va sin --pdf\n"))
    refuse_past(options, _("plan export: el formulario original no dice de cuándo es; va sin --at ni --seq\n"))
    plan = load(path)
    form = Path(options.form) if options.form else kept_form(path)
    target = Path(options.output or default_target(str(path), plan, 0, part=_("original")))
    check_target(target, [path, form])
    guard = OverwritingGuard(target, [lambda: plan], files=[path], everything=options.force)
    for sentence in export_original(plan, form, kept_reading(path), target, guard):
        print(f"  ! {sentence}", file=sys.stderr)
    return target


def _sheet(name: str | None) -> str:
    """Return the sheet that a person means, whatever the case and the accents; empty where they mean all."""
    if name is None:
        return ""
    names = SheetNames.of().visible
    found = next((known for known in names if spelt_alike(known) == spelt_alike(name)), None)
    if found is None:
        sentence = _("plan export: no hay ninguna hoja «{name}»; hay {names}\n")
        raise Usage(sentence.format(name=quoted(name), names=", ".join(names)))
    return found


def _tell_listed(plan: Plan, listed: Sequence[Indicator]) -> None:
    """Say which indicators are on an entry sheet, and which have no responsible of their own."""
    told = ngettext("{count} indicador: {ids}", "{count} indicadores: {ids}", len(listed))
    print(told.format(ids=_ids(listed)), file=sys.stderr)
    bare = without_responsible(plan)
    if not bare:
        return
    sentence = ngettext(
        "Sin responsable en el plan: {ids}; va en la hoja de {name}, que responde por el plan.",
        "Sin responsable en el plan: {ids}; van en la hoja de {name}, que responde por el plan.",
        len(bare),
    )
    if not plan.responsible.strip():
        sentence = _("En la hoja de nadie, porque ni el plan tiene responsable: {ids}.")
    print(sentence.format(ids=_ids(bare), name=quoted(plan.responsible)), file=sys.stderr)


def _ids(indicators: Sequence[Indicator]) -> str:
    return ", ".join(indicator.id for indicator in indicators)


def _several(options: argparse.Namespace, paths: list[Path]) -> Path:
    lone = options.pdf or options.responsible is not None or options.signature or options.sheet or options.layout
    if not options.output or lone or is_past(options):
        raise Usage(
            _("plan export: varios planes van en un solo libro, con -o LIBRO.xlsx y sin más opciones que --month\n")
        )
    target = Path(options.output)
    check_target(target, paths)
    plan, context = _read(paths[0], options)
    loads = [partial(_read, path, options) for path in paths]
    guard = OverwritingGuard(target, [partial(load, path) for path in paths], files=paths, everything=options.force)
    progress = _told if sys.stderr.isatty() else None
    export_plans(loads, target, context.month, locale=plan.locale, progress=progress, guard=guard)
    return target


def _read(path: Path, options: argparse.Namespace) -> tuple[Plan, ExportContext]:
    """Return the plan at `path`, as it is or as it was, and the context of its export."""
    read, context = _looked(path, options)
    return read.plan, context


def _looked(path: Path, options: argparse.Namespace) -> tuple[Seen, ExportContext]:
    check_month(options)
    store, now = opened(path), datetime.now(UTC)
    loaded = loaded_from(store)
    read = past_of(store, loaded.plan, options) if is_past(options) else Seen(loaded.plan, now)
    month = read.cut_off(options.month)
    if read.past is None:
        return read, export_context(store, loaded, month, now)
    return read, past_context(store, read.past, month, now, told=read.told)


def _told(done: int, of: int) -> None:
    print(
        ngettext("\r{done} de {count} plan", "\r{done} de {count} planes", of).format(done=done),
        end="\n" if done == of else "",
        file=sys.stderr,
        flush=True,
    )
