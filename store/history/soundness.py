"""Whether a history is the one that was written: where it begins, and each row by its hash after those it continues."""

from collections.abc import Mapping
from types import MappingProxyType

from scoring.messages import _
from store.documents.ids import ORIGIN, is_opening
from store.documents.json_reading import Document, Tables
from store.history.chain import ABBREVIATED, digest
from store.history.records import in_order, opening_digest, origin
from store.loaded import Problem


def first_break(name: str, tables: Tables, *, sound: Mapping[str, Document] = MappingProxyType({})) -> Problem | None:
    """Return the first fault of the history of `tables`, or None where it is whole; `name` is what it is called.

    What is also in `sound`, a history found whole before, by the same id, is not worked out again.
    """
    table = tables["history"]
    start = origin(tables)
    rows = {id_: row for id_, row in table.items() if is_opening(id_)}
    if any(sound.get(id_) != row for id_, row in rows.items()) or len(rows) != sum(map(is_opening, sound)):
        opening = {id_: row for id_, row in rows.items() if id_ != ORIGIN}
        if opening_digest(opening) != start.get("opening"):
            return Problem(f"{name}/{ORIGIN}", _("los valores de apertura no son los que se registraron"))
        own = {field: value for field, value in start.items() if field != "head"}
        if "segment" not in start and digest(own) != start["head"]:
            return Problem(f"{name}/{ORIGIN}", _("el comienzo del historial fue cambiado"))
    return _chain_break(name, tables, sound)


def _chain_break(name: str, tables: Tables, sound: Mapping[str, Document]) -> Problem | None:
    """Return the first row whose hash is not that of its contents after the rows it continues, or None."""
    start = origin(tables)["head"]
    hashes = {start[:ABBREVIATED]: start}
    known = {row["hash"]: row for id_, row in sound.items() if not is_opening(id_)}
    for row in in_order(tables["history"]):
        where = f"{name} seq {row['seq']}" + (f" {row['act']}" if "act" in row else "")
        if hashes.get(row["hash"][:ABBREVIATED]) == row["hash"]:
            return Problem(where, _("la cadena se rompe aquí: la fila está dos veces"))
        parents = [hashes.get(parent) for parent in row["prev"].split()]
        if not parents or None in parents:
            return Problem(where, _("la cadena se rompe aquí: falta la fila anterior"))
        if known.get(row["hash"]) != row and digest(row, [parent for parent in parents if parent]) != row["hash"]:
            return Problem(where, _("la cadena se rompe aquí: la fila fue cambiada"))
        hashes[row["hash"][:ABBREVIATED]] = row["hash"]
    return None
