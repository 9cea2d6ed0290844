"""What can go wrong between a person and the plan on disk; each says whether anything was written.

`MaybeSavedError`, which brings the plan that was written, is in `store.protocol`.
"""

import os
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from scoring.errors import PlanError
from scoring.messages import _

if TYPE_CHECKING:
    from scoring.model.fields import Address
else:
    Address = Any  # in quotes it would be compiled here, and the first screen would wait for that


StrPath: TypeAlias = str | os.PathLike[str]
"""A path as text, as reading and the first screen have it, since pathlib takes long to load; or as a Path."""


class StoreError(PlanError):
    """The plan file cannot be used as asked; it was left as it was."""


class MissingError(StoreError):
    """There is no file at the plan's path."""


class DamagedError(StoreError):
    """The file's contents are not a plan; `where` is the line, table or document that shows it."""

    def __init__(self, sentence: str, where: str = "") -> None:
        super().__init__(sentence)
        self.where = where

    def of(self, path: StrPath) -> "DamagedError":
        """Return the same damage as that of the file at `path`."""
        return DamagedError(_("«{path}» está dañado: {what}").format(path=path, what=self), self.where)


class NotSavedError(StoreError):
    """A change was refused or failed before the file was replaced: the plan is as it was before."""


class ReadOnlyError(NotSavedError):
    """This plan can be read and not written; the sentence says why."""


class BusyError(NotSavedError):
    """Somebody else held the plan's lock until the deadline; the sentence names the process."""


class Conflict(NamedTuple):
    """One cell or field that somebody changed after the writer last saw it."""

    address: Address
    mine: Any
    """What the writer wanted there: a cell's value, or a field's as the model holds it."""
    theirs: Any
    """What is there now."""
    by: str
    """Who put it there; empty where the history does not say, as after a restore."""
    at: str
    """When: ISO 8601, UTC; empty likewise."""
    rev: int
    """The revision to name as the base in order to write over it after all."""


class ConflictError(NotSavedError):
    """Cells or fields were changed since the writer saw them; nothing of the batch was written."""

    def __init__(self, sentence: str, conflicts: tuple[Conflict, ...]) -> None:
        super().__init__(sentence)
        self.conflicts = conflicts
