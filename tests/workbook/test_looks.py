"""What a person sees in the sheets: names, months, levels, reasons; and what they do not."""

from decimal import Decimal
from itertools import pairwise
from random import Random

import pytest
from years import acted

from plans import indicator, objective, plan_of, plan_with, random_plan, worked_example
from scoring.model import Action, Cell, Thresholds
from scoring.model.acts import Act, ActKind, Remark
from workbook.formulas.text_bars import text_bar
from workbook.model.export_context import ExportContext, HistoryRecord
from workbook.model.layout import ACCUMULATED, LABEL, LEVEL, OBSERVATION, TARGET, follow_up_rows, month_column
from workbook.model.paging import page_room
from workbook.model.sheet import Sheet, Workbook
from workbook.model.sheet_features import ChartKind
from workbook.sheets.workbooks import form_workbook, plan_workbook, printed_workbook

PLAN = worked_example()
ROWS = follow_up_rows(PLAN, "Seguimiento")


def sheet_of(book: Workbook, name: str) -> Sheet:
    return next(sheet for sheet in book.sheets if sheet.name == name)


def follow_up(month: int) -> Sheet:
    return sheet_of(plan_workbook(PLAN, ExportContext(month)), "Seguimiento")


def test_indicators_are_called_by_their_names_and_not_by_their_goals() -> None:
    sheet = follow_up(3)
    assert sheet.cells[ROWS.indicators["10"].result, LABEL].value == "Suspensiones"


def test_an_indicator_without_a_short_name_is_called_by_its_own_or_by_its_action() -> None:
    bare = [item._replace(short="") for item in PLAN.indicators]
    assert {item.name for item in bare} >= {"35%", "Capacidad mensual del 99%"}
    objectives = tuple(
        objective._replace(
            actions=tuple(
                action._replace(indicators=tuple(item._replace(short="") for item in action.indicators))
                for action in objective.actions
            )
        )
        for objective in PLAN.objectives
    )
    sheet = sheet_of(plan_workbook(PLAN._replace(objectives=objectives), ExportContext(3)), "Seguimiento")
    assert sheet.cells[ROWS.indicators["4"].result, LABEL].value == "Capacidad mensual del 99%"
    assert str(sheet.cells[ROWS.indicators["10"].result, LABEL].value).startswith("2.1 Gestionar la cartera")


def test_computed_months_after_the_cut_off_are_empty_and_the_typed_cells_stay_open() -> None:
    sheet, rows = follow_up(2), ROWS.indicators["1"]
    assert sheet.cells[rows.result, month_column(2)].value == Decimal(4_300_000_000)
    assert sheet.cells[rows.result, month_column(3)].value == ""
    assert sheet.cells[rows.variables[0], month_column(3)].value == Decimal(4_500_000_000)
    assert not any(sheet.cells[rows.variables[0], month_column(month)].style.locked for month in range(1, 13))


@pytest.mark.parametrize(("month", "said"), [(2, ""), (3, "Sin reportar: mar"), (5, "Sin reportar: mar abr may")])
def test_the_months_that_are_missing_are_named(month: int, said: str) -> None:
    assert follow_up(month).cells[ROWS.indicators["6"].result, OBSERVATION].value == said


def test_a_result_that_was_explained_is_not_asked_to_be_explained() -> None:
    far = PLAN._replace(values={**PLAN.values, Cell("3", "alcantarillado", 1): Decimal(900)})
    remark = Remark("una urbanización completa")
    for plan, month, said in (
        (far, 3, "Pasa del 125 %: explique"),
        (acted(far, Act(3, ActKind.REMARK, "3"), remark), 3, "Pasa del 125 %, con análisis"),
        (acted(far, Act(2, ActKind.REMARK, "3"), remark), 3, "Pasa del 125 %: explique"),
        (acted(PLAN, Act(3, ActKind.REMARK, "3"), remark), 3, "Con análisis, en Hoja de vida"),
        (acted(PLAN, Act(3, ActKind.REMARK, "6"), remark), 3, "Sin reportar: mar"),
        (PLAN, 3, ""),
    ):
        sheet = sheet_of(plan_workbook(plan, ExportContext(month)), "Seguimiento")
        row = ROWS.indicators["6" if said.startswith("Sin") else "3"].result
        assert sheet.cells[row, OBSERVATION].value == said


