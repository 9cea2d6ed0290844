"""The cells of a workbook that people type into, found by its hidden keys and never by coordinates."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Final, NamedTuple

from scoring.messages import _
from scoring.model import Cell
from workbook.errors import WorkbookError
from workbook.model.hidden_keys import COLUMN_KEYS, CORNER, cell_at, is_row_key
from workbook.model.sheet_copy import Copies
from workbook.reading.preflight import Package
from workbook.reading.touched import Shown, StrangeKey
from workbook.reading.worksheets import FORMULA, Place, ReadCell, ReadSheet, address, open_sheets
from workbook.reading.xml_check import MAX_ROW

CORNER_ROWS: Final = 60
"""How far down a sheet its keys are looked for."""
MAX_KEYED: Final = 200_000
"""Cells where a key row and a key column of one sheet can meet; 300 indicators have 35 000."""
HIDDEN_PREFIX: Final = "_"
"""Begins the names of the sheets that an export hides, which carry no keys."""


class KeyedCell(NamedTuple):
    """A cell of a sheet that a row's and a column's key name; `content` is None where it is empty."""

    sheet: str
    place: Place
    content: ReadCell | None

    @property
    def address(self) -> str:
        """Its place as a person looks it up: `Seguimiento!H14`."""
        return address(self.sheet, self.place)

    @property
    def is_formula(self) -> bool:
        """Whether it holds a formula."""
        return self.content is not None and self.content.type == FORMULA


class KeyedCells(NamedTuple):
    """The keyed cells of all sheets, and what was typed beside them."""

    cells: dict[Cell, list[KeyedCell]]
    """By the plan's cell that the keys name; several where several places carry its keys."""
    overwritten: tuple[str, ...]
    """The addresses where a number was typed over a monthly formula; it changes nothing in the plan."""
    strangers: tuple[str, ...] = ()
    """The addresses of numbers under the months in rows that have no key and no formula: rows of nobody's."""
    empty_results: tuple[str, ...] = ()
    """The addresses of formulas that give an empty text."""
    shown: tuple[Shown, ...] = ()
    """The sheets that a person sees, where the workbook has a copy of what they said when they were exported.

    What was typed beside the keyed cells is known from it then, and `overwritten` and `strangers` are empty.
    """


def read_keyed_cells(package: Package, sheets: Sequence[ReadSheet], copies: Copies) -> KeyedCells:
    """Return the keyed cells of all sheets, and the computed cells that were typed over.

    `copies` are what the workbook holds of its own sheets.
    Raises WorkbookError where a sheet has more keys than any plan.
    """
    found: dict[Cell, list[KeyedCell]] = {}
    overwritten: list[str] = []
    strangers: list[str] = []
    shown: list[Shown] = []
    copied, keys = bool(copies.sheets), copies.keys
    for sheet in sheets:
        if sheet.title.startswith(HIDDEN_PREFIX) and (not copied or sheet.title in copies.hidden):
            continue
        contents = dict(sheet.cells(MAX_ROW)) if copied else {}
        corner = _corner(contents.items() if copied else sheet.cells(CORNER_ROWS))
        if corner is not None and not copied:
            contents = dict(sheet.cells(MAX_ROW))
        keyed = [] if corner is None else _keyed(contents, corner)
        for cell, place in keyed:
            found.setdefault(cell, []).append(KeyedCell(sheet.title, place, contents.get(place)))
        if copied:
            strange = [] if corner is None else _strange_keys(contents, corner, keys)
            typed = frozenset((*(place for _cell, place in keyed), *_crossing(contents, corner, strange)))
            layout, over = sheet.layout, sheet.over
            shown.append(Shown(sheet.title, contents, typed, sheet.hidden, layout, over, tuple(strange)))
        elif corner is not None:
            overwritten += [address(sheet.title, place) for place in _overwritten(contents, keyed)]
            strangers += [address(sheet.title, place) for place in _strangers(contents, keyed, corner)]
    empty: tuple[str, ...] = ()
    if any(keyed_cell.is_formula for places in found.values() for keyed_cell in places):
        formulas = {cell.address for places in found.values() for cell in places if cell.is_formula}
        found = _with_results(package, found)
        settled = (cell for places in found.values() for cell in places if cell.address in formulas)
        empty = tuple(cell.address for cell in settled if cell.content is not None and cell.content.value == "")
    return KeyedCells(found, tuple(overwritten), tuple(strangers), empty, tuple(shown))


