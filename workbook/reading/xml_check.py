"""One pass over the XML of a part, counting what passes and keeping nothing.

What openpyxl would build an object for is counted while expat streams by, so that a part made to exhaust memory or
time is refused at its first element too many.
"""

import re
from collections import Counter
from collections.abc import Mapping
from string import ascii_uppercase
from typing import IO, Final, NoReturn
from xml.parsers.expat import ExpatError, ParserCreate

from scoring.messages import _

MAX_DEPTH: Final = 64
MAX_ROW: Final = 20_000
MAX_COLUMN: Final = 1_000
"""A number or text further out is nothing that a plan or its exporter put there; an empty cell is let pass."""
MAX_ELEMENTS: Final = 800_000
"""In the whole workbook, like all that follow; an export of 300 indicators and 6 000 changes has 420 000."""
MAX_COUNTED: Final = {"c": 300_000, "row": 60_000, "si": 40_000, "mergeCell": 10_000, "sheet": 100}
"""Cells, rows, texts, merged ranges and sheets; that same export has 160 000 cells, and Excel lists its 56 000 formulas
as cells once more."""
MAX_OTHERS: Final = 40_000
"""Elements that are not of those that sheets and texts are made of in numbers: openpyxl builds an object of each."""
MAX_MERGED: Final = 100_000
"""Cells in one merged range."""
MAX_RUN: Final = 256 * 1024
"""Bytes in which no element begins: the longest text in a cell, 32 767 characters, with each of them escaped."""

MAX_COUNTED_OPEN: Final = {"table-cell": 300_000, "table-row": 60_000, "table": 100}
"""The same of an OpenDocument workbook: cells, rows and sheets."""

_NUMEROUS: Final = frozenset({"c", "v", "f", "is", "t", "row", "si", "mergeCell"})
NUMEROUS_OPEN: Final = frozenset({"table-cell", "covered-table-cell", "table-row", "p", "span"})
_FILLING: Final = frozenset({"v", "f", "is"})
"""What a cell holds something with."""
_CHUNK: Final = 64 * 1024
_ENCODING: Final = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)[\"']")
_CELL: Final = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,10})")


class UnsafeError(Exception):
    """Why a workbook must not be opened, as the end of a sentence that begins with the file's name."""


class XmlCheck:
    """What the parts of a workbook hold, counted part by part; the limits are those of the whole workbook.

    `counted` are the limits of single kinds of elements, `numerous` those that are no reason to wonder.
    """

    def __init__(self, counted: Mapping[str, int] = MAX_COUNTED, numerous: frozenset[str] = _NUMEROUS) -> None:
        self.counted = counted
        self.numerous = numerous
        self.counts: Counter[str] = Counter()
        self.elements = 0
        self.others = 0

    def check(self, name: str, stream: IO[bytes]) -> None:
        """Read the part called `name` to its end; raise UnsafeError where it is one that must not be opened."""
        parser = ParserCreate()
        counts, counted, numerous = self.counts, self.counted, self.numerous
        depth, elements, others, distant = 0, 0, 0, ""

        def start(tag: str, attributes: dict[str, str]) -> None:
            # Runs for every element of every part: what most of them need comes first.
            nonlocal depth, elements, others, distant
            depth += 1
            elements += 1
            if depth > MAX_DEPTH:
                raise UnsafeError(_("la parte {part} está anidada sin fin.").format(part=name))
            if ":" in tag:
                tag = tag.rpartition(":")[2]
            if distant and tag in _FILLING:
                raise UnsafeError(_("tiene una celda en {cell}, fuera de lo que ocupa un plan.").format(cell=distant))
            if tag not in numerous:
                others += 1
            if tag in counted:
                counts[tag] += 1
                if counts[tag] > counted[tag]:
                    raise UnsafeError(_("tiene más celdas, textos u hojas de lo que tendría un plan."))
                if tag == "c":
                    distant = _outside(attributes.get("r", "A1"))
                elif tag == "mergeCell":
                    _check_merge(attributes.get("ref", "A1"))

        def end(_tag: str) -> None:
            nonlocal depth
            depth -= 1

        def doctype(*_declaration: object) -> NoReturn:
            raise UnsafeError(_("la parte {part} declara un DOCTYPE o entidades.").format(part=name))

        parser.StartElementHandler, parser.EndElementHandler = start, end
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = doctype
        fed, run, before = 0, 0, 0
        try:
            while chunk := stream.read(_CHUNK):
                if not fed:
                    _check_encoding(name, chunk)
                fed += len(chunk)
                parser.Parse(chunk)
                run = run + len(chunk) if elements == before else 0
                before = elements
                if run > MAX_RUN:
                    raise UnsafeError(_("la parte {part} tiene un texto sin fin.").format(part=name))
                if self.elements + elements > MAX_ELEMENTS or self.others + others > MAX_OTHERS:
                    raise UnsafeError(_("la parte {part} tiene demasiados elementos.").format(part=name))
            parser.Parse(b"", True)
        except ExpatError as error:
            raise UnsafeError(_("la parte {part} está dañada.").format(part=name)) from error
        self.elements += elements
        self.others += others


def _check_encoding(name: str, beginning: bytes) -> None:
    """Refuse what is not UTF-8, in which a DOCTYPE could hide from other tools."""
    encoding = _ENCODING.search(beginning[:200])
    wide = beginning.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in beginning[:4]
    if wide or (encoding and encoding[1].lower() not in {b"utf-8", b"us-ascii"}):
        raise UnsafeError(_("la parte {part} no está en UTF-8.").format(part=name))


def _outside(reference: str) -> str:
    """Return the reference of a cell that is further out than any of ours, empty for the others."""
    digits = reference.lstrip(ascii_uppercase)
    if len(digits) < 5 and len(reference) - len(digits) < 3:
        return ""
    column, row = _position(reference)
    return "" if 1 <= row <= MAX_ROW and 1 <= column <= MAX_COLUMN else reference


def _check_merge(reference: str) -> None:
    first, _colon, last = reference.partition(":")
    (left, top), (right, bottom) = _position(first), _position(last or first)
    if (right - left + 1) * (bottom - top + 1) > MAX_MERGED:
        raise UnsafeError(_("combina las celdas {range}: casi toda la hoja.").format(range=reference[:24]))


def _position(reference: str) -> tuple[int, int]:
    """Return column and row of a reference such as `AB12`, counted from 1."""
    match = _CELL.fullmatch(reference)
    if match is None:
        raise UnsafeError(_("tiene una celda sin dirección válida."))
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return column, int(match[2])
