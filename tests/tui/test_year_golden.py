"""The screens of a plan whose year has begun, compared with those kept in `golden/`."""

import os
from pathlib import Path

import pytest
from acts import year_begun
from hands import person_at

GOLDEN = Path(__file__).parent / "golden"
SIZES = [(80, 24), (120, 40)]
VIEWS = {
    "governed": "",
    "closing": "K",
    "signatures": "F",
    "signing": "F⏎",
    "asked": "F⏎⏎",
    "remark": "g8⏎a",
    "due": "P",
    "governed_status": "s",
    "submitted": "sp",
    "governed_why": "g8⏎w",
}
"""What is typed to come to each view, from the first row of the plan in March."""


@pytest.mark.parametrize("view", VIEWS)
def test_every_line_fits_at_any_width(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, view: str) -> None:
    person = person_at(year_begun(tmp_path, monkeypatch), width=60, height=15)
    person.type(VIEWS[view])
    for width in range(60, 201, 7):
        person.resize(width, 60)
        assert max(len(line) for line in person.screen().splitlines()) <= width


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("view", VIEWS)
def test_the_view_reads_as_it_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, view: str, size: tuple[int, int]
) -> None:
    person = person_at(year_begun(tmp_path, monkeypatch), width=size[0], height=size[1])
    person.type(VIEWS[view])
    shown = person.screen()
    path = GOLDEN / f"{view}_{size[0]}x{size[1]}.txt"
    if os.environ.get("GOLDEN") == "write":
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")
    assert max(len(line) for line in shown.splitlines()) <= size[0]
