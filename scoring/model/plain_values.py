"""A plan's records as plain values (text, whole numbers, lists, objects), and back: the one codec there is.

Values and weights are decimal text, dates ISO 8601, texts verbatim. A field has its own name there, but for those in
`KEPT_AS`. Reading is strict: what is not of its field's type raises ValueError, TypeError or LookupError. Fields that
this program does not know are left alone.
"""

import re
from collections.abc import Callable, Mapping
from datetime import MAXYEAR, MINYEAR, date
from decimal import Decimal
from enum import Enum
from typing import Any, Final, TypeAlias, TypeVar

from scoring.messages import _
from scoring.model.cells import Mark, Value
from scoring.model.plan import (
    Action,
    Aggregate,
    Alias,
    Constant,
    Direction,
    Indicator,
    Kind,
    Objective,
    Plan,
    Thresholds,
    Variable,
)
from scoring.model.policy import Policy, Role, Trigger
from scoring.model.texts import FormTexts, IndicatorTexts, ObjectiveTexts, Signature
from scoring.precision import LONGEST, MAX_DIGITS, in_reach
from scoring.quoting import quoted

T = TypeVar("T")
Document: TypeAlias = Mapping[str, Any]
"""A record as plain values by field name."""
Reader: TypeAlias = Callable[[Any], Any]
"""Returns the value that a plain one represents, or raises."""

KEPT_AS: Final[Mapping[str, str]] = {"variables": "inputs", "formula": "expression"}
"""The fields of an indicator whose names in files are not those of the model."""
ATTRIBUTES: Final = "attributes"
"""An object of texts by name, missing where an indicator has none."""

_DECIMAL: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def plain(value: Any) -> Any:
    """Return a value or a record of the model as plain values."""
    if isinstance(value, Indicator):
        fields = {KEPT_AS.get(name, name): plain(item) for name, item in value._asdict().items() if name != ATTRIBUTES}
        return shortest(fields) | ({ATTRIBUTES: dict(value.attributes)} if value.attributes else {})
    if hasattr(value, "_asdict"):
        return {name: plain(item) for name, item in value._asdict().items()}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def shortest(document: Document) -> dict[str, Any]:
    """Return a record as plain values without the fields that hold what they hold where they are missing."""
    return {name: value for name, value in document.items() if name not in LEFT_OUT or value != LEFT_OUT[name]}


def text(value: Any) -> str:
    """Return `value` if it is text."""
    if not isinstance(value, str):
        raise TypeError(_("«{value}» debe ser texto").format(value=quoted(value)))
    return value


