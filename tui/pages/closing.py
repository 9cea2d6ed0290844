"""The close of a month: what is missing, what was corrected since the last one, and the line that closes it."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from scoring.entry.act_words import act_held_words, missing_words
from scoring.messages import _
from scoring.model import MONTHS, Cell, Indicator, Plan
from scoring.model.acts import close_of, covering_close
from scoring.text.clock import date_and_time
from scoring.text.months import month_name
from scoring.text.words import numbered
from scoring.year.closing import MissingAt, missing_at
from scoring.year.submitted import corrections, reopenings
from tui.grid.spans import Role, Span
from tui.grid.surrounding_lines import cell_name
from tui.grid.symbols import Symbols
from tui.grid.values import value_text
from tui.pages.page import Frame, Page, PageLine, paragraph, plain
from tui.pages.pending import cell_row, row_id


class ClosingKeys(NamedTuple):
    """What the lines of the page do; each is given the stack of modes."""

    close: Callable[[Any], object]
    reopen: Callable[[Any], object]
    remark: Callable[[str], Callable[[Any], object]]
    """Opens the analysis of an indicator, given its id."""


def closing_page(plan: Plan, month: int, *, ended: bool, symbols: Symbols, keys: ClosingKeys) -> Page:
    """Return what the close of a month comes to; a month that is closed already is one to be reopened."""
    name = month_name(month, plan.locale, wide=True)
    if covering_close(plan, month) and not reopenings(plan, month):
        title = _("{month} está cerrado").format(month=name.capitalize())
        return Page(title, lambda width: list(_closed(plan, month, keys, Frame(plan.locale, width, symbols))))
    missing = missing_at(plan, month)

    def layout(width: int) -> list[PageLine]:
        return list(_open(plan, month, missing, keys, Frame(plan.locale, width, symbols), ended=ended))

    return Page(_("Cerrar {month}").format(month=name), layout)


def _closed(plan: Plan, month: int, keys: ClosingKeys, frame: Frame) -> Iterator[PageLine]:
    """Yield who closed a month, how it stood then, and the line that opens it again."""
    closed, close = covering_close(plan, month) or (month, close_of(plan, month))
    if close is None:
        return
    told = _("Lo cerró {by} el {at}, con el corte de {month}: {held}.").format(
        by=close.by,
        at=date_and_time(close.at, plan.timezone, plan.locale, seconds=False),
        month=month_name(closed, plan.locale, wide=True),
        held=act_held_words(plan, close),
    )
    yield from paragraph(told, frame.width, head=(Span(" "),), begins="closed")
    yield plain()
    name = month_name(month, plan.locale, wide=True)
    yield _door(
        _("Reabrir {month}, con un motivo, hasta el próximo cierre").format(month=name),
        _("reabrir"),
        keys.reopen,
        frame,
    )


def _open(
    plan: Plan, month: int, missing: MissingAt, keys: ClosingKeys, frame: Frame, *, ended: bool
) -> Iterator[PageLine]:
    """Yield what a close does, what is missing, the line that closes, and what is missing one by one."""
    name = month_name(month, plan.locale, wide=True)
    told = _(
        "Cerrar {month} deja sus cifras y las de los meses de antes solo para leer, y guarda el corte como se presenta."
    )
    yield from paragraph(told.format(month=name), frame.width, head=(Span(" "),), begins="told")
    if month == MONTHS[-1]:
        text = _("Es el último mes: con él queda cerrado el plan del año.")
        yield from paragraph(text, frame.width, head=(Span(" "),), begins="last")
    if not ended:
        text = _("! {month} no ha terminado todavía.").format(month=name.capitalize())
        yield from paragraph(text, frame.width, Role.ALERT, head=(Span(" "),), begins="early")
    if said := missing_words(missing.counts):
        text = _("Falta: {missing}. Se puede cerrar así: queda escrito en el cierre.").format(missing=said)
        yield from paragraph(text, frame.width, Role.DOUBT, head=(Span(" "),), begins="missing")
    else:
        yield plain(_(" No falta nada."), Role.GREEN, begins="missing")
    yield plain()
    yield _door(_("Cerrar {month}").format(month=name), _("cerrar"), keys.close, frame)
    yield from _missing(plan, month, missing, keys, frame)
    if corrected := corrections(plan, month):
        arrow = frame.symbols.arrow
        changes = {
            cell: f"{value_text(held, plan.locale)} {arrow} {value_text(plan.values.get(cell), plan.locale)}"
            for cell, held in corrected.items()
        }
        lines = [line for cell, change in changes.items() for line in _cell(plan, cell, change, frame)]
        yield from _section(_("Corregido desde el último cierre"), lines)


def _missing(plan: Plan, month: int, missing: MissingAt, keys: ClosingKeys, frame: Frame) -> Iterator[PageLine]:
    figures = [
        line
        for item in missing.figures
        for line in paragraph(
            cell_name(plan, item.cell, frame.symbols),
            frame.width,
            head=(Span("   "),),
            row=row_id(item),
            month=item.cell.month,
        )
    ]
    remarks = [line for scored in missing.remarks for line in _remark(scored.indicator, keys, frame)]
    doubts = [line for cell, why in missing.doubts for line in _cell(plan, cell, why, frame)]
    yield from _section(_("Datos pendientes"), figures)
    wide = month_name(month, plan.locale, wide=True)
    yield from _section(_("Análisis pendientes de {month}").format(month=wide), remarks)
    yield from _section(_("Cifras en duda"), doubts)


def _remark(indicator: Indicator, keys: ClosingKeys, frame: Frame) -> list[PageLine]:
    """Return that an indicator's analysis is missing; Enter writes it."""
    text, begins = f"{numbered(indicator.id)} {indicator.name}", f"remark {indicator.id}"
    first, *rest = paragraph(text, frame.width, head=(Span("   "),), hanging=5, begins=begins)
    return [first._replace(over=keys.remark(indicator.id), does=_("escribirlo")), *rest]


def _cell(plan: Plan, cell: Cell, why: str, frame: Frame) -> list[PageLine]:
    """Return a line about a cell, which leads to it."""
    indicator = plan.indicator(cell.indicator)
    alone = indicator is not None and len(indicator.variables) == 1
    name = cell_name(plan, cell, frame.symbols)
    row = cell_row(cell, alone=alone)
    return paragraph(f"{name}: {why}", frame.width, head=(Span("   "),), hanging=5, row=row, month=cell.month)


def _section(title: str, lines: Sequence[PageLine]) -> Iterator[PageLine]:
    if lines:
        yield plain()
        yield plain(f" {title}", Role.HEADING, begins=title)
        yield from lines


def _door(text: str, does: str, over: Callable[[Any], object], frame: Frame) -> PageLine:
    """Return a line on which Enter does something, while the page stays."""
    return PageLine((Span(f" {frame.symbols.closed} {text} "),), begins=("door",), over=over, does=does)
