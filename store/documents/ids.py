"""The ids of documents and records, which place them in the file: one line each, in the order of their ids.

| id | what has it |
|---|---|
| indicator's id · variable's place · month | a cell: two digits each, constants from place 51 on in month 0 |
| objective's id · 00 · 00 to 49 | a cell of a resource: budget and months of the first source, of the next |
| action's id · 00 · 50 to 99 | likewise |
| cell's id · 00000 | in the history: the cell as it was where the history begins |
| cell's id · revision | in the history: a change of the cell, five digits for the revision |
| cell's id · from 50001 | in the history: changes of fields of an objective, an action or the plan |
| indicator's id · 9999 · from 50001 | in the history: changes of the indicator's fields, after those of its cells |
| 10 000 000 000 and above, by the hash of its address | an act |
| act's id · revision | in the history: a change of the act |
| 0 | in the history: where it begins |
| 1, 2, 3… | in the history: an event that concerns neither cell nor field |

Two branches of a plan that change different things thus change and add lines at different places of the file. Git takes
two additions as a conflict where no unchanged line is between them, and between the records of two cells there always
is one: the opening row of the second. Records of fields therefore have their places between cells too: those of
objective 2 come after January of the first variable of indicator 2, of action 2 after February, of the plan after March
of indicator 1. Cells of resources, which have no document before they are first written, are before those of the
indicator of the same id.
"""

from collections.abc import Container, Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from scoring.model.plain_values import decimal
from scoring.sha256 import sha256_of

ORDER: Final = "order"
"""The field of a node's document that says where it comes, where its id does not."""
ORIGIN: Final = "0"
"""The id of the document that says where the history begins."""

_INDICATOR: Final = 10_000
_PLACE: Final = 100
_CONSTANTS: Final = 50
"""Constants are placed after this many variables, so that either list can grow."""
_FIELDS_AFTER: Final = {"objectives": 101, "actions": 102, "plan": 103, "indicators": 9999}
"""Place and month of the cell after whose records a document's come, in the indicator of the same id."""
_ROOM: Final = 50
_RESOURCES: Final = {"objectives": 0, "actions": _ROOM}
"""Where the cells of a document's resources begin before those of the indicator of the same id."""
_RESOURCE_CELLS: Final = 13
"""The cells of one resource: its budget and the months."""
_FIELDS: Final = 50_000
"""What is added to the revision of a field: more than a cell ever has."""
_ACTS: Final = 10**10
"""The first id of an act, and how many there are: beyond those of cells, and short enough for records of theirs."""
_NO_CELL: Final = "0"
"""Stands for a cell's id in the ids of events."""
_OPENING: Final = "00000"
"""How the ids of revision 0 end."""
_REVISIONS: Final = 100_000
"""More revisions than a cell and a field ever have together: a rotation does not begin them anew."""


def variable_cell_id(indicator: str, place: int, month: int) -> str:
    """Return the id of a variable's cell; `indicator` is the id of the indicator's document, `place` counts from 1."""
    return str(int(indicator) * _INDICATOR + place * _PLACE + month)


def constant_cell_id(indicator: str, place: int) -> str:
    """Return the id of a constant's cell; `place` counts the indicator's constants from 1."""
    return str(int(indicator) * _INDICATOR + (_CONSTANTS + place) * _PLACE)


def resource_cell_id(table: str, id_: str, place: int, month: int | None) -> str:
    """Return the id of a resource's cell: `table` and `id_` are those of the document of its objective or action.

    `place` counts the plan's sources from 0; month None is the budget. What is beyond the room of a document takes
    the next free id.
    """
    within = _RESOURCES[table] + min(place * _RESOURCE_CELLS + (month or 0), _ROOM - 1)
    return str(int(id_) * _INDICATOR + within)


def opening_id(cell: str) -> str:
    """Return the id of the row that says how the cell with the id `cell` was where the history begins."""
    return record_id(cell, 0)


def record_id(cell: str, revision: int) -> str:
    """Return the id of the record that made a revision of the cell with the id `cell`."""
    return str(int(cell) * _REVISIONS + revision)


def free_record_id(cell: str, revision: int, taken: Container[str]) -> str:
    """Return the id of a revision's record, or the next free one where it is taken.

    A variable that was given another name begins with revision 1 again while the rows under its old name stay.
    """
    while (id_ := record_id(cell, revision)) in taken:
        revision += 1
    return id_


def field_record_id(table: str, id_: str, revision: int, taken: Container[str]) -> str:
    """Return the id of the record of a revision of a document's field, or the next free one where it is taken.

    The fields of one document have their records in one place.
    """
    return free_record_id(str(int(id_) * _INDICATOR + _FIELDS_AFTER[table]), _FIELDS + revision, taken)


def act_id(address: str, acts: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the id of an act's document: the same in every copy of a plan, or the next free one of its table."""
    number = _ACTS + int(sha256_of(address.encode())[:16], 16) % _ACTS
    while acts.get(str(number), {}).get("act", address) != address:
        number += 1
    return str(number)


def next_event_id(taken: Iterable[str]) -> str:
    """Return the id for one more event in a history with these ids."""
    return record_id(_NO_CELL, 1 + max((int(id_) for id_ in taken if int(id_) < _REVISIONS), default=0))


def is_opening(id_: str) -> bool:
    """Tell whether this is the id of an opening row, or of the origin."""
    return id_.endswith(_OPENING) or id_ == ORIGIN


def rank_of(id_: str, document: Mapping[str, Any]) -> Decimal:
    """Return where a document comes among those beside it: its order, or its id where it has none."""
    return decimal(document[ORDER]) if ORDER in document else Decimal(id_)


def in_order(documents: Mapping[str, dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    """Return the documents of a table with their ids, in the form's order; ValueError or TypeError for no order."""
    return sorted(documents.items(), key=lambda item: (rank_of(*item), int(item[0])))
