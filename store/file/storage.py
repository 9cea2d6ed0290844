"""TinyDB's storage for a file that several people write, each of whom can be cut off at any moment.

TinyDB's own storage overwrites in place, takes no lock and trusts what it read earlier. This one reads again whenever
the file has changed, and writes only in a transaction: under the plan's lock, everything at once, on disk when
the transaction ends.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import TYPE_CHECKING

from scoring.messages import _
from scoring.text.system_errors import reason
from store.documents.json_reading import Document, Tables
from store.errors import NotSavedError, ReadOnlyError, StoreError
from store.file.access import permission_reason
from store.file.reading import LARGEST, Pin, Signature, bytes_of, pinned, read_bytes, read_tables

if TYPE_CHECKING:
    from pathlib import Path

    from store.documents.encoding import Layout


class MovedError(NotSavedError):
    """Somebody replaced the file without taking the lock, between our reading it and our replacing it."""


class UnsyncedError(StoreError):
    """The file was replaced, but its directory would not sync."""


class PlanStorage:
    """The database in one file, which TinyDB takes as a storage since it has `read`, `write` and `close`.

    `name` is the file's path, resolved, since a rename would replace a symbolic link.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._tables: Tables = {}
        self._pin: Pin | None = None
        self._layout: Layout | None = None
        self.step: tuple[Tables, Tables] | None = None
        """The tables read before the present ones and the documents that differ, where only those were parsed."""
        self._in_transaction = False
        self._staged: Tables | None = None
        self._replaces_all = False
        """Whether a restoration replaces the file, which has to be kept then whatever the file system."""

    @cached_property
    def path(self) -> "Path":
        """The file's path; reading does without, since pathlib takes long to load."""
        from pathlib import Path

        return Path(self.name)

    def current(self) -> Tables:
        """Return the tables as they are now, reading only if the file has changed; not to be changed in place.

        As long as the file does not change this is the very same object.
        """
        if self._staged is not None:
            return self._staged
        if not self.is_current():
            self._read_again()
        return self._tables

    def is_current(self) -> bool:
        """Tell whether the file is the one that was read or written last; costs one `stat`."""
        try:
            now = Signature.of(os.stat(self.name))
        except OSError:
            return False
        return self._pin is not None and now == self._pin.signature

    @property
    def info(self) -> os.stat_result:
        """Owner, mode and times of the file as it was read or written last."""
        return self._pinned().info

    def read(self) -> Tables:
        """Return a copy of the tables, for TinyDB to change as it likes."""
        from orjson import dumps, loads  # imported here: reading does not need it

        copy: Tables = loads(dumps(self.current()))
        return copy

    def write(self, data: Mapping[str, Mapping[str, Document]]) -> None:
        """Stage `data`; it is written once, when the transaction ends."""
        self.stage({name: dict(documents) for name, documents in data.items()}, None)

    def stage(self, tables: Tables, changed: Tables | None) -> None:
        """Stage `tables`, of which only the documents in `changed` differ from those held so far (None: any may).

        Each document that may differ is encoded and read back here.
        """
        from store.documents.encoding import Layout  # imported here: reading does not need it

        if not self._in_transaction:
            raise RuntimeError("a plan is written in a transaction only")
        if changed is None:
            self._layout = Layout({name: {} for name in tables})
        elif self._layout is None or [table.name for table in self._layout.tables] != [*tables]:
            self._layout = Layout({name: self._tables.get(name, {}) for name in tables})
        for name, documents in (tables if changed is None else changed).items():
            self._layout.put(name, documents)
        self._staged = tables

    @contextmanager
    def transaction(self) -> Iterator["PlanStorage"]:
        """Hold the lock; what was staged is on disk when the block ends, or NotSavedError says why it is not.

        An exception in the block discards what was staged. UnsyncedError means that it is written and yet not sure
        to survive a power cut, MovedError that the block is to be run again.
        """
        from store.file.lock import locked  # imported here: reading does not need it
        from store.file.permissions import Permissions

        try:
            missing = permission_reason(self.path)
            if missing:
                raise ReadOnlyError(missing)
            with locked(self.path, Permissions.of(self.path)) as directory:
                self._in_transaction = True
                yield self
                if self._staged is not None:
                    self._commit(directory)
        except OSError as error:
            sentence = _("no se guardó en «{path}», que sigue como estaba: {reason}")
            raise NotSavedError(sentence.format(path=self.path, reason=reason(error))) from error
        finally:
            self._in_transaction = self._replaces_all = False
            if self._staged is not None:
                self._staged = self._layout = None

    def overwrite(self, make: Callable[[], Tables]) -> None:
        """Write what `make` returns in place of the file, whatever it holds or if there is none.

        `make` is called under the lock; errors as for `transaction`.
        """
        from store.file.creation import write_file  # imported here: reading does not need it

        if not self.path.exists():
            write_file(self.path, make())
            return
        from store.file.signals import held  # imported here: reading does not need it

        with held(), self.transaction():
            self._replaces_all = True
            self._hold({}, pinned(self.path))
            self.write(make())

    def close(self) -> None:
        """Close the file."""
        if self._pin is not None:
            self._pin.close()
            self._pin = None

    def _commit(self, directory: int) -> None:
        from store.file.full_disk import making_room  # imported here: reading does not need it
        from store.file.replacing import write

        if self._layout is None or self._staged is None:
            raise AssertionError
        data = self._layout.encode()
        if len(data) > LARGEST:
            sentence = _("no se guardó: «{path}» pasaría de {most} MB, lo más que se lee de un plan")
            raise NotSavedError(sentence.format(path=self.path, most=LARGEST >> 20))

        def replace() -> tuple[Pin, OSError | None]:
            return write(
                directory,
                self.path.name,
                data,
                like=self._pinned(),
                before_replacing=lambda: self._before_replacing(directory),
            )

        pin, unsynced = making_room(self.path, len(data), replace)
        self._hold(self._staged, pin)
        self._staged = None
        if unsynced is not None:
            sentence = _("guardado, pero el disco no lo confirmó contra un corte de luz: {reason}")
            raise UnsyncedError(sentence.format(reason=reason(unsynced))) from unsynced

    def _before_replacing(self, directory: int) -> None:
        from store.file.kept_states import keep  # imported here: reading does not need it
        from store.file.trust import ForeignError

        pin = self._pinned()
        try:
            keep(directory, self.path.name, pin, replaced=self._replaces_all)
        except ForeignError:
            raise
        except OSError:  # where the file system cannot link, earlier states are not kept
            if self._replaces_all:
                self._keep_copy(directory)
        if not self.is_current():
            raise MovedError(_("no se guardó: otro programa está reemplazando «{path}»").format(path=self.path))

    def _keep_copy(self, directory: int) -> None:
        from store.file.kept_states import keep_copy  # only a restoration needs it

        try:
            keep_copy(directory, self.path.name, self._pinned(), bytes_of(self._pinned(), self.path))
        except OSError as error:
            sentence = _("no se reemplazó «{path}», porque lo que contiene no se pudo guardar antes: {reason}")
            raise NotSavedError(sentence.format(path=self.path, reason=reason(error))) from error

    def _pinned(self) -> Pin:
        """Return the pin on the file as it was read or written last."""
        if self._pin is None:
            raise AssertionError
        return self._pin

    def _read_again(self) -> None:
        """Read the file: the lines that differ from those read before if that will do, or all of it."""
        if self._tables:
            with suppress(StoreError):
                data, pin = read_bytes(self.name)
                changed = self._followed(data)
                if changed is not None:
                    before = self._tables
                    self._hold({name: before[name] | changed.get(name, {}) for name in before}, pin)
                    self.step = before, changed
                    return
                pin.close()
        self._hold(*read_tables(self.name))
        self._layout = None

    def _followed(self, data: bytes) -> Tables | None:
        """Return the documents that somebody else has written, put into the layout; None where lines do not tell."""
        from store.documents.encoding import Layout  # the first reading has nothing to compare with
        from store.documents.line_changes import followed

        try:
            self._layout = self._layout or Layout(self._tables)
        except NotSavedError:  # what the program would not write itself
            return None
        return followed(self._layout, data)

    def _hold(self, tables: Tables, pin: Pin) -> None:
        if self._pin is not None:
            self._pin.close()
        self._tables, self._pin, self.step = tables, pin, None
