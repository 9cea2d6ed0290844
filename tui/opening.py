"""Opening the pages; what each is made of is imported when it is first asked for, so that the start stays short."""

from scoring.messages import _
from tui.desk import Desk


def help_(desk: Desk) -> None:
    """Show every key."""
    from tui.pages.help import help_page  # the first screen does not need it

    desk.open(help_page(desk.bindings, desk.width))


def palette(desk: Desk) -> None:
    """Show every command by its name, to be narrowed down by typing."""
    from tui.pages.help import palette_page  # the first screen does not need it

    desk.open(palette_page(desk.bindings, desk.width, desk.glyphs))


def why(desk: Desk) -> None:
    """Explain the figure under the cursor."""
    from tui.pages.why import objective_page, why_page  # the first screen does not need it

    row, session = desk.sheet.at, desk.session
    if row.indicator:
        desk.open(why_page(session.plan, row.indicator.id, session.month, desk.width))
    else:
        desk.open(objective_page(session.score, row, desk.glyphs))


def pending(desk: Desk) -> None:
    """Show what is due and not reported."""
    from tui.pages.pending import pending_page  # the first screen does not need it

    desk.open(pending_page(desk.session.score, desk.glyphs))


def history(desk: Desk) -> None:
    """Show what the cell under the cursor has held."""
    from tui.pages.history import history_page  # the first screen does not need it

    cell = desk.sheet.cell
    if cell is None:
        desk.tell(_("aquí no hay celda: el historial es de cada dato"))
    else:
        desk.open(history_page(desk.session.plan, cell, desk.session.store.history(cell), desk.glyphs))


def checks(desk: Desk) -> None:
    """Show the doubts about the plan."""
    from tui.pages.checks import checks_page  # the first screen does not need it

    desk.open(checks_page(desk.session.plan, desk.width))


def status(desk: Desk) -> None:
    """Show the plan at a glance."""
    from tui.pages.status import status_page  # the first screen does not need it

    desk.open(status_page(desk.session.score, desk.width, desk.glyphs))
