"""The documents of the cells table: one for every value that a plan can hold, empty ones too.

Those of indicators are laid out beforehand, each with an id that follows from the cell's place in the plan
(`store.documents.ids`), so that entering a value changes one line of the file wherever it is entered first. Those of
resources are in the table from when they are first written.
"""

from collections.abc import Container, Iterable, Iterator

from scoring.model import MONTHS, Cell, Plan, Value
from scoring.model.plain_values import read_value, text, whole
from store.documents.ids import constant_cell_id, resource_cell_id, variable_cell_id
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
            cells[_free(id_, cells)] = _empty(cell)
    return cells


def with_resource_cells(tables: Tables, plan: Plan, wanted: Iterable[Cell]) -> dict[str, Document]:
    """Return the cells table with an empty document for each cell of a resource that is `wanted` and has none.

    Cells that are of no resource of the plan are left out.
    """
    from scoring.model.resources import resource_of, sources  # most plans are read without
    from store.documents.nodes import located

    cells = dict(tables["cells"])
    for cell in wanted:
        if resource := resource_of(plan, cell):
            table, id_ = located(tables, resource.node)
            place = sources(plan).index(resource.source)
            cells[_free(resource_cell_id(table, id_, place, cell.month), cells)] = _empty(cell)
    return cells


def _free(id_: str, taken: Container[str]) -> str:
    """Return an id, or the next one that is free where it is taken."""
    number = int(id_)
    while str(number) in taken:
        number += 1
    return str(number)


def _empty(cell: Cell) -> Document:
    return {"cell": str(cell), "value": None, "rev": 0}


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
