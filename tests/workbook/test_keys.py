"""The keys name every cell, and nothing but cells."""

import pytest

from scoring.model import MONTHS, Cell
from workbook.model.hidden_keys import cell_at, month_key, row_key


@pytest.mark.parametrize("indicator", ["4", "O3"])
@pytest.mark.parametrize("month", [None, *MONTHS])
def test_a_cell_is_found_again_by_its_two_keys(indicator: str, month: int | None) -> None:
    cell = Cell(indicator, "efectivas", month)
    assert cell_at(row_key(indicator, "efectivas"), month_key(month)) == cell


@pytest.mark.parametrize("row", ["", "4", ".", "4.", ".base"])
def test_other_texts_are_no_row_keys(row: str) -> None:
    assert cell_at(row, month_key(3)) is None


@pytest.mark.parametrize("column", ["", "3", "month:", "month:0", "month:13", "month:-1", "month:²", "year:3", "Mar"])
def test_other_texts_are_no_month_keys(column: str) -> None:
    assert cell_at("4.efectivas", column) is None
