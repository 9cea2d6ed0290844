r"""Texts and lists of texts as one line that a person can read, write and read back to the very same.

A backslash writes what would end a line or an item: `\n` a line break, `\t` a tab, `\\` itself, `\;`, `\|`, `\:`, `\,`,
`\(` and `\)` signs that divide items otherwise, `\u0007` any other letter that no screen shows. Before anything else it
stands for itself.
"""

import re
from collections.abc import Iterable
from typing import Final

_SPOKEN: Final = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_MEANT: Final = {"n": "\n", "r": "\r", "t": "\t"}
_ESCAPE: Final = re.compile(r"\\(?:([nrt\\;|:,()])|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))")


def to_line(text: str, dividers: str = "") -> str:
    """Return a text as one line, in which no letter divides items."""
    return "".join(_written(letter, dividers) for letter in text)


def from_line(line: str) -> str:
    """Return the text that `to_line` made the line of."""
    return _ESCAPE.sub(lambda match: _read(*match.groups()), line)


def join_items(items: Iterable[str], divider: str = ";") -> str:
    """Return items that were made lines already as one line; `split_items` gives the same items.

    An empty last item is followed by a divider, so that no item and one empty item differ.
    """
    listed = list(items)
    return divider.join(listed) + (divider if listed and not listed[-1] else "")


def split_items(line: str, divider: str = ";") -> tuple[str, ...]:
    """Return the items of a line, each still a line, divided by what no backslash stands before."""
    items = [""]
    letters = iter(line)
    for letter in letters:
        if letter == divider:
            items.append("")
        else:
            items[-1] += letter + (next(letters, "") if letter == "\\" else "")
    return tuple(items if items[-1] else items[:-1])


def _written(letter: str, dividers: str) -> str:
    if letter in _SPOKEN:
        return _SPOKEN[letter]
    if letter == "\\" or letter in dividers:
        return f"\\{letter}"
    if letter.isprintable() or letter == "\xa0":
        return letter
    return f"\\u{ord(letter):04x}" if ord(letter) < 0x10000 else f"\\U{ord(letter):08x}"


def _read(sign: str | None, short: str | None, long: str | None) -> str:
    if sign:
        return _MEANT.get(sign, sign)
    return chr(min(int(short or long or "0", 16), 0x10FFFF))
