"""What nobody may make of a plan, though one that is so already can be opened."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from scoring.entry.definition_texts import text_faults
from scoring.errors import PlanError
from scoring.messages import _
from scoring.model import Action, Direction, Objective, Plan
from scoring.model.fields import Change, Field, FieldChange, node_of
from scoring.model.policy import unknown_roles
from scoring.model.resources import code_of
from scoring.model.structure import ACTION, INDICATOR, OBJECTIVE, PLAN, Node, NodeChange, address_of
from scoring.quoting import quoted
from scoring.text.clock import zone
from scoring.text.locales import locale
from scoring.text.words import kind_word

_KEPT: Final = re.compile(rf"{PLAN}|{OBJECTIVE}|{ACTION}|R[0-9].*", re.IGNORECASE)
"""Ids that would be read as other addresses."""
_SIGNING: Final = frozenset(Field(PLAN, name) for name in ("roles", "policy", "text.signatures"))
"""The fields that speak of roles."""
_NUMBER: Final = re.compile(r"[^\s=@]+")


class RefusedDefinitionError(PlanError):
    """A change of the definition that no plan takes; the sentence says what is wrong with it."""


def check_definition(plan: Plan, changed: Plan, changes: Sequence[Change]) -> None:
    """Raise PlanError where the changes make of `plan` what nobody can mean."""
    for fault in _faults(plan, changed, changes):
        raise RefusedDefinitionError(fault)


def _faults(plan: Plan, changed: Plan, changes: Sequence[Change]) -> Iterator[str]:
    if plan.indicators and not changed.indicators:
        yield _("Un plan no se queda sin su último indicador: agregue otro antes de quitarlo.")
    yield from text_faults(plan, changes)
    if changed.locale != plan.locale:
        locale(changed.locale)
    if changed.timezone != plan.timezone:
        zone(changed.timezone)
    if not _SIGNING.isdisjoint(change[0] for change in changes):
        yield from _unknown_roles(changed)
    for node in [change.node for change in changes if isinstance(change, NodeChange) and change.value is not None]:
        yield from _address_faults(node)
        yield from _code_faults(changed, node)
    nodes = [node_of(change[0]) for change in changes if isinstance(change, FieldChange | NodeChange)]
    for name in dict.fromkeys(nodes):
        indicator = changed.indicator(name)
        if indicator and not indicator.name.strip():
            yield _("indicador {id}: un indicador sin nombre no se encuentra; dele uno.").format(id=name)
        if indicator and indicator.direction is Direction.AT_MOST and not indicator.kind.can_be_limit:
            yield _(
                "indicador {id}: la meta de un indicador de tipo {kind} no puede ser un máximo (at_most); "
                "eso es de una suma, una razón o un nivel."
            ).format(id=name, kind=kind_word(indicator.kind))


def _unknown_roles(plan: Plan) -> Iterator[str]:
    """Yield a sentence for each role that nobody has in the form: it would be open to anybody, though it seems not."""
    signed = [signature.role for signature in plan.texts.signatures if signature.role.strip()]
    sentence = _("{field}: el rol «{name}» no está entre las firmas del formulario; hay: {known}.")
    for name, named in (("roles", [role.name for role in plan.roles]), ("policy", plan.policy.version_roles)):
        for role in unknown_roles(named, signed):
            yield sentence.format(field=Field(PLAN, name), name=quoted(role), known=", ".join(signed))


def _code_faults(plan: Plan, node: Node) -> Iterator[str]:
    """Yield why a node's resources could not be told from another's, or from an indicator."""
    code = node.name if node.kind == INDICATOR else code_of(node.number)
    alike = [address_of(item) for item in _with_resources(plan) if code_of(item.number) == code]
    others = [name for name in alike if name != node.name]
    if node.kind == INDICATOR and others:
        sentence = _("«{id}» no puede ser el id de un indicador: es la dirección de los recursos de «{node}».")
        yield sentence.format(id=node.name, node=others[0])
    elif node.kind != INDICATOR and (others or plan.indicator(code)):
        sentence = _("«{node}»: la dirección de sus recursos sería {code}, que ya es de otro; use otro número.")
        yield sentence.format(node=node.name, code=code)


def _with_resources(plan: Plan) -> Iterator[Objective | Action]:
    for objective in plan.objectives:
        yield objective
        yield from objective.actions


def _address_faults(node: Node) -> Iterator[str]:
    if node.kind == PLAN or _KEPT.fullmatch(node.number if node.kind not in {OBJECTIVE, ACTION} else ""):
        yield _("«{id}» no puede ser el id de un indicador: se leería como otra dirección.").format(id=node.name)
    if not (_NUMBER.fullmatch(node.number) and node.number.isprintable()):
        yield _("«{node}»: un número no puede estar vacío ni llevar espacios, signos invisibles ni = @.").format(
            node=node.name
        )
