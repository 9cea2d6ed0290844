"""Registro: what one responsible has to report, and nothing else, to be filled in and sent back."""

from collections.abc import Iterator, Sequence
from typing import Final

from scoring.arithmetic.rollup import score
from scoring.messages import _
from scoring.model import MONTHS, Cell, Constant, Indicator, Plan, Variable
from scoring.model.resources import UNIT, Resource, nodes_by_code, resources_in_use, resources_of
from scoring.model.structure import address_of
from scoring.text.months import month_name
from scoring.text.words import source_label
from workbook.model.cells import Area, Style
from workbook.model.export_context import ExportContext
from workbook.model.hidden_keys import CORNER, month_key, row_key, sheet_value
from workbook.model.number_widths import widen
from workbook.model.paging import set_pages
from workbook.model.people import answers_for_plan
from workbook.model.sheet import Sheet
from workbook.model.sheet_features import PageSetup
from workbook.model.shown import label_of
from workbook.model.styles import (
    BAND,
    BODY,
    ENTRY,
    HEADER,
    HIDDEN,
    NOTE,
    STEEL,
    SUBTITLE,
    TEXT,
    TITLE,
    aligned,
    shortened,
    text_height,
    unit_format,
)
from workbook.model.wording import action_texts, indicator_title, with_unit
from workbook.sheets.closed_months import closed_note, month_heading, typed_style
from workbook.sheets.entry_brief import brief
from workbook.sheets.input_checks import amount_checks, constant_checks, month_checks
from workbook.sheets.remarks import Room, put_remark, rows_by_hand

_KEY, _LABEL, _YEAR, _FIRST_MONTH = 1, 2, 3, 4
_LAST: Final = _FIRST_MONTH + 11
_KEY_ROW, _HEADER_ROW = 4, 5
_LABEL_WIDTH: Final = 40
_LONGEST_TITLE: Final = 100
"""Letters of what a row of money is of: two lines or three."""
_MONTH_WIDTH: Final = 13.5
_NOTHING_DUE: Final = BODY._replace(fill=STEEL)


def entry_sheet(plan: Plan, responsible: str, indicators: Sequence[Indicator], context: ExportContext) -> Sheet:
    """Return the entry sheet of the indicators given, for the month that is to be reported: the cut-off."""
    page = PageSetup(repeat=(_HEADER_ROW, _HEADER_ROW), footer=context.footer)
    sheet, month = Sheet(_("Registro"), page), entry_month(context)
    sheet.widths.update({_KEY: 10, _LABEL: _LABEL_WIDTH, _YEAR: 17})
    sheet.widths.update({_month_column(month): _MONTH_WIDTH for month in MONTHS})
    sheet.hidden_columns.add(_KEY)
    sheet.hidden_rows.add(_KEY_ROW)
    sheet.freeze = (_HEADER_ROW + 1, _FIRST_MONTH)
    _put_top(sheet, plan, responsible, month)
    _put_headings(sheet, plan, month)
    room = Room(plan, month, _LAST, 17 + 12 * _MONTH_WIDTH, TEXT._replace(indent=2), _KEY)
    wanted = {indicator.id for indicator in indicators}
    months: list[Area] = []
    constants: list[Area] = []
    starts: list[int] = []
    by_hand: list[int] = []
    row, actions = _HEADER_ROW, action_texts(plan)
    for scored in score(plan, month).indicators:
        indicator = scored.indicator
        if indicator.id not in wanted:
            continue
        starts.append(row + 1)
        heading = _("N° {id} · {title}").format(id=indicator.id, title=indicator_title(indicator, actions))
        row = _across(sheet, row + 1, heading, aligned(BAND)[0])
        row = _across(sheet, row + 1, brief(plan, scored, month), TEXT)
        for constant in indicator.constants:
            row += 1
            constants.append(_put_constant(sheet, plan, row, indicator, constant))
        for variable in indicator.variables:
            row += 1
            months.append(_put_variable(sheet, plan, row, indicator, variable))
        by_hand += rows_by_hand(row)
        row = put_remark(sheet, row, room, indicator)
    money = list(_money_in_use(plan)) if answers_for_plan(plan, responsible) else []
    if money:
        starts.append(row + 1)
        row = _across(sheet, row + 1, _("Recursos: presupuesto del año y ejecutado en cada mes"), aligned(BAND)[0])
        amount_checks(sheet, _put_money(sheet, plan, row + 1, money))
        row += len(money)
    widen(sheet, map(_month_column, MONTHS), alike=True)
    widen(sheet, (_YEAR,))
    above = sum(sheet.heights.get(at, 15.0) for at in range(1, _KEY_ROW))
    set_pages(sheet, starts, row, above, by_hand)
    month_checks(sheet, months)
    constant_checks(sheet, constants)
    return sheet


def entry_month(context: ExportContext) -> int:
    """Return the month that an entry sheet is for: the cut-off, and January before any."""
    return max(MONTHS[0], context.month)


