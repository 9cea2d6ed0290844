"""That no sheet cuts a text off: a row is as tall as its texts, and merged areas neither overlap nor hide anything."""

from collections.abc import Iterator

import pytest
from years import acted, closed

from plans import indicator, plan_of, plan_with, worked_example
from scoring.model import Action, Indicator, Plan
from scoring.model.acts import Act, ActKind, Remark
from workbook.model.cells import Area
from workbook.model.export_context import ExportContext, HistoryRecord
from workbook.model.sheet import Sheet
from workbook.model.styles import lines_needed, text_height
from workbook.sheets.workbooks import entry_workbook, form_workbook, plan_workbook

LONG = "Implementación de la estrategia interinstitucional de recuperación de la cartera morosa en las veredas "
UNBROKEN = "CONTRATISTAS_DE_APOYO_A_LA_GESTION_SIN_ESPACIOS_NI_GUIONES_EN_QUE_CORTAR_LA_LINEA"
CHANGE = HistoryRecord(1, "2024-04-05 10:00:00", "ana", "remark.4@3", LONG * 3, LONG * 5, LONG * 2, LONG)
CONTEXT = ExportContext(3, source="plan.json", history=(CHANGE,), as_it_was="Como estaba el 15/04/2024 10:00")


def long_plan() -> Plan:
    """Return the worked example with long texts, closed and remarked on."""

    def lengthened(item: Indicator) -> Indicator:
        variables = tuple(variable._replace(label=LONG + variable.label) for variable in item.variables)
        return item._replace(name=LONG * 2, short="", responsible=UNBROKEN, variables=variables)

    def action_of(action: Action) -> Action:
        return action._replace(text=f"{action.number} {LONG * 2}", indicators=tuple(map(lengthened, action.indicators)))

    plan = worked_example()
    objectives = tuple(
        objective._replace(
            own=tuple(map(lengthened, objective.own)),
            actions=tuple(map(action_of, objective.actions)),
            texts=objective.texts._replace(text=f"{objective.number}. {LONG * 3}"),
        )
        for objective in plan.objectives
    )
    plan = plan._replace(objectives=objectives, process=LONG.upper())
    return closed(acted(plan, Act(3, ActKind.REMARK, "4"), Remark(LONG * 4, action=LONG * 2, responsible=LONG)), 3)


PLANS = {
    "ordinary": worked_example(),
    "long": long_plan(),
    "one": plan_of([indicator()]),
    "many": plan_of([indicator(str(number), name=f"Indicador de gestión número {number}") for number in range(40)]),
    "none": plan_with((), {}),
}


def sheets_of(plan: Plan) -> Iterator[Sheet]:
    yield from plan_workbook(plan, CONTEXT).sheets
    yield from form_workbook(plan, CONTEXT).sheets
    yield from entry_workbook(plan, plan.responsible, plan.indicators, CONTEXT).sheets


@pytest.mark.parametrize("name", PLANS)
def test_merged_areas_neither_overlap_nor_hide_anything(name: str) -> None:
    for sheet in sheets_of(PLANS[name]):
        places = [place for area in sheet.merges for place in places_of(area)]
        assert len(places) == len(set(places)), sheet.name
        hidden = set(places) - {(area.top, area.left) for area in sheet.merges}
        assert not [place for place in hidden if sheet.cells[place].value is not None], sheet.name


@pytest.mark.parametrize("name", PLANS)
def test_every_text_has_the_room_that_it_needs(name: str) -> None:
    assert not [fault for sheet in sheets_of(PLANS[name]) if not sheet.hidden for fault in faults(sheet)]


def faults(sheet: Sheet) -> Iterator[str]:
    """Yield the texts that are taller than their rows, or that one line of their columns does not hold."""
    merged = {(area.top, area.left): area for area in sheet.merges}
    covered = {place for area in sheet.merges for place in places_of(area)} - merged.keys()
    for place, cell in sheet.cells.items():
        row, column = place
        if not isinstance(cell.value, str) or place in covered or column in sheet.hidden_columns:
            continue
        area = merged.get(place, Area(row, column, row, column))
        width = sum(sheet.widths.get(at, 8.4) for at in range(area.left, area.right + 1))
        height = sum(sheet.heights.get(at, 15.0) for at in range(area.top, area.bottom + 1))
        # A program's own heights have a little room; a frame is what text beside it is cut at.
        if cell.style.wrap and text_height(cell.style, cell.value, width) > 1.18 * height + 1:
            yield f"{sheet.name} {area}: {cell.value[:40]}"
        is_cut = not cell.style.wrap and not cell.style.shrink and bool(cell.style.border)
        if is_cut and lines_needed(cell.value, width, cell.style.size) > 1:
            yield f"{sheet.name} {area}: {cell.value[:40]}"


def places_of(area: Area) -> Iterator[tuple[int, int]]:
    """Yield the places of an area."""
    for row in range(area.top, area.bottom + 1):
        for column in range(area.left, area.right + 1):
            yield row, column
