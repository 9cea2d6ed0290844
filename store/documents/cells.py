"""The documents of the cells table: one for every value that a plan can hold, empty ones too.

They are laid out beforehand, each with an id that follows from the cell's place in the plan (`store.documents.ids`), so
that entering a value changes one line of the file wherever it is entered first.
"""

from collections.abc import Iterator

from scoring.model import MONTHS, Cell, Value
from scoring.model.plain_values import read_value, text, whole
from store.documents.ids import constant_cell_id, variable_cell_id
from store.documents.json_reading import Document, Tables, read


def empty_cells(indicators: dict[str, Document]) -> Iterator[tuple[str, Cell]]:
    """Yield every cell of the indicators (documents by id) with its id."""
    for id_, document in indicators.items():
        for place, item in enumerate(document["inputs"], 1):
            for month in MONTHS:
                yield variable_cell_id(id_, place, month), Cell(document["id"], item["name"], month)
        for place, item in enumerate(document["constants"], 1):
            yield constant_cell_id(id_, place), Cell(document["id"], item["name"])


def with_missing(tables: Tables) -> dict[str, Document]:
    """Return the cells table with an empty document for every cell that has none, as after a line was deleted.

    Where an id is taken, the next free one is used, so that two copies of a plan still give a cell the same one.
    """
    cells = dict(tables["cells"])
    present = {Cell.parse(document["cell"]) for document in cells.values()}
    for id_, cell in empty_cells(tables["indicators"]):
        if cell not in present:
            number = int(id_)
            while str(number) in cells:
                number += 1
            cells[str(number)] = {"cell": str(cell), "value": None, "rev": 0}
    return cells


def read_cells(tables: Tables) -> Iterator[tuple[str, Cell, Value | None, int]]:
    """Yield id, cell, value and revision (0: never changed) of every document of the cells table."""
    for id_, document in tables["cells"].items():
        yield (id_, *read(document, f"cells/{id_}", _cell))


def _cell(document: Document) -> tuple[Cell, Value | None, int]:
    cell = Cell.parse(text(document["cell"]))
    try:
        value = read_value(document["value"])
    except (ValueError, TypeError) as error:
        raise ValueError(f"{cell}: {error}") from None
    return cell, value, whole(document["rev"])
