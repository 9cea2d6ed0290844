"""The definition of a plan as its history gives it: as it begins, with each change since."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from scoring.model.plain_values import mapping, optional, text, whole
from store.documents.definition import Definition, document_in
from store.documents.ids import ORIGIN
from store.documents.json_reading import Document, read
from store.loaded import Revisions

if TYPE_CHECKING:
    from scoring.model.fields import Field

_DEFINITION: Final = frozenset({"terms", "field", "node", "act"})
"""One of these is in every row that tells of the definition."""
REVISIONS: Final = ("fields", "nodes", "acts")
"""Where the origin of a history that goes on keeps revisions."""


class Recorded(NamedTuple):
    """What a history says of the definition."""

    documents: Definition
    revisions: Revisions
    """How often each field was changed, and each node or act put in or taken out; without those that never were."""
    broken: tuple[str, ...] = ()
    """The records, as `4.weight rev 2`, that do not continue the one before or what the field was."""


def recorded_definition(table: Mapping[str, Document]) -> Recorded:
    """Return what the rows of a history give; DamagedError where one cannot be read."""
    rows = [(id_, row) for id_, row in table.items() if id_ == ORIGIN or not _DEFINITION.isdisjoint(row)]
    rows.sort(key=lambda item: read(item[1], f"history/{item[0]}", _place))
    if len(rows) == 1 and rows[0][0] == ORIGIN and not any(rows[0][1].get(name) for name in REVISIONS):
        return Recorded(read(rows[0][1], f"history/{ORIGIN}", documents_in), MappingProxyType({}))
    from store.history.definition_replay import replayed  # most histories have no change of the definition

    return replayed(rows)


def changed_fields(before: Definition, changes: Definition) -> "Iterator[Field]":
    """Yield the fields that `changes`, documents put in place by another program, change in the definition `before`."""
    from store.documents.fields import differing_fields  # most plans are only changed with this program

    for place, now in changes.items():
        old, new = document_in(before.get(place)), document_in(now)
        if old and new:
            yield from differing_fields(place.partition("/")[0], old, new)


def with_bumped(revisions: Revisions, fields: "Iterator[Field]") -> Revisions:
    """Return the revisions with one more for each of the fields."""
    counted = dict(revisions)
    for field in fields:
        counted[field] = counted.get(field, 0) + 1
    return counted


def kept_revisions(revisions: Revisions) -> Document:
    """Return the revisions as the origin of a history that goes on keeps them: of fields, nodes and acts, if any."""
    from scoring.model.acts import Act  # most histories have none of them
    from scoring.model.structure import Node

    kept: Document = {}
    for address, rev in revisions.items():
        name = "nodes" if isinstance(address, Node) else "acts" if isinstance(address, Act) else "fields"
        kept.setdefault(name, {})[str(address)] = rev
    return kept


def _place(row: Document) -> tuple[int, str]:
    """Return a row's place in the order of time, the origin's before all others."""
    return (whole(row["seq"]), text(row["hash"])) if "seq" in row else (0, "")


def documents_in(row: Document) -> Definition:
    """Return the documents of the definition that the origin or an event holds; the origin of schema 1 has none."""
    kept = mapping(row["terms"]) if "terms" in row else {}
    return {place: optional(text)(document) for place, document in kept.items()}
