"""A person before the 2024 plan, without a terminal: keys to type with, and the screen to read."""

from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from typing import Any, Final

from plans import plan_2024, worked_example
from scoring.model import Mark, Plan, Value
from store import create, open_store
from tui.app import PlanApp
from tui.controller.controller import Controller
from tui.controller.keymap import Keymap
from tui.controller.session import Session
from tui.grid.editor import Editor
from tui.grid.symbols import UNICODE, Symbols
from tui.grid.theme import DARK
from tui.modes.browse import Browse
from tui.modes.edit import Edit
from tui.modes.fill_form import FillForm
from tui.modes.screen_content import ScreenContent
from tui.modes.stack import ModeStack

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


class Host:
    """The holder of the terminal, who remembers what was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def redraw(self) -> None:
        self.asked.append("redraw")

    def switch_theme(self) -> None:
        self.asked.append("theme")

    def in_background(self, work: Coroutine[Any, Any, None]) -> None:
        self.asked.append("work")
        work.close()

    def in_turn(self, act: Callable[[], object]) -> None:
        act()

    def hold_keys(self) -> None:
        self.asked.append("hold")

    def leave(self) -> None:
        self.asked.append("leave")


class Person:
    """Somebody with a plan on their screen."""

    def __init__(self, controller: Controller) -> None:
        """Have the plan of `controller` on a screen."""
        self.host = Host()
        self.controller = controller
        self.stack = ModeStack(controller, Browse)
        self.stack.attach(self.host)
        self._screen = ScreenContent(self.stack)

    def press(self, key: str, character: str = "") -> None:
        """Press a key, to its end."""
        to_its_end(self.stack.key(key, character))

    def type(self, keys: str) -> None:
        """Press keys one after another, each to its end: characters, and the signs of NAMES."""
        for key in keys:
            self.press(NAMES.get(key, key), "" if key in NAMES else key)

    def paste(self, text: str) -> None:
        """Paste a text."""
        to_its_end(self.stack.paste(text))

    def resize(self, width: int, height: int) -> None:
        """Give the screen another size."""
        self._screen.resize(width, height)

    def screen(self) -> str:
        """Return the screen as it reads."""
        lines = ("".join(span.text for span in self._screen.line(y)) for y in range(self.controller.height))
        return "".join(line.rstrip() + "\n" for line in lines)

    def point(self, x: int, y: int) -> None:
        """Click on a place of the screen."""
        self._screen.point(x, y)

    def application(self) -> PlanApp:
        """Go on in an application, whose screen this person sees from now on."""
        self.stack = ModeStack(self.controller, Browse)
        self._screen = ScreenContent(self.stack)
        return PlanApp(self._screen, DARK)

    @property
    def editor(self) -> Editor | None:
        """The text that is being typed into a cell."""
        edit = self.stack.find(Edit)
        return edit.editor if edit else None


def to_its_end(work: Coroutine[Any, Any, object]) -> None:
    """Run what never waits for anything: a key whose saving is done at once."""
    try:
        work.send(None)
    except StopIteration:
        return
    raise AssertionError("it waits")


def new_plan(folder: Path, *, filled: bool = False) -> Path:
    """Write the 2024 plan into a file of its own, empty or with the worked example in it."""
    path = folder / "plan_2024.json"
    create(path, worked_example() if filled else plan_2024())
    return path


def controller_of(
    path: Path, month: int = MARCH, symbols: Symbols = UNICODE, keys: Mapping[str, tuple[str, ...]] | None = None
) -> Controller:
    """Open the plan in a file at a cut-off."""
    return Controller(Session(open_store(path), month), Keymap(keys), symbols)


def person_at(path: Path, month: int = MARCH, width: int = 80, height: int = 24, symbols: Symbols = UNICODE) -> Person:
    """Put somebody before the plan in a file."""
    person = Person(controller_of(path, month, symbols))
    person.resize(width, height)
    return person


def on_disk(path: Path) -> dict[str, str]:
    """Return what was typed into the file, read anew, by canonical cell; the form's own baseline is left out."""
    values = open_store(path).load().plan.values
    return {str(cell): format_value(value) for cell, value in values.items() if str(cell) != "9.base"}


def sound_plan(path: Path) -> Plan:
    """Return the plan in the file, read anew; its history has to be whole."""
    store = open_store(path)
    try:
        assert store.verify() == ()
        return store.load().plan
    finally:
        store.close()


def lines(person: Person) -> list[str]:
    """Return the lines of the screen."""
    return person.screen().splitlines()


def foot(person: Person) -> str:
    """Return what the last two lines of the screen say, as one."""
    return " ".join(" ".join(lines(person)[-2:]).split())


def to_row(person: Person, id_: str) -> None:
    """Put the cursor on a row of the tree."""
    person.controller.move(lambda: person.controller.tree.go_row(id_))


def choose(person: Person, name: str) -> None:
    """Go down to the field of the open form whose address ends so."""
    form = person.stack.find(FillForm)
    assert form is not None
    while form.page.field is None or not form.page.field.address.endswith(name):
        assert form.page.field is not None, f"no field {name}"
        person.type("↓")


def field_text(person: Person, address: str) -> str:
    """Return what is typed into a field of the open form."""
    form = person.stack.find(FillForm)
    assert form is not None
    return form.page.texts[address]


def format_value(value: Value) -> str:
    """Return a value without grouping."""
    return value.value if isinstance(value, Mark) else str(value)
