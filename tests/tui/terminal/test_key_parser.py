"""What a terminal sends, in whatever packets it comes, with whatever pauses between them."""

from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.message import Message

from tui.grid.widget import CutPaste
from tui.terminal import key_parser, open_paste
from tui.terminal.key_parser import ESCAPE_SECONDS, KeyParser
from tui.terminal.open_paste import OpenPaste

PAUSE = 0.3
"""Seconds between two bytes of a key over a very slow line."""


class Line:
    """A line to a parser, on which time passes as the test says."""

    def __init__(self) -> None:
        self._parser = KeyParser()
        self.told: list[str] = []
        """Keys by name, pastes in brackets, and «cut»."""

    def send(self, packet: str | bytes, pause: float = 0.0) -> "Line":
        """Send a packet and let `pause` seconds pass."""
        data = packet.encode() if isinstance(packet, str) else packet
        self._tell(self._parser.feed(data))
        while (patience := self._parser.patience) is not None and patience <= pause:
            pause -= patience
            self._tell(self._parser.lapse())
        return self

    def _tell(self, messages: Iterable[Message]) -> None:
        for message in messages:
            match message:
                case events.Key():
                    self.told.append(message.key)
                case events.Paste():
                    self.told.append(f"[{message.text}]")
                case CutPaste():
                    self.told.append("cut")


def told(*packets: str | bytes, pause: float = 0.0) -> list[str]:
    """Return what packets amount to, with `pause` seconds behind each of them."""
    line = Line()
    for packet in packets:
        line.send(packet, pause)
    return line.send("", 10).told


@pytest.mark.parametrize(
    ("packet", "keys"),
    [
        ("", []),
        ("\x1b", ["escape"]),
        ("\x1b\x1b", ["escape", "escape"]),
        ("\x1b5", ["escape", "5"]),
        ("\x1b\r", ["escape", "enter"]),
        ("\x1b\x11", ["escape", "ctrl+q"]),
        ("\x1b,5", ["escape", "comma", "5"]),
        ("12\x1b/u", ["1", "2", "escape", "slash", "u"]),
        ("\x1b\x1b[A", ["escape", "up"]),
        ("\x1b[B4\x1bOH", ["down", "4", "home"]),
        ("\x1b]", ["escape", "right_square_bracket"]),
        ("\x1b]42\r", ["escape", "right_square_bracket", "4", "2", "enter"]),
        ("\x1bP5", ["escape", "P", "5"]),
        ("\x1b[[B", ["f2"]),
        ("42\n17\r\n88\r", ["4", "2", "enter", "1", "7", "enter", "8", "8", "enter"]),
        ("1º2", ["1", "º", "2"]),
        ("\x1b[57441;2u5", ["5"]),
        ("\x1b[200~5\x1b[31mx\n8\x1b[201~\x1b", ["[5\x1b[31mx\n8]", "escape"]),
        ("\x1b[200~1\0\0002\x1b[201~", ["[12]"]),
        ("\x1b[200~\x1b[201~", ["[]"]),
    ],
)
def test_a_packet(packet: str, keys: list[str]) -> None:
    names = {"masculine_ordinal_indicator": "º", "full_stop": "."}
    assert [names.get(key, key) for key in told(packet)] == keys


KEYS = {
    "\x1b[A": "up",
    "\x1b[D": "left",
    "\x1bOB": "down",
    "\x1bOC": "right",
    "\x1b[H": "home",
    "\x1b[4~": "end",
    "\x1bOF": "end",
    "\x1b[5~": "pageup",
    "\x1b[6~": "pagedown",
    "\x1b[3~": "delete",
    "\x1b[Z": "shift+tab",
    "\x1bOP": "f1",
    "\x1b[[A": "f1",
    "\x1b[12~": "f2",
    "\x1b[24~": "f12",
    "\x1b[1;5C": "ctrl+right",
    "\x1b[1;2A": "shift+up",
    "\x1b[3;5~": "ctrl+delete",
    "\x1b[3$": "shift+delete",
    "ñ": "ñ",
    "−": "minus_sign",
    "\x1b[200~4\t2\x1b[201~": "[4\t2]",
}


