"""Every view as text at three sizes, compared with the screens kept in `golden/`.

They are what the painter makes, and at two sizes what a terminal shows of it, on the direct and on the stock way.

After a change that is meant, write them anew with `GOLDEN=write pytest tests/tui/test_golden.py` and read the diff.
"""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from hands import person_at
from terminals import LINUX, ROOT, Terminal

from tui.modes.pending_places import open_at_pending

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
    "compare": "C",
}
"""What is typed to come to each view, from the first pending cell of the worked example in March."""

ESCAPE = "\x1b[27u"
"""Esc as terminals with the kitty protocol send it: whatever follows it in a packet, it is Esc."""
SENT = {"⏎": "\r", "↑": "\x1b[A", "↓": "\x1b[B", "→": "\x1b[C", "←": "\x1b[D", "⎋": ESCAPE, "⇞": "\x1b[5~"}
BACK = {"month": "", "year": "z", "folded": " ↓↓", "marked": "⎋→↓zz", "search": "⎋⇞⇞g6@mar⏎"}
"""What is typed to come back from a view where it is not Esc; nobody comes back from `refused`."""
TOUR = [*(view for view in VIEWS if view != "refused"), "refused"]


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


@pytest.mark.parametrize("size", SIZES[:2], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("driver", ["", LINUX], ids=["direct", "stock"])
def test_a_terminal_shows_the_views_on_either_way(filled: Path, driver: str, size: tuple[int, int]) -> None:
    variables = {"XDG_STATE_HOME": str(filled.parent)} | ({"TEXTUAL_DRIVER": driver} if driver else {})
    support = ROOT / "tests" / "support"
    variables["PYTHONPATH"] = f"{ROOT}{os.pathsep}{support}"
    program = [str(support / "in_march.py"), *map(str, size)]
    terminal = Terminal(str(filled), size=size, environment=variables, program=program)
    grid = kept("month", size)[:-2]
    for view in TOUR:
        terminal.send(packet(VIEWS[view]))
        terminal.wait_until(shows(terminal, kept(view, size)), f"the view {view}")
        if view != "refused":
            terminal.send(packet(BACK.get(view, "⎋")))
            terminal.wait_until(shows(terminal, grid), f"the grid after {view}")
    terminal.end(signal.SIGTERM)


def packet(keys: str) -> str:
    """Return what a terminal sends for keys."""
    return "".join(SENT.get(key, key) for key in keys)


def shows(terminal: Terminal, lines: list[str]) -> Callable[[], bool]:
    """Return what says whether the screen begins with these lines."""
    return lambda: terminal.text().split("\n")[: len(lines)] == lines


def kept(view: str, size: tuple[int, int]) -> list[str]:
    """Return the lines of a golden screen."""
    return (GOLDEN / f"{view}_{size[0]}x{size[1]}.txt").read_text(encoding="utf-8").splitlines()