def whole(value: Any) -> int:
    """Return `value` if it is a whole number from 0 up."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError(_("«{value}» debe ser un número entero").format(value=quoted(value)))
    return value


def decimal(value: Any) -> Decimal:
    """Return the decimal that the text `value` spells in plain digits: no exponent, no NaN, no sign but minus.

    ValueError too where it has more digits than a plan can hold.
    """
    if len(text(value)) <= LONGEST and not _DECIMAL.fullmatch(value):
        raise ValueError(_("«{value}» debe ser un número decimal").format(value=quoted(value)))
    if len(value) > MAX_DIGITS and (len(value) > LONGEST or not in_reach(Decimal(value))):
        raise ValueError(
            _("«{value}» no es un número de {limit} cifras o menos").format(value=quoted(value), limit=MAX_DIGITS)
        )
    number = Decimal(value)
    return number or number.copy_abs()  # nothing is less than nothing


def year(value: Any) -> int:
    """Return `value` if it is a year that dates can be in."""
    if not MINYEAR <= whole(value) <= MAXYEAR:
        raise ValueError(_("«{value}» debe ser un año").format(value=quoted(value)))
    return int(value)


def day(value: Any) -> date:
    """Return the date that the text `value` spells in ISO form."""
    return date.fromisoformat(text(value))


def mapping(value: Any) -> dict[str, Any]:
    """Return `value` if it is an object."""
    if not isinstance(value, dict):
        raise TypeError(_("«{value}» debe ser un objeto").format(value=quoted(value)))
    return value


def optional(read: Callable[[Any], T]) -> Callable[[Any], T | None]:
    """Return a reader that takes null for None, and anything else as `read` does."""
    return lambda value: None if value is None else read(value)


def several(read: Callable[[Any], T]) -> Callable[[Any], tuple[T, ...]]:
    """Return a reader of a list whose every item `read` takes."""

    def items(value: Any) -> tuple[T, ...]:
        if not isinstance(value, list):
            raise TypeError(_("«{value}» debe ser una lista").format(value=quoted(value)))
        return tuple(read(item) for item in value)

    return items


def texts_of(build: Callable[..., T], names: tuple[str, ...]) -> Callable[[Any], T]:
    """Return a reader of a record whose fields are all text; one that is missing has its usual value."""
    return lambda document: build(**{name: text(document[name]) for name in names if name in mapping(document)})


def read_record(build: Callable[..., T], fields: Mapping[str, Reader], document: Document, **others: Any) -> T:
    """Return the record that `document` holds, each of its `fields` read, with the fields in `others` as they are.

    KeyError where one is missing.
    """
    return build(**{name: read(document[name]) for name, read in fields.items()}, **others)


def read_value(kept: str | None) -> Value | None:
    """Return what a cell holds: a decimal text, `NP`, or None for an empty cell; ValueError otherwise."""
    if kept is None:
        return None
    return Mark.NP if kept == Mark.NP.value else decimal(kept)


def write_value(value: Value | None) -> str | None:
    """Return what a cell holds as it is kept: all its digits, without an exponent."""
    kept: str | None = plain(value)
    return kept


def _header(value: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    first, second = value
    return several(text)(first), several(text)(second)


_THRESHOLDS: Final = dict.fromkeys(Thresholds._fields, decimal)


def thresholds(document: Any) -> Thresholds:
    """Return the levels that `document` holds."""
    return read_record(Thresholds, _THRESHOLDS, document)


def _role(document: Any) -> Role:
    return read_record(Role, {"name": text, "users": several(text)}, mapping(document))


_POLICY: Final[Mapping[str, Reader]] = {
    "analysis": several(Trigger),
    "close_within": optional(whole),
    "version_roles": several(text),
}


def _policy(document: Any) -> Policy:
    return read_record(Policy, _POLICY, mapping(document))


FORM_FIELDS: Final[Mapping[str, Reader]] = {
    "heading": several(text),
    "header": _header,
    "total": text,
    "signature_labels": several(text),
    "signatures": several(texts_of(Signature, Signature._fields)),
}
INDICATOR_FIELDS: Final[Mapping[str, Reader]] = {
    "id": text,
    "name": text,
    "objective": whole,
    "action": optional(text),
    "weight": decimal,
    "kind": Kind,
    "variables": several(texts_of(Variable, Variable._fields)),
    "formula": text,
    "target": optional(decimal),
    "unit": text,
    "start": day,
    "end": day,
    "responsible": text,
    "texts": texts_of(IndicatorTexts, IndicatorTexts._fields),
    "constants": several(texts_of(Constant, Constant._fields)),
    "baseline": optional(text),
    "direction": Direction,
    "aggregate": Aggregate,
    "programme": several(decimal),
    "thresholds": optional(thresholds),
    "assumptions": several(text),
    "short": text,
}
OBJECTIVE_FIELDS: Final[Mapping[str, Reader]] = {
    "number": whole,
    "weight": decimal,
    "texts": texts_of(ObjectiveTexts, ObjectiveTexts._fields),
}
ACTION_FIELDS: Final[Mapping[str, Reader]] = {"number": text, "text": text}
PLAN_FIELDS: Final[Mapping[str, Reader]] = {
    "id": text,
    "year": year,
    "process": text,
    "responsible": text,
    "locale": text,
    "timezone": text,
    "thresholds": thresholds,
    "code": text,
    "version": text,
    "logo": text,
    "roles": several(_role),
    "policy": _policy,
    "aliases": several(texts_of(Alias, Alias._fields)),
    "sources": several(text),
}

LEFT_OUT: Final[Mapping[str, Any]] = {
    "short": "",
    "code": "",
    "version": "",
    "logo": "",
    "roles": [],
    "policy": plain(Policy()),
    "aliases": [],
    "sources": [],
}
"""The fields that a record has only where they hold something else than this, as plain values."""


def read_form(document: Any) -> FormTexts:
    """Return what the form prints around its table."""
    return read_record(FormTexts, FORM_FIELDS, document)


def read_indicator(document: Document) -> Indicator:
    """Return the indicator that `document` holds."""
    kept = {**LEFT_OUT, **mapping(document)}
    fields = {name: read(kept[KEPT_AS.get(name, name)]) for name, read in INDICATOR_FIELDS.items()}
    return Indicator(**fields, attributes=_attributes(kept.get(ATTRIBUTES, {})))


def _attributes(value: Any) -> tuple[tuple[str, str], ...]:
    return tuple((text(name), text(item)) for name, item in mapping(value).items())


def read_action(document: Document, indicators: tuple[Indicator, ...]) -> Action:
    """Return the action that `document` holds, with its indicators."""
    return read_record(Action, ACTION_FIELDS, document, indicators=indicators)


def read_objective(document: Document, own: tuple[Indicator, ...], actions: tuple[Action, ...]) -> Objective:
    """Return the objective that `document` holds, with what is below it."""
    return read_record(Objective, OBJECTIVE_FIELDS, document, own=own, actions=actions)


def read_settings(document: Document, form: Any) -> Plan:
    """Return the plan whose own fields `document` holds, and `form` its form's texts: without nodes and values."""
    kept = {**LEFT_OUT, **document}
    return read_record(Plan, PLAN_FIELDS, kept, objectives=(), values={}, texts=read_form(form))


def read_plan(document: Document) -> Plan:
    """Return the plan that `plain` made one nested document of, without its values."""
    objectives = tuple(
        read_objective(
            item,
            tuple(map(read_indicator, item["own"])),
            tuple(read_action(action, tuple(map(read_indicator, action["indicators"]))) for action in item["actions"]),
        )
        for item in document["objectives"]
    )
    return read_settings(document, document["texts"])._replace(objectives=objectives)
