"""A compact copy of what the sheets of an export say, kept in a hidden sheet: by it what people changed is told later.

Of every cell that holds something, and takes no figure, it has the column and the *mark* (`workbook.model.marks`); of
every row the looks of its cells (`workbook.model.looks`); of the sheet the merged areas, the rows and columns that are
hidden, and the words at the head and foot of its pages.
"""

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, repeat
from typing import Any, Final, NamedTuple

from scoring.messages import _
from workbook.errors import WorkbookError
from workbook.model.cells import Area
from workbook.model.definition import LENGTH
from workbook.model.looks import Look
from workbook.model.marks import FORMULA_MARK

COPY_SHEET: Final = "_copia"
VERSION: Final = ("_marks", "3")
"""The first row of the hidden sheet: how marks are made. Another way of making them has another number."""
HIDDEN_SHEET: Final = "_hidden"
PICTURE: Final = "_picture"
"""Begin a row that names a sheet which is hidden, and one for each picture that a sheet has."""

_LONGEST: Final = 3_000_000
"""Letters of all copies; those of 300 indicators and 5 000 changes have a third of that."""
_ROWS: Final = 20_000
_COLUMNS: Final = 1_000
_MERGES: Final = 10_000
_PLAIN: Final = Look()


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
    looks: tuple[tuple[int, Look], ...] = ()
    """The columns, from left to right, from which on cells look otherwise than those before."""

    @property
    def marks(self) -> tuple[str, ...]:
        """What the row says, wherever it is and its columns are: formulas, which follow their place, are alike."""
        return tuple(_anywhere(cell.mark) for cell in self.cells if cell.mark)

    def look(self, column: int) -> Look:
        """Return the look of the cell in a column."""
        at = bisect_right(self.looks, column, key=lambda run: run[0])
        return self.looks[at - 1][1] if at else _PLAIN


class CopiedSheet(NamedTuple):
    """A sheet as it was exported."""

    rows: Sequence[CopiedRow]
    merges: frozenset[Area] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    printed: str = ""
    """The mark of the words at the head and foot of its pages."""


class Copies(NamedTuple):
    """What a workbook holds of its own sheets, by their names, in the order of the tabs."""

    sheets: Mapping[str, CopiedSheet]
    hidden: frozenset[str] = frozenset()
    """The sheets that were exported hidden, also those without a copy."""
    pictures: tuple[str, ...] = ()
    """The sheet of each picture that was exported."""

    @property
    def keys(self) -> frozenset[str]:
        """The hidden keys of the rows."""
        return frozenset(row.key for sheet in self.sheets.values() for row in sheet.rows)


def _anywhere(mark: str) -> str:
    return FORMULA_MARK if mark.startswith(FORMULA_MARK) else mark


def pieces_of(name: str, sheet: CopiedSheet) -> Iterator[tuple[str, str]]:
    """Yield the rows of the hidden sheet that hold the copy of one sheet: its name, and the next piece of the copy."""
    looks: dict[Look, int] = {}
    rows = [
        [
            row.row,
            row.key,
            [*chain.from_iterable((column, looks.setdefault(look, len(looks))) for column, look in row.looks)],
            [cell.column for cell in row.cells],
            " ".join(cell.mark for cell in row.cells),
            {cell.column: cell.shows for cell in row.cells if cell.shows},
        ]
        for row in sheet.rows
    ]
    hidden = sorted(sheet.hidden_rows), sorted(sheet.hidden_columns)
    listed = [rows, [*looks], _apart(sheet.merges), hidden, sheet.printed]
    text = json.dumps(listed, separators=(",", ":"), ensure_ascii=False)
    for start in range(0, len(text), LENGTH):
        yield name, text[start : start + LENGTH]


def _apart(merges: Iterable[Area]) -> list[tuple[int, int, int, int]]:
    """Return merged areas by how far each is below the one before, column and reach: blocks are alike so."""
    ordered = sorted(merges)
    tops = (0, *(area.top for area in ordered))
    return [
        (area.top - before, area.left, area.bottom - area.top, area.right - area.left)
        for before, area in zip(tops, ordered, strict=False)
    ]


def read_copies(rows: Sequence[tuple[str, str]]) -> Copies:
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
        sheets = {sheet: _sheet(*json.loads("".join(texts))) for sheet, texts in pieces.items()}
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        sentence = _("La hoja oculta {sheet} está alterada: exporte un libro nuevo.")
        raise WorkbookError(sentence.format(sheet=COPY_SHEET)) from error
    return Copies(sheets, hidden, pictures)


def _sheet(rows: Any, looks: Any, merges: Any, hidden: Any, printed: Any) -> CopiedSheet:
    if len(merges) > _MERGES:
        raise ValueError(merges)
    known = [_look(*look) for look in looks]
    return CopiedSheet(
        [_row(known, row) for row in rows],
        frozenset(_areas(merges)),
        frozenset(map(_within, hidden[0], repeat(_ROWS))),
        frozenset(map(_within, hidden[1], repeat(_COLUMNS))),
        str(printed),
    )


def _areas(apart: Any) -> Iterator[Area]:
    top = 0
    for down, left, height, width in apart:
        top += down
        bottom, right = _within(top + height, _ROWS), _within(left + width, _COLUMNS)
        yield Area(_within(top, bottom), _within(left, right), bottom, right)


def _row(known: Sequence[Look], listed: Any) -> CopiedRow:
    row, key, looks, columns, marks, shows = listed
    runs = zip(looks[::2], looks[1::2], strict=True)
    cells = zip(columns, marks.split(" ") if columns else (), strict=True)
    return CopiedRow(
        _within(row, _ROWS),
        str(key),
        tuple(CopiedCell(_within(column, _COLUMNS), mark, str(shows.get(str(column), ""))) for column, mark in cells),
        tuple((_within(column, _COLUMNS), known[_within(look, len(known) - 1, least=0)]) for column, look in runs),
    )


def _look(fill: Any, letters: Any, checks: Any, formats: Any) -> Look:
    return Look(str(fill), str(letters), int(checks), int(formats))


def _within(number: Any, limit: int, least: int = 1) -> int:
    """Return a number of a row, a column or a look; ValueError for one that no export has."""
    if not isinstance(number, int) or not least <= number <= limit:
        raise ValueError(number)
    return number
