"""A change in words: what was changed, and what it held."""

from typing import Any

from scoring.entry.act_words import act_held_words, act_words
from scoring.entry.field_values import choices, written
from scoring.entry.values import format_held
from scoring.messages import _
from scoring.model import Cell, Plan
from scoring.model.acts import Act
from scoring.model.fields import PLACE, Address
from scoring.model.structure import ACTION, OBJECTIVE, PLAN, Node, title_of
from scoring.text.field_words import field_word


def address_words(plan: Plan, address: Address) -> str:
    """Return what was changed: `4.efectivas@3`, `N° 4 peso`, `objetivo 2 texto`, `acción 1.2`, `cierre de marzo`."""
    if isinstance(address, Cell):
        return str(address)
    if isinstance(address, Node):
        return node_words(address.name)
    if isinstance(address, Act):
        return act_words(plan, address)
    indicator = plan.indicator(address.node)
    word = _("constante de la línea base") if indicator and address.name == "baseline" else field_word(address.name)
    return f"{node_words(address.node)} {word}"


def node_words(name: str) -> str:
    """Return a node as a person calls it."""
    node = Node(name)
    match node.kind:
        case "plan":
            return _("plan")
        case "objective":
            return _("objetivo {number}").format(number=node.number)
        case "action":
            return _("acción {number}").format(number=node.number)
        case _:
            return _("N° {id}").format(id=name)


def held_words(plan: Plan, address: Address, value: Any) -> str:
    """Return what a cell, a field or a node held, or an act says, in one line; empty where that was nothing."""
    if value is None:
        return ""
    if isinstance(address, Node):
        return title_of(value.record)
    if isinstance(address, Act):
        return act_held_words(plan, value)
    if isinstance(address, Cell):
        return format_held(value, plan.locale)
    if address.name == PLACE:
        return _place_held(value.parent, value.after)
    text = written(plan, address, value)
    if text in choices(address):
        return choices(address)[text]
    return f"{text[:-1]} %" if text[-1:] == "%" and address.name in {"weight", "target"} else text


def _place_held(parent: str, after: str | None) -> str:
    if after is None:
        if parent == PLAN:
            return _("al comienzo")
        return _("al comienzo de {parent}").format(parent=node_words(parent))
    where = _("tras {node}").format(node=node_words(after))
    if Node(after).kind in {OBJECTIVE, ACTION}:
        return where
    return _("{where} en {parent}").format(where=where, parent=node_words(parent))
