"""Lines that pause, lose something or take nothing: the real program in a pseudo-terminal."""

import os
import random
import select
import signal
from pathlib import Path

import pytest
from hands import new_plan, on_disk
from terminals import RESTORED, Terminal, opened, quit_, start

needs_linux = pytest.mark.skipif(
    not hasattr(os, "pidfd_open"), reason="what a terminal keeps is filled by way of /proc"
)


def pause(seconds: float) -> None:
    """Let time pass on the line: what is sent is meant to come later."""
    select.select([], [], [], seconds)


def test_an_arrow_whose_bytes_come_apart_is_an_arrow(path: Path) -> None:
    terminal = opened(path)
    terminal.send("g2@mar\r")
    terminal.wait_for("N° 2 ")
    terminal.send("42")
    terminal.wait_for("= 42")
    for byte in "\x1b[B":
        terminal.send(byte)
        pause(0.3)
    terminal.wait_for("N° 2 Veredales · Mar")
    assert on_disk(path) == {"2.urbanos@3": "42"}
    quit_(terminal)


def test_a_paste_without_an_end_leaves_the_keys_working(path: Path) -> None:
    terminal = opened(path)
    terminal.send("\x1b[200~")
    pause(1)
    terminal.send("42\r")
    terminal.wait_until(lambda: on_disk(path) == {"1.facturado@12": "42"}, "the value")
    terminal.send("\x1b[200~110\r")
    terminal.wait_for("lo pegado llegó cortado")
    terminal.send("40\r")
    terminal.settle()
    assert on_disk(path) == {"1.facturado@12": "42"}, "the rest of what was pasted"
    terminal.send("\x1b")
    terminal.settle()
    terminal.send("17\r")
    terminal.wait_until(lambda: on_disk(path).get("2.urbanos@12") == "17", "the next value")
    terminal.send("\x1b[200~88")
    terminal.settle()
    quit_(terminal)


def test_a_line_that_drops_in_a_paste_keeps_what_was_typed_before_it(path: Path) -> None:
    terminal = opened(path)
    terminal.send("4242")
    terminal.wait_for("= 4.242")
    terminal.send("\x1b[200~110\t40")
    assert terminal.hang_up() == 128 + signal.SIGHUP
    assert on_disk(path) == {}
    again = start(path)
    again.wait_for("cuando se cortó la sesión")
    assert "4242" in again.text()
    quit_(again)


def test_a_paste_of_a_megabyte_is_refused_as_one_and_the_keys_go_on(path: Path) -> None:
    terminal = opened(path)
    text = "53.090.367.849\t17\r" * 60_000
    for at in range(0, len(text), 4000):
        terminal.send(("\x1b[200~" if at == 0 else "") + text[at : at + 4000])
    terminal.send("\x1b[201~")
    terminal.wait_for("no se pega nada: el bloque tiene 60000 filas")
    terminal.send("\x1b42\r")
    terminal.wait_until(lambda: on_disk(path) == {"1.facturado@12": "42"}, "the value")
    quit_(terminal)


@pytest.mark.parametrize("text", ["4\x082", "4\x1b[31m2", "4\x032", "\x07", "4\x852"], ids=repr)
def test_a_paste_with_control_characters_writes_nothing_and_obeys_none(path: Path, text: str) -> None:
    terminal = opened(path)
    terminal.send(f"\x1b[200~{text}\x1b[201~")
    terminal.wait_for("no se pega nada")
    terminal.send("\x1b17\r")
    terminal.wait_until(lambda: len(on_disk(path)) == 1, "a value")
    assert set(on_disk(path).values()) == {"17"}
    quit_(terminal)


def test_half_a_reply_is_not_typed_into_a_cell(path: Path) -> None:
    terminal = opened(path)
    terminal.send("42")
    terminal.wait_for("= 42")
    terminal.send("\x1b[?2026;2$")
    pause(1)
    terminal.send("\x1b]11;rgb:1e1e/")
    pause(1)
    terminal.send("\r")
    terminal.wait_until(lambda: on_disk(path) == {"1.facturado@12": "42"}, "the value")
    quit_(terminal)


@needs_linux
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_terminal_that_takes_nothing_holds_up_neither_saves_nor_the_end(path: Path, number: int) -> None:
    terminal = opened(path)
    terminal.fill()
    terminal.send("42\r17")
    saved = {"1.facturado@12": "42"}
    while on_disk(path) != saved:
        pause(0.05)
    assert terminal.end_unread(number) == 128 + number
    left = terminal.rest()
    assert all(sequence in left for sequence in RESTORED)
    again = start(path)
    again.wait_for_draft()
    again.send("\r")
    again.wait_until(lambda: on_disk(path) == {**saved, "2.urbanos@12": "17"}, "what was being typed")
    quit_(again)


@needs_linux
def test_leaving_works_where_the_terminal_takes_nothing(path: Path) -> None:
    terminal = opened(path)
    terminal.fill()
    terminal.send("42\x11")
    assert terminal.end_unread(signal.SIGCONT) == 0


@needs_linux
@pytest.mark.parametrize("times", [1, 30], ids=["little was missed", "more than is kept"])
def test_a_terminal_that_takes_something_again_shows_everything(filled: Path, times: int) -> None:
    terminal = opened(filled)
    terminal.resize(200, 50)
    terminal.settle()
    terminal.fill()
    for keys in ("\x1b[B5", "\x1b", *["\x0c"] * times, "z", "z", "\x1b[B", "?", "\x1b"):
        terminal.send(keys)
        pause(0.1)
    pause(0.5)
    terminal.settle()
    kept = terminal.text()
    assert "Cumplimiento" in kept
    terminal.screen.reset()
    terminal.send("\x0c")
    terminal.settle()
    assert terminal.text() == kept
    quit_(terminal)


@pytest.mark.parametrize("number", [signal.SIGQUIT, signal.SIGINT])
def test_a_signal_of_the_keyboard_keeps_what_was_being_typed(path: Path, number: int) -> None:
    terminal = opened(path)
    terminal.send("4242")
    terminal.wait_for("= 4.242")
    code, sent = terminal.end(number)
    assert code == 128 + number
    assert all(sequence in sent for sequence in RESTORED)
    again = start(path)
    again.wait_for("cuando se cortó la sesión")
    quit_(again)


KEYS = "42\r17\r\x1b[B\x1b[A88\x1b[Bg2@mar\r110\t120\r\x1b[200~40\t41\r\x1b[201~\r/ñ\r\x1bn\r\x1b5\x1bOD7\r"


def type_over(terminal: Terminal, line: random.Random | None) -> None:
    """Type KEYS at once, or over a line that cuts and delays them by chance."""
    data = KEYS.encode()
    while data and line:
        size = line.randint(1, 12)
        terminal.send(data[:size])
        data = data[size:]
        pause(line.choice((0, 0, 0.001, 0.05, 0.25)))
    if data:
        terminal.send(data)


def typed_over(path: Path, line: random.Random | None) -> dict[str, str]:
    """Return what is in the file when KEYS have been typed into the plan at `path`."""
    terminal = opened(path)
    type_over(terminal, line)
    terminal.wait_until(lambda: len(on_disk(path)) >= 8, "the values")
    terminal.settle()
    quit_(terminal)
    return on_disk(path)


def test_a_line_that_cuts_and_delays_what_is_typed_gives_the_same_file(tmp_path: Path) -> None:
    files = []
    for name, line in {"quick": None, "slow": random.Random(12), "slower": random.Random(13)}.items():
        (tmp_path / name).mkdir()
        files.append(typed_over(new_plan(tmp_path / name), line))
    assert files[0] == files[1] == files[2]
