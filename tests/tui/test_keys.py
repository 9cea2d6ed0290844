"""The registry of commands and the keys in force: complete, without clashes, checked, and read by every hint."""

import re
from collections import Counter
from pathlib import Path

import pytest
from hands import Person, controller_of

from tui.controller.commands import COMMANDS
from tui.controller.keymap import Keymap, KeymapError, is_sent, key_name, markdown
from tui.modes.handlers import HANDLERS

ELSEWHERE = {"cancel", "previous_found"}
"""Commands with a meaning in other modes only."""


def test_every_registered_command_is_carried_out_and_no_other() -> None:
    assert {command.id for command in COMMANDS} == HANDLERS.keys() | ELSEWHERE


def test_no_key_is_given_twice() -> None:
    keys = Counter(key for command in COMMANDS for key in command.keys)
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_a_plain_terminal_sends_every_key_of_a_command(command: object) -> None:
    assert all(is_sent(key) for key in getattr(command, "keys"))  # noqa: B009 - named by its id


@pytest.mark.parametrize("key", ["ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "alt+x", "ctrl+left", "shift+up", "ctrl+1"])
def test_a_plain_terminal_sends_no_such_key(key: str) -> None:
    assert not is_sent(key)


def test_own_keys_take_the_place_of_the_usual_ones() -> None:
    assert Keymap({"next_pending": ("f5", "b")}).keys_of("next_pending") == ("F5", "b")
    assert Keymap({"undo": ("U",)}).keys_of("undo") == ("U",)


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ({"volar": ("f5",)}, "volar"),
        ({"undo": ("ctrl+h",)}, "ctrl+h"),
        ({"undo": ("alt+x",)}, "alt+x"),
        ({"undo": ("5",)}, "empieza una cifra"),
        ({"undo": ("f5",), "redo": ("f5",)}, "f5"),
        ({"quit": ()}, "quit no tiene ninguna"),
        ({"cancel": ()}, "cancel no tiene ninguna"),
        ({"undo": ("ctrl+q",)}, "quit no tiene ninguna"),
        ({"undo": ("escape",), "redo": ("ctrl+c",)}, "cancel no tiene ninguna"),
        ({"cancel": ("X",), "undo": ("escape", "ctrl+c")}, "cancel no tiene ninguna"),
    ],
)
def test_own_keys_that_cannot_be_used_are_named(own: dict[str, tuple[str, ...]], said: str) -> None:
    with pytest.raises(KeymapError, match=said.replace("+", r"\+")):
        Keymap(own)


def test_hints_that_do_not_fit_are_left_out_whole() -> None:
    assert Keymap().short_hint(["edit", "undo", "help"], 24) == "F2 editar  u deshacer"
    assert Keymap().short_hint(["edit", "undo", "help"], 21) == "F2 editar  u deshacer"
    assert Keymap().short_hint(["edit", "undo", "help"], 20) == "F2 editar  ? ayuda"


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (40, "u deshace  ? ayuda  Esc vuelve"),
        (22, "u deshace  Esc vuelve"),
        (20, "? ayuda  Esc vuelve"),
        (3, "Esc vuelve"),
    ],
)
def test_the_way_out_is_hinted_at_whatever_the_room(width: int, shown: str) -> None:
    hints = [("undo", "deshace"), ("help", "ayuda"), ("cancel", "vuelve")]
    assert Keymap().hint(hints, width, kept=1) == shown


def test_keys_are_named_as_they_are_printed_on_a_spanish_keyboard() -> None:
    assert [key_name(key) for key in ("ctrl+z", "delete", "pageup", "f2", "x")] == ["^Z", "Supr", "RePág", "F2", "x"]


def test_the_table_lists_every_command() -> None:
    assert markdown(Keymap()).count("\n") == len(COMMANDS) + 2


OWN = {
    "commit": ("f9",), "cancel": ("f10",), "next_month": ("f11",), "up": ("K",), "down": ("J",), "left": ("H",),
    "right": ("L",), "undo": ("U",), "np": ("ctrl+n",), "previous_found": ("ctrl+b",), "copy": ("Y",), "clear": ("X",),
    "fill": ("F",), "mark": ("V",), "note": ("M",), "history": ("ctrl+t",), "edit": ("f6",), "help": ("ctrl+g",),
}  # fmt: skip
"""Every command that a hint names, on another key."""
USUAL = re.compile(r"(?:^ ?|  |; |: )(Enter|Esc|Tab|F2|[unNyxfvmh])(?= \w)", re.MULTILINE)
"""A usual key before what it does. The arrows are left out: they move on while a text is typed, whatever else does."""


@pytest.mark.parametrize("keys", ["", "4", "2.5⏎", "g", "/cartera⏎", "v", "p", "x", "s", ":"])
def test_every_hint_names_the_keys_in_force(filled: Path, keys: str) -> None:
    person = Person(controller_of(filled, keys=OWN))
    person.resize(80, 24)
    person.controller.tree.go_row("i3", 3)
    person.type(keys.replace("⏎", ""))
    if "⏎" in keys:
        person.press("f9")
    *_others, foot, hints = person.screen().splitlines()
    assert USUAL.findall(hints) == []
    assert USUAL.findall(foot) == []


def test_the_help_and_the_palette_name_the_keys_in_force(filled: Path) -> None:
    person = Person(controller_of(filled, keys=OWN))
    person.resize(100, 120)
    person.press("ctrl+g")
    shown = " ".join(person.screen().split())
    assert "F9 guarda y baja, F11 guarda y va a la derecha, F10 cancela" in shown
    assert "M lo escribe, ^T muestra el historial" in shown
    assert USUAL.findall(shown) == []


def test_what_is_typed_can_be_saved_though_the_key_for_it_is_a_letter(filled: Path) -> None:
    person = Person(controller_of(filled, keys={"commit": ("G",)}))
    person.resize(80, 24)
    person.controller.tree.go_row("i3", 3)
    person.type("42")
    assert "Enter guarda y baja" in person.screen()
    person.press("enter")
    assert person.editor is None
