"""The charts of Tablero, and the hidden sheet whose ranges they show."""

from decimal import Decimal
from typing import Final, Literal

from scoring.messages import _
from scoring.model import MONTHS, Level
from scoring.text.months import month_name
from workbook.formulas.calculation_columns import Monthly
from workbook.model.cells import SheetValue
from workbook.model.formula_references import MES_CORTE, NOT_AVAILABLE
from workbook.model.paging import USUAL_HEIGHT
from workbook.model.sheet import Sheet
from workbook.model.sheet_features import Chart, ChartKind, Series
from workbook.model.styles import HIDDEN, LABEL, LEVEL_BAR, level_word, shortened
from workbook.sheets.nodes import Node
from workbook.sheets.plan_export import PlanExport

_POINTS_IN_A_CENTIMETRE: Final = 28.35
_WIDTH: Final = 14.6
_LEAST: Final = 400.0
"""Points that the charts take however short the table beside them is: below that their legends have no room."""
_GAP: Final = 6.0
"""Points that a chart is lower than its place, so that the next one, which begins with a row, is clear of it."""
_NOTHING: Final = Decimal("0.000001")
"""A compliance of zero is drawn as this, so that its column is labelled: an empty cell counts as zero and is not."""
_PATTERN: Final[dict[Level, Literal["", "wdUpDiag", "smCheck"]]] = {
    Level.GREEN: "",
    Level.YELLOW: "wdUpDiag",
    Level.RED: "smCheck",
}
"""What tells the levels' bars apart where there are no colours."""
_LABELLED: Final = HIDDEN._replace(number=LABEL)
_LABELS: Final = 6
"""The column of the feed with the names of the bars; the columns of the months come before it."""


def put_charts(sheet: Sheet, feed: Sheet, export: PlanExport, listed: list[Node], place: tuple[int, int, int]) -> None:
    """Draw the plan month by month, and below it the compliance of what the table lists.

    `place` has the first and last row that they are beside, and the column where they begin.
    """
    first, last, column = place
    each = max(_LEAST, sum(sheet.heights.get(row, USUAL_HEIGHT) for row in range(first, last + 1))) / 2
    second, passed = first, 0.0
    while passed < each:
        passed += sheet.heights.get(second, USUAL_HEIGHT)
        second += 1
    height = (each - _GAP) / _POINTS_IN_A_CENTIMETRE
    months = tuple(month_name(month, export.plan.locale).capitalize() for month in MONTHS)
    bars = [node for node in listed if node.is_indicator] or listed
    labels = tuple(node.number or shortened(node.title, 12) for node in bars)
    for kind, title, names, categories, series, row in (
        (
            ChartKind.LINES,
            _("El plan mes a mes"),
            months,
            feed.along_column(1, 2, 13),
            _monthly_series(feed, export, months),
            first,
        ),
        (
            ChartKind.BARS,
            _("Cumplimiento por meta"),
            labels,
            feed.along_column(_LABELS, 2, len(bars) + 1),
            _level_series(feed, export, bars, labels),
            second,
        ),
    ):
        sheet.charts.append(Chart(kind, title, categories, names, series, row, column, _WIDTH, height))


def _monthly_series(feed: Sheet, export: PlanExport, months: tuple[str, ...]) -> tuple[Series, ...]:
    """Feed a series each for what was programmed, the progress and the compliance, up to the cut-off."""
    shown: tuple[tuple[Monthly, str, str, Literal["diamond", "square", "triangle"]], ...] = (
        (Monthly.PROGRAMMED, _("Programado"), "B45309", "diamond"),
        (Monthly.PROGRESS, _("Avance"), "2F6FB0", "square"),
        (Monthly.COMPLIANCE, _("Cumplimiento"), "1F3A5F", "triangle"),
    )
    feed.put_row(1, 1, (_("Mes"), *(title for _monthly, title, _colour, _mark in shown)), HIDDEN)
    for row, name in enumerate(months, start=2):
        feed.put(row, 1, name, HIDDEN)
    series = []
    for column, (monthly, title, colour, mark) in enumerate(shown, start=2):
        values: list[SheetValue] = []
        for month in MONTHS:
            computed = export.calculation.at(None, monthly, month)
            known = month <= export.context.month and isinstance(computed.value, Decimal)
            values.append(computed.value if known else NOT_AVAILABLE)
            formula = f"IF(AND({month}<={MES_CORTE},ISNUMBER({computed.formula})),{computed.formula},NA())"
            feed.put(month + 1, column, values[-1], HIDDEN, formula)
        dashed = monthly is Monthly.PROGRAMMED  # it often lies under the progress
        series.append(Series(title, feed.along_column(column, 2, 13), tuple(values), colour, mark, dashed=dashed))
    return tuple(series)


def _level_series(feed: Sheet, export: PlanExport, bars: list[Node], labels: tuple[str, ...]) -> tuple[Series, ...]:
    """Feed one series a level: a node has its bar in the series of its level, and none in the others."""
    calculation = export.calculation
    feed.put(1, _LABELS, _("Meta"), HIDDEN)
    for row, label in enumerate(labels, start=2):
        feed.put(row, _LABELS, label, HIDDEN)
    series = []
    for column, level in enumerate((Level.GREEN, Level.YELLOW, Level.RED), start=_LABELS + 1):
        word = level_word(level)
        feed.put(1, column, word, HIDDEN)
        values: list[SheetValue] = []
        for row, node in enumerate(bars, start=2):
            compliance, own = calculation.at_cut_off(node.key, Monthly.COMPLIANCE), calculation.level(node.key)
            values.append(max(compliance.amount, _NOTHING) if own.value == word else "")
            formula = f'IF({own.formula}="{word}",MAX({compliance.formula},{_NOTHING}),"")'
            feed.put(row, column, values[-1], _LABELLED, formula)
        reference = feed.along_column(column, 2, len(bars) + 1)
        series.append(Series(word, reference, tuple(values), LEVEL_BAR[level], pattern=_PATTERN[level]))
    return tuple(series)
