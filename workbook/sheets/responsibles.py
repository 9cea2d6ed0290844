"""Responsables: what each person answers for, quarter by quarter, and why it is as it is."""

from collections.abc import Sequence
from decimal import Decimal, localcontext
from typing import Final

from scoring.arithmetic.thresholds import level_of
from scoring.messages import _
from scoring.model import Indicator
from scoring.model.cells import split_address
from scoring.precision import PRECISION
from scoring.year.remarks import remark_of
from workbook.formulas.calculation_cells import EMPTY
from workbook.formulas.calculation_columns import Monthly, Yearly
from workbook.formulas.levels import level_formats, level_formula
from workbook.model.cells import Area, Computed, SheetValue
from workbook.model.formula_references import column_letter, quoted
from workbook.model.layout import OBSERVATION
from workbook.model.people import responsible_of, spelt_alike
from workbook.model.sheet import Sheet
from workbook.model.sheet_features import PageSetup
from workbook.model.styles import (
    BAND,
    CENTRED,
    HEADER,
    RATE,
    SHORT_PERCENT,
    TEXT,
    aligned,
    fitted,
    level_word,
    text_height,
)
from workbook.model.wording import indicator_title
from workbook.sheets.cut_off_heading import put_heading
from workbook.sheets.observation import observation_text
from workbook.sheets.plan_export import PlanExport
from workbook.sheets.quarters import QUARTERS, quarter_cells, quarter_heading
from workbook.sheets.remarks import remark_line

_NUMBER, _TITLE, _WEIGHT, _FIRST = 2, 3, 4, 5
_SEEN: Final = _FIRST + 2 * len(QUARTERS)
"""The column of what can be seen from the figures; the one after it has what people wrote."""
_TITLE_WIDTH, _SEEN_WIDTH, _WRITTEN_WIDTH = 40.0, 24.0, 52.0
_HEADER_ROW: Final = 4
_FIRST_ROW: Final = _HEADER_ROW + 2


def responsibles_sheet(export: PlanExport) -> Sheet:
    """Return a block for each responsible: their weighed compliance at each quarter, and their indicators' below."""
    page = PageSetup(repeat=(_HEADER_ROW, _HEADER_ROW + 1), footer=export.context.footer)
    sheet = Sheet(export.names.responsibles, page)
    sheet.widths.update({1: 1.5, _NUMBER: 5, _TITLE: _TITLE_WIDTH, _WEIGHT: 9})
    sheet.widths.update({_SEEN: _SEEN_WIDTH, _SEEN + 1: _WRITTEN_WIDTH})
    _put_headings(sheet, export)
    title = _("Responsables {year}").format(year=export.plan.year)
    put_heading(sheet, export, title, export.plan.process, (_NUMBER, _SEEN, _SEEN + 1))
    notes, quarters = _last_notes(export), quarter_cells(export)
    row = _FIRST_ROW
    for name, indicators in _by_responsible(export):
        for at, indicator in enumerate(indicators, start=row + 1):
            _put_indicator(sheet, export, at, indicator, notes.get(indicator.id, ""))
            _put_quarters(sheet, export, at, indicator, quarters[indicator.id])
        _put_responsible(sheet, export, row, name, indicators)
        row += len(indicators) + 1
    if row == _FIRST_ROW:
        sheet.put(row, _TITLE, _("Sin indicadores todavía"), TEXT)
    for at in range(len(QUARTERS)):
        area = Area(_FIRST_ROW, _FIRST + 2 * at + 1, max(_FIRST_ROW, row - 1), _FIRST + 2 * at + 1)
        sheet.conditional_formats.extend(level_formats(f"${column_letter(area.left)}{area.top}", (area,)))
    sheet.freeze = (_FIRST_ROW, _FIRST)
    return sheet


def _by_responsible(export: PlanExport) -> list[tuple[str, list[Indicator]]]:
    """Return the names as they are first written, in that order, each with what they answer for."""
    found: dict[str, tuple[str, list[Indicator]]] = {}
    for indicator in export.plan.indicators:
        name = responsible_of(export.plan, indicator)
        found.setdefault(spelt_alike(name), (name or _("Sin responsable"), []))[1].append(indicator)
    return list(found.values())


def _put_headings(sheet: Sheet, export: PlanExport) -> None:
    row = _HEADER_ROW
    for column, text in (
        (_NUMBER, _("N°")),
        (_TITLE, _("Responsable y meta")),
        (_WEIGHT, _("Peso en el plan")),
        (_SEEN, _("Qué pasa al corte")),
        (_SEEN + 1, _("Último análisis o nota")),
    ):
        sheet.spread(Area(row, column, row + 1, column), text, HEADER)
    for at, month in enumerate(QUARTERS):
        left = _FIRST + 2 * at
        title = quarter_heading(export, month)
        sheet.spread(Area(row, left, row, left + 1), title.value, HEADER, title.formula)
        sheet.put_row(row + 1, left, (_("Cumplimiento"), _("Nivel")), HEADER)
        sheet.widths.update({left: 12, left + 1: 13})
    sheet.heights[row], sheet.heights[row + 1] = 18, 18


