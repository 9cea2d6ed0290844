"""TinyDB's JSON and the documents in it, read more strictly than a JSON parser reads them.

`store.documents.encoding` writes the file; `canonical` gives the one text that a document has for hashing.
"""

import json
import re
from collections.abc import Callable
from math import isinf
from typing import Any, Final, NoReturn, TypeAlias, TypeVar

from scoring.messages import _
from scoring.quoting import quoted
from store.errors import DamagedError

T = TypeVar("T")
Document: TypeAlias = dict[str, Any]
"""A row of a table: JSON values by field name."""
Tables: TypeAlias = dict[str, dict[str, Document]]
"""A whole TinyDB database: documents by table name and by id; ids are whole numbers written as text."""

_DIGITS: Final = 18
"""As many as every program reads of a whole number; the program's own are shorter, and values are texts here."""
_ID: Final = re.compile(r"0|[1-9][0-9]{0,17}")
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_TEXT_OR_COMMA: Final = r'"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])'
_CLOSED: Final = r"\s*[}\]]"
_MERGE: Final = rb"(?m)^(<{7}|>{7}) "
_CANONICAL: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical(document: Document) -> str:
    """Return the one JSON text that `document` has: fields in the order of their names, no spaces."""
    return _CANONICAL.encode(document)


def decode(data: bytes) -> Tables:
    """Return the tables in `data`, refusing what a JSON parser would let pass.

    Duplicate keys, NaN and Infinity, and anything that is not tables of documents with whole-number ids raise
    DamagedError with the line where it was noticed.
    """
    if not data.strip(b"\0 \t\r\n"):
        what = _("está vacío") if not data else _("solo contiene ceros o espacios")
        raise DamagedError(_("el archivo {what}: no hay un plan en él").format(what=what), "1")
    if data.startswith(_BYTE_ORDER_MARK):
        sentence = _("empieza con la marca de orden de bytes (BOM) que pone otro editor; guárdelo como UTF-8 sin BOM")
        raise DamagedError(sentence, "1")
    marker = re.search(_MERGE, data) if b"<<<<<<< " in data or b">>>>>>> " in data else None
    if marker:
        line = data.count(b"\n", 0, marker.start()) + 1
        raise DamagedError(_("la línea {line} es de una fusión de git sin terminar").format(line=line), str(line))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DamagedError(_("la línea {line} no es texto UTF-8").format(line=line), str(line)) from None
    try:
        tables = json.loads(
            text,
            object_pairs_hook=_without_duplicates,
            parse_constant=_no_constant,
            parse_int=_whole,
            parse_float=_fraction,
        )
    except json.JSONDecodeError as error:
        raise _no_json(text, error) from None
    except RecursionError:
        raise DamagedError(_("el JSON está anidado demasiado hondo"), "1") from None
    return _checked_shape(tables)


def without_trailing_commas(text: str) -> str:
    """Return a JSON text without the commas that close a list or an object, which many editors let pass."""
    return re.sub(_TEXT_OR_COMMA, lambda match: "" if match[0] == "," else match[0], text)


def _no_json(text: str, error: json.JSONDecodeError) -> DamagedError:
    comma = text.rfind(",", 0, error.pos + 1)
    closing = re.match(_CLOSED, text[comma + 1 :]) if comma >= 0 else None
    if closing and comma + 1 + closing.end() > error.pos:
        line = text.count("\n", 0, comma) + 1
        return DamagedError(_("en la línea {line} sobra una coma, la que cierra").format(line=line), str(line))
    sentence = _("la línea {line} no es JSON desde la columna {column}")
    return DamagedError(sentence.format(line=error.lineno, column=error.colno), str(error.lineno))


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        last = {key: place for place, (key, _value) in enumerate(pairs)}
        twice = next(key for place, (key, _value) in enumerate(pairs) if last[key] != place)
        raise DamagedError(_("la clave «{key}» aparece dos veces").format(key=quoted(twice)), twice)
    return found


def _no_constant(name: str) -> NoReturn:
    raise DamagedError(_("contiene {name}, que no es un número de JSON").format(name=name), name)


def _whole(digits: str) -> int:
    if len(digits) > _DIGITS:
        raise DamagedError(_("contiene un número de {count} cifras").format(count=len(digits)), digits[:_DIGITS])
    return int(digits)


def _fraction(text: str) -> float:
    value = float(text)
    if isinf(value):
        raise DamagedError(_("contiene {text}, que no cabe en un número").format(text=text[:_DIGITS]), text[:_DIGITS])
    return value


def _checked_shape(tables: Any) -> Tables:
    if not isinstance(tables, dict):
        raise DamagedError(_("no es una base TinyDB: debe ser un objeto con tablas"))
    for name, documents in tables.items():
        if not isinstance(documents, dict):
            raise DamagedError(_("la tabla «{table}» debe ser un objeto").format(table=name), name)
        for id_, document in documents.items():
            if not (_ID.fullmatch(id_) and isinstance(document, dict)):
                where = f"{name}/{id_}"
                sentence = _("«{where}» no es un documento con número entero").format(where=where)
                raise DamagedError(sentence, where)
    return tables


def read(document: Document, where: str, build: Callable[[Document], T]) -> T:
    """Return `build(document)`; a missing or unreadable field raises DamagedError that names `where`."""
    try:
        return build(document)
    except KeyError as error:
        sentence = _("a «{where}» le falta el campo {field}").format(where=where, field=error)
        raise DamagedError(sentence, where) from None
    except (ValueError, TypeError, IndexError, AttributeError) as error:
        sentence = _("«{where}» tiene un valor que no se entiende: {error}").format(where=where, error=error)
        raise DamagedError(sentence, where) from None
