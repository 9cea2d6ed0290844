"""What can go wrong between a person and the plan on disk; each says whether anything was written."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from scoring.errors import PlanError
from scoring.messages import _
from scoring.model import Cell, Value

if TYPE_CHECKING:
    from store.protocol import Loaded


class StoreError(PlanError):
    """The plan file cannot be used as asked; it was left as it was."""


class MissingError(StoreError):
    """There is no file at the plan's path."""


class DamagedError(StoreError):
    """The file's contents are not a plan; `where` is the line, table or document that shows it."""

    def __init__(self, sentence: str, where: str = "") -> None:
        super().__init__(sentence)
        self.where = where

    def of(self, path: Path) -> "DamagedError":
        """Return the same damage as that of the file at `path`."""
        return DamagedError(_("«{path}» está dañado: {what}").format(path=path, what=self), self.where)


class NotSavedError(StoreError):
    """A change was refused or failed before the file was replaced: the plan is as it was before."""


class ReadOnlyError(NotSavedError):
    """This plan can be read and not written; the sentence says why."""


class BusyError(NotSavedError):
    """Somebody else held the plan's lock until the deadline; the sentence names the process."""


class Conflict(NamedTuple):
    """One cell that somebody changed after the writer last saw it."""

    cell: Cell
    mine: Value | None
    """What the writer wanted there."""
    theirs: Value | None
    """What is there now."""
    by: str
    """Who put it there; empty where the history does not say, as after a restore."""
    at: str
    """When: ISO 8601, UTC; empty likewise."""
    rev: int
    """The revision to name as the base in order to write over it after all."""


class ConflictError(NotSavedError):
    """Cells were changed since the writer saw them; nothing of the batch was written."""

    def __init__(self, sentence: str, conflicts: tuple[Conflict, ...]) -> None:
        super().__init__(sentence)
        self.conflicts = conflicts


class MaybeSavedError(StoreError):
    """The change is in the file, and everybody sees it, but the disk did not confirm it against a power cut."""

    def __init__(self, sentence: str, loaded: "Loaded") -> None:
        super().__init__(sentence)
        self.loaded = loaded
