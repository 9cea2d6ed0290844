"""`plan add`: an objective, an action or an indicator put into the plan."""

import argparse
from collections.abc import Sequence

from scoring.entry.addresses import EntryError
from scoring.entry.drawing_up import (
    added_action,
    added_indicator,
    added_objective,
    beside,
    end_of,
    find_node,
    next_action,
    next_id,
    next_objective,
)
from scoring.entry.wanted import Wanted, read_wanted, read_weight
from scoring.messages import _
from scoring.model import Plan
from scoring.model.fields import Change
from scoring.model.structure import ACTION, INDICATOR, OBJECTIVE, PLAN, Node, Place
from store import Loaded
from tui.cli.shared.amending import REASON_HELP, write
from tui.cli.shared.files import opened, split_files, with_file
from tui.cli.shared.usage import Usage

_KINDS = {
    "objective": OBJECTIVE,
    "objetivo": OBJECTIVE,
    "action": ACTION,
    "accion": ACTION,
    "acción": ACTION,
    "indicator": INDICATOR,
    "indicador": INDICATOR,
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `plan add` understands."""
    kinds = "objective | action | indicator"
    parser.add_argument("words", nargs="+", metavar=f"[ARCHIVO] {kinds}", help=with_file(_("qué se agrega")))
    for option, metavar, told in (
        ("--text", "TEXTO", _("el texto del objetivo o de la acción")),
        ("--name", "NOMBRE", _("el nombre del indicador")),
        ("--objective", "N", _("en qué objetivo: la acción, o el indicador propio")),
        ("--action", "N.M", _("en qué acción: el indicador")),
        ("--number", "N", _("el número del objetivo o de la acción; por defecto, el siguiente")),
        ("--id", "ID", _("el id del indicador, para siempre; por defecto, el siguiente")),
        ("--weight", "PESO", _("el peso entre sus hermanos, como 5%%")),
        ("--kind", "TIPO", _("sum, ratio, level, reduction, ceiling o milestone; por defecto, sum")),
        ("--target", "META", _("la meta, como 500 o 98%%")),
        ("--unit", "UNIDAD", _("en qué se mide, como usuarios o %%")),
        ("--formula", "FÓRMULA", _("como nuevos / inscritos; por defecto, un solo dato")),
        ("--responsible", "QUIÉN", _("quién responde")),
        ("--start", "FECHA", _("desde cuándo; por defecto, el 1 de enero")),
        ("--end", "FECHA", _("hasta cuándo; por defecto, el 31 de diciembre")),
        ("--baseline", "CIFRA", _("la línea base")),
        ("--after", "NODO", _("justo después de otro; por defecto, al final")),
        ("--reason", "TEXTO", REASON_HELP),
    ):
        parser.add_argument(option, metavar=metavar, help=told)


def run(options: argparse.Namespace) -> int:
    """Add the node and print its address."""
    (path, *others), words = split_files(options.words)
    kind = _KINDS.get(words[0].lower()) if len(words) == 1 else None
    if kind is None or others:
        raise Usage(_("plan add: diga qué se agrega: objective, action o indicator\n"))
    store = opened(path)
    before = store.load()
    changes = {OBJECTIVE: _objective, ACTION: _action, INDICATOR: _indicator}[kind](before, options)
    write(store, before, changes, reason=options.reason or "", yes=True)
    print(changes[0][0])
    return 0


def _objective(before: Loaded, options: argparse.Namespace) -> Sequence[Change]:
    plan = before.plan
    number = next_objective(plan)
    if options.number is not None:
        if not (options.number.isdecimal() and options.number.isascii()):
            raise EntryError(_("--number: «{text}» no es un número entero.").format(text=options.number))
        number = int(options.number)
    place = _place(plan, options, PLAN, OBJECTIVE)
    return added_objective(
        number, _required(options, "text"), read_weight(plan, options.weight or ""), place, plan.locale
    )


def _action(before: Loaded, options: argparse.Namespace) -> Sequence[Change]:
    plan = before.plan
    parent = find_node(plan, f"{OBJECTIVE}.{_required(options, 'objective')}")
    return added_action(
        options.number or next_action(plan, parent),
        _required(options, "text"),
        _place(plan, options, parent, ACTION),
    )


def _indicator(before: Loaded, options: argparse.Namespace) -> Sequence[Change]:
    plan = before.plan
    if (options.action is None) == (options.objective is None):
        raise Usage(_("plan add indicator: diga dónde: --objective N si es propio, o --action N.M\n"))
    holder = f"{ACTION}.{options.action}" if options.action is not None else f"{OBJECTIVE}.{options.objective}"
    parent = find_node(plan, holder)
    said = {name: getattr(options, name) or "" for name in Wanted._fields} | {"name": _required(options, "name")}
    wanted = read_wanted(plan, {**said, "id": options.id or next_id(plan, before.revs)})
    return added_indicator(plan, wanted, _place(plan, options, parent, INDICATOR))


def _required(options: argparse.Namespace, name: str) -> str:
    value = getattr(options, name)
    if value is None or not value.strip():
        raise Usage(_("plan add: falta --{name}\n").format(name=name))
    return str(value)


def _place(plan: Plan, options: argparse.Namespace, parent: str, kind: str) -> Place:
    if options.after is None:
        return end_of(plan, parent, kind)
    sibling = find_node(plan, options.after)
    place = beside(plan, sibling)
    if place.parent != parent or Node(sibling).kind != kind:
        raise EntryError(_("--after: «{node}» no está en «{parent}».").format(node=options.after, parent=parent))
    return place
