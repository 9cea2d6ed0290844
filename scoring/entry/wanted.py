"""A node that is to be added, read from what a person says of it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from scoring.entry.addresses import EntryError
from scoring.entry.field_values import read_day, read_field, read_share
from scoring.errors import PlanError
from scoring.messages import _
from scoring.model import Kind, Plan
from scoring.model.fields import Field
from scoring.text.field_words import field_word
from scoring.text.numbers import parse_number


class Wanted(NamedTuple):
    """An indicator to be added, as far as somebody says what it is to be."""

    name: str
    id: str
    kind: Kind = Kind.SUM
    target: Decimal | None = None
    unit: str = ""
    weight: Decimal = Decimal(0)
    formula: str = ""
    responsible: str = ""
    start: date | None = None
    end: date | None = None
    baseline: Decimal | None = None

    @property
    def target_is_share(self) -> bool:
        """Whether its target is a percentage."""
        return self.unit.strip() == "%" or self.kind.needs_baseline


def read_wanted(plan: Plan, said: Mapping[str, str]) -> Wanted:
    """Return the indicator that texts describe, by the names of Wanted; an empty text says nothing.

    EntryError, which begins with what the field is called, where one cannot be read, or where there is no name.
    """
    name = said.get("name", "").strip()
    if not name:
        raise EntryError(_("falta el nombre del indicador"))
    wanted = Wanted(
        name=name,
        id=said.get("id", "").strip(),
        kind=read_field(plan, Field("indicador", "kind"), said["kind"]) if said.get("kind") else Kind.SUM,
        unit=said.get("unit", "").strip(),
        weight=read_weight(plan, said.get("weight", "")),
        formula=said.get("formula", "").strip(),
        responsible=said.get("responsible", "").strip(),
        start=_day(said, "start"),
        end=_day(said, "end"),
        baseline=_number(plan, said, "baseline", ""),
    )
    return wanted._replace(target=_target(plan, said, wanted))


def read_weight(plan: Plan, text: str) -> Decimal:
    """Return the weight that a text says; 0 for an empty one."""
    try:
        return read_share(text, plan.locale) if text.strip() else Decimal(0)
    except PlanError as error:
        raise EntryError(f"{field_word('weight')}: {error}") from None


def _target(plan: Plan, said: Mapping[str, str], wanted: Wanted) -> Decimal | None:
    if not wanted.target_is_share:
        return _number(plan, said, "target", wanted.unit)
    text = said.get("target", "")
    try:
        return read_share(text, plan.locale) if text.strip() else None
    except PlanError as error:
        raise EntryError(f"{field_word('target')}: {error}") from None


def _number(plan: Plan, said: Mapping[str, str], name: str, unit: str) -> Decimal | None:
    text = said.get(name, "")
    try:
        return parse_number(text, plan.locale, unit) if text.strip() else None
    except PlanError as error:
        raise EntryError(f"{field_word(name)}: {error}") from None


def _day(said: Mapping[str, str], name: str) -> date | None:
    text = said.get(name, "")
    try:
        return read_day(text) if text.strip() else None
    except PlanError as error:
        raise EntryError(f"{field_word(name)}: {error}") from None
