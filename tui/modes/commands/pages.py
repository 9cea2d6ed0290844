"""Opening the pages; what each is made of is imported when it is first asked for, so that the start stays short."""

from tui.modes.open_page import OpenPage
from tui.modes.stack import ModeStack


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
    from tui.pages.why import node_page, why_page  # imported here: the first screen does not need it

    controller, session = stack.controller, stack.controller.session
    row = controller.tree.at
    if row.indicator:
        page = why_page(session.plan, row.indicator.id, session.cutoff)
    else:
        page = node_page(session.score, row, controller.symbols)
    stack.push(OpenPage(stack, page))


def pending(stack: ModeStack) -> None:
    """Show what is due and not reported."""
    from tui.pages.pending import pending_page  # imported here: the first screen does not need it

    stack.push(OpenPage(stack, pending_page(stack.controller.session.score, stack.controller.symbols)))


def history(stack: ModeStack) -> None:
    """Show what the cell under the cursor has held, or how the definition of a row without one has changed."""
    from tui.pages.history import history_page, node_history_page  # imported here: the first screen does not need it

    controller, session = stack.controller, stack.controller.session
    cell = controller.tree.cell
    if cell is None:
        from scoring.entry.change_words import node_words  # a cell does not need it
        from scoring.model.fields import node_of
        from tui.modes.node_forms import node_at

        name = node_at(controller.tree.at)
        rows = session.store.history()
        own = [row for row in rows if row.cell is None and row.address and node_of(row.address) == name]
        page = node_history_page(session.plan, node_words(name), own, controller.symbols)
        stack.push(OpenPage(stack, page))
    else:
        page = history_page(session.plan, cell, session.store.history(cell), controller.symbols)
        stack.push(OpenPage(stack, page))


def checks(stack: ModeStack) -> None:
    """Show the doubts about the plan."""
    from tui.pages.checks import checks_page  # imported here: the first screen does not need it

    stack.push(OpenPage(stack, checks_page(stack.controller.session.plan)))


def status(stack: ModeStack) -> None:
    """Show the plan at a glance."""
    from tui.pages.since_visit import since_visit  # imported here: the first screen does not need it
    from tui.pages.status import status_page
    from tui.personal.visits import last_visit

    controller, session = stack.controller, stack.controller.session
    visit, since = last_visit(session.store.address), ""
    if visit:
        since = since_visit(session.plan, session.store.history(), visit, session.head, session.own_batches)
    stack.push(OpenPage(stack, status_page(session.score, controller.symbols, since)))
