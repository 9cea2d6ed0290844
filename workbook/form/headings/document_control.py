"""The document control at the head of a form: the code and the version that the quality system gave it."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from workbook.form.files.grid import Grid
from workbook.form.words import is_one_of

_LABELLED: Final = re.compile(r"([^\W\d_]+\.?(?:\s+[^\W\d_]+){0,3}?)\s*:\s*")
"""A label and its colon, of which a line may have several: `Código: PL-01  Versión: 03`."""
_LONGEST: Final = 40
"""Characters of a code or a version."""
_ABOVE: Final = 12
"""Rows that are looked through where it is not known where the table begins."""


class DocumentControl(NamedTuple):
    """Code and version as printed; empty where the form has none."""

    code: str = ""
    version: str = ""


def document_control(grid: Grid, table: int = _ABOVE) -> DocumentControl:
    """Return what is above the row where a sheet's table begins: behind a label, beside it, or below it."""
    found: dict[str, str] = {}
    for row in range(1, table):
        for name, value in _labelled(grid, row):
            if value and len(value) <= _LONGEST:
                found.setdefault(name, value)
    return DocumentControl(**found)


def _labelled(grid: Grid, row: int) -> Iterator[tuple[str, str]]:
    columns = grid.filled(row)
    texts = [grid.own(row, column).text for column in columns]
    for at, (column, text) in enumerate(zip(columns, texts, strict=True)):
        if name := _name(text):
            beside = texts[at + 1] if at + 1 < len(texts) else ""
            below = grid.own(row + 1, column).text
            yield name, next((value for value in (beside, below) if value and not _is_label(value)), "")
            continue
        label, _space, rest = text.partition(" ")
        if (name := _name(label)) and " " not in rest and any(map(str.isdigit, rest)):
            yield name, rest
            continue
        labels = list(_LABELLED.finditer(text))
        ends = [*(label.start() for label in labels[1:]), len(text)]
        for found, end in zip(labels, ends, strict=False):
            if name := _name(found[1]):
                yield name, text[found.end() : end].strip(" ;,.|-–·")


def _name(label: str) -> str:
    return next((name for name in DocumentControl._fields if is_one_of(label, "rows", name)), "")


def _is_label(text: str) -> bool:
    words = (text, *text.split()[:1])
    return ":" in text or any(_name(word) or is_one_of(word, "rows", "control") for word in words)
