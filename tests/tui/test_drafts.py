"""The digits being typed when a session is cut off."""

from pathlib import Path

import pytest

from scoring.model import Cell
from tui.personal import drafts
from tui.personal.drafts import Draft

MARCH = Cell("4", "efectivas", 3)


@pytest.fixture
def address(path: Path) -> str:
    return str(path)


@pytest.fixture(autouse=True)
def _own_state_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def test_what_was_being_typed_is_offered_again_for_its_plan_only(address: str) -> None:
    assert drafts.load(address) is None
    drafts.save(address, Draft(MARCH, "96.2", 1))
    drafts.save(address, Draft(MARCH, "96.20", 2))
    assert drafts.load(address) == Draft(MARCH, "96.20", 2)
    assert drafts.load(f"{address}.otro") is None
    drafts.clear(address)
    drafts.clear(address)
    assert drafts.load(address) is None


def test_a_draft_that_cannot_be_read_is_none(address: str, tmp_path: Path) -> None:
    drafts.save(address, Draft(MARCH, "96", 0))
    [file] = (tmp_path / "state").rglob("*.json")
    for text in ("", "{", "[1]", '["x", "96", 0]', '["4.efectivas@3", "96"]', "null"):
        file.write_text(text, encoding="utf-8")
        assert drafts.load(address) is None


def test_a_draft_that_cannot_be_kept_is_let_go(address: str, tmp_path: Path) -> None:
    (tmp_path / "state").touch()
    drafts.save(address, Draft(MARCH, "96", 0))
    assert drafts.load(address) is None
