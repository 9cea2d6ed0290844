r"""Attributes as a person names them: `4.attribute.Fuente de verificación`, whatever the accents and capitals.

In an address, which ends at the first `=`, the name is one line in which that sign is written `\u003d`.
"""

from typing import Final

from scoring.entry.addresses import find_indicator
from scoring.model import Plan
from scoring.model.fields import ATTRIBUTE, Field
from scoring.plain_names import plain_name
from scoring.text.lists import from_line, to_line

_SIGN: Final = "\\u003d"


def address_of_attribute(node: str, name: str) -> str:
    """Return the address of an indicator's attribute as `plan show` prints it."""
    return str(Field(node, ATTRIBUTE + to_line(name).replace("=", _SIGN)))


def attribute_meant(plan: Plan, typed: Field) -> Field:
    """Return the attribute that a person means: as the indicator has it, or another one, or by a new name.

    EntryError where the plan does not have the indicator.
    """
    indicator = find_indicator(plan, typed.node)
    wanted = from_line(typed.attribute)
    own = dict(indicator.attributes)
    others = (name for each in plan.indicators for name, _text in each.attributes)
    known = [name for name in (*own, *others) if plain_name(name) == plain_name(wanted)]
    return Field(indicator.id, ATTRIBUTE + (wanted if wanted in known else next(iter(known), wanted)))
