"""Hoja de vida: what each indicator is, how it is computed, and how it stands."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from scoring.arithmetic.measure import is_limit
from scoring.messages import _
from scoring.model import Cell, Indicator, Mark
from scoring.text.numbers import format_percent
from workbook.formulas.calculation import Drawn
from workbook.formulas.levels import level_of, level_rules
from workbook.formulas.rules import Block, Scalar
from workbook.model.cells import Area, Page, Sheet, Shown, Style, column_letter, literal
from workbook.model.paging import breaks
from workbook.model.styles import (
    GRID,
    HEADER,
    PERCENT,
    SUBTITLE,
    TEXT,
    TITLE,
    fitted,
    level_word,
    line_height,
    lines_needed,
    unit_format,
)
from workbook.model.wording import kind_text, line_title, with_unit
from workbook.sheets.source import Edition

_LABEL, _VALUE, _SECOND, _LAST = 2, 3, 4, 5
_WIDTHS: Final = {1: 1.5, _LABEL: 21, _VALUE: 36, _SECOND: 19, _LAST: 34}
_WIDE: Final = _WIDTHS[_VALUE] + _WIDTHS[_SECOND] + _WIDTHS[_LAST]
_PAGE_HEIGHT: Final = 920.0
_LABELS: Final = Style(size=9, bold=True, fill="F0F4F8", border=GRID, wrap=True)
_ANALYSIS_HEIGHT: Final = 38.0


class _Fact(NamedTuple):
    label: str
    shown: Drawn
    number: str = "General"
    is_level: bool = False


def profiles_sheet(edition: Edition) -> Sheet:
    """Return a block for each indicator; a block is not divided between pages."""
    sheet = Sheet(edition.names.profiles, Page(landscape=False, footer=edition.context.footer))
    sheet.widths.update(_WIDTHS)
    sheet.put(1, _LABEL, _("Hoja de vida de los indicadores {year}").format(year=edition.plan.year), TITLE)
    sheet.put(2, _LABEL, edition.plan.process, SUBTITLE)
    sheet.heights[1] = 24
    row = first = 4
    starts = []
    for indicator in edition.plan.indicators:
        starts.append(row)
        row = _block(sheet, edition, row, indicator) + 2
        sheet.heights[row - 1] = 10
    heading = sum(sheet.heights.get(at, 15.0) for at in range(1, first))
    sheet.breaks = breaks(sheet.heights, starts, row - 1, _PAGE_HEIGHT, heading)
    return sheet


def _block(sheet: Sheet, edition: Edition, row: int, indicator: Indicator) -> int:
    """Write the block of one indicator: its long texts across, its short ones two in a row; return its last row."""
    title = _("N° {id} · {title}").format(id=indicator.id, title=line_title(edition.plan, indicator))
    width = _WIDTHS[_LABEL] + _WIDE
    style = fitted(HEADER._replace(across="left"), title, width)
    sheet.spread(Area(row, _LABEL, row, _LAST), title, style)
    sheet.heights[row] = line_height(lines_needed(title, width, style.size + 0.5), style.size)
    for label, text in _texts(edition, indicator):
        if text:
            row = _across(sheet, row + 1, label, text)
    row = _in_pairs(sheet, row + 1, list(_facts(edition, indicator)))
    row = _across(sheet, row + 1, _("Análisis"), _analysis(edition, indicator))
    sheet.heights[row] = max(_ANALYSIS_HEIGHT, sheet.heights[row])
    return row


def _across(sheet: Sheet, row: int, label: str, text: str) -> int:
    sheet.put(row, _LABEL, label, _LABELS)
    style = fitted(TEXT, text, _WIDE)
    sheet.spread(Area(row, _VALUE, row, _LAST), text, style)
    lines = max(lines_needed(text, _WIDE, style.size), lines_needed(label, _WIDTHS[_LABEL], 9.5))
    sheet.heights[row] = max(15.0, line_height(lines, style.size))
    return row


def _in_pairs(sheet: Sheet, first: int, facts: list[_Fact]) -> int:
    """Write facts side by side; return the last row."""
    for at, fact in enumerate(facts):
        row, left = first + at // 2, _LABEL if at % 2 == 0 else _SECOND
        sheet.put(row, left, fact.label, _LABELS)
        sheet.put(row, left + 1, fact.shown.value, TEXT._replace(number=fact.number), fact.shown.formula)
        text = fact.shown.value if isinstance(fact.shown.value, str) else ""
        lines = max(lines_needed(text, _WIDTHS[left + 1], 9), lines_needed(fact.label, _WIDTHS[left], 9.5))
        sheet.heights[row] = max(sheet.heights.get(row, 15.0), line_height(lines, 9))
        if fact.is_level:
            letter = column_letter(left + 1)
            sheet.rules.extend(level_rules(f"${letter}{row}", (Area(row, left + 1, row, left + 1),)))
    last = first + (len(facts) - 1) // 2
    if len(facts) % 2:
        sheet.put(last, _SECOND, None, _LABELS)
        sheet.put(last, _LAST, None, TEXT)
    return last


def _texts(edition: Edition, indicator: Indicator) -> Iterator[tuple[str, str]]:
    """Yield what is said of an indicator at length; what is empty is not printed."""
    plan = edition.plan
    objective = next(o for o in plan.objectives if o.number == indicator.objective)
    yield _("Objetivo"), objective.text
    yield _("Acción"), next((a.text for a in objective.actions if a.number == indicator.action), "")
    yield _("Meta"), indicator.texts.goal
    yield _("Fórmula impresa"), indicator.texts.formula
    yield _("Fórmula calculada"), indicator.formula
    yield _("Cómo se acumula"), kind_text(indicator)
    yield _("Datos de cada mes"), "; ".join(with_unit(item.label, item.unit) for item in indicator.variables)
    yield _("Por confirmar"), "\n".join(f"• {text}" for text in indicator.assumptions)


def _facts(edition: Edition, indicator: Indicator) -> Iterator[_Fact]:
    """Yield what is short, and the figures at the cut-off, live."""
    calculation, plan = edition.calculation, edition.plan
    thresholds = indicator.thresholds or plan.thresholds
    levels = _("Verde desde {green}, amarillo desde {yellow}; se explica más de {over}").format(
        green=format_percent(thresholds.green, plan.locale, 0),
        yellow=format_percent(thresholds.yellow, plan.locale, 0),
        over=format_percent(thresholds.over, plan.locale, 0),
    )
    yield _Fact(_("Responsable"), Drawn("", indicator.responsible or _("Sin responsable en el formulario")))
    yield _Fact(_("Vigencia"), Drawn("", f"{indicator.start:%d/%m/%Y} – {indicator.end:%d/%m/%Y}"))
    yield _Fact(_("Unidad"), Drawn("", indicator.unit))
    if is_limit(indicator):
        yield _Fact(_("Sentido de la meta"), Drawn("", _("Es un límite que no se debe pasar")))
    yield _Fact(_("Niveles"), Drawn("", levels))
    yield from _constants(edition, indicator)
    if indicator.target is not None:
        target = calculation.scalar(indicator, Scalar.TARGET)
        yield _Fact(_("Meta en cifras"), target, unit_format(indicator.unit, indicator.target))
    result = calculation.at_cut_off(indicator, Block.RESULT)
    yield _Fact(_("Resultado al corte"), result, unit_format(indicator.unit, indicator.target))
    compliance = calculation.at_cut_off(indicator, Block.COMPLIANCE)
    yield _Fact(_("Cumplimiento al corte"), compliance, PERCENT)
    score = calculation.scores[edition.context.month]
    line = next(item for item in score.indicators if item.indicator.id == indicator.id)
    level = level_of(
        compliance.formula,
        calculation.scalar(indicator, Scalar.GREEN).formula,
        calculation.scalar(indicator, Scalar.YELLOW).formula,
    )
    yield _Fact(_("Nivel"), Drawn(level, level_word(line.level)), is_level=True)


def _constants(edition: Edition, indicator: Indicator) -> Iterator[_Fact]:
    references = edition.rows.constants(indicator)
    absent = _("Falta suministrarla")
    for constant in indicator.constants:
        value = edition.plan.values.get(Cell(indicator.id, constant.name))
        shown: Shown = value.value if isinstance(value, Mark) else value
        reference = references[constant.name]
        formula = f'IF({reference}="",{literal(absent)},{reference})'
        drawn = Drawn(formula, absent if shown is None else shown)
        yield _Fact(constant.label, drawn, unit_format(constant.unit))


def _analysis(edition: Edition, indicator: Indicator) -> str:
    """Return the notes that were written beside the indicator's figures, the latest last."""
    notes: dict[str, None] = {}
    for line in edition.context.history:
        if line.note and line.cell.partition(".")[0] == indicator.id:
            notes[f"{line.at[:10]}: {line.note}"] = None
    return "\n".join(list(notes)[-6:])
