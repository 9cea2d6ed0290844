"""Where a field of the definition is kept: in which document, and under which names in it."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from scoring.model.fields import ACTION, FIELDS, INDICATOR, OBJECTIVE, PLAN, Field, FieldError, field_type, node_kind
from scoring.model.plain_values import LEFT_OUT
from store.documents.json_reading import Document

_TABLES: Final = {PLAN: "plan", OBJECTIVE: "objectives", ACTION: "actions", INDICATOR: "indicators"}
_KINDS: Final = {table: kind for kind, table in _TABLES.items()}


def document_of(tables: Mapping[str, Mapping[str, Document]], field: Field) -> tuple[str, str]:
    """Return table and id of the document that has a field; LookupError where there is none."""
    table = _TABLES[node_kind(field)]
    try:
        return table, next(id_ for id_, document in tables[table].items() if node_of(table, document) == field.node)
    except StopIteration:
        raise LookupError(field.node) from None


def node_of(table: str, document: Document) -> str:
    """Return the node that a document of the definition holds, as the address of its fields begins."""
    kind = _KINDS.get(table, "")
    if kind in (OBJECTIVE, ACTION):
        return f"{kind}.{document.get('number')}"
    return kind if kind == PLAN else str(document.get("id"))


def kept_value(document: Any, field: Field) -> Any:
    """Return what a document keeps of a field; KeyError where it lacks one that is never left out."""
    for name in field_type(field).kept_at:
        if not isinstance(document, dict):
            raise KeyError(name)
        document = document.get(name, "") if name in LEFT_OUT else document[name]
    return document


def with_kept_value(document: Document, field: Field, kept: Any) -> Document:
    """Return the document with another plain value for a field."""
    first, *inner = field_type(field).kept_at
    if first in LEFT_OUT and kept == "":
        return {name: value for name, value in document.items() if name != first}
    return {**document, first: {**document[first], inner[0]: kept} if inner else kept}


def differing_fields(table: str, before: Document, now: Document) -> Iterator[Field]:
    """Yield the fields of a node for which two states of its document have something else."""
    node = node_of(table, now)
    for name in FIELDS.get(_KINDS.get(table, ""), {}) if node == node_of(table, before) else ():
        field = Field(node, name)
        if _or_none(before, field) != _or_none(now, field):
            yield field


def _or_none(document: Document, field: Field) -> Any:
    try:
        return kept_value(document, field)
    except (KeyError, FieldError):
        return None
