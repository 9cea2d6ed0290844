"""The bytes of a plan file: TinyDB's JSON with one document a line, laid out so that git can merge it.

The comma leads a line rather than ending the one before, so that adding a document touches no other line. Git takes
two changes as a conflict when no unchanged line stands between them; cells are therefore set apart by an empty line.
"""

from bisect import bisect_left
from typing import Final

from orjson import dumps, loads

from store.encoding import Document, Tables

_SPACED: Final = frozenset({"cells"})
"""The tables whose documents are edited in place by different people, and so need a line between them."""


def encode(tables: Tables) -> bytes:
    """Return the bytes of a file that holds `tables` in the order given, documents in the order of their ids."""
    return Layout(tables).encode()


class Layout:
    """A database laid out in lines, where replacing a document costs its own line and not the whole file."""

    def __init__(self, tables: Tables) -> None:
        self._tables = {name: _Table(name, documents) for name, documents in tables.items()}

    def put(self, table: str, documents: dict[str, Document]) -> None:
        """Replace or add `documents` by id; each written line is parsed back, ValueError if it differs."""
        self._tables[table].put(documents)

    def remove(self, table: str, ids: list[str]) -> None:
        """Take the documents with these ids out."""
        self._tables[table].remove(ids)

    def encode(self) -> bytes:
        """Return the file's bytes."""
        return b"{\n" + b",\n".join([table.encode() for table in self._tables.values()]) + b"\n}\n"


class _Table:
    """One table's lines in the order of their ids, and its bytes while they hold."""

    def __init__(self, name: str, documents: dict[str, Document]) -> None:
        self._name = dumps(name)
        self._between = b"\n\n," if name in _SPACED else b"\n,"
        self._ids = sorted(map(int, documents))
        self._lines = [_line(str(id_), documents[str(id_)]) for id_ in self._ids]
        self._bytes = b""

    def put(self, documents: dict[str, Document]) -> None:
        for id_, document in documents.items():
            number, line = int(id_), _line(id_, document)
            if loads(b"{" + line + b"}") != {id_: document}:
                raise ValueError(id_)
            place = bisect_left(self._ids, number)
            if place < len(self._ids) and self._ids[place] == number:
                self._lines[place] = line
            else:
                self._ids.insert(place, number)
                self._lines.insert(place, line)
        self._bytes = b""

    def remove(self, ids: list[str]) -> None:
        gone = {int(id_) for id_ in ids}
        kept = [(id_, line) for id_, line in zip(self._ids, self._lines, strict=True) if id_ not in gone]
        self._ids = [id_ for id_, _line in kept]
        self._lines = [line for _id, line in kept]
        self._bytes = b""

    def encode(self) -> bytes:
        if not self._bytes:
            self._bytes = b"%b:{\n %b\n}" % (self._name, self._between.join(self._lines))
        return self._bytes


def _line(id_: str, document: Document) -> bytes:
    return b'"%b":%b' % (id_.encode(), dumps(document))
