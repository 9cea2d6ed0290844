"""Tablero: the plan at the cut-off on one page, to be projected in a meeting."""

from decimal import Decimal
from typing import Final

from scoring.messages import _
from scoring.model import MONTHS, Level
from scoring.text.months import month_name
from workbook.formulas.calculation import Drawn
from workbook.formulas.levels import level_of, level_rules
from workbook.formulas.rules import Block, Scalar
from workbook.model.cells import (
    MES_CORTE,
    NOT_AVAILABLE,
    Area,
    Bars,
    Chart,
    ChartKind,
    Page,
    Series,
    Sheet,
    Shown,
    Style,
    column_letter,
)
from workbook.model.styles import (
    BAND,
    CENTRED,
    GRID,
    HEADER,
    HIDDEN,
    LEVEL_BAR,
    MUTED,
    NAVY,
    PALE,
    RATE,
    SHORT_PERCENT,
    SUBTITLE,
    TEXT,
    TITLE,
    level_word,
)
from workbook.model.wording import month_formula, month_text, shortened
from workbook.sheets.nodes import Node, level_at, nodes
from workbook.sheets.source import Edition

MOST_LINES: Final = 36
"""With more lines than this the page lists the objectives alone, or it could not be read."""

_NUMBER, _TITLE, _WEIGHT, _PROGRAMMED, _PROGRESS, _COMPLIANCE, _LEVEL, _GAP, _RIGHT = range(2, 11)
_WIDTHS: Final = (1.5, 5, 52, 9, 11, 11, 18, 14, 2, *(10.5,) * 7)
_LAST: Final = 16
_TABLE_ROW: Final = 8
_TABLE_HEIGHT: Final = 500.0
"""Points that the table has on the page, without its heading."""
_POINTS_IN_A_CENTIMETRE: Final = 28.35
_CARD: Final = Style(size=9, colour=MUTED, fill=PALE, border=GRID, across="center")
_CARD_FIGURE: Final = Style(size=22, bold=True, colour=NAVY, fill=PALE, border=GRID, across="center")
_LINES: Final = (
    (Block.PROGRAMMED, "9AA5B1"),
    (Block.PROGRESS, "2F6FB0"),
    (Block.COMPLIANCE, "1F3A5F"),
)


def dashboard_sheets(edition: Edition) -> tuple[Sheet, Sheet]:
    """Return the dashboard and the hidden sheet that feeds its charts."""
    feed = Sheet(f"_graficos{edition.names.dashboard.removeprefix(_('Tablero'))}", hidden=True)
    sheet = Sheet(edition.names.dashboard, Page(tall=1, footer=edition.context.footer))
    sheet.tab = "2F9E5B"
    for column, width in enumerate(_WIDTHS, start=1):
        sheet.widths[column] = width
    plan = edition.plan
    sheet.put(1, _NUMBER, _("Tablero del plan de acción {year}").format(year=plan.year), TITLE)
    sheet.put(2, _NUMBER, plan.process, SUBTITLE)
    sheet.spread(
        Area(1, _RIGHT, 1, _LAST),
        _("Corte: ") + month_text(edition.context.month, plan.locale),
        TITLE._replace(across="right"),
        f'"{_("Corte: ")}"&{month_formula(plan.locale)}',
    )
    sheet.heights[1] = 24
    _cards(sheet, edition)
    last = _table(sheet, edition)
    _charts(sheet, feed, edition, last)
    return sheet, feed


