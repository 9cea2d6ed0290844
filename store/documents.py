"""Plan ↔ the documents it is kept as.

| table | one document for | id |
|---|---|---|
| plan | the plan, its settings and the form's texts around the table | 1 |
| objectives, actions, indicators | each of them, in the form's order | 1, 2, 3… |
| cells | each figure, empty ones too (`store.cells`) | indicator's id · input's place · month |
| history | each change (`store.history`) | cell's id · revision |

Texts stand verbatim, figures and weights as decimal strings, dates in ISO form. A field that this program does not
know stays where it is: entering a figure touches only its cell's `value` and `rev`.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Final

from scoring.i18n import _
from scoring.model import (
    Action,
    Aggregate,
    Constant,
    Direction,
    FormTexts,
    Indicator,
    Input,
    Kind,
    LineTexts,
    Objective,
    ObjectiveTexts,
    Plan,
    Signature,
    Thresholds,
)
from scoring.validation import InvalidPlanError, validate
from store.cells import empty_cells, read_cells, write_value
from store.encoding import Document, Tables
from store.errors import DamagedError
from store.fields import decimal, optional, read, record, text, texts, whole
from store.migrations import SCHEMA

_TABLES: Final = ("plan", "objectives", "actions", "indicators", "cells")
_SETTINGS: Final = ("id", "year", "process", "responsible", "locale", "timezone", "thresholds")


def from_plan(plan: Plan) -> Tables:
    """Return the plan as documents: all tables but the history, which `store.history` opens."""
    indicators = _numbered(_plain(item) for item in plan.indicators)
    settings = {name: _plain(getattr(plan, name)) for name in _SETTINGS}
    return {
        "plan": {"1": {"schema": SCHEMA, **settings, "form": _plain(plan.texts)}},
        "objectives": _numbered(
            {"number": item.number, "weight": _plain(item.weight), "texts": _plain(item.texts)}
            for item in plan.objectives
        ),
        "actions": _numbered(
            {"number": action.number, "objective": objective.number, "text": action.text}
            for objective in plan.objectives
            for action in objective.actions
        ),
        "indicators": indicators,
        "cells": {
            id_: {"cell": str(cell), "value": write_value(plan.values.get(cell)), "rev": 0}
            for id_, cell in empty_cells(indicators)
        },
    }


def to_plan(tables: Tables) -> Plan:
    """Return the plan that `tables` hold; DamagedError names the document and field that cannot be read."""
    missing = next((name for name in _TABLES if name not in tables), None)
    if missing is not None:
        raise DamagedError(_("no es un plan: falta la tabla «{table}»").format(table=missing), missing)
    indicators = [read(doc, f"indicators/{id_}", _indicator) for id_, doc in _rows(tables, "indicators")]
    actions = [read(doc, f"actions/{id_}", _action) for id_, doc in _rows(tables, "actions")]
    objectives = [read(doc, f"objectives/{id_}", _objective) for id_, doc in _rows(tables, "objectives")]
    settings = tables["plan"].get("1")
    if settings is None:
        raise DamagedError(_("no es un plan: falta el documento 1 de la tabla «plan»"), "plan/1")
    plan = read(settings, "plan/1", _settings)
    _check_unique(_("el indicador {name} está dos veces"), [item.id for item in indicators])
    _check_unique(_("la acción {name} está dos veces"), [action.number for _number, action in actions])
    _check_unique(_("el objetivo {name} está dos veces"), [str(item.number) for item in objectives])
    cells = [(cell, value) for _id, cell, value, _rev in read_cells(tables)]
    if len(dict(cells)) < len(cells):
        _check_unique(_("la casilla {name} está dos veces"), [str(cell) for cell, _value in cells])
    plan = plan._replace(
        objectives=tuple(_assembled(item, actions, indicators) for item in objectives),
        values={cell: value for cell, value in cells if value is not None},
    )
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


def _assembled(objective: Objective, actions: list[tuple[int, Action]], indicators: list[Indicator]) -> Objective:
    lines = [item for item in indicators if item.objective == objective.number]
    return objective._replace(
        own=tuple(item for item in lines if item.action is None),
        actions=tuple(
            action._replace(indicators=tuple(item for item in lines if item.action == action.number))
            for number, action in actions
            if number == objective.number
        ),
    )


def _check_unique(sentence: str, names: list[str]) -> None:
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise DamagedError(sentence.format(name=twice), twice)


def _plain(value: Any) -> Any:
    """Return a record of the model as JSON values."""
    if hasattr(value, "_asdict"):
        return {name: _plain(item) for name, item in value._asdict().items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return write_value(value)
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def _numbered(documents: Iterable[Document]) -> dict[str, Document]:
    return {str(number): document for number, document in enumerate(documents, 1)}


def _rows(tables: Tables, name: str) -> list[tuple[str, Document]]:
    return sorted(tables[name].items(), key=lambda row: int(row[0]))


def _settings(document: Document) -> Plan:
    form = document["form"]
    return Plan(
        id=text(document["id"]),
        year=whole(document["year"]),
        process=text(document["process"]),
        responsible=text(document["responsible"]),
        objectives=(),
        values={},
        texts=FormTexts(
            heading=texts(form["heading"]),
            header=(texts(form["header"][0]), texts(form["header"][1])),
            total=text(form["total"]),
            signature_labels=texts(form["signature_labels"]),
            signatures=tuple(record(Signature, Signature._fields, item) for item in form["signatures"]),
        ),
        thresholds=_thresholds(document["thresholds"]),
        locale=text(document["locale"]),
        timezone=text(document["timezone"]),
    )


def _objective(document: Document) -> Objective:
    return Objective(
        number=whole(document["number"]),
        weight=decimal(document["weight"]),
        own=(),
        actions=(),
        texts=record(ObjectiveTexts, ObjectiveTexts._fields, document["texts"]),
    )


def _action(document: Document) -> tuple[int, Action]:
    return whole(document["objective"]), Action(text(document["number"]), text(document["text"]), ())


def _indicator(document: Document) -> Indicator:
    return Indicator(
        id=text(document["id"]),
        name=text(document["name"]),
        objective=whole(document["objective"]),
        action=optional(text, document["action"]),
        weight=decimal(document["weight"]),
        kind=Kind(document["kind"]),
        inputs=tuple(record(Input, Input._fields, item) for item in document["inputs"]),
        expression=text(document["expression"]),
        target=optional(decimal, document["target"]),
        unit=text(document["unit"]),
        start=date.fromisoformat(document["start"]),
        end=date.fromisoformat(document["end"]),
        responsible=text(document["responsible"]),
        texts=record(LineTexts, LineTexts._fields, document["texts"]),
        constants=tuple(record(Constant, Constant._fields, item) for item in document["constants"]),
        baseline=optional(text, document["baseline"]),
        direction=Direction(document["direction"]),
        aggregate=Aggregate(document["aggregate"]),
        programme=tuple(decimal(share) for share in document["programme"]),
        thresholds=optional(_thresholds, document["thresholds"]),
        assumptions=texts(document["assumptions"]),
    )


def _thresholds(document: Document) -> Thresholds:
    return Thresholds(**{name: decimal(document[name]) for name in Thresholds._fields})
