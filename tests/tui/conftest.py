"""The 2024 plan in a file of its own, and a person before it."""

from pathlib import Path

import pytest
from hands import Person, new_plan, person_at


@pytest.fixture(autouse=True)
def _own_state_directory(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing be remembered from one test to another, or where the person who runs them has their own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))


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
