"""The history searched with TinyDB's own query language, in the plan's file and in its sealed segments alike."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, cast

from tinydb import TinyDB
from tinydb.queries import QueryInstance, where
from tinydb.storages import Storage

from scoring.model import Cell
from store.documents.json_reading import Document, Tables

if TYPE_CHECKING:
    from scoring.model.fields import Address


class Wanted(NamedTuple):
    """Which records are asked for; None asks for any."""

    address: "Address | None" = None
    by: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    batch: str | None = None


class InMemory(Storage):
    """Tables that were read already, for TinyDB to search and not to write."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def read(self) -> Tables:
        """Return the tables."""
        return self._tables

    def write(self, data: Mapping[str, Mapping[str, Document]]) -> NoReturn:
        """Refuse."""
        raise NotImplementedError


def found(histories: Iterable[Mapping[str, Document]], wanted: Wanted) -> list[Document]:
    """Return the rows of the history tables that are wanted, oldest first."""
    query, rows = _query(wanted), []
    for history in histories:
        database = TinyDB({"history": history}, storage=InMemory)
        rows += cast(list[Document], database.table("history").search(query))
    return sorted(rows, key=lambda row: (row["seq"], row["hash"]))


def moment_of(at: str) -> datetime | None:
    """Return when a row was written; None where another program put something there that is no aware time."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _query(wanted: Wanted) -> QueryInstance:
    """Return the test that a wanted row passes; the origin and the opening rows have no `seq` and are no changes."""
    query = where("seq").exists()
    if wanted.address is not None:
        query &= where(_named(wanted.address)) == str(wanted.address)
    if wanted.by is not None:
        query &= where("by").test(_by(wanted.by))
    if wanted.since is not None or wanted.until is not None:
        query &= where("at").test(_between(wanted.since, wanted.until))
    if wanted.batch is not None:
        query &= where("batch") == wanted.batch
    return query


def _named(address: "Address") -> str:
    """Return the field of a row that names what was changed."""
    if isinstance(address, Cell):
        return "cell"
    from scoring.model.acts import Act  # most questions are about cells
    from scoring.model.structure import Node

    if isinstance(address, Act):
        return "act"
    return "node" if isinstance(address, Node) else "field"


def _by(name: str) -> Callable[[Any], bool]:
    """Return a test whether a row is by the user with this name, or by the login behind one: `root (fdiaz)`."""

    def test(written: Any) -> bool:
        user, _space, login = str(written).partition(" (")
        return name in (written, user, login.removesuffix(")"))

    return test


def _between(since: datetime | None, until: datetime | None) -> Callable[[Any], bool]:
    """Return a test whether a row was written in a time, both ends included."""

    def test(at: Any) -> bool:
        moment = moment_of(str(at))
        return moment is not None and (since is None or moment >= since) and (until is None or moment <= until)

    return test
