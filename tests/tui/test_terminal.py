"""The application on a real terminal: bytes, signals, pastes, and what is on disk when it dies."""

import fcntl
import os
import select
import signal
import statistics
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from hands import on_disk
from terminals import DEADLINE, QUIET, RESTORED, ROOT, opened, quit_, start

START, MOVE, FIRST_DIGIT, NEXT_DIGIT, COMMIT = 2_040, 130, 240, 100, 250
"""The most bytes each may send at 80×24 with 256 colours; a first digit and a commit change the hints as well."""
CELL = 500
"""The most bytes of two digits and Enter together."""


def test_bytes_of_the_start_a_move_a_digit_and_a_commit(filled: Path) -> None:
    terminal = start(filled)
    assert len(terminal.settle()) <= START
    terminal.wait_for("Cumplimiento")
    terminal.settle()
    sent = {}
    for name, keys in {"down": "\x1b[B", "up": "\x1b[A", "digit": "4", "next digit": "2", "commit": "\r"}.items():
        terminal.send(keys)
        sent[name] = len(terminal.settle())
    assert sent["down"] <= MOVE, sent
    assert sent["up"] <= MOVE, sent
    assert 0 < sent["digit"] <= FIRST_DIGIT, sent
    assert 0 < sent["next digit"] <= NEXT_DIGIT, sent
    assert 0 < sent["commit"] <= COMMIT, sent
    quit_(terminal)


def test_bytes_of_the_whole_empty_plan_typed_in(path: Path) -> None:
    terminal = opened(path)
    digits, cells = [], []
    for number in range(1, 10):
        sent = []
        for key in (str(number), "7", "\r"):
            terminal.send(key)
            sent.append(len(terminal.settle()))
        digits.append(sent[1])
        cells.append(sum(sent))
    assert max(digits) <= NEXT_DIGIT, digits
    assert statistics.median(cells) <= CELL, cells
    quit_(terminal)


def test_losing_and_regaining_focus_and_doing_nothing_send_nothing(path: Path) -> None:
    terminal = opened(path)
    terminal.send("\x1b[O\x1b[I")
    assert terminal.settle() == b""
    quit_(terminal)


def test_values_typed_ahead_land_in_their_cells_and_survive_a_kill(path: Path) -> None:
    terminal = opened(path)
    terminal.send("42\r17\r88\r")
    terminal.wait_until(lambda: len(on_disk(path)) == 3, "three cells")
    code, _sent = terminal.end(signal.SIGKILL)
    assert code == -signal.SIGKILL
    assert on_disk(path) == {"1.facturado@12": "42", "2.urbanos@12": "17", "2.veredales@12": "88"}


@pytest.mark.parametrize(
    "text",
    [
        "\x1b[200~110\n40\n160\n\x1b[201~\r",
        "\x1b[200~110\r40\r160\r\x1b[201~\r",
        "110\r40\r160\r",
    ],
    ids=["bracketed", "bracketed by tmux", "as plain keys"],
)
def test_a_paste_lands_in_all_its_forms(path: Path, text: str) -> None:
    terminal = opened(path)
    terminal.send("g2@mar\r")
    terminal.wait_for("N° 2 Urbanos · Mar")
    terminal.send(text)
    wanted = {"2.urbanos@3": "110", "2.veredales@3": "40", "3.alcantarillado@3": "160"}
    terminal.wait_until(lambda: on_disk(path) == wanted, "the pasted cells")
    quit_(terminal)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_restores_the_terminal(path: Path, number: int) -> None:
    terminal = opened(path)
    code, sent = terminal.end(number)
    assert code == 128 + number
    assert all(sequence in sent for sequence in RESTORED)


def test_coming_back_from_a_stop_draws_everything_anew(path: Path) -> None:
    terminal = opened(path)
    os.kill(terminal.pid, signal.SIGTSTP)
    sent = terminal.settle()
    assert all(sequence in sent for sequence in RESTORED)
    terminal.screen.reset()
    os.kill(terminal.pid, signal.SIGCONT)
    terminal.wait_for("Cumplimiento")
    quit_(terminal)


def test_going_on_without_a_stop_before_leaves_the_terminal_as_it_was(path: Path) -> None:
    terminal = start(path)
    before = terminal.attributes()
    terminal.wait_for("Cumplimiento")
    os.kill(terminal.pid, signal.SIGSTOP)
    os.kill(terminal.pid, signal.SIGCONT)
    terminal.settle()
    terminal.send("\x11")
    terminal.wait_until(lambda: terminal.attributes() == before, "the terminal's own attributes")
    assert terminal.wait()[0] == 0


def test_a_small_screen_gets_a_sentence_and_a_large_one_the_plan_again(path: Path) -> None:
    terminal = opened(path, COLUMNS="80", LINES="24")  # as a shell exports them, once and for all
    terminal.resize(50, 12)
    terminal.wait_for("agrándela a 60×15")
    terminal.resize(200, 50)
    terminal.wait_for("3. DETERMINAR EL NIVEL")
    quit_(terminal)


def test_what_another_session_writes_appears_by_itself(path: Path) -> None:
    mine, theirs = opened(path), opened(path)
    theirs.send("4242\r")
    theirs.wait_for("4.242")
    mine.wait_for("4.242")
    quit_(mine)
    quit_(theirs)