def _put_top(sheet: Sheet, plan: Plan, responsible: str, month: int) -> None:
    """Write the title, whose sheet it is, which month is to be reported, and how."""
    title = _("Registro de datos {year} · {process}").format(year=plan.year, process=plan.process)
    sheet.put(1, _LABEL, title, TITLE)
    said = _("{responsible} · se reporta hasta {month}")
    name = month_name(month, plan.locale, wide=True)
    sheet.put(2, _LABEL, said.format(responsible=responsible, month=name), SUBTITLE)
    note = _(
        "Escriba en las celdas amarillas el dato de cada mes. NP: no estaba programado. En blanco: sin reportar. "
        "Análisis y acción: por qué el resultado es ese y qué se hará; entran al plan con las cifras. "
        "Guarde y devuelva este mismo archivo."
    )
    text = f"{note} {closed_note(plan)}".strip()
    sheet.spread(Area(3, _LABEL, 3, _LAST), text, NOTE)
    sheet.heights[3] = text_height(NOTE, text, _LABEL_WIDTH + 17 + 12 * _MONTH_WIDTH)
    sheet.heights[1] = 24


def _across(sheet: Sheet, row: int, text: str, style: Style) -> int:
    """Write a text across the sheet; return its row."""
    sheet.spread(Area(row, _LABEL, row, _LAST), text, style)
    sheet.heights[row] = text_height(style, text, _LABEL_WIDTH + 17 + 12 * _MONTH_WIDTH, room=2)
    return row


def _put_headings(sheet: Sheet, plan: Plan, reported: int) -> None:
    sheet.put(_KEY_ROW, _KEY, CORNER, HIDDEN)
    sheet.put(_KEY_ROW, _YEAR, month_key(None), HIDDEN)
    sheet.put(_HEADER_ROW, _LABEL, _("Dato"), HEADER)
    sheet.put(_HEADER_ROW, _YEAR, _("Dato del año"), HEADER)
    for month in MONTHS:
        sheet.put(_KEY_ROW, _month_column(month), month_key(month), HIDDEN)
        name = month_heading(plan, month)
        sheet.put(_HEADER_ROW, _month_column(month), f"» {name} «" if month == reported else name, HEADER)
    sheet.heights[_HEADER_ROW] = 26


def _put_constant(sheet: Sheet, plan: Plan, row: int, indicator: Indicator, constant: Constant) -> Area:
    _put_label(sheet, row, indicator, constant)
    style = ENTRY._replace(number=unit_format(constant.unit))
    cell = Cell(indicator.id, constant.name)
    sheet.put(row, _YEAR, sheet_value(plan.values.get(cell)), typed_style(style, plan, cell))
    for month in MONTHS:
        sheet.put(row, _month_column(month), None, _NOTHING_DUE)
    return Area(row, _YEAR, row, _YEAR)


def _put_variable(sheet: Sheet, plan: Plan, row: int, indicator: Indicator, variable: Variable) -> Area:
    _put_label(sheet, row, indicator, variable)
    sheet.put(row, _YEAR, None, _NOTHING_DUE)
    style = ENTRY._replace(number=unit_format(variable.unit))
    for month in MONTHS:
        if month in indicator.months:
            cell = Cell(indicator.id, variable.name, month)
            sheet.put(row, _month_column(month), sheet_value(plan.values.get(cell)), typed_style(style, plan, cell))
        else:
            sheet.put(row, _month_column(month), None, _NOTHING_DUE)
    return Area(row, _month_column(indicator.months[0]), row, _month_column(indicator.months[-1]))


def _money_in_use(plan: Plan) -> Iterator[Resource]:
    """Yield the resources that have an amount, or of which the form's text says one, in the form's order."""
    in_use = resources_in_use(plan)
    for code in nodes_by_code(plan):
        yield from (item for item in resources_of(plan, code) if (code, item.source) in in_use)


def _put_money(sheet: Sheet, plan: Plan, first: int, money: Sequence[Resource]) -> list[Area]:
    """Write a row for each resource; return the cells that can be typed into."""
    style, label = ENTRY._replace(number=unit_format(UNIT)), TEXT._replace(indent=2)
    names = {address_of(objective): objective.text for objective in plan.objectives}
    names |= {address_of(action): action.text for objective in plan.objectives for action in objective.actions}
    areas = []
    for row, resource in enumerate(money, start=first):
        text = f"{resource.code} · {with_unit(source_label(resource.source), UNIT)} · {names[resource.node]}"
        text = shortened(text, _LONGEST_TITLE)
        sheet.put(row, _KEY, row_key(resource.code, resource.source), HIDDEN)
        sheet.put(row, _LABEL, text, label)
        yearly = typed_style(style, plan, resource.budget)
        sheet.put(row, _YEAR, sheet_value(plan.values.get(resource.budget)), yearly)
        for month in MONTHS:
            cell = resource.executed(month)
            sheet.put(row, _month_column(month), sheet_value(plan.values.get(cell)), typed_style(style, plan, cell))
        sheet.heights[row] = max(18.0, text_height(label, text, _LABEL_WIDTH))
        areas += [Area(row, _YEAR, row, _YEAR), Area(row, _FIRST_MONTH, row, _LAST)]
    return areas


def _put_label(sheet: Sheet, row: int, indicator: Indicator, item: Constant | Variable) -> None:
    """Write the key of a row, and what it holds."""
    text = with_unit(item.label, item.unit)
    sheet.put(row, _KEY, row_key(indicator.id, item.name), HIDDEN)
    style = TEXT._replace(indent=2)
    sheet.put(row, _LABEL, text, style, shows=label_of(indicator, item))
    sheet.heights[row] = max(18.0, text_height(style, text, _LABEL_WIDTH))


def _month_column(month: int) -> int:
    return _FIRST_MONTH + month - 1
