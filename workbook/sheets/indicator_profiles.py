"""Hoja de vida: what each indicator is, how it is computed, and its values at the cut-off."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from scoring.arithmetic.measure import is_limit
from scoring.messages import _
from scoring.model import Cell, Indicator
from scoring.model.cells import split_address
from scoring.text.clock import date_and_time
from scoring.text.numbers import format_percent
from scoring.year.remarks import remark_of
from workbook.formulas.calculation_columns import Monthly, Yearly
from workbook.formulas.levels import level_formats
from workbook.model.cells import Area, Computed, Style
from workbook.model.formula_references import column_letter, literal
from workbook.model.hidden_keys import sheet_value
from workbook.model.paging import USUAL_HEIGHT, set_pages
from workbook.model.sheet import Sheet
from workbook.model.sheet_features import PageSetup
from workbook.model.styles import (
    GRID,
    HEADER,
    PERCENT,
    SUBTITLE,
    TEXT,
    aligned,
    fitted,
    text_height,
    unit_format,
)
from workbook.model.wording import indicator_title, levels_text, with_unit
from workbook.sheets.cut_off_heading import put_heading
from workbook.sheets.plan_export import PlanExport
from workbook.sheets.remarks import Room, put_remark, remark_line, rows_by_hand

_LABEL, _VALUE, _SECOND, _LAST = 2, 3, 4, 5
_WIDTHS: Final = {1: 1.5, _LABEL: 21, _VALUE: 45, _SECOND: 21, _LAST: 42}
"""So wide that three blocks of an ordinary indicator go on a page, and can still be read."""
_WIDE: Final = _WIDTHS[_VALUE] + _WIDTHS[_SECOND] + _WIDTHS[_LAST]
_LABELS: Final = Style(size=9, bold=True, fill="F0F4F8", border=GRID, wrap=True, indent=1, across="left")
_NOTES: Final = 6
"""The notes that a block has, the latest ones."""


class _Fact(NamedTuple):
    label: str
    computed: Computed
    number: str = "General"
    is_level: bool = False


def profiles_sheet(export: PlanExport) -> Sheet:
    """Return a block for each indicator; a block is not divided between pages."""
    sheet = Sheet(export.names.profiles, PageSetup(landscape=False, footer=export.context.footer))
    sheet.widths.update(_WIDTHS)
    title = _("Hoja de vida de los indicadores {year}").format(year=export.plan.year)
    put_heading(sheet, export, title, export.plan.process, (_LABEL, _SECOND, _LAST))
    row = first = 4
    starts: list[int] = []
    by_hand: list[int] = []
    notes = _notes(export)
    for indicator in export.plan.indicators:
        starts.append(row)
        last, roomy = _block(sheet, export, row, indicator, notes.get(indicator.id, ()))
        by_hand += roomy
        row = last + 2
        sheet.heights[row - 1] = 10
    if not starts:
        sheet.put(first, _LABEL, _("Sin indicadores todavía"), SUBTITLE)
    heading = sum(sheet.heights.get(at, USUAL_HEIGHT) for at in range(1, first))
    set_pages(sheet, starts, row - 1, heading, by_hand)
    return sheet


def _block(
    sheet: Sheet, export: PlanExport, row: int, indicator: Indicator, notes: Sequence[str]
) -> tuple[int, tuple[int, ...]]:
    """Write the block of one indicator: its long texts across, its short ones two in a row.

    Return its last row, and the rows in which there is room to write by hand.
    """
    title = _("N° {id} · {title}").format(id=indicator.id, title=indicator_title(indicator, export.actions))
    width = _WIDTHS[_LABEL] + _WIDE
    style = fitted(aligned(HEADER)[0], title, width)
    sheet.spread(Area(row, _LABEL, row, _LAST), title, style)
    sheet.heights[row] = text_height(style, title, width)
    for label, text in _texts(export, indicator):
        if text:
            row = _across(sheet, row + 1, label, text)
    row = _in_pairs(sheet, row + 1, list(_facts(export, indicator)))
    roomy = rows_by_hand(row)
    row = put_remark(sheet, row, Room(export.plan, export.context.month, _LAST, _WIDE, _LABELS), indicator)
    for label, text in (
        (_("Escrito por"), _written(export, indicator)),
        (_("Meses anteriores"), _earlier(export, indicator)),
        (_("Notas de las cifras"), "\n".join(notes[-_NOTES:])),
    ):
        if text:
            row = _across(sheet, row + 1, label, text)
    return row, roomy


def _written(export: PlanExport, indicator: Indicator) -> str:
    """Return who wrote the remark of the cut-off month, and when; empty where there is none."""
    plan = export.plan
    remark = remark_of(plan, indicator.id, export.context.month)
    if remark is None:
        return ""
    when = date_and_time(remark.at, plan.timezone, plan.locale, seconds=False)
    return _("{by}, el {when}").format(by=remark.by, when=when)


def _earlier(export: PlanExport, indicator: Indicator) -> str:
    """Return the remarks of the months before the cut-off, a line each."""
    plan = export.plan
    months = range(1, export.context.month) if plan.acts else ()
    remarks = ((month, remark_of(plan, indicator.id, month)) for month in months)
    return "\n".join(remark_line(plan, month, remark) for month, remark in remarks if remark)


def _across(sheet: Sheet, row: int, label: str, text: str) -> int:
    sheet.put(row, _LABEL, label, _LABELS)
    style = fitted(TEXT, text, _WIDE)
    sheet.spread(Area(row, _VALUE, row, _LAST), text, style)
    needed = max(text_height(style, text, _WIDE), text_height(_LABELS, label, _WIDTHS[_LABEL]))
    sheet.heights[row] = max(15.0, needed)
    return row


def _in_pairs(sheet: Sheet, first: int, facts: list[_Fact]) -> int:
    """Write facts side by side, one that is left over across; return the last row."""
    for at, fact in enumerate(facts):
        row, left = first + at // 2, _LABEL if at % 2 == 0 else _SECOND
        sheet.put(row, left, fact.label, _LABELS)
        style = TEXT if fact.number == "General" else TEXT._replace(number=fact.number, wrap=False, shrink=True)
        area = Area(row, left + 1, row, _LAST if at == len(facts) - 1 else left + 1)
        sheet.spread(area, fact.computed.value, style, fact.computed.formula)
        text = fact.computed.value if isinstance(fact.computed.value, str) else ""
        needed = max(text_height(TEXT, text, _WIDTHS[left + 1]), text_height(_LABELS, fact.label, _WIDTHS[left]))
        sheet.heights[row] = max(sheet.heights.get(row, USUAL_HEIGHT), needed)
        if fact.is_level:
            sheet.conditional_formats.extend(level_formats(f"${column_letter(area.left)}{row}", (area,)))
    return first + (len(facts) - 1) // 2


def _texts(export: PlanExport, indicator: Indicator) -> Iterator[tuple[str, str]]:
    """Yield what is said of an indicator at length; what is empty is not printed."""
    yield _("Objetivo"), export.objectives[indicator.objective]
    yield _("Acción"), export.actions.get(indicator.action or "", "")
    yield _("Nombre impreso"), indicator.name if indicator.short else ""
    yield _("Meta"), indicator.texts.goal if indicator.texts.goal != indicator.name or not indicator.short else ""
    yield _("Fórmula impresa"), indicator.texts.formula
    yield _("Otros datos del formulario"), "\n".join(f"{name}: {text}" for name, text in indicator.attributes if text)
    yield _("Por confirmar"), "\n".join(f"• {text}" for text in indicator.assumptions)


def _facts(export: PlanExport, indicator: Indicator) -> Iterator[_Fact]:
    """Yield what is short, and the values at the cut-off, live."""
    calculation, locale = export.calculation, export.plan.locale
    number = unit_format(indicator.unit, indicator.target)
    monthly = "; ".join(with_unit(item.label, item.unit) for item in indicator.variables)
    yield _Fact(_("Fórmula calculada"), Computed("", indicator.formula))
    yield _Fact(_("Cómo se acumula"), Computed("", calculation.rules[indicator.id].description))
    yield _Fact(_("Datos de cada mes"), Computed("", monthly))
    yield _Fact(_("Responsable"), Computed("", indicator.responsible or _("Sin responsable en el formulario")))
    yield _Fact(_("Vigencia"), Computed("", f"{indicator.start:%d/%m/%Y} – {indicator.end:%d/%m/%Y}"))
    if is_limit(indicator):
        yield _Fact(_("Sentido de la meta"), Computed("", _("Es un límite que no se debe pasar")))
    if (own := indicator.thresholds) is not None:
        levels = _("{levels}; más de {over} se explica").format(
            levels=levels_text(own, locale), over=format_percent(own.over, locale, 0)
        )
        yield _Fact(_("Niveles propios"), Computed("", levels))
    yield from _constants(export, indicator)
    if indicator.target is not None:
        target = calculation.yearly(indicator, Yearly.TARGET)
        yield _Fact(with_unit(_("Meta en cifras"), indicator.unit), target, number)
    yield _Fact(_("Resultado al corte"), calculation.at_cut_off(indicator, Monthly.RESULT), number)
    compliance = calculation.at_cut_off(indicator, Monthly.COMPLIANCE)
    yield _Fact(_("Cumplimiento al corte"), compliance, PERCENT)
    yield _Fact(_("Nivel"), calculation.level(indicator), is_level=True)


def _constants(export: PlanExport, indicator: Indicator) -> Iterator[_Fact]:
    references = export.rows.constants(indicator)
    absent = _("Falta suministrarla")
    for constant in indicator.constants:
        value = sheet_value(export.plan.values.get(Cell(indicator.id, constant.name)))
        reference = references[constant.name]
        formula = f'IF({reference}="",{literal(absent)},{reference})'
        computed = Computed(formula, absent if value is None else value)
        yield _Fact(constant.label, computed, unit_format(constant.unit))


def _notes(export: PlanExport) -> dict[str, list[str]]:
    """Return the notes that were written beside values, each once, by the indicator's id, the latest last."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for record in export.context.history:
        if record.note:
            found[split_address(record.cell)[0]][f"{record.day}: {record.note}"] = None
    return {id_: list(notes) for id_, notes in found.items()}
