"""What a terminal sends, in whatever packets it comes."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from tui.terminal.key_parser import KeyParser


def told(parser: KeyParser, *packets: str, ended: bool = True) -> list[str]:
    """Return the keys by name and the pastes in brackets that packets amount to, each sent without a pause."""
    messages = [message for packet in packets for message in parser.feed(packet)]
    messages += parser.finish() if ended else ()
    return [
        message.key if isinstance(message, events.Key) else f"[{message.text}]"
        for message in messages
        if isinstance(message, events.Key | events.Paste)
    ]


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
        ("42\n17\r\n88\r", ["4", "2", "enter", "1", "7", "enter", "8", "8", "enter"]),
        ("1º2", ["1", "º", "2"]),
        ("\x1b[57441;2u5", ["5"]),
        ("\x1b[200~5\x1b[31mx\n8\x1b[201~\x1b", ["[5\x1b[31mx\n8]", "escape"]),
        ("\x1b[200~\x1b[201~", ["[]"]),
    ],
)
def test_a_packet(packet: str, keys: list[str]) -> None:
    names = {"masculine_ordinal_indicator": "º", "full_stop": "."}
    assert [names.get(key, key) for key in told(KeyParser(), packet)] == keys


STREAM = "4\x1b[B\x1b[200~1\t2\n\x1b[31m3\x1b[201~\x1b[200~9\x1b[201~ñ\x1bOP\r"


@given(st.sets(st.integers(1, len(STREAM) - 1)))
def test_the_same_comes_of_a_stream_in_whatever_packets(cuts: set[int]) -> None:
    places = [0, *sorted(cuts), len(STREAM)]
    packets = [STREAM[start:end] for start, end in pairwise(places)]
    assert told(KeyParser(), *packets) == told(KeyParser(), STREAM)
    assert told(KeyParser(), STREAM) == ["4", "down", "[1\t2\n\x1b[31m3]", "[9]", "ñ", "f1", "enter"]


def test_a_paste_that_pauses_goes_on() -> None:
    parser = KeyParser()
    assert told(parser, "\x1b[200~88\x1b") == []
    assert told(parser, "", "[201~\r") == ["[88]", "enter"]
