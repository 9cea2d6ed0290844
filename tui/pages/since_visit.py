"""What has changed since a person last looked, as the history has it."""

from collections.abc import Collection, Sequence

from scoring.messages import _, ngettext
from scoring.model import Plan
from scoring.model.resources import nodes_by_code
from scoring.text.clock import date_of
from scoring.text.words import numbered
from store import Record
from tui.personal.visits import Visit


def since_visit(plan: Plan, records: Sequence[Record], visit: Visit, head: str, own: Collection[str] = ()) -> str:
    """Say what the records of a history with this `head` tell of the time since a visit.

    `own` are the batches that the person has made since, of which they need not be told.
    """
    day = date_of(visit.at, plan.timezone, plan.locale, year=plan.year)
    newer = [record for record in records if record.seq > visit.seq and record.batch not in own]
    if newer:
        return _("desde su última visita, {day}: {what}").format(day=day, what=_told(plan, newer))
    if head == visit.head or len(records) > visit.seq:
        return _("desde su última visita, {day}, no ha cambiado nada").format(day=day)
    return _("desde su última visita, {day}, el plan volvió a un estado anterior").format(day=day)


def _told(plan: Plan, records: Sequence[Record]) -> str:
    """Return how many cells and fields have changed, of which indicators, and what else happened to the file."""
    cells = {record.cell for record in records if record.cell is not None}
    fields = {record.field for record in records if record.field is not None}
    touched = {cell.indicator for cell in cells} | {field.node for field in fields}
    told = [ngettext("{count} celda", "{count} celdas", len(cells))] if cells else []
    told += [ngettext("{count} campo", "{count} campos", len(fields))] if fields else []
    told += [numbered(indicator.id) for indicator in plan.indicators if indicator.id in touched]
    told += [code for code in nodes_by_code(plan) if code in touched]
    told += [record.note for record in records if record.address is None and record.note]
    return ", ".join(told)
