"""The workbook as PDF, laid out by LibreOffice where it is installed."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from scoring.messages import _
from scoring.model import Plan
from workbook.errors import ExportError
from workbook.model.export_context import ExportContext
from workbook.sheets.workbooks import WorkbookMaker, printed_workbook
from workbook.writing.replacing_file import Guard, replacing, write

_PROGRAMS: Final = ("soffice", "libreoffice")
_SECONDS: Final = 180


def export_pdf(
    plan: Plan,
    path: Path,
    context: ExportContext,
    guard: Guard | None = None,
    make: WorkbookMaker = printed_workbook,
) -> None:
    """Write the visible sheets of the workbook that `make` makes of a plan as PDF, over whatever `guard` lets it.

    Raises ExportError where LibreOffice is not installed or fails, or where the target cannot be written.
    """
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise ExportError(
            _(
                "Para el PDF hace falta LibreOffice Calc, que no está instalado "
                "(en Debian o Ubuntu: sudo apt install libreoffice-calc). El libro xlsx no lo necesita."
            )
        )
    with replacing(path, guard) as temporary, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, result = folder / "plan.xlsx", folder / "plan.pdf"
        write(make(plan, context), source)
        _convert(program, source, folder, plan.locale)
        if not result.exists():
            raise ExportError(_("LibreOffice no pudo hacer el PDF de {path}. No se cambió nada.").format(path=path))
        temporary.write_bytes(result.read_bytes())


def _convert(program: str, source: Path, folder: Path, locale: str) -> None:
    profile = (folder / "profile").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    try:
        subprocess.run(  # noqa: S603  (no shell, and every argument is ours)
            [*command, "--outdir", str(folder), str(source)],
            check=False,
            capture_output=True,
            timeout=_SECONDS,
            # A PDF cannot follow its reader's locale as the workbook does, and a server's own is often C.
            env={**os.environ, "LC_ALL": f"{locale}.UTF-8"},
        )
    except subprocess.TimeoutExpired:
        raise ExportError(_("LibreOffice no terminó el PDF en {seconds} s.").format(seconds=_SECONDS)) from None
