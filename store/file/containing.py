"""Whether a plan file contains what somebody has seen of its history, in itself or in its sealed segments."""

from pathlib import Path

from store.documents.ids import is_opening
from store.documents.json_reading import Tables
from store.errors import StoreError
from store.history.records import origin
from store.protocol import Seen


def contains(path: Path, tables: Tables, seen: Seen) -> bool:
    """Tell whether the history of `tables`, the plan at `path`, goes back to every row that was the last one seen.

    Where a segment that could have one is not there or cannot be read, it is taken to have it.
    """
    missing = set(seen.tips) - row_hashes(tables)
    if not missing or seen.seq > origin(tables)["rows"]:
        return not missing
    from store.file.segments import segments  # what was seen is nearly always in the plan itself

    for _name, segment in segments(path, tables):
        if isinstance(segment, StoreError):
            return True
        missing -= row_hashes(segment)
        if not missing:
            return True
    return False


def row_hashes(tables: Tables) -> set[str]:
    """Return the hashes of the rows in a history, and the one that its first row continues."""
    return {row["hash"] for id_, row in tables["history"].items() if not is_opening(id_)} | {origin(tables)["head"]}
