"""Cells of a worksheet's XML replaced in place: every other byte stays, and with it all that the form looks like."""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple, TypeAlias
from xml.parsers.expat import ParserCreate
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from workbook.form.files.grid import Place

Content: TypeAlias = str | Decimal | date
"""What is put into a cell; the empty text empties it."""

_TAG: Final = re.compile(rb"<([\w:.-]+)")
_HIDDEN: Final = re.compile(rb'\shidden="[^"]*"')
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST: Final = 32_767
"""Letters of a text that a cell can hold."""


class _Cell(NamedTuple):
    """A cell where it stands in the XML."""

    column: int
    start: int
    end: int
    attributes: Mapping[str, str]


class _Row(NamedTuple):
    """A row where it stands in the XML; `end` is where its cells end."""

    start: int
    end: int
    cells: tuple[_Cell, ...]


def with_contents(
    data: bytes, contents: Mapping[Place, Content], hidden: Collection[int], own: Collection[int], *, from_1904: bool
) -> bytes:
    """Return a worksheet's XML with other contents in some cells and some rows hidden.

    A cell with a formula keeps it. Formulas in other rows than the indicators' `own` let go of the values they had, so
    that they are calculated when the sheet is opened. `from_1904` says how the workbook counts its days.
    """
    found = _Scan(data)
    patches = [(start, end, b"") for start, end in found.values_outside(own)]
    patches += [_hiding(data, found.rows[row].start) for row in hidden if row in found.rows]
    for (row, column), content in contents.items():
        if row not in found.rows or (row, column) in found.formulas:
            continue
        cells = found.rows[row].cells
        old = next((cell for cell in cells if cell.column == column), None)
        before = next((cell.start for cell in cells if cell.column > column), found.rows[row].end)
        start, end = (old.start, old.end) if old else (before, before)
        style = old.attributes.get("s", "") if old else ""
        patches.append((start, end, _element(found.prefix, (row, column), style, content, from_1904=from_1904)))
    return _patched(data, patches)


def _patched(data: bytes, patches: list[tuple[int, int, bytes]]) -> bytes:
    parts, at = [], 0
    for start, end, new in sorted(patches, key=lambda patch: patch[:2]):
        parts += [data[at:start], new]
        at = end
    return b"".join([*parts, data[at:]])


def _hiding(data: bytes, start: int) -> tuple[int, int, bytes]:
    end = data.index(b">", start) + 1
    tag = _HIDDEN.sub(b"", data[start:end])
    at = len(tag) - (2 if tag.endswith(b"/>") else 1)
    return start, end, tag[:at] + b' hidden="1"' + tag[at:]


def _element(prefix: str, place: Place, style: str, content: Content, *, from_1904: bool) -> bytes:
    row, column = place
    own = f'<{prefix}c r="{get_column_letter(column)}{row}"' + (f' s="{style}"' if style else "")
    if content == "":
        return f"{own}/>".encode()
    if isinstance(content, str):
        text = escape(_FORBIDDEN.sub("", content)[:_LONGEST])
        inner = f'<{prefix}is><{prefix}t xml:space="preserve">{text}</{prefix}t></{prefix}is>'
        return f'{own} t="inlineStr">{inner}</{prefix}c>'.encode()
    epoch = CALENDAR_MAC_1904 if from_1904 else CALENDAR_WINDOWS_1900
    number = f"{content:f}" if isinstance(content, Decimal) else f"{(content - epoch.date()).days}"
    return f"{own}><{prefix}v>{number}</{prefix}v></{prefix}c>".encode()


class _Scan:
    """One pass over a worksheet: where its rows and cells are, and which cells have a formula."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.prefix = ""
        self.rows: dict[int, _Row] = {}
        self.formulas: set[Place] = set()
        self._row = self._column = 0
        self._row_start = self._cell_start = self._value_start = 0
        self._cells: list[_Cell] = []
        self._attributes: Mapping[str, str] = {}
        self._values: dict[Place, tuple[int, int]] = {}
        self._parser = ParserCreate()  # the part has been checked: it declares nothing
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end
        self._parser.Parse(data, True)

    def values_outside(self, rows: Collection[int]) -> Iterator[tuple[int, int]]:
        """Yield where the values of the formulas are that stand in none of these rows."""
        for place in self.formulas:
            if place[0] not in rows and place in self._values:
                yield self._values[place]

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        prefix, _colon, name = tag.rpartition(":")
        at = self._parser.CurrentByteIndex
        if name == "row":
            self.prefix = f"{prefix}:" if prefix else ""
            self._row = int(attributes.get("r", self._row + 1))
            self._column, self._row_start, self._cells = 0, at, []
        elif name == "c":
            letters = coordinate_from_string(attributes["r"])[0] if "r" in attributes else ""
            self._column = column_index_from_string(letters) if letters else self._column + 1
            self._cell_start, self._attributes = at, attributes
        elif name == "f":
            self.formulas.add((self._row, self._column))
        elif name == "v":
            self._value_start = at

    def _end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name == "c":
            self._cells.append(_Cell(self._column, self._cell_start, self._after(self._cell_start), self._attributes))
        elif name == "v":
            self._values[self._row, self._column] = self._value_start, self._after(self._value_start)
        elif name == "row":
            self.rows[self._row] = _Row(self._row_start, self._parser.CurrentByteIndex, tuple(self._cells))

    def _after(self, start: int) -> int:
        """Return where the element ends that began at `start`: of one without an end tag, where the parser is."""
        at, begun = self._parser.CurrentByteIndex, _TAG.match(self._data, start)
        closing = b"</" + begun[1] if begun else b""
        return self._data.index(b">", at) + 1 if closing and self._data.startswith(closing, at) else at
