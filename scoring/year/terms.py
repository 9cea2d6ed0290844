"""The terms of a plan: what its signers agree to, of which any change is major and makes a new version.

Roles, policy and the budgets that were entered are among them. Texts, labels, responsibles and the order of the lines
are not.
"""

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from scoring.model import Cell, Indicator, Plan
from scoring.model.plain_values import plain
from scoring.model.resources import CODE, resource_of
from scoring.sha256 import sha256_of

if TYPE_CHECKING:
    from scoring.model.fields import Address

_OF_PLAN: Final = ("id", "year", "thresholds", "roles", "policy")
_OF_INDICATOR: Final = (
    "id",
    "objective",
    "action",
    "weight",
    "kind",
    "formula",
    "target",
    "unit",
    "start",
    "end",
    "baseline",
    "direction",
    "aggregate",
    "programme",
    "thresholds",
)
MAJOR: Final = frozenset({*_OF_PLAN, *_OF_INDICATOR, "variables", "constants", "place", "sources"})
"""The names of the fields that can change the terms, of whatever node."""


def terms_digest(plan: Plan) -> str:
    """Return the SHA-256 of the terms: 64 hexadecimal digits, the same for equal numbers however they are written."""
    return digest_of(_terms(plan))


def digest_of(document: Any) -> str:
    """Return the SHA-256 of plain values as canonical JSON."""
    written = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256_of(written.encode("utf-8", "surrogatepass"))


def concerns_terms(address: "Address") -> bool:
    """Tell whether a change of this can change the terms."""
    if isinstance(address, Cell):
        return address.month is None and address.indicator.startswith(CODE)
    from scoring.model.fields import Field  # imported here: cells do not need it
    from scoring.model.structure import Node

    return isinstance(address, Node) or (isinstance(address, Field) and address.name in MAJOR)


def _terms(plan: Plan) -> dict[str, Any]:
    budgets = {str(cell): _plain(value) for cell, value in plan.values.items() if _is_budget(plan, cell)}
    money = ({"sources": sorted(plan.sources)} if plan.sources else {}) | ({"budgets": budgets} if budgets else {})
    return money | {
        "plan": _kept(plan, _OF_PLAN),
        "objectives": sorted([item.number, _plain(item.weight)] for item in plan.objectives),
        "actions": sorted([action.number, item.number] for item in plan.objectives for action in item.actions),
        "indicators": sorted(map(_indicator, plan.indicators), key=lambda item: str(item["id"])),
    }


def _is_budget(plan: Plan, cell: Cell) -> bool:
    return cell.month is None and resource_of(plan, cell) is not None


def _indicator(indicator: Indicator) -> dict[str, Any]:
    names = {name: [item.name for item in getattr(indicator, name)] for name in ("variables", "constants")}
    return _kept(indicator, _OF_INDICATOR) | names


def _kept(record: Plan | Indicator, names: Iterable[str]) -> dict[str, Any]:
    return {name: _plain(getattr(record, name)) for name in names}


def _plain(value: Any) -> Any:
    """Return plain values in which a number has no zeros behind its last digit."""
    if isinstance(value, Decimal):
        written = format(value, "f")
        return written.rstrip("0").rstrip(".") if "." in written else written
    if isinstance(value, tuple):  # records of the model are tuples too: their fields by place
        return [_plain(item) for item in value]
    return plain(value)
