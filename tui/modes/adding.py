"""Adding a node: what can be added where the cursor is, and the form of what was chosen."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from scoring.entry.change_words import node_words
from scoring.entry.drawing_up import (
    added_action,
    added_indicator,
    added_objective,
    end_of,
    next_action,
    next_id,
    next_objective,
)
from scoring.entry.field_values import choices, offered
from scoring.entry.wanted import read_wanted, read_weight
from scoring.errors import PlanError
from scoring.messages import _
from scoring.model import Plan
from scoring.model.fields import Change, Field
from scoring.model.structure import ACTION, INDICATOR, OBJECTIVE, PLAN, Node, NodeChange, Place, parent_of
from scoring.text.field_words import field_help, field_word
from tui.grid.spans import Span
from tui.modes.fill_form import FillForm
from tui.modes.node_forms import REPLACED, node_at, row_of
from tui.modes.open_page import OpenPage
from tui.modes.stack import ModeStack
from tui.pages.form import FormField
from tui.pages.page import Page, PageLine

_ADDED: Final = ("name", "weight", "kind", "unit", "target", "formula", "responsible", "start", "end", "baseline", "id")
"""What is asked of a new indicator."""


def ask_what(stack: ModeStack) -> None:
    """Ask what is to be added where the cursor is: an indicator, an action or an objective."""
    plan, name = stack.controller.session.plan, node_at(stack.controller.tree.at)
    offers = _offers(plan, name)
    if len(offers) == 1:
        offers[0][1](stack)
        return
    lines = [PageLine((Span(f"  {said}"),), act=act) for said, act in offers]
    stack.push(OpenPage(stack, Page(_("Agregar"), lambda _width: lines)))


def open_adding(stack: ModeStack, kind: str, place: Place) -> None:
    """Open the form of a node of a kind that is to be added in a place."""
    {OBJECTIVE: _objective_at, ACTION: _action_at, INDICATOR: _indicator_at}[kind](place)(stack)


def _offers(plan: Plan, name: str) -> list[tuple[str, Callable[[ModeStack], None]]]:
    """Return what can be added beside a node, or in it, the likeliest first, each with what opens its form."""
    found: list[tuple[str, Callable[[ModeStack], None]]] = []
    kind, words = Node(name).kind, node_words(name)
    parent = parent_of(plan, name) if kind in {ACTION, INDICATOR} else ""
    action = name if kind == ACTION else parent if Node(parent).kind == ACTION else ""
    objective = name if kind == OBJECTIVE else parent_of(plan, action) if action else parent
    if kind == INDICATOR:
        found.append((_("un indicador después de {node}").format(node=words), _indicator_at(Place(parent, name))))
    if kind == ACTION:
        inside = end_of(plan, name, INDICATOR)
        found.append((_("un indicador en {node}").format(node=words), _indicator_at(inside)))
    if objective:
        place = Place(objective, action) if action else end_of(plan, objective, ACTION)
        found.append((_("una acción en {node}").format(node=node_words(objective)), _action_at(place)))
    if kind == OBJECTIVE:
        own = end_of(plan, name, INDICATOR)
        found.append((_("un indicador propio de {node}").format(node=words), _indicator_at(own)))
    after = Place(PLAN, objective) if objective else end_of(plan, PLAN, OBJECTIVE)
    found.append((_("un objetivo"), _objective_at(after)))
    return found


def _objective_at(place: Place) -> Callable[[ModeStack], None]:
    def made(plan: Plan, texts: Mapping[str, str]) -> Sequence[Change]:
        if not texts["text"].strip():
            raise PlanError(_("falta el texto del objetivo"))
        number = texts["number"].strip()
        if not (number.isdecimal() and number.isascii()):
            raise PlanError(_("número: «{text}» no es un número entero").format(text=number))
        weight = read_weight(plan, texts["weight"])
        return added_objective(int(number), texts["text"].strip(), weight, place, plan.locale)

    def begin(stack: ModeStack) -> None:
        number = str(next_objective(stack.controller.session.plan))
        _ask_for(stack, OBJECTIVE, place, {"text": "", "weight": "", "number": number}, made)

    return begin


def _action_at(place: Place) -> Callable[[ModeStack], None]:
    def made(_plan: Plan, texts: Mapping[str, str]) -> Sequence[Change]:
        if not texts["text"].strip():
            raise PlanError(_("falta el texto de la acción"))
        return added_action(texts["number"].strip(), texts["text"].strip(), place)

    def begin(stack: ModeStack) -> None:
        number = next_action(stack.controller.session.plan, place.parent)
        _ask_for(stack, ACTION, place, {"text": "", "number": number}, made)

    return begin


def _indicator_at(place: Place) -> Callable[[ModeStack], None]:
    def made(plan: Plan, texts: Mapping[str, str]) -> Sequence[Change]:
        return added_indicator(plan, read_wanted(plan, texts), place)

    def begin(stack: ModeStack) -> None:
        session = stack.controller.session
        year = session.plan.year
        texts = dict.fromkeys(_ADDED, "") | {
            "kind": "sum",
            "start": f"01/01/{year}",
            "end": f"31/12/{year}",
            "id": next_id(session.plan, session.revisions),
        }
        _ask_for(stack, INDICATOR, place, texts, made)

    return begin


def _ask_for(
    stack: ModeStack,
    kind: str,
    place: Place,
    texts: Mapping[str, str],
    made: Callable[[Plan, Mapping[str, str]], Sequence[Change]],
) -> None:
    """Open the form of a node that is to be added; the cursor goes to it once it is saved."""
    fields = []
    for name, text in texts.items():
        word = _("id, para siempre") if name == "id" else field_word(name)
        label = f"{word[:1].upper()}{word[1:]}"
        held = choices(Field("", name))
        people = offered(stack.controller.session.plan, name)
        fields.append(FormField(name, label, field_help(name), text, held, people, replaced=name in REPLACED))
    title = {OBJECTIVE: _("Un objetivo más"), ACTION: _("Una acción más"), INDICATOR: _("Un indicador más")}[kind]
    form = (kind, place.parent, place.after or "")
    stack.push(FillForm(stack, title, fields, made, form, saved=_go_to_added, always=True))


def _go_to_added(stack: ModeStack, changes: Sequence[Change]) -> None:
    """Put the cursor on a node that was added; in a plan without indicators, ask for what comes next."""
    name = next(change.node.name for change in changes if isinstance(change, NodeChange))
    controller = stack.controller
    controller.move(lambda: controller.tree.go_row(row_of(name)))
    if not controller.session.plan.indicators:
        ask_what(stack)
