"""The hash chain of the history: each row continues the one before it, so that none can be changed unnoticed.

    hash = sha256(full hashes of the rows it continues + the row's own fields but `hash`, as canonical JSON)

A row names the rows it continues by the first 16 digits of their hashes (`prev`). That is one row, or after git has
merged two branches of a plan the last row of each: the chain forks and joins as git's own history does.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from scoring.sha256 import sha256_of
from store.documents.json_reading import Document, canonical

ABBREVIATED: Final = 16
"""The first digits of a hash, by which a row names those it continues."""


def digest(document: Document, parents: Sequence[str] = ()) -> str:
    """Return the hash (64 hexadecimal digits) of a row that continues the rows with the hashes `parents`."""
    fields = {name: value for name, value in document.items() if name != "hash"}
    return sha256_of(("".join(parents) + canonical(fields)).encode("utf-8", "surrogatepass"))


def sealed(document: Document, parents: Sequence[str]) -> Document:
    """Return `document` with its `prev` and `hash`, continuing the rows whose full hashes are `parents`."""
    linked = {**document, "prev": " ".join(parent[:ABBREVIATED] for parent in parents)}
    return {**linked, "hash": digest(linked, parents)}


def tips(origin: str, rows: Iterable[Document]) -> tuple[str, ...]:
    """Return the hashes that no row continues yet: one, or several where git has merged branches.

    `origin` is the hash that the first row continues.
    """
    hashes = {origin[:ABBREVIATED]: origin}
    continued = set()
    for row in rows:
        hashes[row["hash"][:ABBREVIATED]] = row["hash"]
        continued.update(row["prev"].split())
    return tuple(sorted(full for name, full in hashes.items() if name not in continued))


def head(hashes: Sequence[str]) -> str:
    """Return the one hash of the whole history: its tip, or a hash over several."""
    return hashes[0] if len(hashes) == 1 else digest({}, hashes)
