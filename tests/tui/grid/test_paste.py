"""A block from a spreadsheet: all of it or nothing."""

import pytest

from plans import plan_2024
from scoring.model import Cell, CellChange, Plan
from tui.grid.paste import Placement, lay, parse_block
from tui.grid.rows import rows_of


def at(plan: Plan, row: str, month: int, text: str) -> Placement:
    rows = rows_of(plan)
    start = next(place for place, item in enumerate(rows) if item.id == row)
    return lay(plan, rows, start, month, parse_block(text))


@pytest.mark.parametrize("text", ["1\t2\n3\t4\n", "1\t2\r\n3\t4\r\n", "1\t2\r3\t4\r", "1\t2\n3\t4"])
def test_lines_end_as_spreadsheets_and_tmux_end_them(text: str) -> None:
    assert parse_block(text) == [["1", "2"], ["3", "4"]]


def test_a_block_passes_over_headings_and_constants() -> None:
    block = at(plan_2024(), "i7", 2, "1\n2\n3")
    assert [str(change.cell) for change in block.changes] == ["7.valor@2", "8.numero@2", "9.saldo@2"]
    assert not block.problem


def test_an_empty_field_leaves_its_cell_as_it_is() -> None:
    plan = plan_2024().with_changes(
        (CellChange(Cell("3", "alcantarillado", 1), plan_2024().values[Cell("9", "base")]),)
    )
    block = at(plan, "i3", 1, "\t7")
    assert [str(change.cell) for change in block.changes] == ["3.alcantarillado@2"]


def test_money_is_pasted_as_it_is_typed() -> None:
    block = at(plan_2024(), "i1", 1, "$ 4.500.000\t4\xa0500\u202f000\t\u2212 0 COP")
    assert [str(change.value) for change in block.changes] == ["4500000", "4500000", "0"]
    assert not block.problem


def test_what_is_overwritten_is_counted() -> None:
    plan = plan_2024().with_changes(
        (CellChange(Cell("3", "alcantarillado", 1), plan_2024().values[Cell("9", "base")]),)
    )
    assert at(plan, "i3", 1, "7\t8").overwritten == 1


@pytest.mark.parametrize(
    ("row", "month", "text", "said"),
    [
        ("i3", 1, "1\t2,5.5", "columna 2"),
        ("i3", 1, "1\tdoce", "doce"),
        ("i3", 1, "$ 5", "aquí la cifra va en usuarios"),
        ("i3", 12, "1\t2", "diciembre"),
        ("i13.programadas", 1, "1\n2", "filas"),
        ("i4.efectivas", 1, "5\n0", "sobre cero"),
    ],
)
def test_one_bad_field_keeps_everything_out_and_says_where(row: str, month: int, text: str, said: str) -> None:
    block = at(plan_2024(), row, month, text)
    assert block.changes == ()
    assert said in str(block.problem)
