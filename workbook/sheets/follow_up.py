"""Seguimiento: the months as they are reported, and what follows from them, live up to the plan.

The yellow cells take input: the months of each input, the constants, and the cut-off month. Everything else is locked
and computed.
"""

from decimal import Decimal
from typing import Final

from scoring.arithmetic.rollup import IndicatorScore
from scoring.messages import _
from scoring.model import MONTHS, Cell, Indicator, Mark, Objective, Variable
from scoring.text.months import month_name
from workbook.formulas.calculation import Drawn, amount
from workbook.formulas.levels import level_of, level_rules
from workbook.formulas.rules import Block, Scalar
from workbook.model import layout as at
from workbook.model.cells import MES_CORTE, Area, Page, Sheet, Shown, Style, column_letter
from workbook.model.keys import CORNER, NOT_PROGRAMMED, month_key, row_key
from workbook.model.layout import month_column
from workbook.model.paging import breaks
from workbook.model.styles import (
    BAND,
    BODY,
    CENTRED,
    ENTRY,
    HEADER,
    HIDDEN,
    MONEY,
    MUTED,
    NUMBER,
    PALE,
    PERCENT,
    RATE,
    STEEL,
    SUBTITLE,
    TEXT,
    TITLE,
    WHOLE,
    fitted,
    level_word,
    line_height,
    lines_needed,
    unit_format,
)
from workbook.model.wording import month_formula, month_text, with_unit
from workbook.sheets.inputs import constant_checks, cut_off_check, month_checks
from workbook.sheets.observations import remark
from workbook.sheets.source import Edition

_WIDTHS: Final = {
    at.KEY: 10,
    at.NUMBER: 4.3,
    at.LABEL: 31,
    at.TARGET: 13.3,
    at.WEIGHT: 6.5,
    at.ACCUMULATED: 13.3,
    at.PROGRAMMED: 7.4,
    at.PROGRESS: 7.4,
    at.COMPLIANCE: 7.4,
    at.REPORTED: 7.4,
    at.CONTRIBUTION: 7.4,
    at.LEVEL: 10,
    at.REMARK: 14,
}
_MONTH_WIDTH: Final = 10.4
_SIZE: Final = 10
_MONEY_SIZE: Final = 8.2
"""Twelve months of thousands of millions have to fit beside each other."""
_PAGE_HEIGHT: Final = 770.0
"""Points of rows that go on one page at the scale that the columns dictate."""
_BODY: Final = BODY._replace(size=_SIZE)
_TEXT: Final = TEXT._replace(size=_SIZE)
_FIGURE: Final = NUMBER._replace(size=_SIZE)
_RATE: Final = RATE._replace(size=_SIZE)
_WEIGHT: Final = RATE._replace(size=_SIZE, number="0.0%")
_SOFT: Final = BODY._replace(size=8, colour=MUTED, across="right", number=PERCENT)
_INDENTED: Final = TEXT._replace(size=_SIZE, indent=1)
_CLOSED: Final = BODY._replace(fill=STEEL)


def follow_up_sheet(edition: Edition) -> Sheet:
    """Return the follow-up of one plan."""
    return _FollowUp(edition).made()


