"""A plan's structure in a hidden sheet, so that an exported form gives back the same plan.

What the form prints are words; what is computed (kinds, inputs, expressions, targets) is not printed. It travels
beside them as JSON, cut into cells of the sheet's second column, which a person neither sees nor edits.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from scoring.i18n import _
from scoring.model import Cell, Plan, Value
from scoring.validation import validate
from workbook.preflight import WorkbookError

STRUCTURE_SHEET: Final = "_plan"
LENGTH: Final = 30_000
"""Characters in one cell; Excel holds 32 767."""

_VALUES: Final = "values"
"""The field of the plan that is not a record: its figures, of which only the constants travel."""


def structure_rows(plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield the rows of the sheet: a number for the eye, and the next piece of the plan without its monthly figures."""
    constants = {str(cell): str(value) for cell, value in plan.values.items() if cell.month is None}
    text = json.dumps({**_plain(plan._replace(values={})), _VALUES: constants})
    for number, start in enumerate(range(0, len(text), LENGTH), 1):
        yield str(number), text[start : start + LENGTH]


def plan_of(pieces: Iterable[str]) -> Plan:
    """Return the plan, with no figures but its constants, whose pieces stand in the sheet.

    Raises PlanError where they were tampered with or cannot be scored.
    """
    try:
        plan: Plan = _read(Plan, json.loads("".join(pieces)))
    except (ValueError, TypeError, LookupError, AttributeError, InvalidOperation, RecursionError) as error:
        sentence = _("La hoja oculta {sheet} está alterada: exporte un libro nuevo.")
        raise WorkbookError(sentence.format(sheet=STRUCTURE_SHEET)) from error
    validate(plan)
    known = {Cell(line.id, constant.name) for line in plan.indicators for constant in line.constants}
    return plan._replace(values={cell: value for cell, value in plan.values.items() if cell in known})


def _plain(value: Any) -> Any:
    """Return a record of the model as JSON values."""
    if hasattr(value, "_asdict"):
        return {name: _plain(item) for name, item in value._asdict().items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal | date):
        return str(value)
    return value


def _read(kind: Any, value: Any) -> Any:
    """Return `value` as the type that a field of the model has; raise ValueError or TypeError where it is not one."""
    origin = get_origin(kind)
    if origin in {Union, UnionType}:
        (inner,) = (item for item in get_args(kind) if item is not NoneType)
        return None if value is None else _read(inner, value)
    if origin is tuple:
        inner = get_args(kind)
        if not isinstance(value, list) or (inner[-1] is not Ellipsis and len(inner) != len(value)):
            raise TypeError(kind)
        kinds = [inner[0]] * len(value) if inner[-1] is Ellipsis else inner
        return tuple(_read(item_kind, item) for item_kind, item in zip(kinds, value, strict=True))
    if hasattr(kind, "_fields"):
        hints = get_type_hints(kind)
        return kind(
            **{name: _constants(item) if name == _VALUES else _read(hints[name], item) for name, item in value.items()}
        )
    if kind is Decimal:
        return _finite(value)
    if kind is date:
        return date.fromisoformat(value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    if type(value) is not kind:
        raise TypeError(kind)
    return value


def _constants(values: dict[str, str]) -> dict[Cell, Value]:
    """Return the constants' cells, `9.base`, and what they hold."""
    cells = {name.rpartition(".")[::2]: text for name, text in values.items()}
    return {Cell(indicator, name): _finite(text) for (indicator, name), text in cells.items()}


def _finite(text: str) -> Decimal:
    value = Decimal(text)
    if not value.is_finite():
        raise ValueError(text)
    return value