def _corner(cells: Iterable[tuple[Place, ReadCell]]) -> Place | None:
    """Return where the keys of rows and of columns cross, among cells that come row by row."""
    upper = takewhile(lambda item: item[0][0] <= CORNER_ROWS, cells)
    return next((place for place, content in upper if content.value == CORNER), None)


def _keyed(contents: dict[Place, ReadCell], corner: Place) -> list[tuple[Cell, Place]]:
    """Return every cell of the plan that a row and a column of the sheet name, and where they meet."""
    top, left = corner
    columns = {column: content.value for (row, column), content in contents.items() if row == top and column != left}
    rows = {row: content.value for (row, column), content in contents.items() if column == left and row != top}
    if len(rows) * len(columns) > MAX_KEYED:
        raise WorkbookError(
            _("El libro tiene más celdas con clave de lo que tendría un plan: use una copia exportada.")
        )
    return [
        (cell, (row, column))
        for row, row_key in rows.items()
        for column, column_key in columns.items()
        if (cell := cell_at(str(row_key), str(column_key))) is not None
    ]


def _strange_keys(contents: dict[Place, ReadCell], corner: Place, keys: Collection[str]) -> list[StrangeKey]:
    """Return what is in the place of keys and is none that was exported, and the keys that are there again.

    `keys` are those that rows were exported with.
    """
    top, left = corner
    first: dict[str, Place] = {}
    strange = []
    for place, content in contents.items():
        of_row, text = place[1] == left, str(content.value)
        if place == corner or not (of_row or place[0] == top):
            continue
        if text not in (keys if of_row else COLUMN_KEYS):
            strange.append(StrangeKey(place, of_row, text))
        elif (twin := first.setdefault(text, place)) != place:
            strange.append(StrangeKey(place, of_row, text, twin))
    return strange


def _crossing(contents: dict[Place, ReadCell], corner: Place | None, strange: Sequence[StrangeKey]) -> Iterator[Place]:
    """Yield the places of figures whose key was typed over."""
    if corner is None or not strange:
        return
    top, left = corner
    rows = {row for (row, column), content in contents.items() if column == left and is_row_key(str(content.value))}
    columns = {column for row, column in contents if row == top and column != left}
    for (row, column), of_row, _text, twin in strange:
        if twin is None:
            yield from ((row, each) for each in columns) if of_row else ((each, column) for each in rows)


def _overwritten(contents: dict[Place, ReadCell], keyed: Sequence[tuple[Cell, Place]]) -> list[Place]:
    """Return the numbers in the months of a row that has formulas in other months, and no key."""
    typed = {row for _cell, (row, _column) in keyed}
    months = {column for cell, (_row, column) in keyed if cell.month is not None}
    formulas = {row for (row, column), content in contents.items() if column in months and content.type == FORMULA}
    computed = formulas - typed
    return [
        (row, column)
        for (row, column), content in contents.items()
        if row in computed and column in months and isinstance(content.value, int | float)
    ]


def _strangers(contents: dict[Place, ReadCell], keyed: Sequence[tuple[Cell, Place]], corner: Place) -> list[Place]:
    """Return the first number under the months of each row between the keyed ones that has neither key nor formula."""
    top, left = corner
    months = {column for cell, (_row, column) in keyed if cell.month is not None}
    last = max((row for _cell, (row, _column) in keyed), default=top)
    named = {row for (row, column) in contents if column == left}
    formulas = {row for (row, _column), content in contents.items() if content.type == FORMULA}
    found: dict[int, Place] = {}
    for (row, column), content in contents.items():
        inside = top < row <= last + 1 and row not in named and row not in formulas and column in months
        if inside and isinstance(content.value, int | float) and not isinstance(content.value, bool):
            found.setdefault(row, (row, column))
    return list(found.values())


def _with_results(package: Package, found: dict[Cell, list[KeyedCell]]) -> dict[Cell, list[KeyedCell]]:
    """Put the result that was last calculated in the place of each formula; a formula without one stays."""
    wanted = {keyed_cell.sheet for places in found.values() for keyed_cell in places}
    with open_sheets(package, calculated=True) as sheets:
        results = {
            (sheet.title, place): content
            for sheet in sheets
            if sheet.title in wanted
            for place, content in sheet.cells(MAX_ROW)
        }

    def settled(cell: KeyedCell) -> KeyedCell:
        return cell._replace(content=results.get((cell.sheet, cell.place), cell.content)) if cell.is_formula else cell

    return {cell: [settled(keyed_cell) for keyed_cell in places] for cell, places in found.items()}
