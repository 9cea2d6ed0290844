"""Where a field of the definition is kept: in which document, and under which names in it."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from scoring.model.fields import ATTRIBUTE, FIELDS, PLACE, Field, FieldError, field_type
from scoring.model.plain_values import ATTRIBUTES, LEFT_OUT
from store.documents.json_reading import Document, Tables
from store.documents.nodes import TABLES, kept_place, located, node_of, with_kept_place

_KINDS: Final = {table: kind for kind, table in TABLES.items()}


def document_of(tables: Mapping[str, Mapping[str, Document]], field: Field) -> tuple[str, str]:
    """Return table and id of the document that has a field; LookupError where there is none."""
    return located(tables, field.node)


def kept_value(document: Any, field: Field) -> Any:
    """Return what a document keeps of a field; KeyError where it lacks one that is never left out."""
    if field.attribute:
        return _attributes(document).get(field.attribute)
    for name in field_type(field).kept_at:
        if not isinstance(document, dict):
            raise KeyError(name)
        document = document.get(name, LEFT_OUT[name]) if name in LEFT_OUT else document[name]
    return document


def with_kept_value(document: Document, field: Field, kept: Any) -> Document:
    """Return the document with another plain value for a field that it has itself."""
    first, *inner = field_type(field).kept_at
    if field.attribute:
        texts = {**_attributes(document), field.attribute: kept}
        kept = {name: text for name, text in texts.items() if text is not None}
        inner = []
    if (first in LEFT_OUT and kept == LEFT_OUT[first]) or (first == ATTRIBUTES and not kept):
        return {name: value for name, value in document.items() if name != first}
    return {**document, first: {**document[first], inner[0]: kept} if inner else kept}


def with_kept_field(tables: Mapping[str, Mapping[str, Document]], field: Field, kept: Any) -> Tables:
    """Return the documents that differ once a field has another plain value; LookupError where there is none."""
    table, id_ = document_of(tables, field)
    if field.name == PLACE:
        return with_kept_place(tables, table, id_, kept)
    return {table: {id_: with_kept_value(tables[table][id_], field, kept)}}


def kept_field(tables: Mapping[str, Mapping[str, Document]], field: Field) -> Any:
    """Return what the documents keep of a field; LookupError where they have nothing of it."""
    table, id_ = document_of(tables, field)
    if field.name == PLACE:
        return kept_place(table, tables[table][id_])
    return kept_value(tables[table][id_], field)


def differing_fields(table: str, before: Document, now: Document) -> Iterator[Field]:
    """Yield the fields of a node for which two states of its document have something else."""
    node = node_of(table, now)
    attributes = dict.fromkeys([*_attributes(before), *_attributes(now)])
    names = (*FIELDS.get(_KINDS.get(table, ""), {}), *(f"{ATTRIBUTE}{name}" for name in attributes))
    for name in names if node == node_of(table, before) else ():
        field = Field(node, name)
        if _or_none(before, field) != _or_none(now, field):
            yield field


def _or_none(document: Document, field: Field) -> Any:
    try:
        return kept_value(document, field)
    except (KeyError, FieldError):
        return None


def _attributes(document: Any) -> Document:
    """Return what a document keeps of attributes, by name."""
    kept = document.get(ATTRIBUTES, {}) if isinstance(document, dict) else {}
    return kept if isinstance(kept, dict) else {}
