"""Old history in files of its own, so that a commit costs the same in December as in January.

When a plan's history has `ROWS` rows, all but the newest `KEPT` go to a sealed segment beside it: a TinyDB file with a
history table, made like the plan's own, that nobody writes to again. The plan's history then begins with the values
at that point, and its origin names the segment; the segment's origin names the one before. The segment is on disk
before the plan that leaves its rows out.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from scoring.messages import _
from scoring.text.system_errors import reason
from store.documents.ids import ORIGIN, is_opening, opening_id
from store.documents.json_reading import Document, Tables
from store.errors import DamagedError, StoreError
from store.file.access import snapshot_of
from store.file.folders import folder_beside, opened
from store.file.permissions import READ, Permissions
from store.file.reading import read_tables
from store.file.trust import ForeignError
from store.history.chain import ABBREVIATED
from store.history.recorded_definition import kept_revisions, recorded_definition
from store.history.records import in_order, newest, opening_digest, origin

ROWS: Final = 1000
"""Rows of history at which the oldest are sealed; a close counts as one more for every node whose figures it has."""
KEPT: Final = 400
"""Rows that stay in the plan, for undo and for reading the history."""
_LOOKS: Final = 32
"""How often the rows are counted while they grow to `ROWS`, which takes the longer the more there are."""


class Rotation(NamedTuple):
    """A plan's tables divided."""

    tables: Tables
    """The plan with its newest rows."""
    name: str
    """The segment's name: its number and the beginning of the hash of its last row."""
    segment: Tables
    """The history table with the oldest rows."""