def test_where_the_levels_begin_is_on_the_sheet_and_beside_each_indicator() -> None:
    first, *others = PLAN.objectives
    own = first.own[0]._replace(thresholds=Thresholds(Decimal("0.95"), Decimal("0.805")))
    plan = PLAN._replace(objectives=(first._replace(own=(own,)), *others))
    sheet = sheet_of(plan_workbook(plan, ExportContext(3)), "Seguimiento")
    assert sheet.cells[ROWS.indicators["1"].compliance, LEVEL].value == "V ≥ 95 · A ≥ 80,5"
    assert sheet.cells[ROWS.indicators["2"].compliance, LEVEL].value == "V ≥ 90 · A ≥ 70"
    assert any("Verde desde 90 %, amarillo desde 70 %" in str(cell.value) for cell in sheet.cells.values())


def test_a_page_of_the_follow_up_ends_before_an_indicator_and_never_below_a_heading() -> None:
    plan = random_plan(Random(5), objectives=8, lines=8)
    rows, sheet = follow_up_rows(plan, "Seguimiento"), None
    sheet = sheet_of(plan_workbook(plan, ExportContext(3)), "Seguimiento")
    headings = {*rows.objectives.values(), *rows.actions.values()}
    starts = headings | {item.result for item in rows.indicators.values()}
    assert sheet.breaks
    assert all(row + 1 in starts and row not in headings for row in sheet.breaks)


@pytest.mark.parametrize(
    ("value", "full"),
    [(Decimal("0.974"), 19), (Decimal(0), 0), (Decimal(1), 20), (Decimal("1.4"), 20), (Decimal("-0.2"), 0)],
)
def test_a_bar_goes_from_nothing_to_twenty_blocks(value: Decimal, full: int) -> None:
    assert text_bar("F8", value).value == "█" * full + "░" * (20 - full)


def test_there_is_no_bar_where_there_is_no_compliance() -> None:
    assert text_bar("F8", "").value == ""


def test_charts_can_be_told_apart_without_colours() -> None:
    charts = sheet_of(plan_workbook(PLAN, ExportContext(3)), "Tablero").charts
    lines = next(chart for chart in charts if chart.kind is ChartKind.LINES)
    bars = next(chart for chart in charts if chart.kind is ChartKind.BARS)
    assert len({(series.point, series.dashed) for series in lines.series}) == 3
    assert len({series.pattern for series in bars.series}) == 3


def test_a_difference_of_nothing_is_shown_as_nought() -> None:
    sheet = sheet_of(plan_workbook(PLAN, ExportContext(3)), "Verificación")
    formats = {cell.style.number for cell in sheet.cells.values() if cell.formula.startswith("IF(AND(")}
    assert formats == {"[=0]0_-;0.0E+00_-"}


def test_a_quarter_that_the_cut_off_does_not_reach_is_called_to_come() -> None:
    book = plan_workbook(PLAN, ExportContext(6))
    said = ["Corte a marzo", "Corte a junio", "Septiembre: por venir", "Diciembre: por venir"]
    for name in ("Trimestres", "Responsables"):
        sheet = sheet_of(book, name)
        assert [cell.value for (row, _column), cell in sheet.cells.items() if row == 4 and cell.formula] == said
        texts = [str(cell.value) for (row, _column), cell in sheet.cells.items() if row <= 2]
        assert {"Corte: Junio", "Verde desde 90 %, amarillo desde 70 %"} <= {*texts}


