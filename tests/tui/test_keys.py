"""The registry of keys: complete, without clashes, and a person's own keys checked before they are used."""

from collections import Counter

import pytest

from tui.actions import COMMANDS, TO_THE_TERMINAL
from tui.controller.commands import COMMANDS as REGISTERED
from tui.controller.commands import KeymapError, hint_line, key_name, keymap, keys_of, markdown


def test_every_registered_command_is_carried_out_and_no_other() -> None:
    handled = set(COMMANDS) | TO_THE_TERMINAL | {"quit"}
    assert {command.id for command in REGISTERED} == handled


def test_no_key_is_given_twice() -> None:
    keys = Counter(key for command in REGISTERED for key in command.keys)
    assert [key for key, count in keys.items() if count > 1] == []


def test_every_command_has_a_key_that_a_plain_terminal_sends() -> None:
    for command in REGISTERED:
        assert any(len(key) == 1 or "+" not in key or key.startswith("ctrl+") or key == "shift+tab"
                   for key in command.keys), command.id  # fmt: skip


def test_own_keys_take_the_place_of_the_usual_ones() -> None:
    bindings = keymap({"next_pending": ("f5", "b")})
    assert keys_of(bindings, "next_pending") == ("F5", "b")
    assert keys_of(keymap({"undo": ("U",)}), "undo") == ("U",)


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ({"volar": ("f5",)}, "volar"),
        ({"undo": ("ctrl+h",)}, "ctrl+h"),
        ({"undo": ("alt+x",)}, "alt+x"),
        ({"undo": ("5",)}, "empieza una cifra"),
        ({"undo": ("f5",), "redo": ("f5",)}, "f5"),
    ],
)
def test_own_keys_that_cannot_be_used_are_named(own: dict[str, tuple[str, ...]], said: str) -> None:
    with pytest.raises(KeymapError, match=said.replace("+", r"\+")):
        keymap(own)


def test_hints_that_do_not_fit_are_left_out_whole() -> None:
    bindings = keymap()
    assert hint_line(bindings, ["edit", "undo", "help"], 24) == "F2 editar  u deshacer"


def test_keys_are_named_as_they_are_printed_on_a_spanish_keyboard() -> None:
    assert [key_name(key) for key in ("ctrl+z", "delete", "pageup", "f2", "x")] == ["^Z", "Supr", "RePág", "F2", "x"]


def test_the_table_lists_every_command() -> None:
    assert markdown().count("\n") == len(REGISTERED) + 2