@pytest.mark.parametrize("sequence", KEYS, ids=repr)
def test_a_key_is_one_however_its_bytes_are_split_and_however_long_they_pause(sequence: str) -> None:
    data = sequence.encode()
    for cut in range(1, len(data)):
        assert told(data[:cut], data[cut:], pause=PAUSE) == [KEYS[sequence]], cut
    assert told(*(data[at : at + 1] for at in range(len(data))), pause=PAUSE) == [KEYS[sequence]]


STREAM = "4\x1b[B\x1b[200~1\t2\n\x1b[31m3\x1b[201~\x1b[200~9\x1b[201~ñ\x1bOP\r\n5\x1b6\x1b[1;5D".encode()
"""Keys, pastes and Esc with a key behind it, none of which a pause may change."""
TOLD = ["4", "down", "[1\t2\n\x1b[31m3]", "[9]", "ñ", "f1", "enter", "5", "escape", "6", "ctrl+left"]


@given(st.dictionaries(st.integers(1, len(STREAM) - 1), st.floats(0, PAUSE)))
def test_the_same_comes_of_a_stream_in_whatever_packets(cuts: dict[int, float]) -> None:
    line = Line()
    places = [0, *sorted(cuts), len(STREAM)]
    for start, end in pairwise(places):
        line.send(STREAM[start:end], cuts.get(end, 0.0))
    assert line.send("", 10).told == TOLD


def test_esc_is_a_key_when_nothing_follows_and_at_once_when_another_key_does() -> None:
    line = Line().send("\x1b", ESCAPE_SECONDS - 0.01)
    assert line.told == []
    assert line.send("", ESCAPE_SECONDS).told == ["escape"]
    assert Line().send("\x1b").send("5").told == ["escape", "5"]


@pytest.mark.parametrize("rest", [("[A",), ("[", "A")], ids=["whole", "in two"])
def test_what_comes_of_an_arrow_after_esc_has_acted_is_an_arrow(rest: tuple[str, ...]) -> None:
    line = Line().send("\x1b", 0.9)
    for piece in rest:
        line.send(piece, PAUSE)
    assert line.told == ["escape", "up"]


def test_keys_typed_after_esc_are_keys() -> None:
    assert told("\x1b", "[", "]", "[", "b", "O", "k", "4", pause=0.41) == [
        "escape", "left_square_bracket", "right_square_bracket", "left_square_bracket", "b", "O", "k", "4",
    ]  # fmt: skip
    assert Line().send("\x1b", 2).send("[A").told == ["escape", "left_square_bracket", "A"]


REPLIES = [
    "\x1b[?2026;2$y",
    "\x1b[?2048;0$y",
    "\x1b[?62;22c",
    "\x1b[?64;1;2;6;9;15;16;17;18;21;22;28;29c",
    "\x1b[24;80R",
    "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
    "\x1b]10;rgb:ffff/ffff/ffff\x07",
    "\x1bP>|xterm(370)\x1b\\",
    "\x1bP1$r0m\x1b\\",
    "\x1b[O",
    "\x1b[<0;45;9M",
    "\x1b[99;99X",
]


@pytest.mark.parametrize("reply", REPLIES, ids=repr)
def test_a_reply_or_the_beginning_of_one_types_nothing(reply: str) -> None:
    assert told(reply) == []
    known = 5 if reply[1] in "]P" else 2  # what a person may have typed as well is Esc and keys
    for cut in range(known, len(reply)):
        line = Line().send(reply[:cut], 1.0)
        assert line.told == [], "half of it"
        assert line.send(reply[cut:], 1.0).told == [], "the other half, late"
        assert line.send("4\x1b[B\r").told == ["4", "down", "enter"], "keys behind it"
        assert told(reply[:cut], "\r") == ["enter"], "a key behind half of it"
        assert told(reply[:cut], "\x1b[A") == ["up"], "an arrow behind half of it"


