"""Texts that came from outside, made fit for a sentence or a terminal: visible, on one line, and not too long."""

import re
from typing import Final

QUOTED: Final = 40
"""Characters of a text that a sentence quotes."""
SENTENCE: Final = 1000
"""Characters of the longest sentence: it fits on a screen of 80×24 with room to spare."""

_SPACES: Final = frozenset(["\xa0", "\u1680", *map(chr, range(0x2000, 0x200B)), "\u202f", "\u205f", "\u3000"])
"""Spaces other than the common one, which Python does not take for printable."""
_PICTURES: Final = 0x2400
"""Where Unicode has a picture for each of the control characters of ASCII: `␛` for the escape."""
_UNSEEN: Final = "\ufffd"
_LAID_OUT: Final = r"[^\n\t]+"


def visible(text: str) -> str:
    """Return a text with a sign in place of each character that a terminal obeys or does not show.

    That is whatever Unicode does not call printable: controls, marks of direction, characters without width, line
    separators, halves of pairs. Each gives one sign, so that columns stay where they are.
    """
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() or sign in _SPACES else _sign(ord(sign)) for sign in text)


def visible_lines(text: str) -> str:
    """Return the same of a text whose line ends and tabs are meant."""
    return text if text.isprintable() else re.sub(_LAID_OUT, lambda piece: visible(piece[0]), text)


def escaped(text: str) -> str:
    """Return a JSON text with such characters escaped, as JSON may: what it holds stays as it is."""
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() or sign == "\n" else json_escape(sign) for sign in text)


def json_escape(sign: str) -> str:
    """Return a character as JSON escapes it: two halves of a pair for one beyond the first 65 536."""
    pairs = sign.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{pairs[at : at + 4]}" for at in range(0, len(pairs), 4))


def quoted(value: object, limit: int = QUOTED) -> str:
    """Return a value as a sentence quotes it: visible, on one line, and in at most `limit` characters."""
    if isinstance(value, str):
        return visible(shortened(value, limit))
    from reprlib import repr as shown  # looks no deeper than it shows; most of what is quoted is text

    return visible(shortened(shown(value), limit))


def shortened(text: str, limit: int) -> str:
    """Return a text in at most `limit` characters."""
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def _sign(code: int) -> str:
    if code < 0x20:
        return chr(_PICTURES + code)
    return "␡" if code == 0x7F else _UNSEEN
