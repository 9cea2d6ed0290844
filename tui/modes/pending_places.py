"""The pending cells as places on the screen, and the one that the application opens at."""

from scoring.messages import _, ngettext
from scoring.model import Cell
from scoring.text.months import month_name
from tui.controller.controller import Controller


def open_at_pending(controller: Controller) -> None:
    """Begin where there is something to type, and say how much is missing."""
    go_to_first_pending(controller)
    missing = controller.session.score.pending_count
    if missing:
        month = month_name(controller.session.cutoff, controller.session.plan.locale, wide=True)
        said = ngettext(
            "falta {count} dato hasta {month}: escriba la cifra, {commit} pasa a la siguiente",
            "faltan {count} datos hasta {month}: escriba la cifra, {commit} pasa a la siguiente",
            missing,
        )
        controller.tell(controller.keymap.sentence(said, month=month))
    elif not controller.session.plan.indicators:
        said = _("un plan vacío: {add} agrega lo que sigue, {plan_form} son sus datos, {help} muestra las teclas")
        controller.tell(controller.keymap.sentence(said))


def go_to_first_pending(controller: Controller) -> None:
    """Put the cursor on the first pending cell of the cut-off month, or of the earliest month that has one."""
    places = pending_places(controller)
    months = [place for place in places if place[0]]
    due = [place for place in months if place[0] == controller.session.cutoff] or months or places
    if due:
        controller.tree.go(due[0][2])


def pending_places(controller: Controller) -> list[tuple[int, int, Cell]]:
    """Return the pending cells with their month and their place in the tree, in that order."""
    places = {
        (row.indicator.id, row.field): place
        for place, row in enumerate(controller.tree.all_rows)
        if row.indicator and row.field
    }
    measures = [scored.measure for scored in controller.session.score.indicators]
    blank = [cell for measure in measures for cell in (*measure.lacking, *measure.unreported)]
    return sorted((cell.month or 0, places[cell.indicator, cell.name], cell) for cell in blank)
