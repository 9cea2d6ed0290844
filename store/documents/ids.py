"""The ids of documents and records, which place them in the file: one line each, in the order of their ids.

| id | what has it |
|---|---|
| indicator's id · variable's place · month | a cell: two digits each, constants from place 51 on in month 0 |
| indicator's id · 99 · 99 | stands for the indicator itself in the ids of its fields' records |
| 1, from 1001, from 2001 | stand for plan, objectives and actions likewise |
| cell's or stand-in's id · 00000 | in the history: the cell as it was where the history begins |
| cell's or stand-in's id · revision | in the history: one change, five digits for the revision |
| 0 | in the history: where it begins |
| 1, 2, 3… | in the history: an event that concerns neither cell nor field |

Two branches of a plan that change different things thus change and add lines at different places of the file.
"""

from collections.abc import Iterable
from typing import Final

ORIGIN: Final = "0"
"""The id of the document that says where the history begins."""

_INDICATOR: Final = 10_000
_PLACE: Final = 100
_CONSTANTS: Final = 50
"""Constants are placed after this many variables, so that either list can grow."""
_ITSELF: Final = 9999
"""Stands for an indicator: place 99, month 99."""
_ABOVE: Final = {"plan": 0, "objectives": 1000, "actions": 2000}
"""The first id, less one, that stands for the documents of each table above the indicators."""
_NO_CELL: Final = "0"
"""Stands for a cell's id in the ids of events."""
_REVISIONS: Final = 100_000
"""More revisions than a cell ever has: a rotation does not begin them anew."""


def variable_cell_id(indicator: str, place: int, month: int) -> str:
    """Return the id of a variable's cell; `indicator` is the id of the indicator's document, `place` counts from 1."""
    return str(int(indicator) * _INDICATOR + place * _PLACE + month)


def constant_cell_id(indicator: str, place: int) -> str:
    """Return the id of a constant's cell; `place` counts the indicator's constants from 1."""
    return str(int(indicator) * _INDICATOR + (_CONSTANTS + place) * _PLACE)


def definition_id(table: str, id_: str) -> str:
    """Return what stands for a document of the definition in the ids of the records of its fields."""
    return str(_ABOVE[table] + int(id_) if table in _ABOVE else int(id_) * _INDICATOR + _ITSELF)


def opening_id(owner: str) -> str:
    """Return the id of the row that says how the cell with the id `owner` was where the history begins."""
    return record_id(owner, 0)


def record_id(owner: str, revision: int) -> str:
    """Return the id of the record that made a revision; `owner` is a cell's id or what stands for a document."""
    return str(int(owner) * _REVISIONS + revision)


def free_record_id(owner: str, revision: int, taken: Iterable[str]) -> str:
    """Return the id of a revision's record, counted on where it is taken.

    The fields of a document share its stand-in, and a variable that was given another name begins with revision 1
    again while the rows under its old name stay.
    """
    while (id_ := record_id(owner, revision)) in taken:
        revision += 1
    return id_


def next_event_id(taken: Iterable[str]) -> str:
    """Return the id for one more event in a history with these ids."""
    return record_id(_NO_CELL, 1 + max((int(id_) for id_ in taken if int(id_) < _REVISIONS), default=0))


def is_opening(id_: str) -> bool:
    """Tell whether this is the id of an opening row, or of the origin."""
    return int(id_) % _REVISIONS == 0
