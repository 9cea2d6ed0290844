"""Files of earlier schemas brought to the present one, step by step.

Each step is a pure function from the tables of one schema to those of the next, and for each schema there is a golden
file in the tests. A commit is the first to write the new schema, and the file it replaces is kept as a snapshot.
"""

from collections.abc import Callable, Mapping
from typing import Final

from scoring.messages import _
from scoring.model.plain_values import whole
from store.documents.json_reading import Tables, read
from store.errors import DamagedError

SCHEMA: Final = 5
"""The version of the schema this program writes, kept in the plan's document as `schema`."""

Migration = Callable[[Tables], Tables]


def _with_recorded_definition(tables: Tables) -> Tables:
    """Return schema 2, whose history has the definition: the row that tells of the migration brings it."""
    return _numbered(tables, 2)


def _with_field_records(tables: Tables) -> Tables:
    """Return schema 3, whose history can hold records of fields of the definition; there are none yet."""
    return _numbered(tables, 3)


def _with_node_records(tables: Tables) -> Tables:
    """Return schema 4, whose history can hold records of nodes, and whose nodes can have an order; none has yet."""
    return _numbered(tables, 4)


def _with_acts_and_policy(tables: Tables) -> Tables:
    """Return schema 5: document control, roles, policy, aliases and a table of acts; the plan has none of them yet."""
    return {**_numbered(tables, 5), "acts": {}}


def _numbered(tables: Tables, schema: int) -> Tables:
    return {**tables, "plan": {**tables["plan"], "1": {**tables["plan"]["1"], "schema": schema}}}


MIGRATIONS: Final[Mapping[int, Migration]] = {
    1: _with_recorded_definition,
    2: _with_field_records,
    3: _with_node_records,
    4: _with_acts_and_policy,
}
"""The step from each schema to the next, which it writes in the plan's document."""


def schema_of(tables: Tables) -> int:
    """Return the schema that the file says it has; DamagedError where it says none."""
    document = tables.get("plan", {}).get("1")
    if document is None:
        raise DamagedError(_("no es un plan: falta el documento 1 de la tabla «plan»"), "plan/1")
    return read(document, "plan/1", lambda doc: whole(doc["schema"]))


def migrated(tables: Tables) -> Tables:
    """Return the tables in the present schema, the same object where they have it or a newer one.

    DamagedError where no step leads from the file's schema.
    """
    while (schema := schema_of(tables)) < SCHEMA:
        if schema not in MIGRATIONS:
            raise DamagedError(_("el esquema {schema} no se conoce").format(schema=schema), "plan/1")
        tables = MIGRATIONS[schema](tables)
    return tables
