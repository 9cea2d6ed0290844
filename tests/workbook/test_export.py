"""Exporting: one step, the same file for the same data, and everything a reader without a calculator needs."""

import errno
import os
import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from random import Random
from zipfile import ZipFile

import openpyxl
import pytest

from plans import indicator, objective, plan_with, random_plan
from scoring.model import Action, IndicatorTexts, ObjectiveTexts, Plan
from workbook.errors import ExportError
from workbook.model.cells import Area
from workbook.model.export_context import ExportContext, HistoryRecord
from workbook.model.sheet import Sheet
from workbook.model.styles import YELLOW
from workbook.sheets.workbooks import plan_workbook
from workbook.writing.export import export
from workbook.writing.replacing_file import write

MARCH = ExportContext(3, head="abc", exported="05/04/2024 10:00")


@pytest.fixture(name="plan", scope="module")
def _plan() -> Plan:
    return random_plan(Random(7))


def parts(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_same_data_give_the_same_parts(plan: Plan, tmp_path: Path) -> None:
    export(plan, tmp_path / "a.xlsx", MARCH)
    export(plan, tmp_path / "b.xlsx", MARCH)
    first, second = parts(tmp_path / "a.xlsx"), parts(tmp_path / "b.xlsx")
    assert {name for name in first if first[name] != second[name]} <= {"docProps/core.xml"}
    assert first.keys() == second.keys()


def test_every_formula_carries_its_value(plan: Plan, tmp_path: Path) -> None:
    book = plan_workbook(plan, MARCH)
    write(book, tmp_path / "plan.xlsx")
    read = openpyxl.load_workbook(tmp_path / "plan.xlsx", data_only=True)
    for sheet in book.sheets:
        for (row, column), cell in sheet.cells.items():
            if cell.formula:
                value = read[sheet.name].cell(row, column).value
                if isinstance(cell.value, str):
                    assert (value or "") == cell.value
                else:
                    assert value == pytest.approx(float(str(cell.value)), rel=1e-12)
    assert all(b"\xee\x80\x80" not in part for part in parts(tmp_path / "plan.xlsx").values())


def test_no_visible_sheet_holds_an_error(plan: Plan) -> None:
    visible = [sheet for sheet in plan_workbook(plan, MARCH).sheets if not sheet.hidden]
    shown = [cell.value for sheet in visible for cell in sheet.cells.values()]
    assert not [value for value in shown if isinstance(value, str) and value.startswith("#")]


def test_charts_show_their_values_where_nothing_calculates(plan: Plan, tmp_path: Path) -> None:
    export(plan, tmp_path / "plan.xlsx", MARCH)
    charts = [part.decode() for name, part in parts(tmp_path / "plan.xlsx").items() if "charts/chart" in name]
    assert len(charts) == 2
    months = next(chart for chart in charts if "<lineChart>" in chart)
    points = re.findall(r"<val>.*?</val>", months)
    assert [len(re.findall(r"<pt ", series)) for series in points] == [3, 3, 3]  # to March, and a gap after it
    assert all("<strCache>" in chart for chart in charts)


def test_a_value_that_does_not_exist_is_an_empty_text_and_not_a_blank_cell(plan: Plan) -> None:
    """A reference to a blank cell is 0 in Excel, though not in LibreOffice: at cut-off 0 all would be red."""
    calculation = next(sheet for sheet in plan_workbook(plan, MARCH).sheets if sheet.name == "_calc")
    assert not [at for at, cell in calculation.cells.items() if cell.value in {None, ""} and not cell.formula]


def test_text_that_looks_like_a_formula_stays_text(plan: Plan, tmp_path: Path) -> None:
    name = '=HYPERLINK("http://x","y")'
    first = plan.objectives[0]
    hostile = plan._replace(objectives=(first._replace(texts=first.texts._replace(text=name)), *plan.objectives[1:]))
    export(hostile, tmp_path / "plan.xlsx", MARCH)
    sheet = openpyxl.load_workbook(tmp_path / "plan.xlsx").worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == name]
    assert [(cell.data_type, cell.quotePrefix) for cell in cells] == [("s", True)]
    assert not any(cell.quotePrefix for row in sheet.iter_rows() for cell in row if cell.value != name)


def test_only_the_yellow_cells_can_be_typed_into(plan: Plan) -> None:
    book = plan_workbook(plan, MARCH)
    unlocked = [(s.name, cell.style.fill) for s in book.sheets for cell in s.cells.values() if not cell.style.locked]
    expected = sum(
        len(indicator.variables) * (indicator.end.month - indicator.start.month + 1) + len(indicator.constants)
        for indicator in plan.indicators
    )
    assert sum(name == "Seguimiento" for name, _fill in unlocked) == expected + 1
    assert {name for name, _fill in unlocked} == {"Seguimiento", "Hoja de vida"}
    assert {fill for _name, fill in unlocked} == {YELLOW}
    assert all(sheet.protected for sheet in book.sheets if not _is_history(sheet))


def _is_history(sheet: Sheet) -> bool:
    return sheet.name == "Historial"


