"""The plan's figures on the second line, at every width."""

import re
from pathlib import Path

import pytest
from hands import person_at


@pytest.mark.parametrize("width", [60, 66, 79, 80, 92, 120])
def test_the_figures_are_whole_or_left_out(filled: Path, width: int) -> None:
    person = person_at(filled)
    person.controller.resize(width, 24)
    line = person.screen().splitlines()[1]
    assert len(line) <= width
    assert re.fullmatch(r" Cumpl\S* [\d,]+ % \S+( +\S+ [\d,]+ %)+ +Pend\S* \d+ *", line), line
