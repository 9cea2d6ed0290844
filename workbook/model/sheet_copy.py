"""A compact copy of what the sheets of an export say, kept in a hidden sheet: by it what people changed is told later.

Of every cell that holds something, and takes no figure, it has the column and a *mark*: a letter for what the cell
is (number, text, date or formula) and a checksum of what it holds. Marks are made of what any spreadsheet program
keeps: a number's first twelve digits, a text's words, a date's seconds, and of a formula its operators, functions and
constants, since references change wherever a row is inserted (`FALSE` and `FALSE()` are the same).
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import chain
from typing import Any, Final, NamedTuple
from zlib import crc32

from scoring.messages import _
from scoring.precision import nearest_float
from workbook.errors import WorkbookError
from workbook.model.cells import SheetValue
from workbook.model.definition import LENGTH

COPY_SHEET: Final = "_copia"
VERSION: Final = ("_marks", "2")
"""The first row of the hidden sheet: how marks are made. Another way of making them has another number."""
HIDDEN_SHEET: Final = "_hidden"
PICTURE: Final = "_picture"
"""Begin a row that names a sheet which is hidden, and one for each picture that a sheet has."""
FORMULA_MARK: Final = "f"
"""Begins the mark of a formula."""

_LONGEST: Final = 3_000_000
"""Letters of all copies; those of 300 indicators and 5 000 changes have a third of that."""
_ROWS: Final = 20_000
_COLUMNS: Final = 1_000

_OPERATORS: Final = frozenset("()+-*/<>=&,;%^")
_SHEET_REFERENCE: Final = re.compile(r"'(?:[^']|'')*'!")
_TEXT: Final = re.compile(r'"(?:[^"]|"")*"')
_FUNCTION: Final = re.compile(r"\b(?:TRUE\b|FALSE\b|[A-Z][A-Z0-9.]*(?=\())")
_NUMBER: Final = re.compile(r"(?<![\w.$:])\d+(?:\.\d+)?(?:E[+-]?\d+)?(?![\w.:(!])")
"""A number that is no part of a reference or of a name."""
_HALF_SECOND: Final = timedelta(milliseconds=500)


class CopiedCell(NamedTuple):
    """A cell as it was exported."""

    column: int
    mark: str
    """Empty where it held nothing and is known for what it shows."""
    shows: str = ""
    """What of the plan it shows (`SheetCell.shows`)."""


class CopiedRow(NamedTuple):
    """The cells of a row that hold something, from left to right."""

    row: int
    key: str
    """Its hidden key; empty where it has none."""
    cells: tuple[CopiedCell, ...]

    @property
    def marks(self) -> tuple[str, ...]:
        """What the row says, wherever its columns are."""
        return tuple(cell.mark for cell in self.cells if cell.mark)


class Copies(NamedTuple):
    """What a workbook holds of its own sheets, by their names."""

    sheets: Mapping[str, Sequence[CopiedRow]]
    hidden: frozenset[str] = frozenset()
    """The sheets that were exported hidden, also those without a copy."""
    pictures: tuple[str, ...] = ()
    """The sheet of each picture that was exported."""

    @property
    def keys(self) -> frozenset[str]:
        """The hidden keys of the rows."""
        return frozenset(row.key for rows in self.sheets.values() for row in rows)


class _Structure(dict[int, int | None]):
    """What `str.translate` keeps of a formula."""

    def __missing__(self, code: int) -> int | None:
        self[code] = kept = code if chr(code) in _OPERATORS else None
        return kept


_STRUCTURE: Final = _Structure()


def mark_of(value: SheetValue | time | timedelta) -> str:
    """Return the mark of a cell that holds a value; empty for one that holds nothing."""
    if isinstance(value, str):
        words = " ".join(value.split())
        return _marked("t", words if words.isprintable() else "".join(filter(str.isprintable, words))) if words else ""
    if isinstance(value, date):
        moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)  # noqa: DTZ001
        return _marked("d", f"{moment + _HALF_SECOND:%Y%m%d%H%M%S}")
    if value is None:
        return ""
    if isinstance(value, bool | time | timedelta):
        return _marked("t", str(value))
    return _marked("n", f"{nearest_float(Decimal(value)):.12g}")


def formula_mark(formula: str) -> str:
    """Return the mark of a cell with a formula, written with or without its `=`."""
    rest = _TEXT.sub("", formula)
    kept = (
        rest.translate(_STRUCTURE).removeprefix("=").replace("()", ""),
        *_FUNCTION.findall(rest),
        *(f"{float(number):.12g}" for number in _NUMBER.findall(rest)),
        *(_TEXT.findall(formula) if rest is not formula else ()),
    )
    return _marked(FORMULA_MARK, " ".join(kept))


def read_formula_mark(formula: str) -> str:
    """Return the mark of a formula that came back, whose sheets may have other names."""
    return formula_mark(_SHEET_REFERENCE.sub("", formula))


def _marked(kind: str, text: str) -> str:
    return f"{kind}{crc32(text.encode('utf-8', 'replace')) & 0xFFFFFF:x}"


def copy_rows(sheet: str, rows: Iterable[CopiedRow]) -> Iterator[tuple[str, str]]:
    """Yield the rows of the hidden sheet that hold the copy of one sheet: its name, and the next piece of the copy."""
    listed = [[row.row, row.key, *([*cell] if cell.shows else cell[:2] for cell in row.cells)] for row in rows]
    text = json.dumps(listed, separators=(",", ":"), ensure_ascii=False)
    for start in range(0, len(text), LENGTH):
        yield sheet, text[start : start + LENGTH]


def read_copies(rows: Iterable[tuple[str, str]]) -> Copies:
    """Return the copies that the rows of the hidden sheet hold.

    They are of no sheet where another version of the program made the marks; WorkbookError where they are spoilt.
    """
    pieces: dict[str, list[str]] = {}
    for sheet, piece in rows:
        pieces.setdefault(sheet, []).append(piece)
    hidden, pictures = frozenset(pieces.pop(HIDDEN_SHEET, ())), tuple(pieces.pop(PICTURE, ()))
    if pieces.pop(VERSION[0], None) != [VERSION[1]]:
        return Copies({})
    try:
        if sum(map(len, chain.from_iterable(pieces.values()))) > _LONGEST:
            raise ValueError  # noqa: TRY301 - it is as spoilt as what cannot be read
        sheets = {sheet: [_row(item) for item in json.loads("".join(texts))] for sheet, texts in pieces.items()}
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        sentence = _("La hoja oculta {sheet} está alterada: exporte un libro nuevo.")
        raise WorkbookError(sentence.format(sheet=COPY_SHEET)) from error
    return Copies(sheets, hidden, pictures)


def _row(item: Any) -> CopiedRow:
    row, key, *cells = item
    return CopiedRow(_within(row, _ROWS), str(key), tuple(_cell(*cell) for cell in cells))


def _cell(column: Any, mark: Any, shows: Any = "") -> CopiedCell:
    return CopiedCell(_within(column, _COLUMNS), str(mark), str(shows))


def _within(number: Any, limit: int) -> int:
    """Return a number of a row or a column; ValueError for one that no export has."""
    if not isinstance(number, int) or not 1 <= number <= limit:
        raise ValueError(number)
    return number