@pytest.mark.parametrize("begun", ["\x1b[", "\x1bO", "\x1b[1;", "\x1b[20"])
def test_half_a_key_is_nothing(begun: str) -> None:
    assert told(begun) == []
    assert Line().send(begun, 1).send("4\r").told == ["4", "enter"]


@pytest.mark.parametrize(
    "sequence",
    ["\x1b[99999999u", "\x1b[9999999999999u", "\x1b[:;:u", "\x1b[97;5;99999999u", "\x1b[48;99999;99999;1;1t"],
    ids=repr,
)
def test_a_sequence_with_a_number_that_cannot_be_is_nothing(sequence: str) -> None:
    assert told(sequence) == []
    assert told(sequence, "4\x1b[B") == ["4", "down"]


@given(st.lists(st.one_of(st.binary(max_size=4), st.sampled_from([b"\x1b", b"\x1b[", b"\x1b[200~", b";", b"9", b"u"]))))
def test_whatever_comes_nothing_is_waited_for_without_end(packets: list[bytes]) -> None:
    parser = KeyParser()
    for packet in packets:
        list(parser.feed(packet))
    lapses = 0
    while parser.patience is not None:
        list(parser.lapse())
        lapses += 1
    assert lapses <= 4
    assert [message.key for message in parser.feed(b"\x11") if isinstance(message, events.Key)][-1:] == ["ctrl+q"]


def test_a_paste_that_pauses_goes_on() -> None:
    line = Line()
    for piece in ("\x1b[20", "0~8", "8\x1b", "[20", "1", "~\r"):
        line.send(piece, 0.8)
    assert line.told == ["[88]", "enter"]


@pytest.mark.parametrize(("inside", "said"), [("", []), ("110\r40", ["cut"])], ids=["nothing in it", "cells in it"])
def test_a_paste_without_an_end_deafens_for_less_than_a_second(inside: str, said: list[str]) -> None:
    line = Line().send(f"\x1b[200~{inside}", 0.95)
    assert line.told == said
    assert line.send("42\r").told == [*said, "4", "2", "enter"]


def test_the_late_end_of_a_cut_paste_is_no_key() -> None:
    assert Line().send("\x1b[200~110\r", 1).send("40\r\x1b[201~5").told == ["cut", "5"]


def test_leaving_works_at_once_where_a_paste_has_no_end() -> None:
    assert Line().send("\x1b[200~88").send("\x11", 0.1).told == ["ctrl+q"]


@pytest.mark.parametrize("packets", [("8\x11", "9"), ("8", "\x11", "9"), ("8\x119",)])
def test_a_control_character_in_a_paste_is_no_key(packets: tuple[str, ...]) -> None:
    assert told("\x1b[200~", *packets, "\x1b[201~") == ["[8\x119]"]


def test_of_a_paste_without_measure_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_paste, "LONGEST", 1000)
    assert told("\x1b[200~", *["42\r" * 100] * 4, "\x1b[201~5") == ["cut", "5"]
    assert told("\x1b[200~", *["42\r" * 100] * 3, "\x1b[201~5") == ["[" + "42\r" * 300 + "]", "5"]


def test_a_large_paste_is_looked_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = 0

    class Counting(OpenPaste):
        def take(self, text: str) -> str:
            nonlocal looked_at
            looked_at += len(self._tail) + len(text)
            return super().take(text)

    monkeypatch.setattr(key_parser, "OpenPaste", Counting)
    text = "53.090.367.849\t17\r" * 60_000
    pieces = [text[at : at + 1000] for at in range(0, len(text), 1000)]
    assert told("\x1b[200~", *pieces, "\x1b[201~\r") == [f"[{text}]", "enter"]
    assert looked_at < 1.1 * len(text)
