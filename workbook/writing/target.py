"""Writing a file in one step: whoever reads the target sees the old one or the new one, never a part."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scoring.messages import _
from scoring.text.system_errors import reason
from workbook.errors import ExportError
from workbook.model.sheet import Workbook
from workbook.writing.openpyxl_file import write_workbook


def write(workbook: Workbook, path: Path, *, cached: bool = True) -> None:
    """Write a workbook in one step; raises ExportError where the target cannot be written."""
    with replacing(path) as temporary:
        write_workbook(workbook, temporary, cached=cached)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a new file beside `path` that takes its place at the end.

    Where anything fails, the old file is as it was; an OSError becomes an ExportError that says why.
    """
    target = path.resolve()
    temporary = target.with_name(f".{target.stem}-{secrets.token_hex(4)}.tmp")
    try:
        temporary.touch(exist_ok=False)  # with the rights that any new file of this user gets
        yield temporary
        temporary.replace(target)
    except OSError as error:
        raise ExportError(_refusal(path, error)) from None
    finally:
        temporary.unlink(missing_ok=True)


def _refusal(path: Path, error: OSError) -> str:
    """Return the sentence that says why a target could not be written."""
    why = reason(error)
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        why = _("la carpeta no existe")
    elif isinstance(error, PermissionError):
        why = _("{reason}, o el archivo está abierto en otro programa").format(reason=why)
    return _("No se pudo escribir {path}: {reason}. No se cambió nada.").format(path=path, reason=why)
