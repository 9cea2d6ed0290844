"""What a terminal sends, as Textual's messages: keys, pastes, and what it replies to questions.

Bytes come in whatever packets a line makes of them, with pauses between any two. So nothing depends on packets, and
silence decides only what nothing else can: whether Esc was a key, and that the end of a sequence or of a paste is lost.

Esc is a key once ESCAPE_SECONDS have passed, or at once when another key follows. An arrow may pause for as long behind
its first byte without becoming Esc and letters. What is begun and not finished is dropped: half an arrow, a reply or a
paste is no text that anybody meant, and for a moment its rest is known for what it is and not typed either.
"""

import os
from codecs import getincrementaldecoder
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from textual import events
from textual._xterm_parser import XTermParser
from textual.constants import ESCAPE_DELAY
from textual.message import Message

from tui.grid.widget import CutPaste
from tui.terminal.open_paste import PASTE_BEGIN, PASTE_END, OpenPaste
from tui.terminal.sequences import ESC, WHOLE, beginning, is_late_key, may_be_known, may_be_typed

ESCAPE_SECONDS: Final = ESCAPE_DELAY if "ESCDELAY" in os.environ else 0.4
"""Seconds after which Esc with nothing behind it is a key; the variable ESCDELAY names others, in milliseconds."""
SEQUENCE_SECONDS: Final = 0.9
"""Seconds after which the rest of a sequence does not come any more."""
PASTE_SECONDS: Final = 0.9
"""Seconds after which the rest of a paste does not come any more."""
QUIT_SECONDS: Final = 0.1
"""Seconds after which ^Q in a paste is a key, since nothing follows it."""
LATE_SECONDS: Final = 1.0
"""Seconds for which the rest of what was given up is still known for what it is."""

_QUIT: Final = "\x11"
_MODIFIERS: Final = frozenset({"caps_lock", "num_lock", "scroll_lock"}) | {
    f"{side}_{name}" for side in ("left", "right") for name in ("shift", "control", "alt", "super", "hyper", "meta")
}
"""Keys that say nothing by themselves; terminals with the kitty protocol report them."""


class KeyParser:
    """Turns the stream of what a terminal sends into messages."""

    def __init__(self) -> None:
        """Begin between two keys."""
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._parser = XTermParser()
        self._held = ""
        """The beginning of a sequence."""
        self._escaped = False
        """Whether the Esc of what is held has already been a key."""
        self._paste: OpenPaste | None = None
        self._quit = False
        """Whether ^Q alone was what came last."""
        self._given_up = ""
        """The beginning of what was given up a moment ago."""
        self._returned = False
        """Whether the last key was a carriage return, of which a line feed may be the second half."""

    @property
    def patience(self) -> float | None:
        """The seconds without a byte after which `lapse` is to be called; None where nothing is waited for."""
        if self._paste:
            return QUIT_SECONDS if self._quit else PASTE_SECONDS
        if self._held:
            return ESCAPE_SECONDS if self._escaped or may_be_typed(self._held) else SEQUENCE_SECONDS
        return LATE_SECONDS if self._given_up else None

    def feed(self, data: bytes) -> Iterator[Message]:
        """Yield what `data` completes; what may go on is held back until more comes, or `lapse`."""
        text = self._decode(data)
        self._quit = text == _QUIT
        rest = self._continued(text)
        while rest:
            if self._paste:
                rest = self._paste.take(rest)
                if self._paste.ended:
                    yield CutPaste() if self._paste.too_long else events.Paste(self._paste.text)
                    self._paste = None
            elif at := rest.find(ESC):
                keys, rest = (rest, "") if at < 0 else (rest[:at], rest[at:])
                yield from self._keys(keys)
            elif self._escaped and not is_late_key(rest):
                self._escaped, rest = False, rest.removeprefix(ESC)
            elif rest.startswith(PASTE_BEGIN):
                self._paste, rest = OpenPaste(), rest.removeprefix(PASTE_BEGIN)
            elif whole := WHOLE.match(rest):
                self._escaped, rest = False, rest[whole.end() :]
                yield from self._sequence(whole[0])
            else:
                begun = beginning(rest)
                rest = rest[len(begun) :]
                if rest:
                    yield from self._give_up(begun)
                else:
                    self._held = begun

    def lapse(self) -> Iterator[Message]:
        """Yield what was held back, as far as it is anything without what has not followed."""
        paste, held, self._given_up = self._paste, self._held, ""
        self._paste, self._held = None, ""
        if paste and self._quit:
            yield from self._keys(_QUIT)
        elif paste:
            self._given_up = PASTE_BEGIN
            if paste.size:
                yield CutPaste()
        elif held:
            if held == ESC or not (self._escaped or may_be_typed(held)):
                self._given_up = held
            yield from self._give_up(held)

    def _continued(self, text: str) -> str:
        """Return what came, behind what it continues; without what continues a paste that was given up."""
        held, given_up = self._held, self._given_up
        self._held = self._given_up = ""
        if held or not given_up:
            return held + text
        if given_up == PASTE_BEGIN:
            return text.partition(PASTE_END)[2] if PASTE_END in text else text
        if given_up == ESC:
            self._escaped = is_late_key(ESC + text)
            return ESC + text if self._escaped else text
        return given_up + text if WHOLE.match(given_up + text) else text

    def _give_up(self, begun: str) -> Iterator[Message]:
        """Yield what the beginning of a sequence is without its rest: Esc and the keys behind it, or nothing."""
        escaped, self._escaped = self._escaped, False
        if not escaped and may_be_typed(begun):
            yield events.Key("escape", ESC)
        if escaped or may_be_typed(begun):
            yield from self._keys(begun.removeprefix(ESC))

    def _keys(self, text: str) -> Iterator[Message]:
        """Yield keys. A line feed is Enter: so it is typed before the terminal is raw, and so lines are pasted."""
        if self._returned:
            text = text.removeprefix("\n")
        self._returned = text.endswith("\r")
        for character in text.replace("\r\n", "\r").replace("\n", "\r"):
            yield from self._parser.feed(character)

    def _sequence(self, sequence: str) -> Iterator[Message]:
        """Yield what a whole sequence means: nothing where it is not known, or has a number in it that cannot be."""
        self._returned = False
        messages: list[Message] = []
        if may_be_known(sequence):
            with suppress(ValueError, OverflowError):
                messages += self._parser.feed(sequence)
        if not messages:
            self._parser = _renewed(self._parser)
        yield from (message for message in messages if not _is_modifier(message))


def _renewed(parser: XTermParser) -> XTermParser:
    """Return a parser that is between two keys: one that does not know a sequence waits for more of it."""
    new = XTermParser()
    new.mouse_pixels = parser.mouse_pixels
    new.terminal_size, new.terminal_pixel_size = parser.terminal_size, parser.terminal_pixel_size
    return new


def _is_modifier(message: Message) -> bool:
    return isinstance(message, events.Key) and message.key.rpartition("+")[2] in _MODIFIERS