def _cards(sheet: Sheet, edition: Edition) -> None:
    """Write the plan's figures large: they are always shown together."""
    calculation = edition.calculation
    level = Drawn(
        level_of(
            calculation.at_cut_off(None, Block.COMPLIANCE).formula,
            calculation.scalar(None, Scalar.GREEN).formula,
            calculation.scalar(None, Scalar.YELLOW).formula,
        ),
        level_word(calculation.scores[edition.context.month].figures.level),
    )
    cards = (
        (_NUMBER, _TITLE, _("Cumplimiento de lo programado"), calculation.at_cut_off(None, Block.COMPLIANCE)),
        (_WEIGHT, _PROGRESS, _("Avance del año"), calculation.at_cut_off(None, Block.PROGRESS)),
        (_COMPLIANCE, _LEVEL, _("Programado a la fecha"), calculation.at_cut_off(None, Block.PROGRAMMED)),
        (_RIGHT, _RIGHT + 3, _("Reportado de lo que debía"), calculation.at_cut_off(None, Block.REPORTED)),
        (_RIGHT + 4, _LAST, _("Nivel"), level),
    )
    for left, right, label, drawn in cards:
        sheet.spread(Area(4, left, 4, right), label, _CARD)
        style = _CARD_FIGURE._replace(number=SHORT_PERCENT)
        sheet.spread(Area(5, left, 5, right), drawn.value, style, drawn.formula)
    sheet.heights[3], sheet.heights[4], sheet.heights[5], sheet.heights[6] = 6, 16, 38, 8
    sheet.rules.extend(level_rules(f"${column_letter(_RIGHT + 4)}$5", (Area(5, _RIGHT + 4, 5, _LAST),)))


def _table(sheet: Sheet, edition: Edition) -> int:
    """Write a row for each node; return the last one."""
    headings = (
        _("N°"),
        _("Objetivo o meta"),
        _("Peso en el plan"),
        _("Programado"),
        _("Avance"),
        _("Cumplimiento"),
        _("Nivel"),
    )
    sheet.put_row(_TABLE_ROW - 1, _NUMBER, headings, HEADER)
    sheet.heights[_TABLE_ROW - 1] = 26
    row = _TABLE_ROW - 1
    listing = listed(edition)
    height = min(30.0, max(14.0, _TABLE_HEIGHT / len(listing)))
    for node in listing:
        row += 1
        _row(sheet, edition, row, node)
        sheet.heights[row] = height
    sheet.bars.append(Bars(Area(_TABLE_ROW, _COMPLIANCE, row, _COMPLIANCE), "6C9BC4"))
    level = column_letter(_LEVEL)
    sheet.rules.extend(level_rules(f"${level}{_TABLE_ROW}", (Area(_TABLE_ROW, _LEVEL, row, _LEVEL),)))
    return row


def listed(edition: Edition) -> list[Node]:
    """Return the objectives, with their lines where they can be read on one page."""
    few = len(edition.plan.indicators) <= MOST_LINES
    return [node for node in nodes(edition, lines=few) if node.key is not None]


def _row(sheet: Sheet, edition: Edition, row: int, node: Node) -> None:
    calculation, key = edition.calculation, node.key
    text, rate, centred = (
        (TEXT, RATE, CENTRED)
        if node.is_line
        else (
            BAND._replace(across="left"),
            BAND._replace(across="right"),
            BAND._replace(across="center"),
        )
    )
    rate = rate._replace(number=SHORT_PERCENT)
    sheet.put(row, _NUMBER, node.number, centred)
    title = shortened(node.title, 62 if node.is_line else 56)
    sheet.put(row, _TITLE, title, text._replace(wrap=False, colour=NAVY), link=node.link)
    weight = Scalar.GLOBAL if node.is_line else Scalar.SHARE
    for column, drawn in (
        (_WEIGHT, calculation.scalar(key, weight)),
        (_PROGRAMMED, calculation.at_cut_off(key, Block.PROGRAMMED)),
        (_PROGRESS, calculation.at_cut_off(key, Block.PROGRESS)),
        (_COMPLIANCE, calculation.at_cut_off(key, Block.COMPLIANCE)),
    ):
        sheet.put(row, column, drawn.value, rate, drawn.formula)
    level = level_of(
        f"{column_letter(_COMPLIANCE)}{row}",
        calculation.scalar(key, Scalar.GREEN).formula,
        calculation.scalar(key, Scalar.YELLOW).formula,
    )
    word = level_word(level_at(calculation.scores[edition.context.month], node))
    sheet.put(row, _LEVEL, word, centred._replace(bold=True), level)