def _put_indicator(sheet: Sheet, export: PlanExport, row: int, indicator: Indicator, note: str) -> None:
    """Write an indicator, its weight, and what is said of it."""
    calculation, title = export.calculation, indicator_title(indicator, export.actions)
    rate = RATE._replace(number=SHORT_PERCENT)
    place = (
        f"{quoted(export.names.follow_up)}!{column_letter(OBSERVATION)}{export.rows.indicators[indicator.id].result}"
    )
    seen = Computed(place, observation_text(export, calculation.indicator_score(indicator)))
    sheet.put(row, _NUMBER, indicator.id, CENTRED)
    sheet.put(row, _TITLE, title, TEXT)
    sheet.put_computed(row, _WEIGHT, calculation.yearly(indicator, Yearly.GLOBAL), rate)
    sheet.put_computed(row, _SEEN, seen, TEXT)
    said = fitted(TEXT, note, _WRITTEN_WIDTH)
    sheet.put(row, _SEEN + 1, note, said)
    texts = ((TEXT, title, _TITLE_WIDTH), (TEXT, str(seen.value), _SEEN_WIDTH), (said, note, _WRITTEN_WIDTH))
    sheet.heights[row] = max(17.0, *(text_height(style, text, width) for style, text, width in texts))


def _put_quarters(
    sheet: Sheet, export: PlanExport, row: int, indicator: Indicator, quarters: Sequence[tuple[str, str]]
) -> None:
    """Write the compliance and the level at each of the quarters, whose cells in Trimestres are given."""
    calculation, rate = export.calculation, RATE._replace(number=SHORT_PERCENT)
    for at, (month, (compliance, level)) in enumerate(zip(QUARTERS, quarters, strict=True)):
        left, known = _FIRST + 2 * at, month <= export.context.month
        value = calculation.at(indicator, Monthly.COMPLIANCE, month).value
        sheet.put(row, left, value if known else EMPTY, rate, compliance)
        word = level_word(calculation.level_at(indicator, month))
        sheet.put(row, left + 1, word if known else EMPTY, CENTRED, level)


def _put_responsible(sheet: Sheet, export: PlanExport, row: int, name: str, indicators: Sequence[Indicator]) -> None:
    """Write the row of a person above their indicators', which are there already."""
    text, rate, word = aligned(BAND)
    rate = rate._replace(number=SHORT_PERCENT)
    first, last = row + 1, row + len(indicators)
    weights = f"{column_letter(_WEIGHT)}{first}:{column_letter(_WEIGHT)}{last}"
    own = [sheet.cells[at, _WEIGHT].value for at in range(first, last + 1)]
    for column in range(_NUMBER, _SEEN + 2):
        sheet.put(row, column, None, text)
    sheet.put(row, _TITLE, name, text)
    sheet.put(row, _WEIGHT, _sum(own), rate, f"SUM({weights})")
    for at, month in enumerate(QUARTERS):
        left = _FIRST + 2 * at
        letter = column_letter(left)
        span = f"{letter}{first}:{letter}{last}"
        due = f'SUMIF({span},">=0",{weights})'
        weighed = _weighed(own, [sheet.cells[row_, left].value for row_ in range(first, last + 1)])
        sheet.put(row, left, weighed, rate, f'IF({due}=0,"",SUMPRODUCT({weights},{span})/{due})')
        level = _level(export, f"{letter}{row}", weighed)
        sheet.put_computed(row, left + 1, export.calculation.reached(level, month), word)
    sheet.heights[row] = text_height(text, name, _TITLE_WIDTH, room=3)


def _sum(values: Sequence[SheetValue]) -> Decimal:
    return sum((value for value in values if isinstance(value, Decimal)), Decimal(0))


def _weighed(weights: Sequence[SheetValue], values: Sequence[SheetValue]) -> SheetValue:
    """Return the mean of the values there are, weighed; empty where there are none, or none that weighs anything."""
    with localcontext(PRECISION):
        pairs = [
            (weight, value)
            for weight, value in zip(weights, values, strict=True)
            if isinstance(weight, Decimal) and isinstance(value, Decimal)
        ]
        due = sum((weight for weight, _value in pairs), Decimal(0))
        return sum((weight * value for weight, value in pairs), Decimal(0)) / due if due else EMPTY


def _level(export: PlanExport, reference: str, compliance: SheetValue) -> Computed:
    """Return the word of the level of a compliance by the plan's own thresholds."""
    limits = (export.calculation.yearly(None, name).formula for name in (Yearly.GREEN, Yearly.YELLOW))
    level = level_of(compliance if isinstance(compliance, Decimal) else None, export.plan.thresholds)
    return Computed(level_formula(reference, *limits), level_word(level))


def _last_notes(export: PlanExport) -> dict[str, str]:
    """Return what was written of each indicator last: its remark up to the cut-off, else a note beside its values."""
    plan, records = export.plan, export.context.history
    notes = {split_address(record.cell)[0]: record.note for record in records if record.note}
    for month in range(1, export.context.month + 1) if plan.acts else ():
        for indicator in plan.indicators:
            if remark := remark_of(plan, indicator.id, month):
                notes[indicator.id] = remark_line(plan, month, remark)
    return notes
