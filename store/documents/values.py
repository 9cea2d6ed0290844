"""A document read field by field; what it lacks, or holds amiss, is damage that names the document."""

from collections.abc import Callable
from typing import TypeVar

from scoring.messages import _
from store.documents.decoding import Document
from store.errors import DamagedError

T = TypeVar("T")


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
