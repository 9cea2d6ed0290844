"""The plan as a store hands it out: what of the protocol reading alone needs, and so the first screen."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from scoring.model import Cell, Plan

if TYPE_CHECKING:
    from pathlib import Path
else:
    Path = Any  # in quotes it would be compiled here, and the first screen would wait for that

Revisions: TypeAlias = Mapping[Any, int]
"""Revisions by Cell, Field, Node or Act.

By Any, since a mapping's keys are typed exactly and one of cells serves too.
"""


class Seen(NamedTuple):
    """How far somebody has seen a plan's history."""

    seq: int
    """The number of the newest change."""
    tips: tuple[str, ...]
    """The hashes of the rows that no other continued: one, or several where git had merged branches."""


class Snapshot(NamedTuple):
    """A state that the plan file had before a commit replaced it."""

    path: Path
    at: datetime
    """When that state was written, UTC."""
    replaced: bool = False
    """Whether a restoration replaced it, or somebody accepted an earlier one: it is kept until it is dropped."""


class Rollback(NamedTuple):
    """An earlier state of a plan, or another branch of it, in the place of what was seen there."""

    seen: int
    """The number of the newest change that was seen."""
    newest: int
    """The number of the newest change in the file."""
    state: Snapshot | None
    """The kept state that has the most of what the file lacks."""
    lost: int
    """How many changes it has that the file lacks."""
    sentence: str
    """What has happened, and the two ways on as commands to type."""


class Loaded(NamedTuple):
    """The plan as it was at one moment."""

    plan: Plan
    revs: Revisions
    """The revision of every cell that there ever was (those of resources once they are written), of each field that was
    ever changed, and of each node and act that was put in or taken out: what `commit` takes as its `base`."""
    head: str
    """The hash of the whole history, to be printed where a later forgery should show."""
    seq: int
    """The number of the newest change."""
    batch: str = ""
    """The batch that this commit, undo or redo made; empty when nothing had to be written."""
    cells: tuple[Cell, ...] = ()
    """The cells that differ from what this store last returned: those to paint again."""
    read_only: str = ""
    """Why nothing can be written, as a sentence; empty when it can."""
    rolled_back: Rollback | None = None
    """Where this is an earlier state than one that was seen; nothing is written over it until it is accepted."""


class Glance(NamedTuple):
    """The plan as it was at one moment, for whoever does not write it."""

    plan: Plan
    rolled_back: Rollback | None
    """Where this is an earlier state than one that was seen."""


class RecordKind(StrEnum):
    """How a row of the history came about."""

    EDIT = "edit"
    UNDO = "undo"
    REDO = "redo"
    EXTERNAL = "external"
    """Somebody changed the file with another program; this program noticed and recorded it."""
    EVENT = "event"
    """None of cell, field, node and act: the note says what (a restore, a migration, a definition changed outside)."""


class Problem(NamedTuple):
    """Something that `verify` found."""

    where: str
    """The document, row or file it was found in."""
    text: str