def test_a_remark_is_beside_its_responsible_with_its_month() -> None:
    remarked = acted(PLAN, Act(2, ActKind.REMARK, "8"), Remark("cuentas duplicadas", action="depurarlas"))
    note = HistoryRecord(1, "2024-04-05 10:00:00", "ana", "8.numero@3", "", Decimal(400), "un aguacero")
    for month, said in ((1, "un aguacero"), (3, "Feb: cuentas duplicadas · Acción: depurarlas")):
        sheet = sheet_of(plan_workbook(remarked, ExportContext(month, history=(note,))), "Responsables")
        [row] = [
            row for (row, column), cell in sheet.cells.items() if column == 3 and cell.value == "Número reformados"
        ]
        assert sheet.cells[row, 14].value == said


def test_a_compliance_of_zero_has_a_label_on_the_dashboard() -> None:
    book = plan_workbook(PLAN, ExportContext(3))
    bars = next(chart for chart in sheet_of(book, "Tablero").charts if chart.kind is ChartKind.BARS)
    zero = bars.labels.index("8")
    shown = [series.values[zero] for series in bars.series]
    assert [value for value in shown if isinstance(value, Decimal) and 0 < value < Decimal("0.001")]


@pytest.mark.parametrize("count", [1, 5, 40])
def test_the_charts_of_the_dashboard_are_clear_of_each_other(count: int) -> None:
    sheet = sheet_of(plan_workbook(plan_of([indicator(str(at)) for at in range(count)]), ExportContext(3)), "Tablero")
    first, second = sheet.charts
    between = sum(sheet.heights.get(row, 15.0) for row in range(first.row, second.row))
    assert first.height * 28.35 < between


def test_texts_of_the_history_are_as_tall_as_they_need() -> None:
    long = "La capacidad bajó porque tres cuadrillas estuvieron sin vehículo. " * 8
    record = HistoryRecord(1, "2024-04-05 10:00:00", "ana", "remark.4@3", "", long, "", "análisis de N° 4 en marzo")
    sheet = sheet_of(plan_workbook(PLAN, ExportContext(3, history=(record,))), "Historial")
    assert sheet.heights[5] >= 15 * len(long) / (1.3 * sheet.widths[8])


def test_the_pages_of_the_profiles_are_full_and_divide_no_indicator() -> None:
    sheet = sheet_of(plan_workbook(PLAN, ExportContext(3)), "Hoja de vida")
    starts = {row for (row, column), cell in sheet.cells.items() if column == 2 and str(cell.value).startswith("N° ")}
    assert len(starts) == len(PLAN.indicators)
    assert {row + 1 for row in sheet.breaks} <= starts
    pages = [0, *sheet.breaks]
    heights = [
        sum(sheet.heights.get(row, 15.0) for row in range(first + 1, last + 1)) for first, last in pairwise(pages)
    ]
    room = page_room(sheet)
    assert len(heights) == 4
    assert all(0.9 * room < height < room + 0.001 for height in heights), (heights, room)


def test_notes_are_dated_as_everything_else_is() -> None:
    note = HistoryRecord(1, "2024-04-05 23:00:00", "ana", "8.numero@3", "", Decimal(400), "un aguacero")
    sheet = sheet_of(plan_workbook(PLAN, ExportContext(3, history=(note,))), "Hoja de vida")
    assert "05/04/2024: un aguacero" in [cell.value for cell in sheet.cells.values()]


@pytest.mark.parametrize("name", ["Tablero", "Responsables", "Hoja de vida"])
def test_a_plan_without_indicators_says_so(name: str) -> None:
    sheet = sheet_of(plan_workbook(plan_with((), {}), ExportContext(3)), name)
    assert "Sin indicadores todavía" in [cell.value for cell in sheet.cells.values()]


