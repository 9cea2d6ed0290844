"""The documents that differ between two states of a plan file, told by its lines.

What one commit has written is a few lines. Where the lines that differ are documents that were replaced, or rows added
to the history, they alone have to be parsed.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from store.documents.json_reading import Tables, decode
from store.errors import DamagedError

_DOCUMENT: Final = re.compile(rb'[ ,]"([0-9]+)":\{')
_MOST: Final = 500
"""Lines that differ: with more of them the whole file is read as fast."""
_RUN: Final = 64
"""Lines compared at once."""
_GROWING: Final = "history"
"""The table whose documents have no empty line between them."""


def changed_documents(before: bytes, after: bytes, tables: Tables) -> Tables | None:
    """Return the documents that `after` has and `before`, which holds `tables`, has not.

    None where lines do not tell, or `after` is not what the program writes: then it is to be read as a whole.
    """
    old, new = before.split(b"\n"), after.split(b"\n")
    try:
        heads = {new.index(f'"{name}":{{'.encode()): name for name in tables}
    except ValueError:
        return None
    places = sorted(heads)
    found: dict[str, list[bytes]] = {}
    for at, there in _differing(old, new):
        place = bisect_right(places, at) - 1
        line = _DOCUMENT.match(new[at])
        if place < 0 or line is None or new[at].startswith(b" ") != (at - 1 in heads):
            return None
        table, id_ = heads[places[place]], line[1].decode()
        replaces = old[there][1:].startswith(line[0][1:]) if there < len(old) else False
        added = not replaces and table == _GROWING and at - 1 not in heads and id_ not in tables[table]
        if not (replaces or added) or sum(map(len, found.values())) >= _MOST:
            return None
        found.setdefault(table, []).append(new[at][1:])
    if len(new) - len(old) != sum(len(lines) for lines in found.values()) - _replaced(found, tables):
        return None
    return _parsed(found)


def _differing(old: list[bytes], new: list[bytes]) -> Iterator[tuple[int, int]]:
    """Yield the places of the lines of `new` that differ, each with the place in `old` that it is compared with."""
    at = there = 0
    while at < len(new):
        while old[there : there + _RUN] == new[at : at + _RUN] and at < len(new):
            at, there = at + _RUN, there + _RUN
        while at < len(new) and there < len(old) and old[there] == new[at]:
            at, there = at + 1, there + 1
        if at >= len(new):
            return
        yield at, there
        same = _DOCUMENT.match(new[at])
        if same and there < len(old) and old[there][1:].startswith(same[0][1:]):
            there += 1
        at += 1


def _replaced(found: dict[str, list[bytes]], tables: Tables) -> int:
    """Return how many of the lines found are documents that there were before."""
    return sum(
        line[1 : line.index(b'"', 1)].decode() in tables[table] for table, lines in found.items() for line in lines
    )


def _parsed(found: dict[str, list[bytes]]) -> Tables | None:
    """Return the documents in the lines; None where they are not one document each."""
    joined = b",".join(b'"%b":{%b}' % (table.encode(), b",".join(lines)) for table, lines in found.items())
    try:
        parsed = decode(b"{%b}" % joined)
    except DamagedError:
        return None
    return parsed if all(len(parsed[table]) == len(lines) for table, lines in found.items()) else None
