"""The definition of a plan as its history keeps it: everything of a plan but its values, acts too, a JSON text each.

The history has the definition as it was where it begins, and whatever changed it since: records of single fields, and
for what was changed with another program an event with the documents that it changed. A document is kept as one JSON
text within the JSON, so that replacing a text throughout the file does not change what the history says it was.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, Final, TypeAlias

from scoring.messages import _
from store.documents.json_reading import Document, Tables, canonical

Definition: TypeAlias = Mapping[str, str | None]
"""Documents as canonical JSON, by table and id: `indicators/4`; None for one that was taken out."""

_TABLES: Final = {
    "plan": _("el plan"),
    "objectives": _("objetivo"),
    "actions": _("acción"),
    "indicators": _("indicador"),
    "acts": _("acto"),
}
_FIELDS: Final = {
    "name": _("nombre"),
    "short": _("nombre corto"),
    "text": _("texto"),
    "texts": _("textos"),
    "form": _("textos del formato"),
    "weight": _("peso"),
    "target": _("meta"),
    "goal": _("meta"),
    "expression": _("fórmula"),
    "inputs": _("datos"),
    "constants": _("constantes"),
    "baseline": _("línea base"),
    "kind": _("tipo"),
    "direction": _("sentido"),
    "aggregate": _("agregación"),
    "programme": _("programación"),
    "thresholds": _("umbrales"),
    "unit": _("unidad"),
    "start": _("inicio"),
    "end": _("final"),
    "responsible": _("responsable"),
    "year": _("año"),
    "process": _("proceso"),
    "code": _("código"),
    "version": _("versión"),
    "roles": _("roles"),
    "sources": _("otras fuentes de recursos"),
    "policy": _("política"),
    "aliases": _("nombres iguales"),
}
"""How the people who signed the plan call its fields; what is not here has its name in the file."""
_LONGEST: Final = 40
"""Letters of a text that a sentence quotes."""


def definition_of(tables: Tables) -> dict[str, str]:
    """Return the definition in `tables`; the schema belongs to the file, not to the definition."""
    return {f"{name}/{id_}": text_of(document) for name in _TABLES for id_, document in tables.get(name, {}).items()}


def text_of(document: Document) -> str:
    """Return the JSON text that the history keeps of a document of the definition."""
    return canonical({field: value for field, value in document.items() if field != "schema"})


def amended(before: Definition, now: Definition) -> dict[str, str | None]:
    """Return the documents of `now` that differ from `before`, None for each that is gone."""
    gone = {where: None for where, text in before.items() if text is not None and where not in now}
    return {where: text for where, text in now.items() if before.get(where) != text} | gone


def wording(before: Definition, changes: Definition) -> str:
    """Return what `changes` make of the definition `before`: which field of what, from what to what."""
    return "; ".join(_change(where, before.get(where), text) for where, text in changes.items())


def _change(where: str, old: str | None, new: str | None) -> str:
    before, now = document_in(old), document_in(new)
    name = _name(where, now or before)
    if not before:
        return _("{name}: nuevo").format(name=name)
    if not now:
        return _("{name}: quitado").format(name=name)
    return f"{name}: {', '.join(_differences(before, now))}"


def document_in(text: str | None) -> Document:
    """Return the document that a JSON text holds: an empty one where there is none, or the text was damaged."""
    with suppress(ValueError, RecursionError):
        document = json.loads(text or "{}")
        if isinstance(document, dict):
            return document
    return {}


def tables_of(definition: Definition) -> Tables:
    """Return the documents of a definition by table and id, without those that are gone or were damaged."""
    found: Tables = {name: {} for name in _TABLES}
    for where, text in definition.items():
        table, _slash, id_ = where.partition("/")
        if table in found and (document := document_in(text)):
            found[table][id_] = document
    return found


def _name(where: str, document: Document) -> str:
    table, _slash, id_ = where.partition("/")
    own = "" if table == "plan" else f" {document.get('id') or document.get('number') or document.get('act') or id_}"
    return f"{_TABLES.get(table, table)}{own}"


def _differences(before: Document, now: Document, inside: str = "") -> Iterator[str]:
    for field in dict.fromkeys([*before, *now]):
        old, new = before.get(field), now.get(field)
        name = f"{inside}{_FIELDS.get(field, field)}"
        if old == new:
            continue
        if isinstance(old, dict) and isinstance(new, dict):
            yield from _differences(old, new, f"{name} ")
        elif isinstance(old, list) or isinstance(new, list):
            yield name
        else:
            yield f"{name} {_quoted(old)} → {_quoted(new)}"


def _quoted(value: Any) -> str:
    if value is None or value == "":
        return _("(nada)")
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"
