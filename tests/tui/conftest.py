"""The 2024 plan in a file of its own, and a person before it."""

from pathlib import Path

import pytest
from hands import Person, new_plan, person_at


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return new_plan(tmp_path)


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    return new_plan(tmp_path, filled=True)


@pytest.fixture
def person(path: Path) -> Person:
    return person_at(path)


@pytest.fixture
def full_person(filled: Path) -> Person:
    return person_at(filled)
