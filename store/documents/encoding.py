"""The bytes of a plan file: TinyDB's JSON with one document a line, laid out so that git can merge it.

The comma leads a line rather than ending the one before, so that adding a document touches no other line. Git takes
two changes as a conflict when no unchanged line is between them; what is edited in place is therefore set apart by an
empty line.
"""

from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from orjson import dumps, loads

from scoring.messages import _
from store.documents.json_reading import Document, Tables
from store.errors import NotSavedError

_SPACED: Final = frozenset({"cells", "objectives", "actions", "indicators"})
"""The tables whose documents are edited in place by different people, and so need a line between them."""

_BLOCK: Final = 64
"""Documents to a block: enough that blocks are few, few enough that joining one again costs nothing."""


def encode(tables: Tables) -> bytes:
    """Return the bytes of a file that holds `tables` in the order given, documents in the order of their ids."""
    return Layout(tables).encode()


class Layout:
    """A database laid out in lines, where replacing a document costs its own line and not the whole file."""

    def __init__(self, tables: Tables) -> None:
        self._tables = {name: _Table(name, documents) for name, documents in tables.items()}

    def put(self, table: str, documents: dict[str, Document]) -> None:
        """Replace or add `documents` by id; each written line is parsed back, ValueError if it differs."""
        for id_, document in documents.items():
            line = _line(id_, document)
            if loads(b"{" + line + b"}") != {id_: document}:
                raise ValueError(id_)
            self._tables[table].put(int(id_), line)

    def encode(self) -> bytes:
        """Return the file's bytes, put together of blocks that most changes leave as they were."""
        pieces = [b"{\n"]
        for number, table in enumerate(self._tables.values()):
            pieces.extend([b",\n"] if number else [])
            pieces.extend(table.pieces())
        return b"".join([*pieces, b"\n}\n"])


class _Table:
    """One table's lines in blocks, in the order of their ids."""

    def __init__(self, name: str, documents: dict[str, Document]) -> None:
        self._opening = dumps(name) + b":{\n "
        self._between = b"\n\n," if name in _SPACED else b"\n,"
        ids = sorted(map(int, documents))
        self._blocks = [
            _Block(part, [_line(str(id_), documents[str(id_)]) for id_ in part])
            for part in (ids[start : start + _BLOCK] for start in range(0, len(ids), _BLOCK))
        ] or [_Block([], [])]

    def put(self, id_: int, line: bytes) -> None:
        place = max(0, bisect_right(self._blocks, id_, key=lambda block: block.first) - 1)
        block = self._blocks[place]
        block.put(id_, line)
        if len(block.ids) > 2 * _BLOCK:
            self._blocks[place : place + 1] = block.halves()

    def pieces(self) -> Iterator[bytes]:
        yield self._opening
        for number, block in enumerate(self._blocks):
            if number:
                yield self._between
            yield block.encode(self._between)
        yield b"\n}"


class _Block:
    """Some of a table's lines, and their bytes as long as none of them changes."""

    def __init__(self, ids: list[int], lines: list[bytes]) -> None:
        self.ids = ids
        self._lines = lines
        self._bytes: bytes | None = None

    @property
    def first(self) -> int:
        return self.ids[0] if self.ids else 0

    def put(self, id_: int, line: bytes) -> None:
        place = bisect_right(self.ids, id_)
        if place and self.ids[place - 1] == id_:
            self._lines[place - 1] = line
        else:
            self.ids.insert(place, id_)
            self._lines.insert(place, line)
        self._bytes = None

    def halves(self) -> "list[_Block]":
        return [
            _Block(self.ids[:_BLOCK], self._lines[:_BLOCK]),
            _Block(self.ids[_BLOCK:], self._lines[_BLOCK:]),
        ]

    def encode(self, between: bytes) -> bytes:
        if self._bytes is None:
            self._bytes = between.join(self._lines)
        return self._bytes


def _line(id_: str, document: Document) -> bytes:
    try:
        return b'"%b":%b' % (id_.encode(), dumps(document))
    except TypeError as error:  # half a surrogate pair in a text, or what is nested too deep
        sentence = _("no se guardó: el documento {id} no se puede escribir como JSON ({error})")
        raise NotSavedError(sentence.format(id=id_, error=error)) from None
