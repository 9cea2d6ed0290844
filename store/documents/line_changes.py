"""The documents by which a plan file differs from one that is known, told by its lines.

What one commit has written is a few lines. Where the lines that differ are documents that were replaced, or rows added
to the history, they alone have to be parsed.
"""

import re
from collections.abc import Iterable
from typing import Final

from orjson import JSONDecodeError, loads

from store.documents.encoding import Block, Layout, LinedTable, line_of
from store.documents.json_reading import Tables

_DOCUMENT: Final = re.compile(rb'"(0|[1-9][0-9]*)":')
_LONG: Final = re.compile(rb"[:,[]-?[0-9]{19}")
"""A whole number that other programs may not read."""
_MOST: Final = 500
"""Lines that differ: with more of them the whole file is read as fast."""
_GROWING: Final = "history"
"""The table to which documents are added."""
_BEYOND: Final = 10**18
"""More than any id."""


class _UnlikeError(Exception):
    """The lines do not tell how the file differs."""


def followed(layout: Layout, data: bytes) -> Tables | None:
    """Return the documents that `data` has and the plan laid out in `layout` has not, and put their lines into it.

    None where lines do not tell, or `data` is not what the program writes: then it is to be read as a whole, and the
    layout is of no use.
    """
    try:
        found = _differing_lines(layout, data)
        changed = {name: dict(map(_document, lines)) for name, lines in found.items() if lines}
    except _UnlikeError:
        return None
    for table in layout.tables:
        for id_, line in zip(changed.get(table.name, ()), found[table.name], strict=True):
            table.put(int(id_), line)
    return changed


def _differing_lines(layout: Layout, data: bytes) -> dict[str, list[bytes]]:
    """Return the lines of each table that differ."""
    found: dict[str, list[bytes]] = {}
    at = len(layout.opening)
    for table in layout.tables:
        at, found[table.name] = _differing(table, data, at)
    if not data.startswith(layout.opening) or data[at:] != layout.ending or sum(map(len, found.values())) > _MOST:
        raise _UnlikeError
    return found


def _differing(table: LinedTable, data: bytes, at: int) -> tuple[int, list[bytes]]:
    """Return where a table that begins at `at` ends in `data`, and the lines of it that differ."""
    if not data.startswith(table.opening, at):
        raise _UnlikeError
    found: list[bytes] = []
    at = end = at + len(table.opening)
    after = -1
    for block, following in zip(table.blocks, (*table.blocks[1:], None), strict=True):
        known = block.encode(table.between)
        end = at + len(known)
        if not (data.startswith(known, at) and data.startswith(table.between if following else table.ending, end)):
            end = data.find(table.between + b'"%d":' % following.first if following else table.ending, at)
            lines = data[at : max(at, end)]
            if end < 0 or table.ending in lines:
                raise _UnlikeError
            room = range(after + 1, following.first if following else _BEYOND) if table.name == _GROWING else range(0)
            found += _new_lines(block, lines.split(table.between), room)
        at = end + len(table.between)
        after = block.ids[-1] if block.ids else after
    return end + len(table.ending), found


def _new_lines(block: Block, lines: list[bytes], room: range) -> list[bytes]:
    """Return those of `lines` that a block has not: each takes the place of one, or has a new id in `room`."""
    known = set(block.lines)
    new = [line for line in lines if line not in known]
    gone = known.difference(lines)
    ids, replaced = _ids(new), _ids(gone)
    if len(ids) < len(new) or len(known) - len(gone) + len(new) < len(lines) or not ids.issuperset(replaced):
        raise _UnlikeError
    if any(id_ in block.ids or id_ not in room for id_ in ids - replaced):
        raise _UnlikeError
    return new


def _ids(lines: Iterable[bytes]) -> set[int]:
    return {int(line[1]) for line in map(_DOCUMENT.match, lines) if line}


def _document(line: bytes) -> tuple[str, dict[str, object]]:
    """Return id and document of a line that the program has written: nothing else gives the same line again."""
    begin = _DOCUMENT.match(line)
    if begin is None or _LONG.search(line):
        raise _UnlikeError
    id_ = begin[1].decode()
    try:
        document = loads(line[begin.end() :])
    except JSONDecodeError:
        raise _UnlikeError from None
    if not isinstance(document, dict) or line_of(id_, document) != line:
        raise _UnlikeError
    return id_, document