def _charts(sheet: Sheet, feed: Sheet, edition: Edition, last: int) -> None:
    """Draw the months of the plan and the compliance of its lines, beside the table."""
    rows = max(last - _TABLE_ROW + 1, 12)
    half = rows // 2
    height = sheet.heights[_TABLE_ROW] * rows / 2 / _POINTS_IN_A_CENTIMETRE
    width = 14.6
    sheet.charts.append(
        Chart(
            ChartKind.LINES,
            _("El plan mes a mes"),
            feed.along_column(1, 2, 13),
            tuple(month_name(month, edition.plan.locale).capitalize() for month in MONTHS),
            _monthly_series(feed, edition),
            _TABLE_ROW - 1,
            _RIGHT,
            width,
            height,
        )
    )
    bars = [node for node in listed(edition) if node.is_line] or listed(edition)
    labels = tuple(node.number or shortened(node.title, 12) for node in bars)
    series = _level_series(feed, edition, bars, labels)
    sheet.charts.append(
        Chart(
            ChartKind.BARS,
            _("Cumplimiento por meta"),
            feed.along_column(6, 2, len(bars) + 1),
            labels,
            series,
            _TABLE_ROW + half,
            _RIGHT,
            width,
            height,
        )
    )


def _monthly_series(feed: Sheet, edition: Edition) -> tuple[Series, ...]:
    titles = {
        Block.PROGRAMMED: _("Programado"),
        Block.PROGRESS: _("Avance"),
        Block.COMPLIANCE: _("Cumplimiento"),
    }
    feed.put_row(1, 1, (_("Mes"), *titles.values()), HIDDEN)
    for month in MONTHS:
        feed.put(month + 1, 1, month_name(month, edition.plan.locale).capitalize(), HIDDEN)
    made = []
    for column, (block, colour) in enumerate(_LINES, start=2):
        values: list[Shown] = []
        for month in MONTHS:
            drawn = edition.calculation.at(None, block, month)
            shown = month <= edition.context.month and isinstance(drawn.value, Decimal)
            values.append(drawn.value if shown else NOT_AVAILABLE)
            formula = f"IF(AND({month}<={MES_CORTE},ISNUMBER({drawn.formula})),{drawn.formula},NA())"
            feed.put(month + 1, column, values[-1], HIDDEN, formula)
        made.append(Series(titles[block], feed.along_column(column, 2, 13), tuple(values), colour))
    return tuple(made)


def _level_series(feed: Sheet, edition: Edition, bars: list[Node], labels: tuple[str, ...]) -> tuple[Series, ...]:
    """Feed one series a level: a line has its bar in the series of its level, and none in the others."""
    calculation = edition.calculation
    score = calculation.scores[edition.context.month]
    feed.put(1, 6, _("Meta"), HIDDEN)
    for at, label in enumerate(labels):
        feed.put(at + 2, 6, label, HIDDEN)
    made = []
    for column, level in enumerate((Level.GREEN, Level.YELLOW, Level.RED), start=7):
        feed.put(1, column, level_word(level), HIDDEN)
        values: list[Shown] = []
        for at, node in enumerate(bars):
            compliance = calculation.at_cut_off(node.key, Block.COMPLIANCE)
            word = level_of(
                compliance.formula,
                calculation.scalar(node.key, Scalar.GREEN).formula,
                calculation.scalar(node.key, Scalar.YELLOW).formula,
            )
            values.append(compliance.value if level_at(score, node) is level else "")
            formula = f'IF({word}="{level_word(level)}",{compliance.formula},"")'
            feed.put(at + 2, column, values[-1], HIDDEN, formula)
        reference = feed.along_column(column, 2, len(bars) + 1)
        made.append(Series(level_word(level), reference, tuple(values), LEVEL_BAR[level]))
    return tuple(made)
