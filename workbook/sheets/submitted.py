"""Cortes: the cut-offs as they were submitted, beside what the plan says of them today."""

from collections.abc import Iterator, Sequence
from decimal import Decimal, localcontext
from typing import Final, NamedTuple

from scoring.arithmetic.thresholds import SHOWN
from scoring.entry.act_words import missing_words
from scoring.messages import _, ngettext
from scoring.model import MONTHS
from scoring.model.acts import Close, SubmittedFigures, close_of
from scoring.precision import PRECISION, ZERO, round_half_up
from scoring.text.clock import date_and_time
from scoring.text.months import month_name
from scoring.year.signing import Signed, signed
from scoring.year.submitted import corrected_since
from workbook.formulas.calculation_cells import EMPTY
from workbook.formulas.calculation_columns import Monthly
from workbook.formulas.levels import level_formats
from workbook.model.cells import Area, Computed, SheetValue
from workbook.model.formula_references import column_letter
from workbook.model.sheet import Sheet
from workbook.model.sheet_features import PageSetup
from workbook.model.styles import (
    CENTRED,
    HEADER,
    POINTS,
    RATE,
    SHORT_PERCENT,
    SUBTITLE,
    TEXT,
    TITLE,
    level_word,
    one_line,
    text_height,
)
from workbook.model.wording import numbered_title
from workbook.sheets.nodes import Node, nodes
from workbook.sheets.plan_export import PlanExport

_MONTH, _VERSION, _BY, _MISSING, _THEN, _NOW, _DIFFERENCE, _PROGRESS, _PROGRESS_NOW, _COUNT, _WHICH, _SIGNED = range(
    2, 14
)
_WIDTHS: Final = (1.5, 15, 12, 26, 24, 11, 11, 10.5, 11, 11, 11, 44, 44)
_HEADER_ROW: Final = 4
_NAMED: Final = 12
"""Corrections that are named."""
_TENTH: Final = Decimal("0.1")
_PERCENT: Final = RATE._replace(number=SHORT_PERCENT)
_SMALL: Final = TEXT._replace(size=8.5)


class _Closed(NamedTuple):
    month: int
    close: Close


def submitted_sheet(export: PlanExport) -> Sheet:
    """Return a row for each month that was closed, and below them every node that is otherwise today."""
    sheet = Sheet(export.names.submitted, PageSetup(footer=export.context.footer))
    sheet.widths.update(enumerate(_WIDTHS, start=1))
    sheet.put(1, _MONTH, _("Cortes presentados {year}").format(year=export.plan.year), TITLE)
    sheet.put(2, _MONTH, export.context.under_title(export.plan.process), SUBTITLE)
    sheet.heights[1] = 24
    closes = [
        _Closed(month, close)
        for month in MONTHS
        if (close := close_of(export.plan, month)) is not None and close.figures
    ]
    _put_headings(sheet)
    row = _HEADER_ROW
    for closed in closes:
        row += 1
        _put_close(sheet, export, row, closed)
    _put_moved(sheet, export, row + 2, closes)
    return sheet


def _put_headings(sheet: Sheet) -> None:
    headings = (
        _("Corte"),
        _("Versión"),
        _("Lo cerró"),
        _("Faltaba al cerrar"),
        _("Cumpl. presentado"),
        _("Cumpl. hoy"),
        _("Diferencia en puntos"),
        _("Avance presentado"),
        _("Avance hoy"),
        _("Corregido después"),
        _("Qué se corrigió"),
        _("Firmas del corte"),
    )
    sheet.put_row(_HEADER_ROW, _MONTH, headings, HEADER)
    sheet.heights[_HEADER_ROW] = 28


def _put_close(sheet: Sheet, export: PlanExport, row: int, closed: _Closed) -> None:
    plan, (month, close) = export.plan, closed
    corrections = corrected_since(plan, month)
    when = date_and_time(close.at, plan.timezone, plan.locale, seconds=False)
    texts = {
        _BY: _("{by}, {when}").format(by=close.by, when=when),
        _MISSING: missing_words(close.missing) or _("nada"),
        _WHICH: "\n".join(_corrected(export, close, [str(cell) for cell in corrections])),
        _SIGNED: "\n".join(_sign_off(export, item) for item in signed(plan, month) if item.sign_off),
    }
    sheet.put(row, _MONTH, month_name(month, plan.locale, wide=True).capitalize(), TEXT._replace(bold=True))
    sheet.put(row, _VERSION, Decimal(close.version) if close.version else _("sin aprobar"), CENTRED)
    for column, text in texts.items():
        sheet.put(row, column, text, _SMALL)
    sheet.put(row, _COUNT, Decimal(len(corrections)), CENTRED)
    then, at = close.figures[0], export.calculation.at
    _put_compliance(sheet, row, then.compliance, at(None, Monthly.COMPLIANCE, month))
    sheet.put(row, _PROGRESS, then.progress, _PERCENT)
    sheet.put_computed(row, _PROGRESS_NOW, at(None, Monthly.PROGRESS, month), _PERCENT)
    heights = (text_height(_SMALL, text, _WIDTHS[column - 1]) for column, text in texts.items())
    sheet.heights[row] = max(18.0, *heights)


