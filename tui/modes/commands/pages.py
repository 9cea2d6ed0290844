"""Opening the pages; what each is made of is imported when it is first asked for, so that the start stays short."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from scoring.errors import PlanError
from scoring.messages import _
from tui.controller.controller import Controller
from tui.modes.open_page import NO_OFFERS, Offer, Offers, OpenPage
from tui.modes.stack import ModeStack
from tui.pages.page import Page
from tui.personal.visits import Visit

if TYPE_CHECKING:
    from scoring.year.due import Due


def help_(stack: ModeStack) -> None:
    """Show every key."""
    from tui.pages.help import help_page  # imported here: the first screen does not need it

    controller = stack.controller
    stack.push(OpenPage(stack, help_page(controller.keymap)))


def palette(stack: ModeStack) -> None:
    """Show every command by its name, to be narrowed down by typing."""
    from tui.pages.help import palette_page  # imported here: the first screen does not need it

    controller = stack.controller
    stack.push(OpenPage(stack, palette_page(controller.keymap, controller.symbols)))


def why(stack: ModeStack) -> None:
    """Explain the score of the row under the cursor."""
    from tui.pages.money import money_page  # imported here: the first screen does not need it
    from tui.pages.why import node_page, why_page  # imported here: the first screen does not need it

    controller, session = stack.controller, stack.controller.session
    row = controller.tree.at
    if row.is_money:
        _show(stack, lambda: money_page(session.score, controller.symbols))
    elif row.indicator:
        indicator = row.indicator.id
        _show(stack, lambda: why_page(session.plan, indicator, session.cutoff, controller.symbols))
    else:
        _show(stack, lambda: node_page(session.score, row, controller.symbols))


def pending(stack: ModeStack) -> None:
    """Show what is due and not reported."""
    from tui.pages.pending import pending_page  # imported here: the first screen does not need it

    _show(stack, lambda: pending_page(stack.controller.session.score, stack.controller.symbols, _lead))


def _lead(item: "Due") -> Callable[[ModeStack], object]:
    """Return what opens where something due is done: an analysis, the close, a sign-off."""
    from tui.modes.commands import year  # imported here: the first screen does not need it

    return partial(year.open_due, item)


def history(stack: ModeStack) -> None:
    """Show what the cell under the cursor has held, or how the definition of a row without one has changed."""
    from tui.pages.history import history_page  # imported here: the first screen does not need it

    controller, session = stack.controller, stack.controller.session
    cell = controller.tree.cell
    if cell is None:
        from tui.modes.node_forms import node_at  # a cell does not need it

        name = node_at(controller.tree.at)
        _show(stack, lambda: _node_history(controller, name))
    else:
        _show(stack, lambda: history_page(session.plan, cell, session.store.history(cell), controller.symbols, _look))


def _node_history(controller: Controller, name: str) -> Page:
    """Return how the definition of a node has changed."""
    from scoring.entry.change_words import node_words  # a cell does not need it
    from scoring.model.fields import node_of
    from tui.pages.history import node_history_page

    session = controller.session
    rows = session.store.history()
    own = [row for row in rows if row.cell is None and row.address and node_of(row.address) == name]
    return node_history_page(session.plan, node_words(name), own, controller.symbols, _look)


def _look(seq: int, stack: ModeStack) -> None:
    """Show the plan as it stood after a row of its history."""
    from tui.modes.commands import past  # imported here: the first screen does not need it

    past.show_as_of(stack, seq)


def checks(stack: ModeStack) -> None:
    """Show the doubts about the plan."""
    from tui.pages.checks import checks_page  # imported here: the first screen does not need it

    _show(stack, lambda: checks_page(stack.controller.session.plan))


def compare(stack: ModeStack) -> None:
    """Show what moved the plan from the month before."""
    from tui.modes.commands import past  # imported here: the first screen does not need it

    past.compare(stack)


def submitted(stack: ModeStack) -> None:
    """Show the plan as it was submitted."""
    from tui.modes.commands import past  # imported here: the first screen does not need it

    past.show_submitted(stack)


def ask_compare(stack: ModeStack) -> None:
    """Ask with what the plan is to be compared."""
    from tui.modes.commands import past  # imported here: the first screen does not need it

    past.ask_compare(stack)


def ask_as_of(stack: ModeStack) -> None:
    """Ask at which moment the plan is to be seen."""
    from tui.modes.commands import past  # imported here: the first screen does not need it

    past.ask_as_of(stack)


_OF_STATUS: Final = {"c": Offer(_("comparar"), compare), "p": Offer(_("como se presentó"), submitted)}


def status(stack: ModeStack) -> None:
    """Show the plan at a glance."""
    from tui.personal.visits import last_visit  # imported here: the first screen does not need it

    controller = stack.controller
    visit = last_visit(controller.session.store.address)
    _show(stack, lambda: _status(controller, visit), _OF_STATUS)


def _status(controller: Controller, visit: Visit | None) -> Page:
    """Return the plan at a glance, with what has changed since a visit."""
    from tui.pages.since_visit import since_visit  # imported here: the first screen does not need it
    from tui.pages.status import status_page

    session, since = controller.session, ""
    if visit:
        since = since_visit(session.plan, session.store.history(), visit, session.head, session.own_batches)
    return status_page(session.score, controller.symbols, since)


def _show(stack: ModeStack, make: Callable[[], Page], offers: Offers = NO_OFFERS) -> None:
    """Open the page that `make` returns of the plan as it is at that moment; what it cannot read is said instead."""
    try:
        page = make()
    except PlanError as error:
        stack.controller.refuse(error)
    else:
        stack.push(OpenPage(stack, page, make, offers))
