"""What the tests of forms share: the worked example in a file, and somebody before it."""

from pathlib import Path

import pytest
from hands import Person, new_plan, person_at


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return new_plan(tmp_path, filled=True)


@pytest.fixture
def person(path: Path) -> Person:
    return person_at(path)