def _put_compliance(sheet: Sheet, row: int, then: Decimal | None, now: Computed) -> None:
    """Write a compliance as it was submitted, as it is today, and the difference in points where both are there."""
    sheet.put(row, _THEN, then, _PERCENT)
    sheet.put_computed(row, _NOW, now, _PERCENT)
    before, today = f"{column_letter(_THEN)}{row}", f"{column_letter(_NOW)}{row}"
    with localcontext(PRECISION):
        known = then is not None and isinstance(now.value, Decimal)
        points = round_half_up((now.amount - (then or ZERO)) * 100, _TENTH)
        difference = (points or ZERO) if known else EMPTY
    formula = f'IF(AND(ISNUMBER({before}),ISNUMBER({today})),ROUND(({today}-{before})*100,1),"")'
    sheet.put(row, _DIFFERENCE, difference, RATE._replace(number=POINTS), formula)


def _corrected(export: PlanExport, close: Close, after: Sequence[str]) -> Iterator[str]:
    """Yield what was corrected after a cut-off was submitted, a line each, and before it was submitted anew."""
    yield from _listed(export, after)
    if close.corrected:
        yield _("Antes de presentarse de nuevo:")
        yield from _listed(export, close.corrected)


def _listed(export: PlanExport, addresses: Sequence[str]) -> Iterator[str]:
    """Yield what cells hold, with their indicators, and how many more there are."""
    yield from (numbered_title(export.plan, address) for address in addresses[:_NAMED])
    if (more := len(addresses) - _NAMED) > 0:
        yield ngettext("y {count} más", "y {count} más", more)


def _sign_off(export: PlanExport, item: Signed) -> str:
    """Return who signed a submitted cut-off and when."""
    done, plan = item.sign_off, export.plan
    if done is None:
        return ""
    when = date_and_time(done.at, plan.timezone, plan.locale, seconds=False)
    said = _("{role}: {by}, {when}").format(role=done.role, by=done.by, when=when)
    return said if item.covers else _("{said} (ya no cubre lo presentado)").format(said=said)


def _put_moved(sheet: Sheet, export: PlanExport, row: int, closes: list[_Closed]) -> None:
    """Write a row for each node that a closed month says otherwise of today."""
    moved = [item for closed in closes for item in _moved(export, closed)]
    if not moved:
        sheet.put(row, _MONTH, _("Todo sigue como se presentó."), SUBTITLE)
        return
    headings = (_("Corte"), _("N°"), _("Lo que hoy es otro"), None, _("Cumpl. presentado"), _("Cumpl. hoy"))
    sheet.put_row(row, _MONTH, (*headings, _("Diferencia en puntos"), _("Nivel presentado"), _("Nivel hoy")), HEADER)
    sheet.spread(Area(row, _BY, row, _MISSING), _("Lo que hoy es otro"), HEADER)
    sheet.heights[row] = 28
    first = row + 1
    for closed, node, then in moved:
        row += 1
        month = month_name(closed.month, export.plan.locale, wide=True).capitalize()
        sheet.put(row, _MONTH, month, TEXT)
        sheet.put(row, _VERSION, node.number, CENTRED)
        style = TEXT._replace(wrap=False, bold=not node.is_indicator)
        title = one_line(node.title, style, _WIDTHS[_BY - 1] + _WIDTHS[_MISSING - 1])
        sheet.spread(Area(row, _BY, row, _MISSING), title, style)
        _put_compliance(sheet, row, then.compliance, export.calculation.at(node.key, Monthly.COMPLIANCE, closed.month))
        sheet.put(row, _PROGRESS, level_word(then.level), CENTRED)
        now = export.calculation.level(node.key, f"{column_letter(_NOW)}{row}", closed.month)
        sheet.put_computed(row, _PROGRESS_NOW, now, CENTRED)
        sheet.heights[row] = 16
    for column in (_PROGRESS, _PROGRESS_NOW):
        area = Area(first, column, row, column)
        sheet.conditional_formats.extend(level_formats(f"${column_letter(column)}{first}", (area,)))


def _moved(export: PlanExport, closed: _Closed) -> Iterator[tuple[_Closed, Node, SubmittedFigures]]:
    """Yield the nodes below the plan whose compliance is shown otherwise today than it was submitted."""
    submitted = {figures.node: figures for figures in closed.close.figures}
    for node in nodes(export):
        address = f"objective.{node.key}" if isinstance(node.key, int) else node.number
        then = submitted.get(address)
        now = export.calculation.at(node.key, Monthly.COMPLIANCE, closed.month).value
        if then is not None and _as_shown(then.compliance) != _as_shown(now):
            yield closed, node, then


def _as_shown(value: SheetValue) -> Decimal | None:
    return round_half_up(value, SHOWN) if isinstance(value, Decimal) else None
