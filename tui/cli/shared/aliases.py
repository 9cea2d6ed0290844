"""Whether two names of responsibles mean the same one: asked once, and kept in the plan."""

import sys
from typing import Final

from scoring.messages import _
from scoring.model import Alias, Plan
from scoring.model.fields import Field, FieldChange
from scoring.model.structure import PLAN
from scoring.quoting import quoted
from store import Loaded, PlanStore
from workbook.model.people import indicators_of, perhaps_the_same

_FIELD: Final = Field(PLAN, "aliases")


def with_aliases(store: PlanStore, loaded: Loaded, name: str) -> Plan:
    """Return the plan in which whoever is perhaps the responsible called `name` was asked about.

    On a terminal the answers are kept in the plan, a no too, so that nobody is asked again; else it is said how.
    """
    plan = loaded.plan
    found = perhaps_the_same(plan, indicators_of(plan, name))
    if not found:
        return plan
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        for item in found:
            _tell(item)
        return plan
    answered = tuple(_asked(item) for item in found)
    aliases = (*plan.aliases, *answered)
    return store.commit([FieldChange(_FIELD, aliases)], note=_("nombres de responsables"), base=loaded.revs).plan


def _asked(item: Alias) -> Alias:
    question = _("¿«{alias}» es lo mismo que «{name}»? (s/N) ")
    print(question.format(alias=quoted(item.alias), name=quoted(item.name)), end="", file=sys.stderr, flush=True)
    yes = sys.stdin.readline().strip().lower() in {"s", "si", "sí"}
    return item if yes else Alias(item.alias, item.alias)


def _tell(item: Alias) -> None:
    sentence = _("«{alias}» no está en la hoja; si es lo mismo que «{name}», dígalo con plan edit {edit}")
    edit = f"'plan.aliases={item.alias} = {item.name}'"
    print(sentence.format(alias=quoted(item.alias), name=quoted(item.name), edit=edit), file=sys.stderr)
