"""The keys in force: which command each one calls, and how a person reads them in hints, help and sentences."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from scoring.errors import PlanError
from scoring.messages import _
from scoring.text.numbers import MINUS_SIGNS
from tui.controller.commands import BY_ID, COMMANDS, SECTIONS, Command, Section

Hint: TypeAlias = tuple[str | Sequence[str], str]
"""A command's id, or several, and what its key does here, in a word or two."""

STARTS: Final = frozenset(f"0123456789+-,.${MINUS_SIGNS}")
"""Characters that begin an entry by replacing what the cell holds."""

_NAMES: Final = {
    "enter": "Enter", "escape": "Esc", "delete": "Supr", "tab": "Tab", "shift+tab": "May+Tab", " ": "Espacio",
    "up": "↑", "down": "↓", "left": "←", "right": "→", "home": "Inicio", "end": "Fin", "pageup": "RePág",
    "pagedown": "AvPág", "insert": "Ins", "backspace": "Retroceso",
}  # fmt: skip

_NOT_SENT: Final = frozenset({"ctrl+h", "ctrl+i", "ctrl+m", "ctrl+left_square_bracket", "ctrl+j"})
"""Control keys that are Backspace, Tab, Enter, Esc and the line feed on a plain terminal."""

_USUAL: Final = {key: command.id for command in COMMANDS for key in command.keys}


class KeymapError(PlanError):
    """A person's own keys that cannot be used; the sentence says which and why."""


def key_name(key: str) -> str:
    """Return a key as a person reads it: `^Z`, `F2`, `Supr`."""
    if key.startswith("ctrl+"):
        return "^" + key.removeprefix("ctrl+").upper()
    return _NAMES.get(key, key.upper() if len(key) > 1 else key)


class Keymap:
    """The command of every key, with a person's own keys in place of the usual ones."""

    def __init__(self, own: Mapping[str, Iterable[str]] | None = None) -> None:
        """Take over the keys that `own` gives to commands, by the commands' ids.

        Raises KeymapError for an unknown command, a key that a plain terminal cannot send or that begins a value, a
        key given to two commands, and where none is left by which to leave.
        """
        own = own or {}
        for id_ in own:
            if id_ not in BY_ID:
                sentence = _("teclas propias: no hay ninguna orden «{id}»; las órdenes son {known}.")
                raise KeymapError(sentence.format(id=id_, known=", ".join(sorted(BY_ID))))
        chosen: dict[str, str] = {}
        for command in COMMANDS:
            for key in own.get(command.id, ()):
                _check(key, command.id, chosen)
                chosen[key] = command.id
        self._commands = {key: id_ for key, id_ in _USUAL.items() if id_ not in own} | chosen
        keys = self._keys_by_command()
        self._first = {id_: key_name(keys[id_][0]) if keys[id_] else "" for id_ in BY_ID}
        self._first_in_text = {id_: self._first_key_in_text(id_, keys[id_]) for id_ in BY_ID}
        for id_ in ("quit", "cancel"):
            if not self._first[id_] or (id_ == "cancel" and not self._first_in_text[id_]):
                raise KeymapError(_("teclas propias: {id} no tiene ninguna; sin ella no se sale.").format(id=id_))

    def command(self, key: str, character: str = "") -> str:
        """Return the id of the command that a key calls, empty where it calls none; `character` is what it writes."""
        return self._commands.get(character or key, "")

    def command_in_text(self, key: str) -> str:
        """Return the command of a key that writes nothing, while a text is typed.

        The usual keys call their commands here as well, unless they were given to others: a person whose only
        key for saving is a letter could otherwise not save what they type.
        """
        return self._commands.get(key) or _USUAL.get(key, "")

    def keys_of(self, id_: str) -> tuple[str, ...]:
        """Return the keys of a command as a person reads them, the first one first."""
        return tuple(key_name(key) for key, command in self._commands.items() if command == id_)

    def hint(self, hints: Iterable[Hint], width: int, *, kept: int = 0, in_text: bool = False) -> str:
        """Return a hint line: the first key of each command, or of several together, and what it does here.

        What has no key, or no room in `width` cells, is left out; the last `kept` are there in any case.
        """
        first = self._first_in_text if in_text else self._first
        keyed = [("".join(keys), does) for ids, does in hints if all(keys := [first[id_] for id_ in _listed(ids)])]
        parts = [f"{keys} {does}" for keys, does in keyed]
        certain = parts[len(parts) - kept :]
        room = width - len("  ".join(certain))
        shown = []
        for part in parts[: len(parts) - kept]:
            if len(part) + 2 <= room or (len(part) == room and not certain):
                shown.append(part)
                room -= len(part) + 2
        return "  ".join([*shown, *certain])

    def short_hint(self, ids: Iterable[str], width: int) -> str:
        """Return a hint line of at most `width` cells from the short names of the commands that have a key."""
        return self.hint([(id_, BY_ID[id_].hint) for id_ in ids], width)

    def sentence(self, text: str, **values: object) -> str:
        """Return a sentence with `values` in it, and in place of a command's id in braces the key that reaches it."""
        keys = {id_: self._first[id_] or f"«{command.hint}»" for id_, command in BY_ID.items()}
        return text.format_map({**keys, **values})

    def listed(self, section: Section | None = None) -> Iterator[tuple[Command, tuple[str, ...]]]:
        """Yield the commands, of one section or of all, with their help worded for these keys, and their keys."""
        for command in COMMANDS if section is None else SECTIONS[section]:
            yield command._replace(help=self.sentence(command.help)), self.keys_of(command.id)

    def _keys_by_command(self) -> dict[str, list[str]]:
        """Return the keys in force of every command, by its id."""
        keys: dict[str, list[str]] = {id_: [] for id_ in BY_ID}
        for key, id_ in self._commands.items():
            keys[id_].append(key)
        return keys

    def _first_key_in_text(self, id_: str, keys: Iterable[str]) -> str:
        """Return the first of a command's `keys` that writes nothing, or of its usual ones; empty if none."""
        usual = (key for key in BY_ID[id_].keys if self._commands.get(key, id_) == id_)
        return next((key_name(key) for key in (*keys, *usual) if len(key) > 1), "")


def _listed(ids: str | Sequence[str]) -> Sequence[str]:
    return [ids] if isinstance(ids, str) else ids


def _check(key: str, id_: str, chosen: Mapping[str, str]) -> None:
    if not is_sent(key):
        sentence = _("teclas propias: «{key}» ({id}) no la envía una terminal sencilla; elija otra.")
        raise KeymapError(sentence.format(key=key, id=id_))
    if key in STARTS:
        raise KeymapError(_("teclas propias: «{key}» ({id}) empieza una cifra; elija otra.").format(key=key, id=id_))
    if key in chosen:
        sentence = _("teclas propias: «{key}» está dada a {one} y a {other}; deje una.")
        raise KeymapError(sentence.format(key=key, one=chosen[key], other=id_))


def is_sent(key: str) -> bool:
    """Whether a plain terminal sends this key and no other with it."""
    if len(key) == 1 or key == "shift+tab":
        return True
    if key.startswith("ctrl+"):
        return key not in _NOT_SENT and len(key) == len("ctrl+x") and key[-1].isascii() and key[-1].isalpha()
    return "+" not in key


def markdown(keymap: Keymap) -> str:
    """Return the table of keys for the README."""
    lines = [_("| Teclas | Orden | Qué hace |"), "| --- | --- | --- |"]
    for command, keys in keymap.listed():
        shown = " ".join(f"`{key}`" for key in keys)
        lines.append(f"| {shown} | {command.hint} | {command.help} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(markdown(Keymap()))
