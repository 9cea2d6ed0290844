"""Key scripts: names of keys and literal text, as the bytes that a terminal sends."""

import re
from typing import Final, TypeAlias

Key: TypeAlias = bytes | str
"""The bytes of a key, or the name of a cursor key, whose bytes depend on the program's cursor-key mode."""

_CURSOR: Final = {"Up": "A", "Down": "B", "Right": "C", "Left": "D", "Home": "H", "End": "F"}
_NAMED: Final = {
    "Enter": b"\r", "Tab": b"\t", "S-Tab": b"\x1b[Z", "Esc": b"\x1b", "Space": b" ",
    "Backspace": b"\x7f", "Delete": b"\x1b[3~", "Insert": b"\x1b[2~",
    "PageUp": b"\x1b[5~", "PageDown": b"\x1b[6~",
    "F1": b"\x1bOP", "F2": b"\x1bOQ", "F3": b"\x1bOR", "F4": b"\x1bOS",
    "F5": b"\x1b[15~", "F6": b"\x1b[17~", "F7": b"\x1b[18~", "F8": b"\x1b[19~",
    "F9": b"\x1b[20~", "F10": b"\x1b[21~", "F11": b"\x1b[23~", "F12": b"\x1b[24~",
}  # fmt: skip


def parse_keys(text: str) -> list[Key]:
    """Split a key script into single keys.

    Tokens are separated by blanks: names of keys (Up, Enter, F2, S-Tab), C-x, M-x, NAME*N to repeat, text:WORD for
    literal text (one key a character), paste:WORD for one bracketed paste; anything else is literal text.
    """
    keys: list[Key] = []
    for token in text.split():
        if token.startswith("text:"):
            keys += _literal(token.removeprefix("text:"))
        elif token.startswith("paste:"):
            keys.append(b"\x1b[200~" + token.removeprefix("paste:").encode() + b"\x1b[201~")
        else:
            repeated = re.fullmatch(r"(.+)\*(\d+)", token)
            keys += _named(repeated[1]) * int(repeated[2]) if repeated else _named(token)
    return keys


def key_bytes(key: Key, *, application_mode: bool) -> bytes:
    """Return what a terminal sends for a key, in the normal or the application cursor-key mode."""
    if isinstance(key, bytes):
        return key
    return (("\x1bO" if application_mode else "\x1b[") + _CURSOR[key]).encode()


def _named(token: str) -> list[Key]:
    if token in _CURSOR:
        return [token]
    if token in _NAMED:
        return [_NAMED[token]]
    if re.fullmatch(r"C-[a-z@\[\\\]^_]", token):
        return [bytes([ord(token[2].upper()) & 0x1F])]
    if re.fullmatch(r"M-.", token):
        return [b"\x1b" + token[2].encode()]
    return _literal(token)


def _literal(text: str) -> list[Key]:
    return [character.encode() for character in text]
