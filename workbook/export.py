"""Exporting plans as workbooks."""

import errno
import os
import tempfile
from pathlib import Path

from scoring.errors import PlanError
from scoring.i18n import _
from scoring.model import MONTHS, Cell, Indicator, Plan
from workbook.edition import Edition, ExportContext, edition
from workbook.keys import Content
from workbook.layout import CUT_OFF_ROW, TARGET
from workbook.model import MES_CORTE, Book, absolute, quoted
from workbook.render import write_book
from workbook.sheets.follow_up import follow_up_sheet
from workbook.sheets.form import form_sheet
from workbook.sheets.meta import meta_sheet


class ExportError(PlanError):
    """A workbook that could not be written; what stood at its place is as it was."""


def export(plan: Plan, path: Path, context: ExportContext) -> None:
    """Write the workbook of one plan.

    Raises ExportError where the target cannot be written.
    """
    write(plan_book(plan, context), path)


def plan_book(plan: Plan, context: ExportContext) -> Book:
    """Return the workbook of one plan as data."""
    made = edition(plan, context)
    sheets = (
        form_sheet(made),
        follow_up_sheet(made),
        made.calculation.sheet,
        meta_sheet(plan, context, Content.PLAN, cells_of(plan.indicators)),
    )
    names = tuple(sheet.name for sheet in sheets)
    return Book(sheets, names, names, ((MES_CORTE, cut_off_cell(made)),), title_of(plan), plan.responsible)


def cells_of(indicators: tuple[Indicator, ...]) -> tuple[Cell, ...]:
    """Return every cell of some indicators that can be typed into, in the order of the sheet."""
    return tuple(
        cell
        for line in indicators
        for cell in (
            *(Cell(line.id, constant.name) for constant in line.constants),
            *(cell for month in MONTHS for cell in line.cells(month)),
        )
    )


def cut_off_cell(made: Edition) -> str:
    """Return the reference of the cell that `mes_corte` names."""
    return f"{quoted(made.names.follow_up)}!{absolute(CUT_OFF_ROW, TARGET)}"


def title_of(plan: Plan) -> str:
    """Return the title of a plan's workbook."""
    return _("Plan de acción {year} · {process}").format(year=plan.year, process=plan.process)


def write(book: Book, path: Path, *, cached: bool = True) -> None:
    """Write a workbook in one step: whoever reads `path` sees the old file or the new one, never a part.

    Raises ExportError where the target cannot be written; what stood there is then as it was.
    """
    target = path.resolve()
    try:
        handle, name = tempfile.mkstemp(suffix=".xlsx.tmp", prefix=f".{target.stem}-", dir=target.parent)
    except OSError as error:
        raise ExportError(_refusal(path, error)) from None
    temporary = Path(name)
    try:
        os.close(handle)
        write_book(book, temporary, cached=cached)
        temporary.chmod(0o644)
        temporary.replace(target)
    except OSError as error:
        raise ExportError(_refusal(path, error)) from None
    finally:
        temporary.unlink(missing_ok=True)


def _refusal(path: Path, error: OSError) -> str:
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


__all__ = ["ExportContext", "ExportError", "export"]
