"""The workbooks there are, and which sheets each is made of: one plan, several plans, what one responsible fills in."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from typing import TypeAlias

from scoring.messages import _
from scoring.model import Indicator, Plan
from scoring.model.acts import closed_through
from workbook.model.definition import DEFINITION_SHEET
from workbook.model.export_context import ExportContext
from workbook.model.formula_references import MES_CORTE, absolute, quoted
from workbook.model.hidden_keys import META_SHEET, Content, money_cells, typed_cells
from workbook.model.layout import CUT_OFF_ROW, TARGET, SheetNames
from workbook.model.people import answers_for_plan
from workbook.model.sheet import Sheet, SheetsInTurn, Workbook
from workbook.model.sheet_copy import COPY_SHEET
from workbook.sheets.compared_plans import ComparedNode, compared_objectives, compared_plan
from workbook.sheets.consolidated import consolidated_sheet
from workbook.sheets.dashboard import dashboard_sheets
from workbook.sheets.definition import definition_sheet
from workbook.sheets.entry import entry_month, entry_sheet
from workbook.sheets.export_facts import meta_sheet, plans_meta_sheet
from workbook.sheets.follow_up import follow_up_sheet
from workbook.sheets.form import form_sheet
from workbook.sheets.history import history_sheet
from workbook.sheets.indicator_profiles import profiles_sheet
from workbook.sheets.plan_export import PlanExport, prepare
from workbook.sheets.plans_index import CUT_OFF, index_sheet
from workbook.sheets.quarters import quarters_sheet
from workbook.sheets.remarks import remark_texts
from workbook.sheets.responsibles import responsibles_sheet
from workbook.sheets.sheet_copy import SheetCopies
from workbook.sheets.submitted import submitted_sheet
from workbook.sheets.verification import verification_sheet

WorkbookMaker: TypeAlias = Callable[[Plan, ExportContext], Workbook]
"""Makes a workbook of one plan."""

PlanLoader: TypeAlias = Callable[[], tuple[Plan, ExportContext]]
"""Reads one plan when its turn comes, so that only one is in memory."""

ProgressCallback: TypeAlias = Callable[[int, int], None]
"""Called with how many plans are done, and of how many."""


def plan_sheets(export: PlanExport, shown: Collection[str]) -> SheetsInTurn:
    """Return the sheets of the workbook of one plan, in the order of the tabs: a new sheet is added here.

    Those that are not `shown` are hidden.
    """
    names, plan = export.names, export.plan
    dashboard, feed = dashboard_sheets(export)
    copies = SheetCopies()
    visible: dict[str, Callable[[], Sheet]] = {
        names.form: partial(form_sheet, export),
        names.follow_up: partial(follow_up_sheet, export),
        names.dashboard: lambda: dashboard,
        names.quarters: partial(quarters_sheet, export),
        **({names.submitted: partial(submitted_sheet, export)} if closed_through(plan) else {}),
        names.responsibles: partial(responsibles_sheet, export),
        names.profiles: partial(profiles_sheet, export),
        names.history: partial(history_sheet, export),
        names.verification: partial(verification_sheet, export),
    }
    makers: dict[str, Callable[[], Sheet]] = {
        **{name: copies.of(make) for name, make in visible.items()},
        names.calculation: lambda: export.calculation.sheet,
        feed.name: lambda: feed,
        META_SHEET: partial(_facts, export),
        DEFINITION_SHEET: partial(definition_sheet, plan),
    }
    hidden = [name for name in (*makers, COPY_SHEET) if name not in shown]
    return SheetsInTurn({**makers, COPY_SHEET: lambda: copies.sheet(hidden)}).showing(shown)


def _facts(export: PlanExport) -> Sheet:
    plan, context = export.plan, export.context
    cells = (*typed_cells(plan.indicators), *money_cells(plan))
    return meta_sheet(plan, context, Content.PLAN, cells, remark_texts(plan, plan.indicators, context.month))


def plan_workbook(plan: Plan, context: ExportContext, shown: Collection[str] = ()) -> Workbook:
    """Return the workbook of one plan as data; `shown` names the sheets that are visible, all of them if empty."""
    export = prepare(plan, context)
    cut_off = f"{quoted(export.names.follow_up)}!{absolute(CUT_OFF_ROW, TARGET)}"
    sheets = plan_sheets(export, shown or export.names.visible)
    return _workbook(plan, context, sheets, sheets.names, ((MES_CORTE, cut_off),))


def printed_workbook(plan: Plan, context: ExportContext) -> Workbook:
    """Return the workbook of one plan as it is printed: without the history, a page for each forty changes."""
    names = SheetNames.of()
    return plan_workbook(plan, context, [name for name in names.visible if name != names.history])


def form_workbook(plan: Plan, context: ExportContext) -> Workbook:
    """Return the form alone, to be signed, with the definition by which it can be read back."""
    export = prepare(plan, context.to_sign)
    sheets = SheetsInTurn(
        {
            export.names.form: partial(form_sheet, export, to_sign=True),
            DEFINITION_SHEET: partial(definition_sheet, plan),
        }
    )
    return _workbook(plan, context, sheets, sheets.names, ())


def entry_workbook(plan: Plan, responsible: str, indicators: Sequence[Indicator], context: ExportContext) -> Workbook:
    """Return the workbook that one responsible fills in, with the indicators given."""
    cells = (*typed_cells(indicators), *(money_cells(plan) if answers_for_plan(plan, responsible) else ()))
    copies = SheetCopies()
    entry = copies.of(partial(entry_sheet, plan, responsible, indicators, context))()
    facts = meta_sheet(plan, context, Content.ENTRY, cells, remark_texts(plan, indicators, entry_month(context)))
    sheets = (entry, facts, copies.sheet([facts.name, COPY_SHEET]))
    return _workbook(plan, context, sheets, tuple(sheet.name for sheet in sheets), ())


def _workbook(
    plan: Plan,
    context: ExportContext,
    sheets: Iterable[Sheet],
    tabs: tuple[str, ...],
    names: tuple[tuple[str, str], ...],
) -> Workbook:
    title = _("Plan de acción {year} · {process}").format(year=plan.year, process=plan.process)
    known = (("Plan", plan.id), (_("Corte"), str(context.month)), (_("Historial"), context.head))
    properties = tuple((name, value) for name, value in known if value)
    return Workbook(sheets, tabs, tabs, names, title, plan.responsible, properties)


def plans_workbook(loaders: Sequence[PlanLoader], month: int, locale: str, progress: ProgressCallback) -> Workbook:
    """Return the workbook of several plans at one cut-off month; each plan is loaded when its sheets are made.

    It is made to be looked at. Only the cut-off month, in the index, can be typed into; what people report goes
    through a plan's own workbook.
    """
    names = [SheetNames.of(number) for number in range(1, len(loaders) + 1)]
    own = [name for each in names for name in (each.form, each.follow_up, each.calculation)]
    front = (_("Índice"), _("Consolidado"))
    return Workbook(
        sheets=_plans_sheets(loaders, month, locale, progress),
        written=(*own, *front, META_SHEET),
        tabs=(*front, *own, META_SHEET),
        names=((MES_CORTE, f"{quoted(front[0])}!{absolute(*CUT_OFF)}"),),
        title=_("Planes de acción"),
        author="",
    )


def _plans_sheets(
    loaders: Sequence[PlanLoader], month: int, locale: str, progress: ProgressCallback
) -> Iterator[Sheet]:
    plans: list[ComparedNode] = []
    objectives: list[ComparedNode] = []
    for number, load in enumerate(loaders, start=1):
        plan, context = load()
        export = prepare(plan, context._replace(month=month), number)
        plans.append(compared_plan(export, number))
        objectives.extend(compared_objectives(export, number))
        yield form_sheet(export)
        yield follow_up_sheet(export)
        yield export.calculation.sheet
        progress(number, len(loaders))
    yield index_sheet(plans, month, locale)
    yield consolidated_sheet(plans, objectives, month, locale)
    yield plans_meta_sheet(month)
