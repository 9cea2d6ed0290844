"""Plan ↔ the documents it is kept as.

| table | one document for | id |
|---|---|---|
| plan | the plan, its settings and the form's texts around the table | 1 |
| objectives, actions, indicators | each of them (`store.documents.nodes`) | 1, 2, 3… in the form's order |
| cells | each value, empty ones too (`store.documents.cells`) | see `store.documents.ids` |
| acts | each act in force (`store.documents.acts`) | see `store.documents.ids` |
| history | each change (`store.history.records`) | see `store.documents.ids` |

Texts are kept verbatim, values and weights as decimal strings, dates in ISO form. A field that this program does not
know stays where it is: entering a value touches only its cell's `value` and `rev`. All of it is in docs/file-format.md.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from scoring.messages import _
from scoring.model import Action, Cell, Indicator, Objective, Plan
from scoring.model.plain_values import (
    PLAN_FIELDS,
    plain,
    read_action,
    read_indicator,
    read_objective,
    read_settings,
    shortest,
    whole,
    write_value,
)
from scoring.model.validation import InvalidPlanError, validate
from scoring.quoting import quoted
from store.documents.cells import empty_cells, read_cells, with_resource_cells
from store.documents.ids import in_order
from store.documents.json_reading import Document, Tables, read
from store.documents.migrations import SCHEMA
from store.errors import DamagedError

_TABLES: Final = ("plan", "objectives", "actions", "indicators", "cells")


def from_plan(plan: Plan) -> Tables:
    """Return a new plan as documents: all tables but the history, which `store.history.records` opens.

    Acts are of the history that they are in, and none comes along.
    """
    from scoring.model.structure import PLAN, Place, address_of  # imported here: reading does not need it
    from store.documents.nodes import document_made_of

    indicators = _numbered(plain(item) for item in plan.indicators)
    settings = shortest({name: plain(getattr(plan, name)) for name in PLAN_FIELDS})
    tables = {
        "plan": {"1": {"schema": SCHEMA, **settings, "form": plain(plan.texts)}},
        "objectives": _numbered(document_made_of(item, Place(PLAN, None)) for item in plan.objectives),
        "actions": _numbered(
            document_made_of(action, Place(address_of(objective), None))
            for objective in plan.objectives
            for action in objective.actions
        ),
        "indicators": indicators,
        "cells": {
            id_: {"cell": str(cell), "value": write_value(plan.values.get(cell)), "rev": 0}
            for id_, cell in empty_cells(indicators)
        },
        "acts": {},
    }
    resources = with_resource_cells(tables, plan, plan.values)
    for id_ in resources.keys() - tables["cells"].keys():
        resources[id_]["value"] = write_value(plan.values[Cell.parse(resources[id_]["cell"])])
    return {**tables, "cells": resources}


def to_plan(tables: Tables) -> Plan:
    """Return the plan that `tables` hold; DamagedError names the document and field that cannot be read."""
    missing = next((name for name in _TABLES if name not in tables), None)
    if missing is not None:
        raise DamagedError(_("no es un plan: falta la tabla «{table}»").format(table=missing), missing)
    indicators = [read(doc, f"indicators/{id_}", read_indicator) for id_, doc in _rows(tables, "indicators")]
    actions = [read(doc, f"actions/{id_}", _action) for id_, doc in _rows(tables, "actions")]
    objectives = [read(doc, f"objectives/{id_}", _objective) for id_, doc in _rows(tables, "objectives")]
    settings = tables["plan"].get("1")
    if settings is None:
        raise DamagedError(_("no es un plan: falta el documento 1 de la tabla «plan»"), "plan/1")
    plan = read(settings, "plan/1", lambda document: read_settings(document, document["form"]))
    _check_unique(_("el indicador {name} está dos veces"), [item.id for item in indicators])
    _check_unique(_("la acción {name} está dos veces"), [action.number for _number, action in actions])
    _check_unique(_("el objetivo {name} está dos veces"), [str(item.number) for item in objectives])
    cells = [(cell, value) for _id, cell, value, _rev in read_cells(tables)]
    if len(dict(cells)) < len(cells):
        _check_unique(_("la celda {name} está dos veces"), [str(cell) for cell, _value in cells])
    plan = plan._replace(
        objectives=tuple(_assembled(objectives, actions, indicators)),
        values={cell: value for cell, value in cells if value is not None},
    )
    if tables.get("acts"):
        from store.documents.acts import read_acts  # most plans have none before they are signed

        plan = plan._replace(acts=read_acts(tables["acts"]))
    placed = {item.id for item in plan.indicators}
    lost = next((item.id for item in indicators if item.id not in placed), None)
    if lost is not None:
        sentence = _("el indicador {id} señala un objetivo o una acción que no están en el plan")
        raise DamagedError(sentence.format(id=lost), lost)
    try:
        validate(plan)
    except InvalidPlanError as error:
        raise DamagedError(str(error), "indicators") from None
    return plan


def _objective(document: Document) -> Objective:
    return read_objective(document, (), ())


def _action(document: Document) -> tuple[int, Action]:
    return whole(document["objective"]), read_action(document, ())


def _assembled(
    objectives: list[Objective], actions: list[tuple[int, Action]], indicators: list[Indicator]
) -> Iterator[Objective]:
    """Yield the objectives with what is below them; each document is looked at once."""
    placed: defaultdict[tuple[int, str | None], list[Indicator]] = defaultdict(list)
    for indicator in indicators:
        placed[indicator.objective, indicator.action].append(indicator)
    below: defaultdict[int, list[Action]] = defaultdict(list)
    for number, action in actions:
        below[number].append(action._replace(indicators=tuple(placed[number, action.number])))
    for objective in objectives:
        number = objective.number
        yield objective._replace(own=tuple(placed[number, None]), actions=tuple(below[number]))


def _check_unique(sentence: str, names: list[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise DamagedError(sentence.format(name=quoted(name)), name)
        seen.add(name)


def _numbered(documents: Iterable[Document]) -> dict[str, Document]:
    return {str(number): document for number, document in enumerate(documents, 1)}


def _rows(tables: Tables, name: str) -> list[tuple[str, Document]]:
    """Return the documents of a table with their ids, in the form's order."""
    try:
        return in_order(tables[name])
    except (ValueError, TypeError) as error:
        raise DamagedError(_("un orden de «{table}» no se entiende: {error}").format(table=name, error=error)) from None
