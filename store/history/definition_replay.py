"""The changes of a definition replayed, oldest first, over what it was where its history begins."""

from collections.abc import Sequence
from typing import Any

from scoring.model.acts import Act
from scoring.model.fields import PLACE, Field, FieldError, read_plain
from scoring.model.plain_values import mapping, text, whole
from scoring.model.structure import Node
from store.documents.acts import kept_act
from store.documents.definition import Definition, document_in, text_of
from store.documents.fields import kept_field, with_kept_field
from store.documents.json_reading import Document, read
from store.history.recorded_definition import Recorded, changed_fields, documents_in, with_bumped


def replayed(rows: Sequence[tuple[str, Document]]) -> Recorded:
    """Return what `rows` give: the origin, events and records of fields with their ids, oldest first."""
    replay = _Replay()
    for id_, row in rows:
        read(row, f"history/{id_}", replay.take)
    return Recorded(replay.documents(), replay.revisions, tuple(replay.broken))


class _Replay:
    """The definition and the revisions of its fields after the rows taken so far."""

    def __init__(self) -> None:
        self._texts: dict[str, str | None] = {}
        self._tables: dict[str, dict[str, Document]] = {
            "plan": {},
            "objectives": {},
            "actions": {},
            "indicators": {},
            "acts": {},
        }
        """What the texts hold."""
        self._changed: set[tuple[str, str]] = set()
        """Table and id of the documents that are not in the texts as they are now."""
        self.revisions: dict[Any, int] = {}
        self.broken: list[str] = []

    def take(self, row: Document) -> None:
        """Take one row more; KeyError, ValueError or TypeError where it lacks what the program needs."""
        if "field" in row:
            self._take_field(Field.parse(text(row["field"])), whole(row["rev"]), row["old"], row["new"])
            return
        if "node" in row:
            place = text(row["document"])
            self._take_node(Node(text(row["node"])), place, whole(row["rev"]), row["old"], row["new"])
            return
        if "act" in row:
            place = text(row["document"])
            self._take_act(Act.parse(text(row["act"])), place, whole(row["rev"]), row["old"], row["new"])
            return
        changes = documents_in(row)
        if "seq" in row:
            self.revisions |= with_bumped(self.revisions, changed_fields(self.documents(), changes))
        for place, kept in changes.items():
            table, _slash, id_ = place.partition("/")
            self._texts[place] = kept
            if table in self._tables:
                self._tables[table][id_] = document_in(kept)
        self.revisions |= {Field.parse(name): whole(rev) for name, rev in mapping(row.get("fields", {})).items()}
        self.revisions |= {Node(name): whole(rev) for name, rev in mapping(row.get("nodes", {})).items()}
        self.revisions |= {Act.parse(name): whole(rev) for name, rev in mapping(row.get("acts", {})).items()}

    def documents(self) -> Definition:
        """Return the definition as the history keeps it."""
        for table, id_ in self._changed:
            document = self._tables[table].get(id_)
            self._texts[f"{table}/{id_}"] = None if document is None else text_of(document)
        self._changed.clear()
        return self._texts

    def _take_field(self, field: Field, rev: int, old: Any, new: Any) -> None:
        try:
            follows = _same(field, kept_field(self._tables, field), old)
            for table, documents in with_kept_field(self._tables, field, new).items():
                self._tables[table] |= documents
                self._changed |= {(table, id_) for id_ in documents}
        except FieldError:  # a later version of the program knows it
            follows = True
        except (LookupError, TypeError, ValueError):  # the documents do not have it, or were damaged
            follows = False
        self._count(field, rev, follows=follows)

    def _take_node(self, node: Node, where: str, rev: int, old: Any, new: Any) -> None:
        was, now = (None if kept is None else mapping(mapping(kept)["document"]) for kept in (old, new))
        self._count(node, rev, follows=self._put(where, now) == was)

    def _take_act(self, act: Act, where: str, rev: int, old: Any, new: Any) -> None:
        held = self._put(where, None if new is None else mapping(new))
        self._count(act, rev, follows=old == (kept_act(act, held) if held else None))

    def _put(self, where: str, now: Document | None) -> Document | None:
        """Put a document in place, or take it out; return the one that was there."""
        table, _slash, id_ = where.partition("/")
        held = self._tables[table].pop(id_, None)
        if now is not None:
            self._tables[table][id_] = now
        self._changed.add((table, id_))
        return held

    def _count(self, address: Field | Node | Act, rev: int, *, follows: bool) -> None:
        """Take the revision of a change, and that it is broken where it does not continue the one before."""
        if rev != self.revisions.get(address, 0) + 1 or not follows:
            self.broken.append(f"{address} rev {rev}")
        self.revisions[address] = rev


def _same(field: Field, kept: Any, old: Any) -> bool:
    """Tell whether two plain values represent the same value: a weight may be written `0.4` or `0.40`."""
    if field.name == PLACE:
        return bool(kept == {name: value for name, value in mapping(old).items() if name != "after"})
    return bool(kept == old or read_plain(field, kept) == read_plain(field, old))