def test_without_colour_nothing_is_coloured(filled: Path) -> None:
    terminal = start(filled, NO_COLOR="1")
    terminal.wait_for("▲R")
    terminal.settle()
    colours = {cell.fg for row in terminal.screen.buffer.values() for cell in row.values()}
    assert colours == {"default"}
    quit_(terminal)


def test_ascii_can_be_asked_for(filled: Path) -> None:
    terminal = start(filled, "--ascii")
    terminal.wait_for("!R")
    seen = terminal.text()
    for keys in ("5", "\x1b", "?", "\x1b[F"):
        terminal.send(keys)
        terminal.settle()
        seen += terminal.text()
    terminal.send("\x1b")
    assert all(sign in seen for sign in ("+V  verde", "=A  amarillo", "!R  rojo"))
    assert "Esc cancela" in seen
    assert seen.replace("ñ", "n").translate(dict.fromkeys(map(ord, "áéíóúÁÉÍÓÚ°³Ñ"))).isascii()
    quit_(terminal)


def test_what_was_being_typed_when_the_line_dropped_is_offered_again(path: Path) -> None:
    first = opened(path)
    first.send("4242")
    first.wait_for("= 4.242")
    first.end(signal.SIGHUP)
    assert on_disk(path) == {}
    second = start(path)
    second.wait_for_draft()
    second.send("\r")
    second.wait_until(lambda: on_disk(path) == {"1.facturado@12": "4242"}, "the value")
    quit_(second)


def test_a_terminal_that_goes_away_is_a_hang_up(path: Path) -> None:
    terminal = opened(path)
    terminal.send("4242")
    terminal.wait_for("= 4.242")
    assert terminal.hang_up() == 128 + signal.SIGHUP
    again = start(path)
    again.wait_for("cuando se cortó la sesión")
    quit_(again)


def test_a_terminal_that_goes_away_without_a_signal_is_a_hang_up_too(path: Path) -> None:
    outside, inside = os.openpty()
    fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", 0, 80, 0, 0))  # as some programs leave them
    environment = os.environ | {"TERM": "xterm", "PYTHONPATH": str(ROOT), "XDG_STATE_HOME": str(path.parent)}
    command = [sys.executable, "-m", "tui", str(path)]
    # Of another session, its standard files are not the terminal that a hang-up would be signalled for.
    program = subprocess.Popen(
        command, stdin=inside, stdout=inside, stderr=inside, env=environment, start_new_session=True
    )
    os.close(inside)
    received = b""
    while b"Cumplimiento" not in received or select.select([outside], [], [], QUIET)[0]:
        received += os.read(outside, 65536)
    assert len(received) <= START, "a screen of the usual size, and no error"
    os.close(outside)
    assert program.wait(DEADLINE) == 128 + signal.SIGHUP


def test_an_arrow_that_comes_in_two_packets_is_an_arrow(path: Path) -> None:
    terminal = opened(path, ESCDELAY="20000")
    terminal.send("g2@mar\r")
    terminal.settle()
    terminal.send("\x1b")
    assert terminal.settle() == b""
    terminal.send("[B")
    terminal.wait_for("N° 2 Urbanos · Mar")
    quit_(terminal)


def test_a_click_moves_the_cursor_where_the_mouse_is_asked_for(path: Path) -> None:
    folder = path.parent / "config" / "plan-de-accion"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text("mouse = true\n", encoding="utf-8")
    terminal = opened(path)
    terminal.send("\x1b[<0;45;9M\x1b[<0;45;9m")
    terminal.wait_for("N° 2 Veredales · Nov")
    quit_(terminal)


def test_the_linux_console_gets_ascii_signs(filled: Path) -> None:
    terminal = start(filled, TERM="linux")
    terminal.wait_for("!R")
    text = terminal.text()
    assert not any(sign in text for sign in "●■▲▾▸…·→")
    quit_(terminal)


def test_own_keys_and_colours_come_from_the_settings(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "settings" / "plan-de-accion"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text('theme = "light"\n[keys]\nhelp = "f5"\n', encoding="utf-8")
    terminal = opened(path, XDG_CONFIG_HOME=str(folder.parent))
    terminal.send("\x1b[15~")
    terminal.wait_for("Moverse")
    terminal.send("\x1b")
    terminal.wait_for("Cumplimiento")
    quit_(terminal)


def test_what_is_typed_after_drawing_anew_is_all_on_the_screen(filled: Path) -> None:
    terminal = opened(filled)
    screens = []
    for keys in ("\x0c", "5\r", "6\r7\r", "\x0c"):
        terminal.send(keys)
        terminal.settle()
        screens.append(terminal.screen.display[1:-2])
    assert screens[-2] == screens[-1]
    os.kill(terminal.pid, signal.SIGTERM)
    terminal.wait()


def test_the_same_screen_is_left_when_everything_is_sent_anew(filled: Path) -> None:
    terminal = opened(filled)
    terminal.send("\x1b[B\x1b[B12\r\x1b[5~\x1b[6~z")
    terminal.settle()
    kept = terminal.text()
    terminal.screen.reset()
    terminal.send("\x0c")
    terminal.settle()
    assert terminal.text() == kept
    os.kill(terminal.pid, signal.SIGTERM)
    terminal.wait()
