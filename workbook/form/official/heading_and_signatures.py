"""What is around the form's table: the lines of text above it, its header rows, and the signatures below."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from scoring.messages import _
from scoring.model import Signature
from workbook.form.files.rows import FormRow
from workbook.model.layout import FORM_COLUMNS
from workbook.model.wording import is_added

CONTROL_COLUMN: Final = 12
"""From here on the lines above the table hold the document control: code, version, page."""
HEADER_CELLS: Final = 5
"""More than so many cells in a row above the table make it a header row."""

_DREW_UP: Final = re.compile(r"elabor(?:ó|o|ado|ado por)\W*", re.IGNORECASE)
_BLANK: Final = (FormRow(0, ()), FormRow(0, ()))


def starts_signatures(row: FormRow) -> bool:
    """Tell whether the signature block begins here: some role beside its label, the first being who drew it up."""
    return len(row.filled) > 1 and any(_DREW_UP.fullmatch(text) for text in row.cells)


def read_heading(rows: Sequence[FormRow]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], tuple[str, ...]], list[str]]:
    """Return the lines above the table, the table's two header rows, and the doubts about them."""
    wide = [at for at, row in enumerate(rows) if len(row.filled) > HEADER_CELLS]
    first = wide[0] if wide else len(rows)
    heading = tuple(row.cells[row.filled[0]] for row in rows[:first] if row.filled and row.filled[0] < CONTROL_COLUMN)
    upper, lower = (tuple(row.cell(column) for column in range(FORM_COLUMNS)) for row in (*rows[first:], *_BLANK)[:2])
    doubts = []
    if not wide:
        doubts.append(_("El formulario no trae los títulos de sus columnas."))
    elif upper[16].casefold() == "responsable" and lower[17].casefold() == "und":
        doubts.append(_("Los títulos Und y Responsable están cambiados: primero va la unidad en las filas."))
    return heading, (upper, lower), doubts


def read_signatures(rows: Sequence[FormRow]) -> tuple[tuple[str, ...], tuple[Signature, ...]]:
    """Return the labels of the signature block and its columns, each from its role downwards."""
    if not rows:
        return (), ()
    filled = [row for row in rows if row.filled]
    label, *starts = filled[0].filled
    ends = [*starts[1:], FORM_COLUMNS + starts[-1]]
    columns: list[dict[str, str]] = [{} for _column in starts]
    fields = ("role", "name", "post", "date", "signed")
    for field, row in zip(fields, filled, strict=False):
        for column, start, end in zip(columns, starts, ends, strict=True):
            text = next((row.cells[at] for at in row.filled if start <= at < end), "")
            column[field] = "" if is_added(text) else text
    labels = tuple(row.cell(label) for row in filled[: len(fields)])
    return labels, tuple(Signature(*(column.get(field, "") for field in fields)) for column in columns)


def labelled(heading: Sequence[str], label: str) -> str:
    """Return the text after `label:` in the heading, empty where it has no such label."""
    for text in heading:
        head, colon, rest = text.partition(":")
        if colon and head.strip().upper() == label:
            return rest.strip()
    return ""


def post_of(heading: Sequence[str]) -> str:
    """Return the responsible's post, which the heading gives below the name."""
    for text, below in pairwise(heading):
        if text.upper().startswith("RESPONSABLE") and ":" not in below:
            return below
    return labelled(heading, "RESPONSABLE")
