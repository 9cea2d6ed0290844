"""Several plans in one workbook: an index, a consolidated sheet, and each plan's form and follow-up.

It is made to be looked at. Only the cut-off month, in the index, can be typed into; what people report goes through a
plan's own workbook.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple, TypeAlias

from scoring.messages import _
from scoring.model import Plan
from workbook.formulas.calculation import Drawn
from workbook.formulas.levels import level_of, level_rules
from workbook.formulas.rules import Block, Scalar
from workbook.model.cells import MES_CORTE, Area, Bars, Book, Page, Sheet, Style, absolute, column_letter, quoted
from workbook.model.keys import META_SHEET, SCHEMA, Content, Fact
from workbook.model.layout import SheetNames
from workbook.model.styles import (
    BAND,
    CENTRED,
    ENTRY,
    HEADER,
    HIDDEN,
    NAVY,
    RATE,
    SHORT_PERCENT,
    SUBTITLE,
    TEXT,
    TITLE,
    level_word,
    line_height,
    lines_needed,
)
from workbook.model.wording import month_formula, month_text, shortened
from workbook.sheets.follow_up import follow_up_sheet
from workbook.sheets.form import form_sheet
from workbook.sheets.inputs import cut_off_check
from workbook.sheets.nodes import level_at, nodes
from workbook.sheets.source import Edition, ExportContext, edition

Load: TypeAlias = Callable[[], tuple[Plan, ExportContext]]
"""Reads one plan when its turn comes, so that only one is in memory."""

Progress: TypeAlias = Callable[[int, int], None]
"""Told how many plans are done, and of how many."""

_CUT_OFF: Final = (3, 4)
_HEADER_ROW: Final = 5
_FIRST: Final = 2
_BLOCKS: Final = (Block.PROGRAMMED, Block.PROGRESS, Block.COMPLIANCE, Block.REPORTED)


class _Line(NamedTuple):
    """A plan or one of its objectives, as the index and the consolidated sheet show it."""

    number: int
    title: str
    responsible: str
    weight: Drawn | None
    figures: tuple[Drawn, ...]
    level: Drawn
    link: str


def several_book(loads: Sequence[Load], month: int, locale: str, progress: Progress) -> Book:
    """Return the workbook of several plans at one cut-off month; each plan is loaded when its sheets are made."""
    index, consolidated = _("Índice"), _("Consolidado")
    own = [
        name
        for number in range(1, len(loads) + 1)
        for names in (SheetNames.of(number),)
        for name in (names.form, names.follow_up, names.calculation)
    ]
    last = (index, consolidated, META_SHEET)
    return Book(
        sheets=_sheets(loads, month, locale, progress),
        written=(*own, *last),
        tabs=(*last[:2], *own, META_SHEET),
        names=((MES_CORTE, f"{quoted(index)}!{absolute(*_CUT_OFF)}"),),
        title=_("Planes de acción"),
        author="",
    )


def _sheets(loads: Sequence[Load], month: int, locale: str, progress: Progress) -> Iterator[Sheet]:
    plans: list[_Line] = []
    objectives: list[_Line] = []
    for number, load in enumerate(loads, start=1):
        plan, context = load()
        made = edition(plan, context._replace(month=month), number)
        plans.append(_plan_line(made, number))
        objectives.extend(_objective_lines(made, number))
        yield form_sheet(made)
        yield follow_up_sheet(made)
        yield made.calculation.sheet
        progress(number, len(loads))
    yield _index(plans, month, locale)
    yield _consolidated(plans, objectives, Drawn(month_formula(locale), month_text(month, locale)))
    yield _meta(month)


def _figures(made: Edition, key: int | None) -> tuple[tuple[Drawn, ...], Drawn]:
    """Return a node's figures at the cut-off and its level."""
    calculation = made.calculation
    figures = tuple(calculation.at_cut_off(key, block) for block in _BLOCKS)
    node = next(node for node in nodes(made, lines=False) if node.key == key)
    word = level_word(level_at(calculation.scores[made.context.month], node))
    level = level_of(
        figures[2].formula,
        calculation.scalar(key, Scalar.GREEN).formula,
        calculation.scalar(key, Scalar.YELLOW).formula,
    )
    return figures, Drawn(level, word)


def _plan_line(made: Edition, number: int) -> _Line:
    plan = made.plan
    figures, level = _figures(made, None)
    title = f"{plan.process} {plan.year}"
    return _Line(number, title, plan.responsible, None, figures, level, f"{quoted(made.names.form)}!A1")


def _objective_lines(made: Edition, number: int) -> Iterator[_Line]:
    for objective in made.plan.objectives:
        figures, level = _figures(made, objective.number)
        weight = made.calculation.scalar(objective.number, Scalar.SHARE)
        link = f"{quoted(made.names.follow_up)}!B{made.rows.objectives[objective.number]}"
        yield _Line(number, objective.text, "", weight, figures, level, link)


