"""The form's rows out of tab-separated text."""

import csv
from io import StringIO
from pathlib import Path
from typing import Final

from scoring.errors import PlanError
from scoring.messages import _
from scoring.text.system_errors import reason
from workbook.form.rows import FormRow

MAX_BYTES: Final = 10 * 2**20
"""The largest text that is read; a form of 300 indicators has 0.2 MB."""


def read_text(path: Path) -> tuple[FormRow, ...]:
    r"""Return the rows of a tab-separated form, with the `\$` of its text form turned back into `$`.

    Raises PlanError where the file cannot be read or is not text.
    """
    try:
        if not path.is_file():
            raise PlanError(_("{path}: no existe o no es un archivo.").format(path=path))
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise PlanError(_("No se puede leer {path}: {reason}.").format(path=path, reason=reason(error))) from error
    if len(data) > MAX_BYTES:
        raise PlanError(_("{path} pesa más de 10 MB: no es un formulario del plan.").format(path=path))
    try:
        text = _decoded(data).replace(r"\$", "$")
        records = list(csv.reader(StringIO(text, newline=""), delimiter="\t"))
    except (UnicodeDecodeError, csv.Error) as error:
        raise PlanError(
            _(
                "{path} no es texto separado por tabuladores: guárdelo desde Excel como "
                "«Texto Unicode» o como libro .xlsx."
            ).format(path=path)
        ) from error
    return tuple(
        FormRow(number, tuple(" ".join(cell.split()) for cell in cells))
        for number, cells in enumerate(records, start=1)
    )


def _decoded(data: bytes) -> str:
    """Return the text in the encoding it was saved in.

    Excel writes «Texto Unicode» as UTF-16 with a mark and «Texto delimitado por tabulaciones» in the code page of
    Windows, other programs UTF-8. What is UTF-8 by its bytes is hardly ever anything else.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    if b"\0" in data:
        raise UnicodeDecodeError("utf-8", data, data.index(b"\0"), data.index(b"\0") + 1, "NUL")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")
