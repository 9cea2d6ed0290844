"""Exporting plans as workbooks."""

import errno
import secrets
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from scoring.errors import PlanError
from scoring.messages import _
from scoring.model import MONTHS, Cell, Indicator, Plan
from workbook.model.cells import MES_CORTE, Book, absolute, quoted
from workbook.model.keys import Content
from workbook.model.layout import CUT_OFF_ROW, TARGET
from workbook.sheets.dashboard import dashboard_sheets
from workbook.sheets.definition import definition_sheet
from workbook.sheets.entry import entry_sheet
from workbook.sheets.follow_up import follow_up_sheet
from workbook.sheets.form import form_sheet
from workbook.sheets.history import history_sheet
from workbook.sheets.meta import meta_sheet
from workbook.sheets.profiles import profiles_sheet
from workbook.sheets.quarters import quarters_sheet
from workbook.sheets.several import Load, Progress, several_book
from workbook.sheets.source import Edition, ExportContext, edition
from workbook.sheets.verification import verification_sheet
from workbook.writing.render import write_book


class ExportError(PlanError):
    """A workbook that could not be written; what stood at its place is as it was."""


def export(plan: Plan, path: Path, context: ExportContext) -> None:
    """Write the workbook of one plan.

    Raises ExportError where the target cannot be written.
    """
    write(plan_book(plan, context), path)


def export_several(
    loads: Sequence[Load], path: Path, month: int, *, locale: str = "es_CO", progress: Progress | None = None
) -> None:
    """Write several plans into one workbook, with an index and a consolidated sheet, at one cut-off month.

    `loads` read the plans, each when its turn comes; `progress` is told after each. Raises ExportError where the
    target cannot be written, and whatever a load raises: nothing is written then.
    """
    write(several_book(loads, month, locale, progress or (lambda _done, _of: None)), path)


def export_entry(plan: Plan, responsible: str, path: Path, context: ExportContext) -> tuple[Indicator, ...]:
    """Write the entry sheet of one responsible; return the indicators on it.

    A part of the name is enough, in any case and without accents. Raises ExportError where no indicator has such a
    responsible, naming those there are, and where the target cannot be written.
    """
    lines = tuple(indicator for indicator in plan.indicators if _plain(responsible) in _plain(indicator.responsible))
    if not responsible.strip() or not lines:
        known = "; ".join(sorted({indicator.responsible for indicator in plan.indicators if indicator.responsible}))
        sentence = _("Ningún indicador tiene como responsable a «{name}». En el plan están: {known}.")
        raise ExportError(sentence.format(name=responsible, known=known))
    names = "; ".join(dict.fromkeys(indicator.responsible for indicator in lines))
    sheets = (
        entry_sheet(plan, names, lines, context.footer),
        meta_sheet(plan, context, Content.ENTRY, cells_of(lines)),
    )
    tabs = tuple(sheet.name for sheet in sheets)
    write(Book(sheets, tabs, tabs, (), title_of(plan), plan.responsible, _properties(plan, context)), path)
    return lines


def _plain(text: str) -> str:
    """Return a text for comparing: without accents, case or double spaces."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def plan_book(plan: Plan, context: ExportContext) -> Book:
    """Return the workbook of one plan as data."""
    made = edition(plan, context)
    dashboard, feed = dashboard_sheets(made)
    sheets = (
        form_sheet(made),
        follow_up_sheet(made),
        dashboard,
        quarters_sheet(made),
        profiles_sheet(made),
        history_sheet(made),
        verification_sheet(made),
        made.calculation.sheet,
        feed,
        meta_sheet(plan, context, Content.PLAN, cells_of(plan.indicators)),
        definition_sheet(plan),
    )
    names = tuple(sheet.name for sheet in sheets)
    return Book(
        sheets,
        names,
        names,
        ((MES_CORTE, cut_off_cell(made)),),
        title_of(plan),
        plan.responsible,
        _properties(plan, context),
    )


def _properties(plan: Plan, context: ExportContext) -> tuple[tuple[str, str], ...]:
    known = (("Plan", plan.id), (_("Corte"), str(context.month)), (_("Historial"), context.head))
    return tuple((name, value) for name, value in known if value)


def cells_of(indicators: tuple[Indicator, ...]) -> tuple[Cell, ...]:
    """Return every cell of some indicators that can be typed into, in the order of the sheet."""
    return tuple(
        cell
        for indicator in indicators
        for cell in (
            *(Cell(indicator.id, constant.name) for constant in indicator.constants),
            *(cell for month in MONTHS for cell in indicator.cells(month)),
        )
    )


def cut_off_cell(made: Edition) -> str:
    """Return the reference of the cell that `mes_corte` names."""
    return f"{quoted(made.names.follow_up)}!{absolute(CUT_OFF_ROW, TARGET)}"


def title_of(plan: Plan) -> str:
    """Return the title of a plan's workbook."""
    return _("Plan de acción {year} · {process}").format(year=plan.year, process=plan.process)


def write(book: Book, path: Path, *, cached: bool = True) -> None:
    """Write a workbook in one step; raises ExportError where the target cannot be written."""
    with replacing(path) as temporary:
        write_book(book, temporary, cached=cached)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a new file beside `path` that takes its place at the end.

    Whoever reads `path` sees the old file or the new one, never a part. Where anything fails, what stood there is as
    it was; an OSError becomes an ExportError that says why.
    """
    target = path.resolve()
    temporary = target.with_name(f".{target.stem}-{secrets.token_hex(4)}.tmp")
    try:
        temporary.touch(exist_ok=False)  # with the rights that any new file of this user gets
        yield temporary
        temporary.replace(target)
    except OSError as error:
        raise ExportError(refusal(path, error)) from None
    finally:
        temporary.unlink(missing_ok=True)


def refusal(path: Path, error: OSError) -> str:
    """Return the sentence that says why a target could not be written."""
    match error.errno:
        case errno.ENOENT | errno.ENOTDIR:
            reason = _("la carpeta no existe")
        case errno.EACCES | errno.EPERM | errno.EROFS:
            reason = _("no hay permiso para escribir ahí, o el archivo está abierto en otro programa")
        case errno.ENOSPC | errno.EDQUOT:
            reason = _("el disco está lleno")
        case errno.EISDIR:
            reason = _("es una carpeta")
        case _:
            reason = error.strerror or str(error)
    return _("No se pudo escribir {path}: {reason}. No se cambió nada.").format(path=path, reason=reason)


__all__ = ["ExportContext", "ExportError", "export", "export_entry", "export_several"]
