"""What the tests of the year on the screen share: the worked example in a file."""

from pathlib import Path

import pytest


@pytest.fixture
def path(filled: Path) -> Path:
    return filled
