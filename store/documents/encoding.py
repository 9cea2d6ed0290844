"""The bytes of a plan file: TinyDB's JSON with one document a line, laid out so that git can merge it.

The comma leads a line rather than ending the one before, so that adding a document touches no other line. Git takes
two changes as a conflict when no unchanged line is between them; what is edited in place is therefore set apart by an
empty line.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Final

from orjson import dumps, loads

from scoring.messages import _
from store.documents.json_reading import Document, Tables
from store.errors import NotSavedError

_SPACED: Final = frozenset({"cells", "objectives", "actions", "indicators"})
"""The tables whose documents are edited in place by different people, and so need a line between them."""

_BLOCK: Final = 16
"""Documents to a block: enough that blocks are few, few enough that joining one again costs nothing."""


def encode(tables: Tables) -> bytes:
    """Return the bytes of a file that holds `tables` in the order given, documents in the order of their ids."""
    return Layout(tables).encode()


class Layout:
    """A database laid out in lines, where replacing a document costs its own line and not the whole file."""

    opening: Final = b"{\n"
    ending: Final = b"\n}\n"
    """What stands before the first table and after the last."""

    def __init__(self, tables: Tables) -> None:
        self._tables = {
            name: LinedTable(name, documents, b",\n" if number else b"")
            for number, (name, documents) in enumerate(tables.items())
        }

    @property
    def tables(self) -> Iterable["LinedTable"]:
        """The tables in the order of the file."""
        return self._tables.values()

    def put(self, table: str, documents: dict[str, Document]) -> None:
        """Replace or add `documents` by id; each written line is parsed back, ValueError if it differs."""
        for id_, document in documents.items():
            line = line_of(id_, document)
            if loads(b"{" + line + b"}") != {id_: document}:
                raise ValueError(id_)
            self._tables[table].put(int(id_), line)

    def encode(self) -> bytes:
        """Return the file's bytes, put together of blocks that most changes leave as they were."""
        pieces = (piece for table in self.tables for piece in table.pieces())
        return b"".join([self.opening, *pieces, self.ending])


class LinedTable:
    """One table's lines in blocks, in the order of their ids."""

    ending: Final = b"\n}"
    """What follows the last line."""

    def __init__(self, name: str, documents: dict[str, Document], before: bytes) -> None:
        """`before` is what stands between the table before and this one."""
        self.name = name
        self.opening = before + dumps(name) + b":{\n "
        self.between = b"\n\n," if name in _SPACED else b"\n,"
        ids = sorted(map(int, documents))
        self.blocks = [
            Block(part, [line_of(str(id_), documents[str(id_)]) for id_ in part])
            for part in (ids[start : start + _BLOCK] for start in range(0, len(ids), _BLOCK))
        ] or [Block([], [])]

    def put(self, id_: int, line: bytes) -> None:
        """Replace or add the line of a document."""
        place = max(0, bisect_right(self.blocks, id_, key=lambda block: block.first) - 1)
        block = self.blocks[place]
        block.put(id_, line)
        if len(block.ids) > 2 * _BLOCK:
            self.blocks[place : place + 1] = block.halves()

    def pieces(self) -> Iterator[bytes]:
        """Yield the table's bytes."""
        yield self.opening
        for number, block in enumerate(self.blocks):
            if number:
                yield self.between
            yield block.encode(self.between)
        yield self.ending


class Block:
    """Some of a table's lines, and their bytes as long as none of them changes."""

    def __init__(self, ids: list[int], lines: list[bytes]) -> None:
        self.ids = ids
        self.lines = lines
        self._bytes: bytes | None = None

    @property
    def first(self) -> int:
        """The id of the first line; 0 where there is none."""
        return self.ids[0] if self.ids else 0

    def put(self, id_: int, line: bytes) -> None:
        """Replace or add the line of a document."""
        place = bisect_right(self.ids, id_)
        if place and self.ids[place - 1] == id_:
            self.lines[place - 1] = line
        else:
            self.ids.insert(place, id_)
            self.lines.insert(place, line)
        self._bytes = None

    def halves(self) -> "list[Block]":
        """Return two blocks with the lines of this one."""
        return [
            Block(self.ids[:_BLOCK], self.lines[:_BLOCK]),
            Block(self.ids[_BLOCK:], self.lines[_BLOCK:]),
        ]

    def encode(self, between: bytes) -> bytes:
        """Return the lines with `between` between them."""
        if self._bytes is None:
            self._bytes = between.join(self.lines)
        return self._bytes


def line_of(id_: str, document: Document) -> bytes:
    """Return the line of a document, without what stands between lines; NotSavedError where JSON cannot hold it."""
    try:
        return b'"%b":%b' % (id_.encode(), dumps(document))
    except TypeError as error:  # half a surrogate pair in a text, or what is nested too deep
        sentence = _("no se guardó: el documento {id} no se puede escribir como JSON ({error})")
        raise NotSavedError(sentence.format(id=id_, error=error)) from None
