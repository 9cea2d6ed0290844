"""The form as rows of text, whichever file it came in."""

import csv
from io import StringIO
from pathlib import Path
from typing import Final, NamedTuple

from scoring.errors import PlanError
from scoring.messages import _

MAX_BYTES: Final = 10 * 2**20
"""The largest text that is read; a form of 300 lines has 0.2 MB."""


class Row(NamedTuple):
    """One row of the form: its number as a person counts it, and its cells, stripped."""

    number: int
    cells: tuple[str, ...]

    def cell(self, column: int) -> str:
        """Return the text in `column` (from 0), empty where the row does not reach it."""
        return self.cells[column] if 0 <= column < len(self.cells) else ""

    @property
    def filled(self) -> tuple[int, ...]:
        """The columns that hold something."""
        return tuple(column for column, text in enumerate(self.cells) if text)


def read_text(path: Path) -> tuple[Row, ...]:
    r"""Return the rows of a tab-separated form, with the `\$` of its text form turned back into `$`.

    Raises PlanError where the file cannot be read or is not text.
    """
    try:
        if not path.is_file():
            raise PlanError(_("{path}: no existe o no es un archivo.").format(path=path))
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise PlanError(_("No se puede leer {path}: {reason}.").format(path=path, reason=error.strerror)) from error
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
        Row(number, tuple(" ".join(cell.split()) for cell in cells)) for number, cells in enumerate(records, start=1)
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