def _index(plans: Sequence[_Line], month: int, locale: str) -> Sheet:
    sheet = Sheet(_("Índice"), Page(repeat=(_HEADER_ROW, _HEADER_ROW)))
    sheet.tab = NAVY
    _columns(sheet, (6, 60, 30))
    sheet.put(1, _FIRST, _("Planes de acción"), TITLE)
    sheet.heights[1] = 24
    row, column = _CUT_OFF
    sheet.put(row, column - 1, _("Mes de corte (0 a 12):"), Style(size=10, bold=True, across="right"))
    sheet.put(row, column, Decimal(month), ENTRY._replace(size=11, bold=True, across="center", number="0"))
    name = Style(size=11, bold=True)
    sheet.put(row, column + 1, month_text(month, locale), name, month_formula(locale))
    cut_off_check(sheet, row, column)
    note = _("Este libro es de consulta: lo que se reporta se escribe en el libro de cada plan.")
    sheet.put(2, _FIRST, note, SUBTITLE)
    sheet.put_row(_HEADER_ROW, _FIRST, (_("N°"), _("Plan"), _("Responsable")), HEADER)
    _figure_headings(sheet, _FIRST + 3)
    for at, line in enumerate(plans, start=_HEADER_ROW + 1):
        sheet.put(at, _FIRST, Decimal(line.number), CENTRED)
        title = TEXT._replace(wrap=False, colour=NAVY, bold=True)
        sheet.put(at, _FIRST + 1, shortened(line.title, 66), title, link=line.link)
        sheet.put(at, _FIRST + 2, line.responsible, TEXT)
        _put_figures(sheet, at, _FIRST + 3, line, (RATE, CENTRED))
        sheet.heights[at] = max(18.0, line_height(lines_needed(line.responsible, 30, 9), 9))
    _looks(sheet, _FIRST + 3, len(plans))
    return sheet


def _consolidated(plans: Sequence[_Line], objectives: Sequence[_Line], month: Drawn) -> Sheet:
    sheet = Sheet(_("Consolidado"), Page(repeat=(_HEADER_ROW, _HEADER_ROW)))
    _columns(sheet, (6, 80, 12))
    sheet.put(1, _FIRST, _("Consolidado por objetivos"), TITLE)
    sheet.spread(Area(3, _FIRST, 3, _FIRST + 1), month.value, SUBTITLE, month.formula)
    sheet.heights[1] = 24
    sheet.put_row(_HEADER_ROW, _FIRST, (_("N°"), _("Plan y objetivo"), _("Peso en el plan")), HEADER)
    _figure_headings(sheet, _FIRST + 3)
    row = _HEADER_ROW
    for plan in plans:
        for line in (plan, *(item for item in objectives if item.number == plan.number)):
            row += 1
            whole = line is plan
            text, rate, word = (
                (BAND._replace(across="left"), BAND._replace(across="right"), BAND._replace(across="center"))
                if whole
                else (TEXT._replace(indent=1), RATE, CENTRED)
            )
            sheet.put(row, _FIRST, Decimal(line.number) if whole else None, word)
            sheet.put(row, _FIRST + 1, shortened(line.title, 88), text._replace(wrap=False), link=line.link)
            weight = line.weight or Drawn("", None)
            sheet.put(row, _FIRST + 2, weight.value, rate._replace(number=SHORT_PERCENT), weight.formula)
            _put_figures(sheet, row, _FIRST + 3, line, (rate, word))
            sheet.heights[row] = 17
    _looks(sheet, _FIRST + 3, row - _HEADER_ROW)
    return sheet


def _columns(sheet: Sheet, widths: tuple[float, ...]) -> None:
    sheet.widths[1] = 1.5
    for column, width in enumerate((*widths, 13, 13, 18, 13, 16), start=_FIRST):
        sheet.widths[column] = width


def _figure_headings(sheet: Sheet, left: int) -> None:
    titles = (_("Programado"), _("Avance"), _("Cumplimiento"), _("Reportado"), _("Nivel"))
    sheet.put_row(_HEADER_ROW, left, titles, HEADER)
    sheet.heights[_HEADER_ROW] = 20
    sheet.freeze = (_HEADER_ROW + 1, _FIRST)


def _put_figures(sheet: Sheet, row: int, left: int, line: _Line, looks: tuple[Style, Style]) -> None:
    rate, word = looks
    for column, drawn in enumerate(line.figures, start=left):
        sheet.put(row, column, drawn.value, rate._replace(number=SHORT_PERCENT), drawn.formula)
    sheet.put(row, left + len(line.figures), line.level.value, word._replace(bold=True), line.level.formula)


def _looks(sheet: Sheet, left: int, count: int) -> None:
    """Draw the bars of compliance and the colours of the levels."""
    first, last = _HEADER_ROW + 1, _HEADER_ROW + max(1, count)
    level = left + len(_BLOCKS)
    sheet.bars.append(Bars(Area(first, left + 2, last, left + 2), "6C9BC4"))
    sheet.rules.extend(level_rules(f"${column_letter(level)}{first}", (Area(first, level, last, level),)))


def _meta(month: int) -> Sheet:
    sheet = Sheet(META_SHEET, hidden=True)
    facts = ((Fact.SCHEMA, str(SCHEMA)), (Fact.CONTENT, Content.PLANS.value), (Fact.MONTH, str(month)))
    for row, (fact, value) in enumerate(facts, start=1):
        sheet.put_row(row, 1, (fact.value, value), HIDDEN)
    return sheet
