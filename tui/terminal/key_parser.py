"""What a terminal sends, as Textual's messages: keys, pastes, and what it reports of itself.

Textual's parser takes Esc and a key that arrive in one packet for one key with Alt, or for none, and what is pasted
around an escape sequence for keys. A plan is typed over lines that deliver such packets, so both are told apart here.
"""

import re
from collections.abc import Iterator
from typing import Final

from textual import events
from textual._xterm_parser import XTermParser
from textual.message import Message

_PASTE_BEGIN: Final = "\x1b[200~"
_PASTE_END: Final = "\x1b[201~"
_UNFINISHED: Final = re.compile(r"\x1b(?:[\[O]|\[2|\[20|\[200)?$")
"""The end of a packet that the next one may continue: Esc, or the beginning of a sequence or of a paste."""
_ESCAPE: Final = re.compile(r"\x1b(?=[^\[O]|$)")
"""Esc, and not the beginning of a sequence."""
_MODIFIER: Final = re.compile(r"(left|right)_(shift|control|alt|super|hyper|meta)|caps_lock|num_lock|scroll_lock")
"""Keys that say nothing by themselves; terminals with the kitty protocol report them."""


class KeyParser:
    """Turns the stream of what a terminal sends into messages, in whatever packets it comes."""

    def __init__(self) -> None:
        """Begin between two keys."""
        self._parser = XTermParser()
        self._held = ""
        self._pasted: str | None = None

    def feed(self, text: str) -> Iterator[Message]:
        """Yield what `text` completes; an end that may go on is held back until more comes, or `finish`."""
        rest, self._held = self._held + text, ""
        while rest:
            if self._pasted is not None:
                inside, end, rest = (self._pasted + rest).partition(_PASTE_END)
                self._pasted = None if end else inside
                if end:
                    yield events.Paste(inside.replace("\0", ""))
                continue
            keys, begin, rest = rest.partition(_PASTE_BEGIN)
            if begin:
                self._pasted = ""
            elif unfinished := _UNFINISHED.search(keys):
                keys, self._held = keys[: unfinished.start()], unfinished[0]
            yield from self._keys(keys)

    def finish(self) -> Iterator[Message]:
        """Yield what was held back, since nothing has followed: Esc, with what came behind it as keys."""
        held, self._held = self._held, ""
        if held:
            yield events.Key("escape", "\x1b")
            yield from self._keys(held[1:])
        yield from self._parser.tick()

    def _keys(self, text: str) -> Iterator[Message]:
        """Yield keys. A line feed is Enter: so it is typed before the terminal is raw, and so lines are pasted."""
        for number, part in enumerate(_ESCAPE.split(text.replace("\r\n", "\r").replace("\n", "\r"))):
            if number:
                yield events.Key("escape", "\x1b")
            if part:
                for message in self._parser.feed(part):
                    if not (isinstance(message, events.Key) and _MODIFIER.fullmatch(message.key)):
                        yield message