def test_the_history_keeps_numbers_as_numbers_and_marks_as_text(plan: Plan) -> None:
    id_ = plan.indicators[0].id
    records = (
        HistoryRecord(1, "2024-04-05 10:00:00", "ana", f"{id_}.a@3", "", Decimal("96.2"), "=nota"),
        HistoryRecord(2, "2024-04-05 10:01:00", "ana", f"{id_}.a@3", Decimal("96.2"), "NP", ""),
    )
    sheet = next(s for s in plan_workbook(plan, MARCH._replace(history=records)).sheets if s.name == "Historial")
    rows = [[cell.value for _, cell in cells] for row, cells in sheet.rows() if row > sheet.tables[0].area.top]
    dates = [datetime(2024, 4, 5, 10, 0), datetime(2024, 4, 5, 10, 1)]  # noqa: DTZ001  (a sheet's dates have no zone)
    assert rows == [
        [record.seq, date, *record[2:4], f"N° {id_} A, mar", *record[4:7]]
        for date, record in zip(dates, records, strict=True)
    ]


def test_an_objective_that_nothing_measures_is_exported_too(plan: Plan, tmp_path: Path) -> None:
    bare = plan._replace(objectives=(*plan.objectives, objective(99)))
    export(bare, tmp_path / "plan.xlsx", MARCH)
    titles = {cell.value for row in openpyxl.load_workbook(tmp_path / "plan.xlsx")["Tablero"] for cell in row}
    assert "99. OBJETIVO" in titles


def test_a_long_plan_is_laid_out_to_be_read(tmp_path: Path) -> None:
    """Thirty objectives of three indicators with texts of two thousand characters: nothing taller than a row can be."""
    text = ("Gestionar la cartera mediante suspensión y corte. " * 40)[:2000]
    objectives = []
    for number in range(1, 31):
        indicators = [indicator(f"{number}{letter}", objective=number, name=text) for letter in "abc"]
        goals = tuple(item._replace(texts=IndicatorTexts(goal=text, formula=text)) for item in indicators)
        made = objective(number, actions=(Action(f"{number}.1", text, goals),))
        objectives.append(made._replace(texts=ObjectiveTexts(text)))
    book = plan_workbook(plan_with(tuple(objectives), {}), MARCH)
    for sheet in book.sheets:
        assert all(height <= 409 for height in sheet.heights.values())
    form, _, dashboard, *_ = book.sheets
    assert (form.page.tall, form.page.repeat) == (0, (6, 7))  # the two rows of the header
    assert dashboard.page.tall == 1
    assert sum(1 for cell in dashboard.cells.values() if cell.link) == 30
    write(book, tmp_path / "plan.xlsx")


def test_validations_are_short_enough_for_excel_and_speak_spanish(plan: Plan) -> None:
    validations = [item for sheet in plan_workbook(plan, MARCH).sheets for item in sheet.validations]
    assert {item.title for item in validations} >= {"Mes de corte", "Dato del mes"}
    for item in validations:
        assert (len(item.title) <= 32, len(item.error) <= 225, len(item.prompt) <= 255) == (True, True, True)
        assert len(item.formula) <= 255


def test_no_formula_is_longer_or_newer_than_excel_2007_takes() -> None:
    known = {
        *("IF", "AND", "OR", "COUNT", "COUNTIF", "SUM", "SUMPRODUCT", "INDEX", "CHOOSE", "ISNUMBER", "IFERROR"),
        *("SUMIF", "MAX", "MIN", "ABS", "ROUND", "NA", "REPT"),
    }
    for seed in range(6):
        book = plan_workbook(random_plan(Random(seed)), MARCH)
        formulas = [cell.formula for sheet in book.sheets for cell in sheet.cells.values() if cell.formula]
        assert max(map(len, formulas)) <= 8192
        bare = (re.sub(r'"[^"]*"', "", formula) for formula in formulas)
        assert {name for formula in bare for name in re.findall(r"\b([A-Z][A-Z0-9.]*)\(", formula)} <= known


@pytest.mark.parametrize(
    ("code", "reason"),
    [(errno.ENOSPC, "no queda espacio en el disco"), (errno.EACCES, "o el archivo está abierto en otro programa")],
)
def test_what_was_at_the_target_stays_when_the_export_fails(plan: Plan, tmp_path: Path, code: int, reason: str) -> None:
    target = tmp_path / "plan.xlsx"
    target.write_bytes(b"before")
    book = plan_workbook(plan, MARCH)

    def sheets() -> Iterator[Sheet]:
        yield from list(book.sheets)[:1]
        raise OSError(code, os.strerror(code))

    with pytest.raises(ExportError, match=rf"plan\.xlsx: .*{reason}"):
        write(book._replace(sheets=sheets()), target)
    assert target.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["plan.xlsx"]


def test_a_target_that_cannot_be_written_is_named(plan: Plan, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="no existe"):
        export(plan, tmp_path / "no" / "plan.xlsx", MARCH)


@pytest.mark.parametrize("left", [0, 1])
def test_actions_without_indicators_have_rows_of_their_own(plan: Plan, left: int) -> None:
    """As in a plan that is being made: none has an indicator yet, or only the last one has."""
    objectives = tuple(
        objective._replace(
            own=(),
            actions=tuple(
                action._replace(indicators=action.indicators[:1] if left and action is objective.actions[-1] else ())
                for action in objective.actions
            ),
        )
        for objective in plan.objectives
    )
    form = next(iter(plan_workbook(plan._replace(objectives=objectives, values={}), MARCH).sheets))
    texts = [cell.value for cell in form.cells.values()]
    for made in objectives:
        for action in made.actions:
            assert texts.count(action.text) == 1
    covered = [(row, column) for area in form.merges for row, column in _places(area)]
    assert len(covered) == len(set(covered))


def _places(area: Area) -> Iterator[tuple[int, int]]:
    for row in range(area.top, area.bottom + 1):
        for column in range(area.left, area.right + 1):
            yield row, column
