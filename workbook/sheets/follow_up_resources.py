"""The rows of resources in Seguimiento: the budget, what is executed each month, and its share up to the cut-off."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from scoring.arithmetic.execution import budget_in_form
from scoring.model import MONTHS, Cell, Objective
from scoring.model.resources import UNIT, Resource
from scoring.model.structure import address_of, find
from scoring.text.words import source_label
from workbook.formulas.calculation_cells import EMPTY, NEVER
from workbook.model import layout as at
from workbook.model.cells import Area, Computed
from workbook.model.formula_references import MES_CORTE, absolute, column_letter, quoted
from workbook.model.hidden_keys import row_key, sheet_value
from workbook.model.layout import month_column
from workbook.model.sheet import Sheet
from workbook.model.styles import CENTRED, ENTRY, HIDDEN, LOOKED_AT, MONEY, text_height, unit_format
from workbook.model.wording import with_unit
from workbook.sheets.closed_months import typed_style
from workbook.sheets.follow_up_styles import AMOUNT, INDENTED, SHARE, SIZE, WIDTHS, monthly_style, put_blank
from workbook.sheets.plan_export import PlanExport


class ResourceWriter:
    """Writes the rows of resources, and remembers which cells can be typed into."""

    def __init__(self, sheet: Sheet, export: PlanExport) -> None:
        self.sheet = sheet
        self.export = export
        self.areas: list[Area] = []

    def put(self, node: str) -> None:
        """Write the rows of the resources of an objective or an action."""
        for resource, row in self.export.rows.resources.items():
            if resource.node == node:
                self._put(resource, row)

    def _put(self, resource: Resource, row: int) -> None:
        sheet, values = self.sheet, self.export.plan.values
        entry = LOOKED_AT if self.export.shared else ENTRY
        text = with_unit(source_label(resource.source), UNIT)
        sheet.put(row, at.KEY, row_key(resource.code, resource.source), HIDDEN)
        sheet.put(row, at.NUMBER, resource.code, CENTRED._replace(size=8, shrink=True, wrap=False))
        sheet.put(row, at.LABEL, text, INDENTED)
        sheet.heights[row] = max(17.0, text_height(INDENTED, text, WIDTHS[at.LABEL]))
        budget = typed_style(entry._replace(size=9, number=unit_format(UNIT)), self.export.plan, resource.budget)
        sheet.put(row, at.TARGET, sheet_value(values.get(resource.budget)), budget)
        put_blank(sheet, row, at.WEIGHT, at.OBSERVATION)
        monthly = monthly_style(entry._replace(size=SIZE), unit_format(UNIT))
        for month in MONTHS:
            cell = resource.executed(month)
            style = typed_style(monthly, self.export.plan, cell)
            sheet.put(row, month_column(month), sheet_value(values.get(cell)), style)
        executed = executed_at_cut_off(self.export, resource)
        sheet.put_computed(row, at.ACCUMULATED, executed, AMOUNT._replace(size=9, number=MONEY))
        sheet.put_computed(row, at.PROGRESS, share_at_cut_off(self.export, resource), SHARE)
        self.areas += [Area(row, at.TARGET, row, at.TARGET), Area(row, month_column(1), row, month_column(12))]


def budget(export: PlanExport, resource: Resource) -> Computed:
    """Return a resource's budget: the cell's, or the one that the form's text says where the cell is empty."""
    cell, node = _at(export, resource, at.TARGET), find(export.plan, resource.node)
    said = budget_in_form(node, resource.source) if isinstance(node, Objective) else None
    held = export.plan.values.get(resource.budget)
    known = held if isinstance(held, Decimal) else said
    otherwise = NEVER if said is None else f"{said:f}"
    return Computed(f"IF(ISNUMBER({cell}),{cell},{otherwise})", EMPTY if known is None else known)


def executed_at_cut_off(export: PlanExport, resource: Resource) -> Computed:
    """Return what is executed of a resource up to the month in `mes_corte`; empty where no month says anything."""
    row, sheet = export.rows.resources[resource], quoted(export.names.follow_up)
    first, last = column_letter(month_column(1)), column_letter(month_column(12))
    months = f"{sheet}!${first}${row}:INDEX({sheet}!${first}${row}:${last}${row},1,MAX(1,{MES_CORTE}))"
    formula = f'IF({MES_CORTE}=0,"",IF(COUNT({months})=0,"",SUM({months})))'
    amounts = [export.plan.values.get(resource.executed(month)) for month in range(1, export.context.month + 1)]
    known = [amount for amount in amounts if isinstance(amount, Decimal)]
    return Computed(formula, sum(known, Decimal(0)) if known else EMPTY)


def share_at_cut_off(export: PlanExport, resource: Resource) -> Computed:
    """Return what is executed of a resource as a fraction of its budget; empty where there is none."""
    whole, part = budget(export, resource), _at(export, resource, at.ACCUMULATED)
    executed = executed_at_cut_off(export, resource)
    formula = f'IF(AND(ISNUMBER({part}),ISNUMBER({whole.formula})),IF({whole.formula}>0,{part}/{whole.formula},""),"")'
    known = isinstance(executed.value, Decimal) and isinstance(whole.value, Decimal) and whole.value > 0
    return Computed(formula, executed.amount / whole.amount if known else EMPTY)


def executed_of(export: PlanExport, source: str) -> Computed:
    """Return what is executed of a source by all objectives up to the month in `mes_corte`; empty where it is nothing.

    What an objective says nothing itself of is what its actions say.
    """
    parts = _parts(export, source, lambda item: map(item.executed, MONTHS))
    return _together(export, at.ACCUMULATED, {item: executed_at_cut_off(export, item).value for item in parts})


def budget_of(export: PlanExport, source: str) -> Computed:
    """Return the budgets that all objectives have from a source in their cells; empty where none has any.

    What an objective says nothing itself of is what its actions say.
    """
    parts = _parts(export, source, lambda item: [item.budget])
    return _together(export, at.TARGET, {item: export.plan.values.get(item.budget) for item in parts})


def _together(export: PlanExport, column: int, amounts: Mapping[Resource, object]) -> Computed:
    """Return the sum of the amounts that resources have in a column; empty where none has any."""
    cells = ",".join(_at(export, resource, column) for resource in amounts)
    known = [amount for amount in amounts.values() if isinstance(amount, Decimal)]
    value = sum(known, Decimal(0)) if known else EMPTY
    return Computed(f'IF(COUNT({cells})=0,"",SUM({cells}))' if amounts else NEVER, value)


def _parts(export: PlanExport, source: str, cells_of: Callable[[Resource], Iterable[Cell]]) -> list[Resource]:
    """Return the resources of a source that are added up: an objective's own where one of its cells holds something.

    Those of its actions elsewhere.
    """
    found = [item for item in export.rows.resources if item.source == source]
    parts: list[Resource] = []
    for objective in export.plan.objectives:
        own = [item for item in found if item.node == address_of(objective)]
        below = set(map(address_of, objective.actions))
        is_said = any(cell in export.plan.values for item in own for cell in cells_of(item))
        parts += own if is_said else [item for item in found if item.node in below]
    return parts


def _at(export: PlanExport, resource: Resource, column: int) -> str:
    return f"{quoted(export.names.follow_up)}!{absolute(export.rows.resources[resource], column)}"
