"""The form's verbatim texts that say a field's value and nothing else: they follow when it is changed.

`10%` beside a weight of 10 % becomes `12%` with it. A text in other words stays; where it then says something else than
the field, `plan check` tells so.
"""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal, localcontext
from typing import Any, Final, NamedTuple

from scoring.model import Indicator, Objective, Plan
from scoring.model.fields import Change, Field, FieldChange, value_of
from scoring.model.structure import address_of, find
from scoring.precision import PRECISION
from scoring.text.numbers import format_number, format_share


class Following(NamedTuple):
    """A text that may say a value of the plan."""

    text: Field
    value: Callable[[Plan], Any]
    """Returns the value, None where there is none; StructureError where the plan does not have the node."""
    styles: tuple[Callable[[str, Any], str], ...]
    """How the value may be written in a locale; the text keeps to the one that it has."""

    def said(self, plan: Plan) -> bool:
        """Tell whether the text says the value; an empty one says nothing else."""
        text, value = str(value_of(plan, self.text)).strip(), self.value(plan)
        return not text or value is None or any(style(plan.locale, value) == text for style in self.styles)

    def in_place(self, plan: Plan) -> str:
        """Return a text that says the value."""
        return self.styles[0](plan.locale, self.value(plan))


def following(plan: Plan, changes: Sequence[Change]) -> tuple[FieldChange, ...]:
    """Return the changes of texts that said what `changes` of fields replace, but of texts that are changed as well."""
    asked = {change[0] for change in changes}
    fields = [change for change in changes if isinstance(change, FieldChange)]
    found: dict[Field, FieldChange] = {}
    with localcontext(PRECISION):
        changed = plan.with_changes(fields)
        for node in dict.fromkeys(change.field.node for change in fields):
            for pair in texts_of(plan, node):
                new = _followed(plan, changed, pair)
                if new is not None and pair.text not in asked:
                    found[pair.text] = FieldChange(pair.text, new)
    return tuple(found.values())


def texts_of(plan: Plan, node: str) -> tuple[Following, ...]:
    """Return the texts of a node that may say its values, and for an own indicator those of its objective."""
    record = find(plan, node)
    if isinstance(record, Objective):
        return (_of_field(node, "text.weight", node, "weight", _SHARES),)
    if not isinstance(record, Indicator):
        return ()
    goal = _SHARES if record.target_is_share else _NUMBERS
    found = [
        _of_field(node, "text.weight", node, "weight", _SHARES),
        _of_field(node, "text.start", node, "start", _DAYS),
        _of_field(node, "text.end", node, "end", _DAYS),
        Following(Field(node, "text.months"), lambda plan: _months(plan, node), _SAME),
        _of_field(node, "text.unit", node, "unit", _SAME),
        _of_field(node, "text.responsible", node, "responsible", _SAME),
        _of_field(node, "text.goal", node, "target", goal),
    ]
    objective = next(item for item in plan.objectives if item.number == record.objective)
    if objective.own[:1] == (record,):
        holder = address_of(objective)
        found.append(_of_field(holder, "text.goal_weight", node, "weight", _SHARES))
        found.append(_of_field(holder, "text.goal", node, "target", goal))
    return tuple(found)


def _followed(plan: Plan, changed: Plan, pair: Following) -> str | None:
    """Return what a text becomes with its value; None where it stays."""
    text, old, new = str(value_of(plan, pair.text)), pair.value(plan), pair.value(changed)
    if old == new or old is None or new is None:
        return None
    style = next((style for style in pair.styles if style(plan.locale, old) == text.strip()), None)
    return None if style is None else style(changed.locale, new)


def _of_field(node: str, text: str, holder: str, name: str, styles: tuple[Callable[[str, Any], str], ...]) -> Following:
    return Following(Field(node, text), lambda plan: value_of(plan, Field(holder, name)), styles)


def _months(plan: Plan, node: str) -> int | None:
    indicator = plan.indicator(node)
    return len(indicator.months) if indicator else None


def _share(locale: str, value: Decimal) -> str:
    return format_share(value, locale)


def _spaced_share(locale: str, value: Decimal) -> str:
    return format_share(value, locale).replace("%", " %")


def _number(locale: str, value: Decimal) -> str:
    return format_number(value, locale)


def _day(_locale: str, value: date) -> str:
    return f"{value:%d/%m/%Y}"


def _iso_day(_locale: str, value: date) -> str:
    return value.isoformat()


def _same(_locale: str, value: object) -> str:
    return str(value)


_SHARES: Final = (_share, _spaced_share)
_NUMBERS: Final = (_number,)
_DAYS: Final = (_day, _iso_day)
_SAME: Final = (_same,)
