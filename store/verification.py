"""A plan file checked against itself: its chain, its revisions, its figures."""

from collections.abc import Iterator
from itertools import pairwise

from scoring.i18n import _
from store.chain import ABBREVIATED, digest
from store.encoding import Document, Tables
from store.face import Problem
from store.history import in_order, is_opening, newest, opening_digest, origin
from store.state import external_changes, from_tables


def verify(tables: Tables) -> tuple[Problem, ...]:
    """Return what does not agree, the first bad row of each kind first; DamagedError when this is no plan at all."""
    state = from_tables(tables)
    return (
        *_opening_problems(tables),
        *_chain_problems(tables),
        *_revision_problems(tables),
        *(
            Problem(str(change.cell), _("se cambió fuera del programa y aún no está en la historia"))
            for change, _before in external_changes(state)
        ),
    )


def _opening_problems(tables: Tables) -> Iterator[Problem]:
    start = origin(tables)
    rows = {id_: row for id_, row in tables["history"].items() if is_opening(id_) and id_ != "0"}
    if opening_digest(rows) != start.get("opening"):
        yield Problem("history/0", _("las cifras de apertura no son las que se registraron"))
    if start["rows"] == 0 and digest(_without(start, "head")) != start["head"]:
        yield Problem("history/0", _("el comienzo de la historia fue cambiado"))


def _chain_problems(tables: Tables) -> Iterator[Problem]:
    """Yield the first row whose hash is not that of its contents after the rows it continues."""
    start = origin(tables)["head"]
    hashes = {start[:ABBREVIATED]: start}
    for row in in_order(tables["history"]):
        where = f"history seq {row['seq']}"
        parents = [hashes.get(name) for name in row["prev"].split()]
        if not parents or None in parents:
            yield Problem(where, _("la cadena se rompe aquí: falta la fila anterior"))
            return
        if digest(row, [parent for parent in parents if parent]) != row["hash"]:
            yield Problem(where, _("la cadena se rompe aquí: la fila fue cambiada"))
            return
        hashes[row["hash"][:ABBREVIATED]] = row["hash"]


def _revision_problems(tables: Tables) -> Iterator[Problem]:
    """Yield the first row of each cell that does not follow on the one before."""
    by_cell: dict[str, list[Document]] = {}
    for id_, row in sorted(tables["history"].items(), key=lambda item: int(item[0])):
        if row.get("cell") and id_ != "0":
            by_cell.setdefault(row["cell"], []).append(row)
    for cell, rows in by_cell.items():
        for before, row in pairwise(rows):
            if row["rev"] != before["rev"] + 1 or row["old"] != before["new"]:
                where = f"{cell} rev {row['rev']}"
                yield Problem(where, _("no continúa la revisión anterior de la casilla"))
                break
    recorded = newest(tables["history"])
    for document in tables["cells"].values():
        if recorded.get(document["cell"], (0,))[0] != document["rev"]:
            yield Problem(document["cell"], _("su revisión no es la que dice la historia"))


def _without(document: Document, field: str) -> Document:
    return {name: value for name, value in document.items() if name != field}
