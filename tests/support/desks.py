"""A desk with the 2024 plan on it, and hands to type with."""

from pathlib import Path
from typing import Final

from plans import plan_2024, worked_example
from scoring.model import Mark, Value
from store import create, open_store
from tui.actions import press
from tui.controller.commands import keymap
from tui.controller.session import Session
from tui.desk import Desk
from tui.grid.spans import UNICODE, Glyphs
from tui.lines import Lines
from tui.saving import save_here

MARCH: Final = 3
NAMES: Final = {
    "⏎": "enter",
    "⇥": "tab",
    "⇤": "shift+tab",
    "⎋": "escape",
    "⌫": "backspace",
    "↑": "up",
    "↓": "down",
    "←": "left",
    "→": "right",
    "↻": "ctrl+r",
}
"""Signs that stand for the keys without a character."""


def new_plan(folder: Path, *, filled: bool = False) -> Path:
    """Write the 2024 plan into a file of its own, empty or with the worked example in it."""
    path = folder / "plan_2024.json"
    create(path, worked_example() if filled else plan_2024())
    return path


def desk_on(path: Path, month: int = MARCH, width: int = 80, height: int = 24, glyphs: Glyphs = UNICODE) -> Desk:
    """Lay the plan in a file before a person."""
    desk = Desk(Session(open_store(path), month), keymap(), glyphs)
    desk.resize(width, height)
    return desk


def type_keys(desk: Desk, keys: str) -> None:
    """Press keys one after another, each to its end: characters, and the signs of NAMES."""
    for key in keys:
        press(desk, NAMES.get(key, key), "" if key in NAMES else key)
        save_here(desk)


def screen(desk: Desk) -> str:
    """Return the screen as it reads."""
    lines = Lines(desk)
    return "".join("".join(span.text for span in lines.line(y)).rstrip() + "\n" for y in range(desk.height))


def on_disk(path: Path) -> dict[str, str]:
    """Return what was typed into the file, read anew, by canonical cell; the form's own baseline is left out."""
    values = open_store(path).load().plan.values
    return {str(cell): format_value(value) for cell, value in values.items() if str(cell) != "9.base"}


def format_value(value: Value) -> str:
    """Return a figure without grouping."""
    return value.value if isinstance(value, Mark) else str(value)
