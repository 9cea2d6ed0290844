"""A file on disk as a plan in memory: in the present schema, and what other programs changed in its history."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import NamedTuple

from scoring.messages import _
from scoring.model import Plan
from store.documents.definition import amended, definition_of, wording
from store.documents.json_reading import Document, Tables
from store.documents.migrations import SCHEMA, migrated, schema_of
from store.documents.plan_documents import to_plan
from store.errors import DamagedError, StrPath
from store.file.access import read_only_reason
from store.file.user_and_time import name_of, written_at
from store.history.soundness import first_break
from store.history.state import Stamp, State, adopted, event, from_tables, seen_in, together
from store.loaded import Problem, Seen


class Glanced(NamedTuple):
    """A plan as it was read, without what only writing asks for."""

    plan: Plan
    tables: Tables
    recorded: Seen
    """How far the history in the file goes."""


def glanced(path: StrPath, tables: Tables) -> Glanced:
    """Return the plan in `tables`, read from the file at `path`; DamagedError where they are no plan."""
    with _naming(path):
        tables = migrated(tables)
        return Glanced(to_plan(tables), tables, seen_in(tables))


@contextmanager
def _naming(path: StrPath) -> Iterator[None]:
    """Say of damage which file it is in."""
    try:
        yield
    except DamagedError as error:
        sentence = _("«{path}» no es un plan que se pueda usar: {what}").format(path=path, what=error)
        raise DamagedError(sentence, error.where) from None


class Opened(NamedTuple):
    """A plan as it was read, and what of it is not in the file yet."""

    state: State
    unwritten: Tables | None
    """The documents that the next commit writes besides its own; None where it writes all of them anew."""
    read_only: str
    """Why the plan cannot be written, as a sentence; empty when it can."""
    recorded: Seen
    """How far the history in the file goes, without what is not in it yet."""
    is_sound: bool = True
    """Whether that history is whole."""

    @property
    def is_continuable(self) -> bool:
        """Whether the state is what is in the file, and its history whole."""
        return self.is_sound and self.unwritten is not None and not any(self.unwritten.values())


def open_tables(
    path: StrPath, tables: Tables, info: os.stat_result, *, sound: Mapping[str, Document] = MappingProxyType({})
) -> Opened:
    """Return the plan in `tables`, read from the file at `path` with the stat result `info`.

    `sound` is a history of the plan that was found whole before. One that is broken makes the plan read-only. Rows for
    what happened outside the program take their time and name from `info`, so that everyone who reads the same file
    gets the same history. DamagedError where the tables are no plan.
    """
    with _naming(path):
        state = from_tables(tables)
    in_file = Seen(state.seq, state.tips)
    broken = first_break("history", state.tables, sound=sound)
    at = written_at(info).isoformat(timespec="milliseconds")
    stamp = Stamp(at, name_of(info.st_uid), state.head[:8])
    schema = schema_of(tables)
    changes = amended(state.definition, definition_of(state.tables))
    recorded: Tables | None = {}
    if schema < SCHEMA or changes:
        note = (
            _("esquema {old} → {new}").format(old=schema, new=SCHEMA)
            if schema < SCHEMA
            else _("cambiado con otro programa: {what}").format(what=wording(state.definition, changes))
        )
        state, recorded = event(state, stamp._replace(note=note), changes)
    external = adopted(state, stamp)
    unwritten = None if schema < SCHEMA else together(recorded, external.documents)
    read_only = _newer_reason(schema) or (_broken_reason(path, broken) if broken else read_only_reason(path))
    return Opened(external.state, unwritten, read_only, in_file, is_sound=broken is None)


def _broken_reason(path: StrPath, broken: Problem) -> str:
    sentence = _("solo lectura: el historial está roto ({where}: {what}); «plan verify {path}» dice cómo seguir")
    return sentence.format(where=broken.where, what=broken.text, path=path)


def _newer_reason(schema: int) -> str:
    if schema <= SCHEMA:
        return ""
    sentence = _("solo lectura: lo escribió una versión más nueva del programa (esquema {schema}); actualice esta")
    return sentence.format(schema=schema)
