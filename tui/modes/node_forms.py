"""The forms of nodes and of weights, as the fields of the plan that they show and change."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from typing import Final

from scoring.entry.change_words import node_words
from scoring.entry.edits import lines_of, read_edits
from scoring.entry.field_values import choices, offered, read_share
from scoring.errors import PlanError
from scoring.messages import _
from scoring.model import Cell, Indicator, Objective, Plan
from scoring.model.fields import Change, Field
from scoring.model.resources import resource_of
from scoring.model.structure import ACTION, INDICATOR, OBJECTIVE, PLAN, Node, address_of, find, parent_of, title_of
from scoring.text.field_words import field_help, field_word
from scoring.text.numbers import format_share
from scoring.text.words import source_label
from tui.grid.rows import Row, RowKind
from tui.modes.fill_form import FillForm
from tui.modes.stack import ModeStack
from tui.pages.form import FormField

REPLACED: Final = frozenset(
    {"weight", "target", "baseline", "start", "end", "thresholds", "programme", "number", "year"}
)
"""The fields in which the first key replaces what they hold: figures, as in a cell."""


NODE: Final = "node"
WEIGHTS: Final = "weights"
"""The kinds of form that a draft can be of, besides those of nodes that are added."""


def node_at(row: Row) -> str:
    """Return the address of the node that a row of the grid belongs to; the plan's where it is of none."""
    match row.kind:
        case RowKind.OBJECTIVE:
            return f"{OBJECTIVE}.{row.id[1:]}"
        case RowKind.ACTION:
            return f"{ACTION}.{row.id[1:]}"
        case RowKind.RESOURCE | RowKind.BUDGET:
            above = row.ancestors[-1]
            return f"{OBJECTIVE if above[0] == 'o' else ACTION}.{above[1:]}"
        case _:
            return row.indicator.id if row.indicator else PLAN


def row_of(name: str) -> str:
    """Return the id of the row that shows a node."""
    node = Node(name)
    return f"{ {OBJECTIVE: 'o', ACTION: 'a'}.get(node.kind, 'i') }{node.number}"


def open_form(stack: ModeStack, name: str, edit: str = "") -> None:
    """Open the form of a node, with an edit filled in: `4.text.weight=12%`, of it or of the objective that it is in."""
    address, _sign, text = edit.partition("=")
    other = "" if address.startswith(f"{name}.") else address.rpartition(".text.")[0]
    form = open_nodes(stack, [name, other] if other else [name])
    if edit:
        form.fill(address, text)


def open_nodes(stack: ModeStack, names: Sequence[str]) -> FillForm:
    """Open one form of several nodes, which is called by the first; FieldError where the plan lacks one."""
    plan = stack.controller.session.plan
    form = FillForm(stack, _title(plan, names[0]), _fields(plan, names), _edits, (NODE, *names))
    stack.push(form)
    return form


def open_weights(stack: ModeStack, name: str) -> None:
    """Open the weights of a node and its siblings, on one page."""
    plan = stack.controller.session.plan
    if Node(name).kind in {ACTION, INDICATOR}:
        record = find(plan, name)
        number = record.objective if isinstance(record, Indicator) else Node(parent_of(plan, name)).number
        objective = find(plan, f"{OBJECTIVE}.{number}")
        nodes: Sequence[Objective | Indicator] = objective.indicators if isinstance(objective, Objective) else ()
        title = _("Pesos del objetivo {number}").format(number=number)
    else:
        nodes, title = plan.objectives, _("Pesos de los objetivos")
    if not nodes:
        stack.controller.refuse(_("aquí no hay pesos que repartir todavía"))
        return
    help_ = _("su parte, con su signo: 12%; = reparte por igual")
    fields = [
        FormField(
            f"{address_of(node)}.weight", _label(node), help_, format_share(node.weight, plan.locale), replaced=True
        )
        for node in nodes
    ]
    stack.push(FillForm(stack, title, fields, _edits, (WEIGHTS, name), remark=_what_is_left))


def _title(plan: Plan, name: str) -> str:
    words = node_words(name)
    label = "" if name == PLAN else f" · {short_name(plan, name)}"
    return f"{words[:1].upper()}{words[1:]}{label}"


def short_name(plan: Plan, name: str) -> str:
    """Return what a node is called: an indicator's name, or a text."""
    record = find(plan, name)
    return plan.process if record is None or isinstance(record, Plan) else title_of(record)


def _label(node: Objective | Indicator) -> str:
    return node.text if isinstance(node, Objective) else f"{node_words(node.id)} {node.name}"


def _fields(plan: Plan, names: Sequence[str]) -> list[FormField]:
    fields = []
    for line in lines_of(plan, names):
        if (cell := _budget(plan, line.address)) is not None:
            label, help_ = source_label(cell.name), _("el presupuesto del año, en pesos; vacío, lo que diga el texto")
            fields.append(FormField(line.address, label, help_, line.written, replaced=True))
            continue
        node = next(name for name in names if line.address.startswith(f"{name}."))
        name = line.address.removeprefix(f"{node}.")
        indicator = plan.indicator(node)
        constants = {item.name: item.label for item in indicator.constants} if indicator else {}
        word = constants.get(name, field_word(name))
        fields.append(
            FormField(
                line.address,
                f"{word[:1].upper()}{word[1:]}",
                field_help(name),
                line.written,
                choices(Field(node, name)),
                offered(plan, name),
                replaced=name in REPLACED or name in constants,
            )
        )
    return fields


def _budget(plan: Plan, address: str) -> Cell | None:
    """Return the cell of the budget that an address names; None where it is a field."""
    with suppress(ValueError):
        cell = Cell.parse(address)
        return cell if resource_of(plan, cell) else None
    return None


def _edits(plan: Plan, texts: Mapping[str, str]) -> Sequence[Change]:
    return read_edits(plan, [f"{address}={text}" for address, text in texts.items()])


def _what_is_left(plan: Plan, texts: Mapping[str, str]) -> str:
    """Return what the weights in a form add up to, and what is left of 100 %."""
    try:
        total = sum((read_share(text, plan.locale) for text in texts.values()), Decimal(0))
    except PlanError:
        return ""
    said = _("suman {total}").format(total=format_share(total, plan.locale))
    if total == 1:
        return said
    left = format_share(abs(1 - total), plan.locale)
    return f"{said}, " + (_("faltan {left}") if total < 1 else _("sobran {left}")).format(left=left)
