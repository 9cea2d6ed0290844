"""The rows of resources in Seguimiento: the budget, what is executed each month, and its share up to the cut-off."""

from decimal import Decimal

from scoring.arithmetic.execution import budget_in_form
from scoring.model import MONTHS, Objective
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
from workbook.model.styles import CENTRED, ENTRY, HIDDEN, MONEY, text_height, unit_format
from workbook.model.wording import with_unit
from workbook.sheets.closed_months import month_style
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
        entry = ENTRY._replace(locked=self.export.shared)
        text = with_unit(source_label(resource.source), UNIT)
        sheet.put(row, at.KEY, row_key(resource.code, resource.source), HIDDEN)
        sheet.put(row, at.NUMBER, resource.code, CENTRED._replace(size=8, shrink=True, wrap=False))
        sheet.put(row, at.LABEL, text, INDENTED)
        sheet.heights[row] = max(17.0, text_height(INDENTED, text, WIDTHS[at.LABEL]))
        budget = entry._replace(size=9, number=unit_format(UNIT))
        sheet.put(row, at.TARGET, sheet_value(values.get(resource.budget)), budget)
        put_blank(sheet, row, at.WEIGHT, at.OBSERVATION)
        monthly = monthly_style(entry._replace(size=SIZE), unit_format(UNIT))
        for month in MONTHS:
            cell = resource.executed(month)
            style = month_style(monthly, self.export.plan, cell)
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
    parts = [part for objective in export.plan.objectives for part in _parts(export, objective, source)]
    cells = ",".join(_at(export, resource, at.ACCUMULATED) for resource in parts)
    amounts = [executed_at_cut_off(export, resource).value for resource in parts]
    known = [amount for amount in amounts if isinstance(amount, Decimal)]
    value = sum(known, Decimal(0)) if known else EMPTY
    return Computed(f'IF(COUNT({cells})=0,"",SUM({cells}))' if parts else NEVER, value)


def _parts(export: PlanExport, objective: Objective, source: str) -> list[Resource]:
    """Return the resources that an objective's money from a source is read from: its own, or those of its actions."""
    values = export.plan.values
    nodes = {address_of(objective), *map(address_of, objective.actions)}
    found = [item for item in export.rows.resources if item.source == source and item.node in nodes]
    own = [item for item in found if item.node == address_of(objective)]
    is_said = any(item.executed(month) in values for item in own for month in MONTHS)
    return own if is_said else [item for item in found if item not in own]


def _at(export: PlanExport, resource: Resource, column: int) -> str:
    return f"{quoted(export.names.follow_up)}!{absolute(export.rows.resources[resource], column)}"