def seal(path: Path, tables: Tables, before: int, now: int) -> Tables:
    """Return `tables` with their oldest rows in a new segment of the plan at `path`, when that is due.

    A commit has brought the history from the row `before` to the row `now`. Where no segment can be written the rows
    stay, and a later commit tries again; ForeignError where somebody else's folder is in the way.
    """
    every = max(1, ROWS // _LOOKS)
    rotation = rotate(tables) if before // every != now // every and is_due(tables) else None
    if rotation is not None:
        try:
            write_segment(path, rotation.name, rotation.segment, Permissions.of(path))
        except ForeignError:
            raise
        except OSError:
            return tables
        return rotation.tables
    return tables


def is_due(tables: Tables) -> bool:
    """Tell whether the history of a plan has `ROWS` rows besides the opening ones."""
    history = tables["history"]
    return sum(["seq" in row for row in history.values()]) + _figures(history.values()) > ROWS


def _figures(rows: Iterable[Document]) -> int:
    """Return how many figures there are in closes."""
    return sum([len(row["new"]["figures"]) for row in rows if "act" in row and "figures" in (row["new"] or ())])


def rotate(tables: Tables) -> Rotation | None:
    """Return the plan and the segment that its history divides into, or None where it cannot be divided.

    The plan's history then begins when, and by whom, the last row of the segment was written.
    Where git has merged branches, the cut is made at a row that all later rows go back to.
    """
    history = tables["history"]
    rows = in_order(history)
    number = _cut(origin(tables)["head"], rows)
    if number == 0:
        return None
    sealed = {row["hash"] for row in rows[:number]}
    old = {id_: row for id_, row in history.items() if is_opening(id_) or row["hash"] in sealed}
    recorded = newest(old)
    names = {id_: row["cell"] for id_, row in history.items() if is_opening(id_) and id_ != ORIGIN}
    # What was added or given another name meanwhile has rows and no opening one yet.
    names |= {opening_id(id_): cell["cell"] for id_, cell in tables["cells"].items() if cell["cell"] in recorded}
    opening = {
        id_: {**history.get(id_, {}), "cell": name, "rev": recorded[name][0], "new": recorded[name][1]}
        for id_, name in names.items()
    }
    last = rows[number - 1]
    earlier = origin(tables).get("segment", "0000-")
    name = f"{int(earlier[:4]) + 1:04}-{last['hash'][:8]}"
    definition = recorded_definition(old)
    start = {
        "at": last["at"],
        "by": last["by"],
        "note": "",
        "rows": last["seq"],
        "terms": dict(definition.documents),
        "opening": opening_digest(opening),
        "head": last["hash"],
        "segment": name,
    }
    start |= kept_revisions(definition.revisions)
    kept = {id_: row for id_, row in history.items() if id_ not in old}
    return Rotation({**tables, "history": {ORIGIN: start, **opening, **kept}}, name, {"history": old})


def _cut(head: str, rows: list[Document]) -> int:
    """Return how many rows can be sealed: all later ones go back to the last of them, and no branch ends before it.

    No batch is cut in two, since it is undone as one. A row that continues one that is not there, as after a line was
    deleted, counts as going back to the beginning.
    """
    places: Mapping[str, int] = {row["hash"][:ABBREVIATED]: place for place, row in enumerate(rows)} | {
        head[:ABBREVIATED]: -1
    }
    oldest_parent = [min((places.get(name, -1) for name in row["prev"].split()), default=-1) for row in rows]
    open_ends = places.keys() - {name for row in rows for name in row["prev"].split()}
    earliest = min([len(rows), *(places[name] for name in open_ends)])
    later = 0
    for row in range(len(rows) - 1, 0, -1):
        later += 1 + _figures(rows[row : row + 1])
        earliest = min(earliest, oldest_parent[row])
        whole = rows[row].get("batch") != rows[row - 1].get("batch")
        if whole and later >= KEPT and earliest >= row - 1:
            return row
    return 0


def write_segment(path: Path, name: str, segment: Tables, plan: Permissions) -> None:
    """Write a segment of the plan at `path`, on disk when this returns; OSError where it cannot be.

    Whoever may read a file with the permissions `plan` may read it. One that is there already stays: a commit sealed it
    and then did not get as far as the plan. The caller holds the plan's lock, or nobody else knows of the plan yet.
    """
    from store.documents.encoding import encode  # orjson is loaded only to write
    from store.file.replacing import write_new

    folder = segment_folder(path).name
    with opened(path.parent) as directory, folder_beside(directory, folder, plan) as inside:
        os.fsync(directory)
        with suppress(FileExistsError):
            write_new(inside, f"{name}.json", encode(segment), plan.only(READ))


def segments(path: Path, tables: Tables) -> Iterator[tuple[str, Tables | StoreError]]:
    """Yield name and contents of the sealed segments before `tables`, newest first; an error ends them.

    One that says to continue a later one, as after a copy under a wrong name, is such an error.
    """
    name = ""
    found = set()
    while earlier := origin(tables).get("segment"):
        if earlier in found:
            sentence = _("el segmento «{name}» dice continuar «{other}», que viene después de él")
            yield name, DamagedError(sentence.format(name=name, other=earlier))
            return
        name = earlier
        found.add(name)
        try:
            tables = _read_segment(segment_folder(path) / f"{name}.json")
        except StoreError as error:
            yield name, error
            return
        yield name, tables


def _read_segment(file: Path) -> Tables:
    tables, pin = read_tables(file)
    pin.close()
    try:
        _check(tables)
    except DamagedError as error:
        raise error.of(file) from None
    return tables


def _check(tables: Tables) -> None:
    """Raise DamagedError where a document of a segment's history lacks a field that the program needs."""
    origin(tables)
    in_order(tables["history"])
    newest(tables["history"])
    recorded_definition(tables["history"])


def segment_folder(path: Path) -> Path:
    """Return the directory that holds the sealed segments of the plan at `path`, or of the plan it is a snapshot of."""
    plan = Path(snapshot_of(path) or path)
    return plan.with_suffix(".history")


def copy_segments(source: Path, tables: Tables, target: Path, permissions: Permissions) -> None:
    """Copy the segments before `tables`, the plan at `source`, to the plan at `target`; StoreError where it fails.

    `permissions` are those of the plan at `target`.
    """
    for name, segment in segments(source, tables):
        if isinstance(segment, StoreError):
            raise segment
        try:
            write_segment(target, name, segment, permissions)
        except OSError as error:
            sentence = _("no se pudo copiar el historial {name}: {reason}").format(name=name, reason=reason(error))
            raise StoreError(sentence) from error
