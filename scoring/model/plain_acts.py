"""Acts as plain values, and back. What is empty is left out; figures are lists, since a close has many of them."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final, TypeVar

from scoring.messages import _
from scoring.model.acts import (
    Act,
    ActKind,
    ActValue,
    Approval,
    Close,
    Evidence,
    Missing,
    Remark,
    Reopening,
    SignOff,
    SubmittedFigures,
)
from scoring.model.cells import Cell
from scoring.model.level import Level
from scoring.model.plain_values import (
    Document,
    Reader,
    day,
    decimal,
    mapping,
    optional,
    plain,
    read_value,
    several,
    text,
    whole,
)

T = TypeVar("T")

_EMPTY: Final[tuple[Any, ...]] = (None, "", [], {})


def plain_act(value: ActValue) -> Document:
    """Return an act as plain values by field name."""
    kept = {name: _plain(item) for name, item in value._asdict().items()}
    return {name: item for name, item in kept.items() if item not in _EMPTY}


def read_act(act: Act, document: Any) -> ActValue:
    """Return the act that `document` holds; ValueError, TypeError or LookupError where it cannot be read."""
    return _read(*_KINDS[act.kind], document)


def _read(build: Callable[..., T], fields: Mapping[str, Reader], document: Any) -> T:
    kept = mapping(document)
    return build(**{name: read(kept[name]) for name, read in fields.items() if name in kept})


def _plain(value: Any) -> Any:
    if isinstance(value, Missing):
        return {name: count for name, count in value._asdict().items() if count}
    if isinstance(value, Evidence):
        return plain_act(value)
    if isinstance(value, tuple) and value and isinstance(value[0], SubmittedFigures):
        return [[plain(item) for item in figures] for figures in value]
    return plain(value)


def _figures(value: Any) -> SubmittedFigures:
    node, programmed, progress, compliance, reported, level, result = value
    return SubmittedFigures(
        text(node),
        decimal(programmed),
        decimal(progress),
        _decimal_or_none(compliance),
        _decimal_or_none(reported),
        Level(level),
        _decimal_or_none(result),
    )


def _decimal_or_none(value: Any) -> Decimal | None:
    return None if value is None else decimal(value)


def _held(value: Any) -> tuple[str, str]:
    """Return the address of a cell and what it held, as they are kept, where that is what they are."""
    address, held = value
    Cell.parse(text(address))
    read_value(text(held))
    return address, held


def _missing(value: Any) -> Missing:
    return Missing(**{name: whole(count) for name, count in mapping(value).items() if name in Missing._fields})


def _digest(value: Any) -> str:
    if len(text(value)) != 64 or not set(value) <= set("0123456789abcdef"):
        raise ValueError(_("«{value}» no es una suma SHA-256").format(value=value))
    return str(value)


_WHO: Final[Mapping[str, Reader]] = {"at": text, "by": text}
_EVIDENCE: Final[Mapping[str, Reader]] = {"source": text, "digest": _digest, **_WHO}
_KINDS: Final[Mapping[ActKind, tuple[Callable[..., ActValue], Mapping[str, Reader]]]] = {
    ActKind.CLOSE: (
        Close,
        {
            "version": whole,
            "head": text,
            "missing": _missing,
            "corrected": several(text),
            "figures": several(_figures),
            **_WHO,
        },
    ),
    ActKind.REOPENING: (Reopening, {"reason": text, "before": several(_held), **_WHO}),
    ActKind.SIGN_OFF: (
        SignOff,
        {
            "role": text,
            "digest": _digest,
            "version": whole,
            "name": text,
            "post": text,
            "signature": text,
            **_WHO,
        },
    ),
    ActKind.APPROVAL: (Approval, {"version": whole, "digest": _digest, **_WHO}),
    ActKind.REMARK: (
        Remark,
        {
            "analysis": text,
            "action": text,
            "due": optional(day),
            "responsible": text,
            "evidence": lambda kept: _read(Evidence, _EVIDENCE, kept),
            **_WHO,
        },
    ),
    ActKind.EVIDENCE: (Evidence, _EVIDENCE),
}