def test_no_column_of_the_form_breaks_a_word() -> None:
    first = indicator("1", objective=1, action="1.1")
    units = ("Porcentaje", "Estudiantes", "u")
    lines = tuple(first._replace(id=unit, texts=first.texts._replace(unit=unit)) for unit in units)
    plan = plan_with((objective(1, actions=(Action("1.1", "1.1 Acción", lines),)),), {})
    for words, least in ((units, 9), (units[2:], 5)):
        some = tuple(line for line in lines if line.id in words)
        held = plan.objectives[0]._replace(actions=(Action("1.1", "1.1 Acción", some),))
        form = sheet_of(plan_workbook(plan._replace(objectives=(held,)), ExportContext(3)), "Plan de Acción")
        [column] = {column for (_row, column), cell in form.cells.items() if cell.value == words[0]}
        assert least <= form.widths[column] < least + 2


def test_each_responsible_has_their_weight_their_quarters_and_what_was_written() -> None:
    note = HistoryRecord(1, "2024-04-05 10:00:00", "ana", "8.numero@3", "", Decimal(400), "un aguacero")
    sheet = sheet_of(plan_workbook(PLAN, ExportContext(6, history=(note,))), "Responsables")
    rows = {str(cell.value): row for (row, column), cell in sheet.cells.items() if column == 3}
    own = sheet.cells[rows["Suspensiones"], 4].value
    assert sheet.cells[rows["FABIO DIAZ"], 4].value == own  # the plan's responsible for what has none
    assert sheet.cells[rows["FABIO DIAZ"], 5].value == sheet.cells[rows["Suspensiones"], 5].value
    assert sheet.cells[rows["FABIO DIAZ"], 9].value == ""  # September is not there yet
    assert sheet.cells[rows["Número reformados"], 14].value == "un aguacero"
    assert sheet.cells[rows["m³ alcantarillado"], 13].value == "Sin reportar: mar abr may jun"


def test_the_history_is_printed_only_where_it_is_asked_for() -> None:
    assert sheet_of(printed_workbook(PLAN, ExportContext(3)), "Historial").hidden
    book = plan_workbook(PLAN, ExportContext(3), ["Historial"])
    assert [sheet.name for sheet in book.sheets if not sheet.hidden] == ["Historial"]


def test_the_form_to_be_signed_says_nothing_of_files_programs_or_what_the_plan_does_not_have() -> None:
    context = ExportContext(3, source="plan.json", exported="05/04/2024", program="plan 9")
    book = form_workbook(PLAN, context)
    shown = [sheet for sheet in book.sheets if not sheet.hidden]
    assert [sheet.name for sheet in shown] == ["Plan de Acción"]
    assert shown[0].page.footer == ""
    control = {str(shown[0].cells[row, 16].value): shown[0].cells[row, 17].value for row in (1, 2, 3)}
    assert control == {"Código": "", "Versión": "", "Página": "1 de 1"}
    assert not shown[0].page.numbered


def test_a_workbook_of_the_plan_as_it_was_says_so_where_it_is_read() -> None:
    told = "Como estaba el 15/04/2024 10:00"
    context = ExportContext(3, source="plan.json", as_it_was=told)
    book = plan_workbook(PLAN, context)
    sheets = {sheet.name: sheet for sheet in book.sheets if not sheet.hidden}
    assert [name for name, sheet in sheets.items() if not sheet.page.footer.startswith(told)] == []
    for name in ("Plan de Acción", "Seguimiento", "Tablero", "Trimestres", "Responsables", "Hoja de vida"):
        texts = [str(cell.value) for (row, _column), cell in sheets[name].cells.items() if row <= 5]
        assert [text for text in texts if text.startswith(told)], name
    signed = sheet_of(form_workbook(PLAN, context), "Plan de Acción")
    assert signed.page.footer == told


def test_the_accumulated_column_and_the_target_are_of_one_width() -> None:
    sheet = follow_up(3)
    assert sheet.widths[ACCUMULATED] == sheet.widths[TARGET]
