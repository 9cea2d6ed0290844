"""Texts that somebody wants to put into a definition: every sign can be seen, and one line is one line."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from scoring.messages import _
from scoring.model import Plan
from scoring.model.fields import FIELDS, Change, Field, FieldChange
from scoring.model.plain_values import plain
from scoring.model.structure import PLAN, Node, NodeChange, Record, address_of, held_by
from scoring.quoting import quoted, visible

_LINES: Final = frozenset({"name", "text", "assumptions"})
"""The fields, besides the texts of the form, whose texts may have several lines."""
_BEFORE: Final = 15
"""Letters that a sentence quotes before what it is about."""


def text_faults(plan: Plan, changes: Iterable[Change]) -> Iterator[str]:
    """Yield a sentence for each text that `changes` would bring and nobody could read as it is.

    A text that `plan` has already is left alone, wherever it came from: it can be moved and written again.
    """
    known: frozenset[str] | None = None
    for field, text in _written(changes):
        if fault := text_fault(text, several_lines=_has_lines(field.name)):
            known = _texts_of(plan) if known is None else known
            if text not in known:
                yield f"{field}: {fault}"


def text_fault(text: str, *, several_lines: bool = False) -> str:
    """Return what is wrong with a text as a sentence; empty where every sign of it can be seen."""
    meant = text.replace("\n", " ").replace("\t", " ") if several_lines else text
    if visible(meant) == meant:
        return ""
    at = next(at for at, sign in enumerate(meant) if visible(sign) != sign)
    where = _("tras «{before}»").format(before=quoted(text[max(0, at - _BEFORE) : at])) if at else _("al comienzo")
    if text[at] in "\n\r\t":
        return _("es de una sola línea: quite el salto o el tabulador que hay {where}.").format(where=where)
    return _("lleva un signo que no se ve, U+{code:04X}, {where}: quítelo.").format(code=ord(text[at]), where=where)


def _has_lines(name: str) -> bool:
    return name in _LINES or name.startswith("text.")


def _written(changes: Iterable[Change]) -> Iterator[tuple[Field, str]]:
    """Yield the texts that changes bring, each with its field."""
    for change in changes:
        if isinstance(change, FieldChange):
            yield from ((change.field, text) for text in _inside(plain(change.value)))
        elif isinstance(change, NodeChange) and change.value is not None:
            yield from _of_node(change.node, change.value.record)


def _of_node(node: Node, record: Plan | Record) -> Iterator[tuple[Field, str]]:
    """Yield the texts of a node, without those of the nodes it holds."""
    for name, known in FIELDS[node.kind].items():
        held: Any = record
        for attribute in known.path:
            held = getattr(held, attribute)
        yield from ((Field(node.name, name), text) for text in _inside(plain(held)))


def _inside(value: Any) -> Iterator[str]:
    """Yield the texts in a plain value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _inside(item)


def _texts_of(plan: Plan) -> frozenset[str]:
    """Return every text of a plan."""
    nodes = [(Node(PLAN), plan), *((Node(address_of(record)), record) for record in held_by(plan, PLAN))]
    return frozenset(text for node, record in nodes for _field, text in _of_node(node, record))
