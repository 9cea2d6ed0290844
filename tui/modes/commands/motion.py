"""Moving in the plan: rows and months, pending cells, an indicator or a month by name, a text, the cut-off."""

import re
from collections.abc import Callable
from typing import Final

from scoring.entry.addresses import parse_cell
from scoring.errors import PlanError
from scoring.messages import _
from scoring.text.months import month_name, parse_month
from tui.controller.controller import Controller
from tui.grid.rows import RowKind
from tui.modes.pending_places import pending_places
from tui.modes.prompt import Prompt
from tui.modes.search import Search
from tui.modes.stack import ModeStack
from tui.personal.reported_month import Reported, remember

_NUMBER: Final = re.compile(r"^(?:n[°º.]?o?\.?|#)\s*(?=\d)", re.IGNORECASE)
"""What is written before an indicator's number."""
_CUTOFF: Final = re.compile(r"corte (\S+)", re.IGNORECASE)


def by(rows: int = 0, months: int = 0) -> Callable[[ModeStack], None]:
    """Return a command that moves the cursor by rows and months."""
    return lambda stack: stack.controller.move(lambda: stack.controller.tree.move(rows, months))


def by_page(direction: int) -> Callable[[ModeStack], None]:
    """Return a command that moves the cursor by a screen, down (1) or up (-1)."""

    def turn(stack: ModeStack) -> None:
        tree = stack.controller.tree
        stack.controller.move(lambda: tree.move(rows=direction * max(1, tree.height - 1)))

    return turn


def sideways(direction: int) -> Callable[[ModeStack], None]:
    """Return a command that goes a month on (1) or back (-1), from which saving comes back to where it began."""
    return lambda stack: stack.controller.move(lambda: stack.controller.tree.sideways(direction))


def fold(stack: ModeStack) -> None:
    """Fold or unfold the row under the cursor."""
    stack.controller.move(stack.controller.tree.toggle_fold)


def year(stack: ModeStack) -> None:
    """Change between the month view and the year view."""
    stack.controller.move(stack.controller.tree.toggle_year)


def sources(stack: ModeStack) -> None:
    """Show all sources of money, or again only those with an amount."""
    controller = stack.controller
    every = not controller.tree.every_source
    controller.move(lambda: controller.tree.show_sources(every=every))
    controller.touch_all()
    controller.tell(_("todas las fuentes de recursos") if every else _("solo las fuentes con presupuesto o ejecución"))


def pending(stack: ModeStack, direction: int) -> None:
    """Go to the next (1) or previous (-1) cell that is due and empty, month by month, down the tree in each."""
    controller = stack.controller
    places = pending_places(controller)
    if not places:
        controller.refuse(_("no hay nada pendiente hasta el corte"))
        return
    order = {row.id: place for place, row in enumerate(controller.tree.all_rows)}
    here = (controller.tree.month, order[controller.tree.at.id])
    if direction > 0:
        chosen = next((place for place in places if place[:2] > here), places[0])
    else:
        chosen = next((place for place in reversed(places) if place[:2] < here), places[-1])
    controller.move(lambda: controller.tree.go(chosen[2]))
    position = places.index(chosen) + 1
    controller.tell(_("pendiente {position} de {count}").format(position=position, count=len(places)))


def ask_where(stack: ModeStack) -> None:
    """Ask for a month or an indicator."""
    stack.push(Prompt(stack, _("Ir a (mar, 4, 4@mar):"), go))


def go(stack: ModeStack, text: str) -> None:
    """Go where a text says, as the screen shows it, and there to a cell that is typed; `corte mar` moves the cut-off.

    A month (`mar`), an indicator (`4`, `N° 4`), both (`4@mar`), a cell (`2.urbanos@3`, `N° 2 Urbanos · Mar`), an
    objective (`o2`) or an action (`1.3`).
    """
    controller, wanted = stack.controller, _NUMBER.sub("", " ".join(text.split()))
    if not wanted:
        return
    tree, plan = controller.tree, controller.session.plan
    name, at, month_text = wanted.partition("@")
    row = _named(controller, name.strip())
    try:
        if cutoff := _CUTOFF.fullmatch(wanted):
            set_cut_off(stack, parse_month(cutoff[1], plan.year, plan.locale))
            reported = Reported(controller.session.cutoff, controller.session.usual_cutoff)
            remember(controller.session.store.address, reported)
        elif row:
            month = parse_month(month_text, plan.year, plan.locale) if at else None
            controller.move(lambda: tree.go_row(row, month))
        elif at or "." in name or " · " in name:
            cell = parse_cell(plan, wanted)
            controller.move(lambda: tree.go(cell))
        else:
            month = parse_month(wanted, plan.year, plan.locale)
            controller.move(lambda: tree.go_row(tree.at.id, month))
    except PlanError as error:
        controller.refuse(error)
    else:
        if tree.cell is None:
            controller.move(tree.step)


def ask_what(stack: ModeStack) -> None:
    """Ask for a text to search."""
    stack.push(Prompt(stack, _("Buscar:"), search))


def search(stack: ModeStack, text: str) -> None:
    """Go to the first row from the cursor on that holds a text; all of them stay shown as found."""
    if earlier := stack.find(Search):
        earlier.leave()
    tree = stack.controller.tree
    rows = tuple(tree.find(text)) if text.strip() else ()
    if not text.strip():
        return
    order = {row.id: place for place, row in enumerate(tree.all_rows)}
    here = order[tree.at.id]
    at = next((place for place, id_ in enumerate(rows) if order[id_] >= here), 0)
    stack.push(Search(stack, text, rows, at))


def cut_off(stack: ModeStack, direction: int) -> None:
    """Move the cut-off month by one."""
    set_cut_off(stack, min(12, max(0, stack.controller.session.cutoff + direction)))


def set_cut_off(stack: ModeStack, month: int) -> None:
    """Move the cut-off to a month, 0 to 12, and say so."""
    controller, session = stack.controller, stack.controller.session
    if month != session.cutoff:
        session.cut_off_at(month)
        controller.show_draft(None)
        controller.touch_all()
        name = month_name(month, session.plan.locale, wide=True) if month else _("ningún mes")
        controller.tell(_("corte: {month}").format(month=name))


def _named(controller: Controller, name: str) -> str | None:
    """Return the id of the row that a person calls `name`: 4, 2.urbanos, 1.3, o2; None where there is none."""
    rows = controller.tree.all_rows
    names = {row.id: row.id if row.kind is RowKind.OBJECTIVE else row.id[1:] for row in rows}
    exact = next((id_ for id_, known in names.items() if known == name), None)
    return exact or next((id_ for id_, known in names.items() if known.lower() == name.lower()), None)