class _FollowUp:
    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.plan = edition.plan
        self.rows = edition.rows
        self.calculation = edition.calculation
        self.score = edition.calculation.scores[edition.context.month]
        self.sheet = Sheet(edition.names.follow_up, Page(repeat=(at.HEADER_ROW, at.HEADER_ROW)))
        self.entry = ENTRY._replace(locked=edition.shared)
        self.entries: list[Area] = []
        self.constants: list[Area] = []

    def made(self) -> Sheet:
        sheet = self.sheet
        sheet.page = sheet.page._replace(footer=self.edition.context.footer)
        sheet.tab = "E0A800"
        for column, width in _WIDTHS.items():
            sheet.widths[column] = width
        for month in MONTHS:
            sheet.widths[month_column(month)] = _MONTH_WIDTH
        sheet.hidden_columns.add(at.KEY)
        sheet.hidden_rows.add(at.KEY_ROW)
        sheet.freeze = (at.PLAN_ROW, at.FIRST_MONTH)
        self._top()
        self._node_row(at.PLAN_ROW, None, _("PLAN"), "", HEADER._replace(across="right"))
        for objective in self.plan.objectives:
            self._objective(objective)
        self._rules()
        starts = sorted(self.rows.objectives.values())
        sheet.breaks = breaks(sheet.heights, starts, self.rows.last, _PAGE_HEIGHT)
        return sheet

    def _top(self) -> None:
        sheet, plan = self.sheet, self.plan
        sheet.put(1, at.NUMBER, _("Seguimiento al plan de acción {year}").format(year=plan.year), TITLE)
        heading = _("{process} · Responsable: {responsible}")
        sheet.put(2, at.NUMBER, heading.format(process=plan.process, responsible=plan.responsible), SUBTITLE)
        row = at.CUT_OFF_ROW
        label = Style(size=10, bold=True, across="right")
        sheet.spread(Area(row, at.NUMBER, row, at.LABEL), _("Mes de corte (0 a 12):"), label)
        cut_off = self.entry._replace(size=11, bold=True, across="center", number="0")
        shared = MES_CORTE if self.edition.shared else ""
        sheet.put(row, at.TARGET, Decimal(self.edition.context.month), cut_off, shared)
        sheet.spread(
            Area(row, at.WEIGHT, row, at.FIRST_MONTH),
            month_text(self.edition.context.month, self.plan.locale),
            Style(size=11, bold=True),
            month_formula(self.plan.locale),
        )
        note = _("Solo se escriben las celdas amarillas. NP: no programado en el mes. En blanco: sin reportar.")
        if self.edition.shared:
            note = _("El mes de corte se cambia en el índice. NP: no programado en el mes. En blanco: sin reportar.")
        sheet.put(row, at.FIRST_MONTH + 1, note, SUBTITLE)
        sheet.heights[1], sheet.heights[row], sheet.heights[row + 1] = 22, 18, 5
        if not self.edition.shared:
            cut_off_check(sheet, row, at.TARGET)
        self._headings()

    def _headings(self) -> None:
        sheet, row = self.sheet, at.HEADER_ROW
        sheet.put(at.KEY_ROW, at.KEY, CORNER, HIDDEN)
        sheet.put(at.KEY_ROW, at.TARGET, month_key(None), HIDDEN)
        headings = {
            at.NUMBER: _("N°"),
            at.LABEL: _("Meta, datos y cumplimiento"),
            at.TARGET: _("Meta o línea base"),
            at.WEIGHT: _("Pond."),
            at.ACCUMULATED: _("Acumulado"),
            at.PROGRAMMED: _("Progra- mado"),
            at.PROGRESS: _("Avance"),
            at.COMPLIANCE: _("Cumpli- miento"),
            at.REPORTED: _("Repor- tado"),
            at.CONTRIBUTION: _("Aporte al plan"),
            at.LEVEL: _("Nivel"),
            at.REMARK: _("Observación"),
        }
        for column, text in headings.items():
            sheet.put(row, column, text, HEADER)
        for month in MONTHS:
            name = month_name(month, self.plan.locale).capitalize()
            sheet.put(row, month_column(month), name, HEADER)
            sheet.put(at.KEY_ROW, month_column(month), month_key(month), HIDDEN)
        sheet.heights[row] = line_height(2, _SIZE)

    # A node: the plan or an objective.

    def _node_row(self, row: int, node: int | None, number: str, text: str, style: Style) -> None:
        sheet, calculation = self.sheet, self.calculation
        rate = style._replace(number=PERCENT, across="right")
        sheet.put(row, at.NUMBER, number, style._replace(across="center"))
        label = fitted(style._replace(across="left"), text, _WIDTHS[at.LABEL])
        sheet.put(row, at.LABEL, text, label)
        for column in (at.TARGET, at.ACCUMULATED, at.REMARK):
            sheet.put(row, column, None, style)
        if node is None:
            sheet.spread(Area(row, at.NUMBER, row, at.LABEL), number, style._replace(across="left"))
            sheet.put(row, at.WEIGHT, None, style)
        else:
            self._drawn(row, at.WEIGHT, calculation.scalar(node, Scalar.SHARE), rate._replace(number="0.0%"))
        for month in MONTHS:
            drawn = calculation.until_cut_off(node, Block.COMPLIANCE, month)
            self._drawn(row, month_column(month), drawn, rate._replace(size=9, bold=False))
        self._figures(row, node, rate)
        share = f"{column_letter(at.WEIGHT)}{row}*" if node is not None else ""
        progress = amount(calculation.at_cut_off(node, Block.PROGRESS))
        weight = Decimal(1) if node is None else amount(calculation.scalar(node, Scalar.SHARE))
        sheet.put(
            row,
            at.CONTRIBUTION,
            progress * weight,
            rate,
            f"{share}{column_letter(at.PROGRESS)}{row}",
        )
        lines = lines_needed(text, _WIDTHS[at.LABEL], label.size)
        sheet.heights[row] = line_height(lines, label.size, room=5)

    def _figures(self, row: int, node: Indicator | int | None, style: Style) -> None:
        """Write the figures that are always shown together, and the level."""
        calculation = self.calculation
        for column, block in (
            (at.PROGRAMMED, Block.PROGRAMMED),
            (at.PROGRESS, Block.PROGRESS),
            (at.COMPLIANCE, Block.COMPLIANCE),
            (at.REPORTED, Block.REPORTED),
        ):
            self._drawn(row, column, calculation.at_cut_off(node, block), style)
        level = self._level(node)
        formula = level_of(
            f"{column_letter(at.COMPLIANCE)}{row}",
            calculation.scalar(node, Scalar.GREEN).formula,
            calculation.scalar(node, Scalar.YELLOW).formula,
        )
        word = style._replace(number="General", across="center", bold=True)
        self.sheet.put(row, at.LEVEL, level, word, formula)

    def _level(self, node: Indicator | int | None) -> str:
        if node is None:
            return level_word(self.score.figures.level)
        if isinstance(node, int):
            return level_word(next(o.figures.level for o in self.score.objectives if o.objective.number == node))
        return level_word(next(scored.level for scored in self.score.indicators if scored.indicator.id == node.id))

    def _drawn(self, row: int, column: int, drawn: Drawn, style: Style) -> None:
        self.sheet.put(row, column, drawn.value, style, drawn.formula)

    def _objective(self, objective: Objective) -> None:
        row = self.rows.objectives[objective.number]
        self._node_row(row, objective.number, "", objective.text, BAND)
        for own in objective.own:
            self._line(own)
        for action in objective.actions:
            row = self.rows.actions[action.number]
            style = BODY._replace(fill=PALE, italic=True, wrap=True, across="left")
            self.sheet.put(row, at.NUMBER, None, style)
            area = Area(row, at.LABEL, row, at.REMARK)
            self.sheet.spread(area, action.text, style)
            width = sum(_WIDTHS.get(column, _MONTH_WIDTH) for column in range(at.LABEL, at.REMARK + 1))
            self.sheet.heights[row] = line_height(lines_needed(action.text, width, _SIZE), _SIZE)
            for goal in action.indicators:
                self._line(goal)

    # A line.

    def _line(self, indicator: Indicator) -> None:
        rows = self.rows.indicators[indicator.id]
        line = next(item for item in self.score.indicators if item.indicator.id == indicator.id)
        self._result_row(rows.result, line)
        for row, constant in zip(rows.constants, indicator.constants, strict=True):
            self._constant_row(row, indicator, constant.name, constant.label, constant.unit)
        for row, item in zip(rows.inputs, indicator.variables, strict=True):
            self._input_row(row, indicator, item)
        self._compliance_row(rows.compliance, indicator)

    def _result_row(self, row: int, scored: IndicatorScore) -> None:
        sheet, indicator, calculation = self.sheet, scored.indicator, self.calculation
        name = fitted(_TEXT._replace(bold=True), indicator.name, _WIDTHS[at.LABEL] - 1)
        figure = _FIGURE._replace(size=9, bold=True, number=self._result_format(indicator))
        sheet.put(row, at.NUMBER, indicator.id, CENTRED._replace(size=_SIZE, bold=True))
        sheet.put(row, at.LABEL, indicator.name, name)
        sheet.put(row, at.TARGET, indicator.target, figure)
        self._drawn(row, at.WEIGHT, calculation.scalar(indicator, Scalar.SHARE), _WEIGHT)
        for month in MONTHS:
            drawn = calculation.month_figure(indicator, month)
            within = month in indicator.months
            monthly = self._monthly(_FIGURE, self._month_format(indicator))
            if within:
                self._drawn(row, month_column(month), drawn, monthly)
            else:
                sheet.put(row, month_column(month), None, _CLOSED)
        self._drawn(row, at.ACCUMULATED, calculation.at_cut_off(indicator, Block.RESULT), figure)
        self._figures(row, indicator, _RATE)
        sheet.put(
            row,
            at.CONTRIBUTION,
            scored.global_weight * scored.measure.progress,
            _RATE,
            f"{calculation.scalar(indicator, Scalar.GLOBAL).formula}*{column_letter(at.PROGRESS)}{row}",
        )
        self._remark(row, scored)
        lines = lines_needed(indicator.name, _WIDTHS[at.LABEL] - 1, name.size * 1.05)
        sheet.heights[row] = max(18.0, line_height(lines, name.size))

    def _result_format(self, indicator: Indicator) -> str:
        return unit_format(indicator.unit, indicator.target)

    def _month_format(self, indicator: Indicator) -> str:
        if indicator.unit == "%" and len(indicator.variables) == 1 and indicator.baseline:
            return unit_format(indicator.variables[0].unit)
        return self._result_format(indicator)

    def _constant_row(self, row: int, indicator: Indicator, name: str, label: str, unit: str) -> None:
        sheet = self.sheet
        value = self.plan.values.get(Cell(indicator.id, name))
        sheet.put(row, at.KEY, row_key(indicator.id, name), HIDDEN)
        sheet.put(row, at.NUMBER, None, _BODY)
        sheet.put(row, at.LABEL, with_unit(label, unit), _INDENTED)
        sheet.put(row, at.TARGET, _shown(value), self.entry._replace(size=9, number=unit_format(unit)))
        for column in range(at.WEIGHT, at.REMARK + 1):
            sheet.put(row, column, None, _BODY)
        self._fit(row, with_unit(label, unit))
        self.constants.append(Area(row, at.TARGET, row, at.TARGET))

    def _input_row(self, row: int, indicator: Indicator, item: Variable) -> None:
        sheet = self.sheet
        sheet.put(row, at.KEY, row_key(indicator.id, item.name), HIDDEN)
        sheet.put(row, at.NUMBER, None, _BODY)
        sheet.put(row, at.LABEL, with_unit(item.label, item.unit), _INDENTED)
        for column in (at.TARGET, at.WEIGHT):
            sheet.put(row, column, None, _BODY)
        entry = self._monthly(self.entry._replace(size=_SIZE), unit_format(item.unit))
        for month in MONTHS:
            value = self.plan.values.get(Cell(indicator.id, item.name, month))
            if month in indicator.months:
                sheet.put(row, month_column(month), _shown(value), entry)
            else:
                sheet.put(row, month_column(month), None, _CLOSED)
        first, last = month_column(indicator.months[0]), month_column(indicator.months[-1])
        self.entries.append(Area(row, first, row, last))
        for column in range(at.ACCUMULATED, at.REMARK + 1):
            sheet.put(row, column, None, _BODY)
        self._fit(row, with_unit(item.label, item.unit))

    def _monthly(self, style: Style, number: str) -> Style:
        """Return a month's style: amounts of money are written small and without their sign, or they would not fit."""
        return style._replace(size=_MONEY_SIZE, number=WHOLE) if number == MONEY else style._replace(number=number)

    def _fit(self, row: int, text: str) -> None:
        self.sheet.heights[row] = max(17.0, line_height(lines_needed(text, _WIDTHS[at.LABEL] - 2, _SIZE), _SIZE))

    def _compliance_row(self, row: int, indicator: Indicator) -> None:
        sheet = self.sheet
        sheet.put(row, at.NUMBER, None, _BODY)
        sheet.put(row, at.LABEL, _("Cumplimiento a cada corte"), _INDENTED._replace(size=8, colour=MUTED))
        for column in (at.TARGET, at.WEIGHT):
            sheet.put(row, column, None, _BODY)
        for month in MONTHS:
            drawn = self.calculation.until_cut_off(indicator, Block.COMPLIANCE, month)
            self._drawn(row, month_column(month), drawn, _SOFT)
        for column in range(at.ACCUMULATED, at.REMARK + 1):
            sheet.put(row, column, None, _BODY)
        sheet.heights[row] = 14

    def _remark(self, row: int, scored: IndicatorScore) -> None:
        text, formula = remark(self.edition, scored)
        self.sheet.put(row, at.REMARK, text, TEXT._replace(size=8.5), formula)

    # Looks that follow the figures, and what may be typed.

    def _rules(self) -> None:
        sheet, last = self.sheet, self.rows.last
        first = at.PLAN_ROW
        level = column_letter(at.LEVEL)
        words = (Area(first, at.LEVEL, last, at.LEVEL), Area(first, at.COMPLIANCE, last, at.COMPLIANCE))
        sheet.rules.extend(level_rules(f"${level}{first}", words))
        if self.edition.shared:
            return
        month_checks(sheet, self.entries)
        constant_checks(sheet, self.constants)


def _shown(value: Decimal | Mark | None) -> Shown:
    return NOT_PROGRAMMED if isinstance(value, Mark) else value
