"""A node of the definition as a document: made of its record, found, placed among its siblings, and read back.

A document's place among its siblings is its `order`, a decimal text, or where it has none its id: a node that is moved
or put in between others changes its own document and no sibling's.
"""

from collections.abc import Iterator, Mapping
from decimal import ROUND_FLOOR, Decimal, localcontext
from typing import Any, Final

from scoring.model.plain_values import mapping, plain, read_action, read_indicator, read_objective
from scoring.model.plan import Indicator, Objective
from scoring.model.structure import ACTION, INDICATOR, OBJECTIVE, PLAN, Node, Place, Placed, Record
from scoring.precision import PRECISION
from store.documents.ids import ORDER, in_order, rank_of
from store.documents.json_reading import Document, Tables

TABLES: Final = {PLAN: "plan", OBJECTIVE: "objectives", ACTION: "actions", INDICATOR: "indicators"}
"""The table that has the documents of each kind of node."""


def document_made_of(record: Record, place: Place) -> Document:
    """Return the document of a node, without what it holds and without its order."""
    if isinstance(record, Indicator):
        document: Document = plain(record)
        return document
    if isinstance(record, Objective):
        return {"number": record.number, "weight": plain(record.weight), "texts": plain(record.texts)}
    return {"number": record.number, "objective": int(Node(place.parent).number), "text": record.text}


def located(tables: Mapping[str, Mapping[str, Document]], name: str) -> tuple[str, str]:
    """Return table and id of the document of a node; LookupError where there is none."""
    table = TABLES[Node(name).kind]
    try:
        return table, next(id_ for id_, document in tables[table].items() if node_of(table, document) == name)
    except StopIteration:
        raise LookupError(name) from None


def node_of(table: str, document: Document) -> str:
    """Return the address of the node that a document of the definition holds."""
    if table == TABLES[PLAN]:
        return PLAN
    if table == TABLES[INDICATOR]:
        return str(document.get("id"))
    return f"{OBJECTIVE if table == TABLES[OBJECTIVE] else ACTION}.{document.get('number')}"


def kept_place(table: str, document: Document) -> Document:
    """Return where a document says that its node is: its parent, and its order where it has one."""
    return {"parent": _parent(table, document)} | {name: document[name] for name in (ORDER,) if name in document}


def in_place(tables: Mapping[str, Mapping[str, Document]], table: str, id_: str, place: Place) -> Tables:
    """Return the documents that differ once the node with a document is in a place: its own, and those it holds."""
    order = _order(tables[table], table, id_, place)
    kept = {"parent": place.parent} | ({} if order is None else {ORDER: format(order, "f")})
    return with_kept_place(tables, table, id_, kept)


def with_kept_place(tables: Mapping[str, Mapping[str, Document]], table: str, id_: str, kept: Document) -> Tables:
    """Return the documents that differ once a node is where `kept`, its parent and order, says; LookupError if gone."""
    document = {name: value for name, value in tables[table][id_].items() if name != ORDER}
    document |= _within(tables, table, kept["parent"]) | {name: kept[name] for name in (ORDER,) if name in kept}
    changed: Tables = {table: {id_: document}}
    if table == TABLES[ACTION]:
        inside = {
            below: {**indicator, "objective": document["objective"]}
            for below, indicator in tables[TABLES[INDICATOR]].items()
            if indicator.get("action") == document["number"]
        }
        changed |= {TABLES[INDICATOR]: inside} if inside else {}
    return changed


def read_placed(name: str, kept: Any) -> Placed | None:
    """Return the node, and its place, that a record of the history keeps; None where it had or has none.

    ValueError, TypeError or LookupError where it cannot be read.
    """
    if kept is None:
        return None
    place, document = mapping(mapping(kept)["place"]), mapping(kept["document"])
    record: Record
    match Node(name).kind:
        case "objective":
            record = read_objective(document, (), ())
        case "action":
            record = read_action(document, ())
        case _:
            record = read_indicator(document)
    return Placed(record, Place(str(place["parent"]), place["after"]))


def _within(tables: Mapping[str, Mapping[str, Document]], table: str, parent: str) -> Document:
    """Return the fields of a node's document that say which node holds it."""
    node = Node(parent)
    if table == TABLES[OBJECTIVE]:
        return {}
    if node.kind == OBJECTIVE:
        return {"objective": int(node.number)} | ({"action": None} if table == TABLES[INDICATOR] else {})
    holder, id_ = located(tables, parent)
    return {"objective": tables[holder][id_]["objective"], "action": node.number}


def _parent(table: str, document: Document) -> str:
    if table == TABLES[OBJECTIVE]:
        return PLAN
    if table == TABLES[INDICATOR] and document["action"] is not None:
        return f"{ACTION}.{document['action']}"
    return f"{OBJECTIVE}.{document['objective']}"


def _order(documents: Mapping[str, Document], table: str, id_: str, place: Place) -> Decimal | None:
    """Return the order that puts a document in its place; None where its id does."""
    others = [
        (node_of(table, document), rank_of(other, document))
        for other, document in in_order(documents)
        if other != id_ and _parent(table, document) == place.parent
    ]
    names = [name for name, _order in others]
    at = 0 if place.after is None else names.index(place.after) + 1 if place.after in names else len(names)
    low = others[at - 1][1] if at else None
    high = others[at][1] if at < len(others) else None
    own = Decimal(id_)
    if (low is None or low < own) and (high is None or own < high):
        return None
    if high is None:
        return (low or own).to_integral_value(ROUND_FLOOR) + 1
    return high.to_integral_value(ROUND_FLOOR) - 1 if low is None else _between(low, high)


def _between(low: Decimal, high: Decimal) -> Decimal:
    """Return a number between two, of few digits; the lower one where there is none."""
    with localcontext(PRECISION):
        middle = (low + high) / 2
        for step in _steps():
            found = middle.quantize(step, ROUND_FLOOR)
            if low < found < high:
                return found
    return low


def _steps() -> Iterator[Decimal]:
    yield from (Decimal(1).scaleb(-places) for places in range(PRECISION.prec // 2))
