"""JSON values read as what they must be; what is not raises ValueError or TypeError, worded by `read`."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final, TypeVar

from scoring.i18n import _
from store.encoding import Document
from store.errors import DamagedError

T = TypeVar("T")

_DECIMAL: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def read(document: Document, where: str, build: Callable[[Document], T]) -> T:
    """Return `build(document)`; a missing or unreadable field raises DamagedError that names `where`."""
    try:
        return build(document)
    except KeyError as error:
        sentence = _("a «{where}» le falta el campo {field}").format(where=where, field=error)
        raise DamagedError(sentence, where) from None
    except (ValueError, TypeError, IndexError, AttributeError) as error:
        sentence = _("«{where}» tiene un valor que no se entiende: {error}").format(where=where, error=error)
        raise DamagedError(sentence, where) from None


def text(value: Any) -> str:
    """Return `value` if it is text."""
    if not isinstance(value, str):
        raise TypeError(_("{value!r} debe ser texto").format(value=value))
    return value


def whole(value: Any) -> int:
    """Return `value` if it is a whole number from 0 up."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError(_("{value!r} debe ser un número entero").format(value=value))
    return value


def decimal(value: Any) -> Decimal:
    """Return the decimal that the text `value` spells in plain digits: no exponent, no NaN, no sign but minus."""
    if not _DECIMAL.fullmatch(text(value)):
        raise ValueError(_("{value!r} debe ser un número decimal").format(value=value))
    return Decimal(value)


def texts(value: Any) -> tuple[str, ...]:
    """Return `value` if it is a list of texts."""
    if not isinstance(value, list):
        raise TypeError(_("{value!r} debe ser una lista").format(value=value))
    return tuple(text(item) for item in value)


def mapping(value: Any) -> dict[str, Any]:
    """Return `value` if it is an object."""
    if not isinstance(value, dict):
        raise TypeError(_("{value!r} debe ser un objeto").format(value=value))
    return value


def optional(convert: Callable[[Any], T], value: Any) -> T | None:
    """Return None for null, and what `convert` makes of anything else."""
    return None if value is None else convert(value)


def record(build: Callable[..., T], names: tuple[str, ...], document: Any) -> T:
    """Return a record whose fields are all text; fields that `document` has besides `names` are left alone."""
    return build(**{name: text(document[name]) for name in names if name in document})
