"""Getting about in the plan: the pending cells, a line or a month by name, a text."""

from scoring.entry.addresses import parse_cell
from scoring.errors import PlanError
from scoring.messages import _
from scoring.model import Cell
from scoring.text.months import month_name, parse_month
from tui.desk import Desk, Search
from tui.grid.rows import RowKind
from tui.prompt import Ask, Prompt


def pending(desk: Desk, direction: int) -> None:
    """Go to the next (1) or previous (-1) cell that is due and empty, month by month, down the tree in each."""
    places = sorted(_pending_places(desk))
    if not places:
        desk.tell(_("no hay nada pendiente hasta el corte"))
        return
    order = {row.id: place for place, row in enumerate(desk.sheet.all_rows)}
    here = (desk.sheet.month, order[desk.sheet.at.id])
    if direction > 0:
        chosen = next((place for place in places if place[:2] > here), places[0])
    else:
        chosen = next((place for place in reversed(places) if place[:2] < here), places[-1])
    desk.look(lambda: desk.sheet.go(chosen[2]))
    position = places.index(chosen) + 1
    desk.tell(_("pendiente {position} de {count}").format(position=position, count=len(places)))


def first_pending(desk: Desk) -> None:
    """Stand on the first pending cell of the cut-off month, or of the earliest month that has one."""
    places = sorted(_pending_places(desk))
    due = [place for place in places if place[0] == desk.session.month] or places
    if due:
        desk.sheet.go(due[0][2])


def open_at_pending(desk: Desk) -> None:
    """Begin where there is something to type, and say how much is missing."""
    first_pending(desk)
    missing = desk.session.score.pending_count
    if missing:
        month = month_name(desk.session.month, desk.session.plan.locale, wide=True)
        said = _("falta un dato hasta {month}") if missing == 1 else _("faltan {missing} datos hasta {month}")
        desk.tell(
            _("{said}: escriba la cifra, Enter pasa a la siguiente").format(
                said=said.format(missing=missing, month=month)
            )
        )


def ask_where(desk: Desk) -> None:
    """Ask for a month or a line."""
    desk.prompt = Prompt.begin(Ask.GO, _("Ir a (mar, 4, 4@mar):"))


def go(desk: Desk, text: str) -> None:
    """Go where a text says: a month, an indicator, both, a cell, an objective (o2) or an action (1.3)."""
    wanted, plan = text.strip(), desk.session.plan
    if not wanted:
        return
    name, at, month_text = wanted.partition("@")
    line = _named(desk, name)
    try:
        if line:
            month = parse_month(month_text, plan.year, plan.locale) if at else None
            desk.look(lambda: desk.sheet.go_row(line, month))
        elif at or "." in name:
            cell = parse_cell(plan, wanted)
            desk.look(lambda: desk.sheet.go(cell))
        else:
            month = parse_month(wanted, plan.year, plan.locale)
            desk.look(lambda: desk.sheet.go_row(desk.sheet.at.id, month))
    except PlanError as error:
        desk.refuse(error)


def _named(desk: Desk, name: str) -> str | None:
    """Return the id of the row that a person calls `name`: 4, 2.urbanos, 1.3, o2; None where there is none."""
    names = {row.id: row.id if row.kind is RowKind.OBJECTIVE else row.id[1:] for row in desk.sheet.all_rows}
    exact = next((id_ for id_, known in names.items() if known == name), None)
    return exact or next((id_ for id_, known in names.items() if known.lower() == name.lower()), None)


def ask_what(desk: Desk) -> None:
    """Ask for a text to search."""
    desk.prompt = Prompt.begin(Ask.SEARCH, _("Buscar:"))


def search(desk: Desk, text: str) -> None:
    """Go to the first row from the cursor on that holds a text; all of them stay marked."""
    rows = tuple(desk.sheet.find(text)) if text.strip() else ()
    if not rows:
        desk.end_search()
        desk.tell(_("«{text}» no aparece en el plan").format(text=text))
        return
    order = {row.id: place for place, row in enumerate(desk.sheet.all_rows)}
    here = order[desk.sheet.at.id]
    at = next((place for place, id_ in enumerate(rows) if order[id_] >= here), 0)
    desk.search = Search(text, rows, at)
    _show_found(desk)


def next_found(desk: Desk, direction: int) -> None:
    """Go to the next (1) or previous (-1) row that was found."""
    if desk.search:
        at = (desk.search.at + direction) % len(desk.search.rows)
        desk.search = desk.search._replace(at=at)
        _show_found(desk)


def cutoff(desk: Desk, direction: int) -> None:
    """Move the cut-off month by one."""
    month = min(12, max(0, desk.session.month + direction))
    if month != desk.session.month:
        desk.session.look_at(month)
        desk.rescored()
        desk.touch_all()
        name = month_name(month, desk.session.plan.locale, wide=True) if month else _("ningún mes")
        desk.tell(_("corte: {month}").format(month=name))


def _show_found(desk: Desk) -> None:
    found = desk.search
    if found is None:
        return
    desk.painter.found = frozenset(found.rows)
    _to_row(desk, found.rows[found.at])
    desk.touch_all()
    desk.tell(_("«{text}»: {at} de {count}").format(text=found.text, at=found.at + 1, count=len(found.rows)))


def _to_row(desk: Desk, id_: str) -> None:
    desk.look(lambda: desk.sheet.go_row(id_))


def _pending_places(desk: Desk) -> list[tuple[int, int, Cell]]:
    """Return the pending cells with their month and their place in the tree."""
    places = {
        (row.indicator.id, row.field): place
        for place, row in enumerate(desk.sheet.all_rows)
        if row.indicator and row.field
    }
    blank = [cell for scored in desk.session.score.indicators for cell in scored.measure.unreported]
    return [(cell.month or 0, places[cell.indicator, cell.name], cell) for cell in blank]
