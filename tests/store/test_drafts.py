from pathlib import Path

import pytest

from scoring.model import Cell
from tui.controller import drafts
from tui.controller.drafts import Draft

MARCH = Cell("4", "efectivas", 3)


@pytest.fixture(autouse=True)
def _own_state_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def test_what_was_being_typed_is_offered_again_for_its_plan_only(path: Path) -> None:
    assert drafts.load(str(path)) is None
    drafts.save(str(path), Draft(MARCH, "96.2", 1))
    drafts.save(str(path), Draft(MARCH, "96.20", 2))
    assert drafts.load(str(path)) == Draft(MARCH, "96.20", 2)
    assert drafts.load(str(path.with_name("otro.json"))) is None
    drafts.clear(str(path))
    drafts.clear(str(path))
    assert drafts.load(str(path)) is None


def test_a_draft_that_cannot_be_read_is_none(path: Path, tmp_path: Path) -> None:
    drafts.save(str(path), Draft(MARCH, "96", 0))
    [file] = (tmp_path / "state").rglob("*.json")
    for text in ("", "{", "[1]", '["x", "96", 0]', '["4.efectivas@3", "96"]', "null"):
        file.write_text(text, encoding="utf-8")
        assert drafts.load(str(path)) is None


def test_a_draft_that_cannot_be_kept_is_let_go(path: Path, tmp_path: Path) -> None:
    (tmp_path / "state").touch()
    drafts.save(str(path), Draft(MARCH, "96", 0))
    assert drafts.load(str(path)) is None
