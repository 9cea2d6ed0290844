"""A plan file checked against itself: its chain, revisions, values and definition, and the segments before it."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from scoring.messages import _
from store.documents.acts import TABLE as ACTS
from store.documents.definition import amended, definition_of
from store.documents.ids import ORIGIN, is_opening
from store.documents.json_reading import Document, Tables
from store.documents.migrations import migrated
from store.errors import StoreError
from store.file.access import openings
from store.file.segments import segments
from store.history.chain import tips
from store.history.recorded_definition import REVISIONS, kept_revisions, recorded_definition
from store.history.records import in_order, newest, origin
from store.history.soundness import first_break
from store.history.state import external_changes, from_tables
from store.loaded import Problem


def verify_all(path: Path, tables: Tables) -> tuple[Problem, ...]:
    """Return the faults of `tables`, the plan at `path`: what does not agree, and what anybody could change.

    DamagedError when this is no plan at all.
    """
    return (*faults(path, tables), *_unrecorded(tables), *_act_problems(path, tables), *openings(path))


def faults(path: Path, tables: Tables) -> tuple[Problem, ...]:
    """Return what does not agree in `tables`, the plan at `path`, and in the segments that belong to it.

    Of each history it is the first bad row. DamagedError when this is no plan at all.
    """
    from_tables(tables)
    later = tables = migrated(tables)
    found = [*_history_problems("history", tables), *_value_problems(tables)]
    for name, segment in segments(path, tables):
        if isinstance(segment, StoreError):
            found.append(Problem(name, str(segment)))
        else:
            found += [*_history_problems(name, segment), *_joint_problems(name, segment, later)]
            later = segment
    return tuple(found)


def _unrecorded(tables: Tables) -> Iterator[Problem]:
    """Yield what another program has changed; the next commit takes it into the history."""
    state = from_tables(tables)
    outside = [str(change.cell) for change, _before in external_changes(state)]
    if state.definition:  # a file of the first schema has none yet
        changed = amended(state.definition, definition_of(tables))
        outside += [where for where in changed if not where.startswith(f"{ACTS}/")]
    for where in outside:
        yield Problem(where, _("se cambió fuera del programa y aún no está en el historial"))


def _act_problems(path: Path, tables: Tables) -> Iterator[Problem]:
    """Yield the acts that are not what was recorded of them, taken into the history by a commit since or not."""
    latest: dict[str, Document] = {}
    for history in [
        tables,
        *(segment for _name, segment in segments(path, tables) if not isinstance(segment, StoreError)),
    ]:
        for row in history["history"].values():
            if "act" in row and row["rev"] > latest.get(row["act"], {"rev": 0})["rev"]:
                latest[row["act"]] = row
    held = {document["act"]: document for document in tables.get(ACTS, {}).values()}
    for act in sorted(held.keys() | latest.keys()):
        recorded = latest.get(act, {}).get("new")
        if held.get(act) != recorded:
            yield Problem(act, _altered(held.get(act), recorded))


def _altered(held: Document | None, recorded: Document | None) -> str:
    if recorded is None:
        return _("ningún registro del historial lo hizo: lo puso otro programa")
    if held is None:
        return _("lo quitó otro programa: el historial lo tiene en vigor")
    return _("no es como se registró: lo cambió otro programa")


def _history_problems(name: str, tables: Tables) -> Iterator[Problem]:
    if found := first_break(name, tables):
        yield found
    yield from _revision_problems(tables)
    for place in recorded_definition(tables["history"]).broken:
        yield Problem(place, _("no continúa la revisión anterior del campo"))


def _revision_problems(tables: Tables) -> Iterator[Problem]:
    """Yield the first row of each cell that does not follow on the one before."""
    by_cell: dict[str, list[Document]] = {}
    for id_, row in sorted(tables["history"].items(), key=lambda item: int(item[0])):
        if row.get("cell") and id_ != ORIGIN:
            by_cell.setdefault(row["cell"], []).append(row)
    for cell, rows in by_cell.items():
        for before, row in pairwise(rows):
            if row["rev"] != before["rev"] + 1 or row.get("old") != before.get("new"):
                where = f"{cell} rev {row['rev']}"
                yield Problem(where, _("no continúa la revisión anterior de la celda"))
                break


def _value_problems(tables: Tables) -> Iterator[Problem]:
    recorded = newest(tables["history"])
    for document in tables["cells"].values():
        if recorded.get(document["cell"], (0,))[0] != document["rev"]:
            yield Problem(document["cell"], _("su revisión no es la que dice el historial"))


def _joint_problems(name: str, segment: Tables, later: Tables) -> Iterator[Problem]:
    """Yield where the rows after a segment do not continue its last row."""
    if tips(origin(segment)["head"], in_order(segment["history"])) != (origin(later)["head"],):
        yield Problem(name, _("lo que sigue no continúa la última fila del segmento"))
    start = origin(later)
    for last in in_order(segment["history"])[-1:]:
        said, known = (start.get("at"), start.get("by"), start["rows"]), (last.get("at"), last.get("by"), last["seq"])
        if said != known or start.get("note"):
            yield Problem(name, _("lo que sigue no dice cuándo, de quién y cuál fue la última fila del segmento"))
    definition = recorded_definition(segment["history"])
    said_revisions = {name: start[name] for name in REVISIONS if start.get(name)}
    if (definition.documents, kept_revisions(definition.revisions)) != (start.get("terms", {}), said_revisions):
        yield Problem(name, _("los textos, pesos y metas que siguen no son los del final del segmento"))
    closing = newest(segment["history"])
    for row in _openings(later).values():
        if closing.get(row["cell"]) != (row["rev"], row.get("new")):
            yield Problem(f"{name} {row['cell']}", _("el valor de apertura que sigue no es el último del segmento"))
            return


def _openings(tables: Tables) -> dict[str, Document]:
    return {id_: row for id_, row in tables["history"].items() if is_opening(id_) and id_ != ORIGIN}
