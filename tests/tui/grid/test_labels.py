"""The label of a row, however little room there is."""

from pathlib import Path

import pytest
from hands import person_at


@pytest.mark.parametrize("width", range(60, 201, 5))
@pytest.mark.parametrize("view", ["", "z"], ids=["month", "year"])
def test_a_folded_row_that_hides_empty_cells_is_no_wider_than_the_screen(filled: Path, width: int, view: str) -> None:
    person = person_at(filled, width=width)
    person.type("g2.urbanos@mar⏎xg2.urbanos@feb⏎x↑ " + view)
    shown = person.screen()
    assert max(len(line) for line in shown.splitlines()) <= width
    if width >= 80 and not view:
        assert "(2" in shown
