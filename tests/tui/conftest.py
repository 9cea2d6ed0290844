"""The 2024 plan in a file of its own, and a desk before it."""

from pathlib import Path

import pytest
from desks import desk_on, new_plan

from tui.desk import Desk


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return new_plan(tmp_path)


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    return new_plan(tmp_path, filled=True)


@pytest.fixture
def desk(path: Path) -> Desk:
    return desk_on(path)


@pytest.fixture
def full_desk(filled: Path) -> Desk:
    return desk_on(filled)
