"""How far the plans at one address were seen by this person, and whether a plan file still contains that."""

from typing import TYPE_CHECKING

from store.documents.ids import is_opening
from store.documents.json_reading import Tables
from store.errors import StoreError, StrPath
from store.history.records import origin
from store.loaded import Seen

if TYPE_CHECKING:
    from store.protocol import Memory


class SeenHeads:
    """What was seen last of each plan, by its id."""

    def __init__(self, address: str, memory: "Memory | None") -> None:
        self.memory = memory
        self._address = address
        self._seen: dict[str, Seen] = {}
        self._recalled = memory is None

    def recall(self) -> None:
        """Ask the memory, once."""
        if not self._recalled and self.memory is not None:
            self._seen = dict(self.memory.last(self._address))
            self._recalled = True

    def of(self, plan: str) -> Seen | None:
        """Return how far the plan with this id was seen; None where it never was."""
        return self._seen.get(plan)

    def keep(self, plan: str, seen: Seen) -> None:
        """Take `seen` for what was seen last of a plan."""
        if self._seen.get(plan) != seen:
            self._seen[plan] = seen
            if self.memory is not None:
                self.memory.keep(self._address, plan, seen)

    def forget(self) -> None:
        """Take whatever is read next for what was seen last."""
        self._seen, self._recalled = {}, True


def contains(path: StrPath, tables: Tables, seen: Seen) -> bool:
    """Tell whether the history of `tables`, the plan at `path`, goes back to every row that was the last one seen.

    Where a segment that could have one is not there or cannot be read, it is taken to have it.
    """
    missing = set(seen.tips) - row_hashes(tables)
    if not missing or seen.seq > origin(tables)["rows"]:
        return not missing
    from pathlib import Path  # what was seen is nearly always in the plan itself

    from store.file.segments import segments

    for _name, segment in segments(Path(path), tables):
        if isinstance(segment, StoreError):
            return True
        missing -= row_hashes(segment)
        if not missing:
            return True
    return False


def row_hashes(tables: Tables) -> set[str]:
    """Return the hashes of the rows in a history, and the one that its first row continues."""
    return {row["hash"] for id_, row in tables["history"].items() if not is_opening(id_)} | {origin(tables)["head"]}
