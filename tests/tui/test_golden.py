"""Every view as text at three sizes, compared with the screens kept in `golden/`.

After a change that is meant, write them anew with `GOLDEN=write pytest tests/tui/test_golden.py` and read the diff.
"""

import os
from pathlib import Path

import pytest
from hands import person_at

from tui.modes.commands.motion import open_at_pending

GOLDEN = Path(__file__).parent / "golden"
SIZES = [(80, 24), (120, 40), (200, 50)]

VIEWS = {
    "month": "",
    "year": "z",
    "entry": "1140000",
    "refused": "1.14⏎",
    "folded": "↑↑ ",
    "marked": "v↑←",
    "search": "/cartera⏎",
    "prompt": "g4@f",
    "help": "?",
    "palette": ":pend",
    "why": "w",
    "pending": "P",
    "status": "s",
    "checks": "c",
    "history": "h",
}
"""What is typed to come to each view, from the first pending cell of the worked example in March."""


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("view", VIEWS)
def test_the_view_reads_as_it_did(filled: Path, view: str, size: tuple[int, int]) -> None:
    person = person_at(filled, width=size[0], height=size[1])
    open_at_pending(person.controller)
    person.type(VIEWS[view])
    shown = person.screen()
    path = GOLDEN / f"{view}_{size[0]}x{size[1]}.txt"
    if os.environ.get("GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")
    assert max(len(line) for line in shown.splitlines()) <= size[0]
