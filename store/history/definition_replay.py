"""The changes of a definition replayed, oldest first, over what it was where its history begins."""

from collections.abc import Sequence
from typing import Any

from scoring.model.fields import Field, FieldError, read_plain
from scoring.model.plain_values import mapping, text, whole
from store.documents.definition import Definition, document_in, text_of
from store.documents.fields import document_of, kept_value, with_kept_value
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
        self._tables: dict[str, dict[str, Document]] = {"plan": {}, "objectives": {}, "actions": {}, "indicators": {}}
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
        changes = documents_in(row)
        if "seq" in row:
            self.revisions |= with_bumped(self.revisions, changed_fields(self.documents(), changes))
        for place, kept in changes.items():
            table, _slash, id_ = place.partition("/")
            self._texts[place] = kept
            if table in self._tables:
                self._tables[table][id_] = document_in(kept)
        self.revisions |= {Field.parse(name): whole(rev) for name, rev in mapping(row.get("fields", {})).items()}

    def documents(self) -> Definition:
        """Return the definition as the history keeps it."""
        for table, id_ in self._changed:
            self._texts[f"{table}/{id_}"] = text_of(self._tables[table][id_])
        self._changed.clear()
        return self._texts

    def _take_field(self, field: Field, rev: int, old: Any, new: Any) -> None:
        try:
            table, id_ = document_of(self._tables, field)
            document = self._tables[table][id_]
            follows = _same(field, kept_value(document, field), old)
            self._tables[table][id_] = with_kept_value(document, field, new)
            self._changed.add((table, id_))
        except FieldError:  # a later version of the program knows it
            follows = True
        except (LookupError, TypeError, ValueError):  # the documents do not have it, or were damaged
            follows = False
        if rev != self.revisions.get(field, 0) + 1 or not follows:
            self.broken.append(f"{field} rev {rev}")
        self.revisions[field] = rev


def _same(field: Field, kept: Any, old: Any) -> bool:
    """Tell whether two plain values represent the same value: a weight may be written `0.4` or `0.40`."""
    return bool(kept == old or read_plain(field, kept) == read_plain(field, old))
