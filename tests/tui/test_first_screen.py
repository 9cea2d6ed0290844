"""The first screen is there before Textual, nothing is sent twice, and whatever happens meanwhile ends in order."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from hands import on_disk
from terminals import LINUX, RESTORED, ROOT, Terminal, opened, quit_, start

SUPPORT: Final = ROOT / "tests" / "support"
MODES: Final = re.compile(rb"(?:\x1b\[[?>][\d;]*[hlu]|\x1b\[\?\d+\$p|\x1b\]22;default\x07)*")
"""Modes that Textual sets and questions it asks: nothing of it is seen."""
HEAVY: Final = {
    "textual",
    "rich",
    "asyncio",
    "ssl",
    "hashlib",
    "_hashlib",
    "argparse",
    "platformdirs",
    "tempfile",
    "tinydb",
    "orjson",
    "textwrap",
    "gettext",
    "pathlib",
    "urllib.parse",
    "unicodedata",
    "tui.modes.handlers",
    "tui.modes.edit",
    "tui.pages.page",
    "scoring.model.fields",
    "store.protocol",
}
OWN: Final = 110
"""The most modules of this program that are loaded before the first screen."""

Held = Callable[..., Terminal]


@pytest.fixture
def gate(tmp_path: Path) -> Path:
    """The file that lets Textual be loaded once it is there."""
    return tmp_path / "gate"


@pytest.fixture
def held(path: Path, gate: Path) -> Held:
    """Start `plan` with Textual held up, and wait for the first screen."""

    def begin(*options: str, size: tuple[int, int] = (80, 24)) -> Terminal:
        variables = {"XDG_STATE_HOME": str(path.parent / "state"), "PYTHONPATH": f"{ROOT}:{SUPPORT}"}
        program = (str(SUPPORT / "slow_start.py"), str(gate))
        terminal = Terminal(*options, str(path), size=size, environment=variables, program=program)
        terminal.wait_for("Cumplimiento")
        return terminal

    return begin


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_first_screen_is_sent_once_and_textual_adds_nothing_that_is_seen(
    held: Held, gate: Path, size: tuple[int, int]
) -> None:
    terminal = held(size=size)
    before = terminal.wait_until(lambda: "F2 editar" in terminal.text(), "the last line")
    assert b"\x1b[?1049h" not in before
    shown = terminal.text()
    gate.touch()
    sent = terminal.settle()
    assert MODES.fullmatch(sent), sent
    assert b"\x1b[?1049h" not in sent
    assert b"\x1b[?25l" not in sent
    assert terminal.text() == shown
    quit_(terminal)


def test_what_the_first_screen_can_do_without_is_not_loaded_before_it(held: Held, gate: Path) -> None:
    terminal = held()
    modules = gate.with_name("modules")
    terminal.wait_until(modules.exists, "the names of what is loaded")
    loaded = modules.read_text(encoding="utf-8").split()
    assert "tui.grid.painter" in loaded
    assert HEAVY & set(loaded) == set()
    own = [name for name in loaded if name.partition(".")[0] in {"scoring", "store", "tui", "workbook"}]
    assert len(own) <= OWN, own
    gate.touch()
    terminal.settle()
    quit_(terminal)


def test_no_type_is_compiled_before_the_first_screen() -> None:
    look = """if True:
        import sys
        compiled = []
        sys.addaudithook(lambda event, what: event == "compile" and compiled.append(what))
        import tui.start
        sys.exit(str([text for text, file in compiled if file == "<string>" and b"lambda _cls" not in text] or "") or 0)
    """
    done = subprocess.run([sys.executable, "-c", look], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_what_keys_do_is_loaded_before_the_first_one() -> None:
    look = "import sys, tui.app; sys.exit(not {'tui.modes.handlers', 'tui.modes.edit'} <= set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", look], cwd=ROOT, check=False).returncode == 0


def test_libraries_that_nothing_needs_take_no_memory_and_can_be_loaded_later(filled: Path, tmp_path: Path) -> None:
    terminal = opened(filled)
    loaded = Path(f"/proc/{terminal.pid}/maps").read_text(encoding="utf-8")
    assert re.findall(r"lib(?:ssl|crypto|lzma|bz2|z)\.so", loaded) == []
    terminal.send(f"E\x15{tmp_path}/libro.xlsx\r")
    terminal.wait_until((tmp_path / "libro.xlsx").exists, "the workbook, which is compressed")
    terminal.settle()
    quit_(terminal)


def test_keys_typed_before_textual_is_there_act_in_order_and_are_not_echoed(held: Held, gate: Path, path: Path) -> None:
    terminal = held()
    shown = terminal.text()
    terminal.send("42\r17\r\x1b[A88\r")
    assert terminal.quiet() == b""
    assert terminal.text() == shown
    gate.touch()
    wanted = {"1.facturado@12": "42", "2.urbanos@12": "88"}
    terminal.wait_until(lambda: on_disk(path) == wanted, "both values")
    quit_(terminal)


def test_keys_typed_before_anything_is_shown_act_in_order(path: Path) -> None:
    terminal = start(path)
    terminal.send("42\r17\r88\r")
    wanted = {"1.facturado@12": "42", "2.urbanos@12": "17", "2.veredales@12": "88"}
    terminal.wait_until(lambda: on_disk(path) == wanted, "three values")
    terminal.settle()
    quit_(terminal)


@pytest.mark.parametrize("keys", ["\x11", "\x13\x11"], ids=["^Q", "^S ^Q"])
def test_quitting_early_works(held: Held, gate: Path, keys: str) -> None:
    terminal = held()
    terminal.send(keys)
    gate.touch()
    assert terminal.wait()[0] == 0


def test_ctrl_z_typed_early_stops_nothing(held: Held, gate: Path) -> None:
    terminal = held()
    terminal.send("\x1a\x1c")
    os.kill(terminal.pid, signal.SIGTSTP)
    gate.touch()
    terminal.settle()
    quit_(terminal)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT])
def test_a_signal_before_textual_is_there_gives_the_terminal_back(held: Held, number: int) -> None:
    terminal = held()
    code, sent = terminal.end(number)
    assert code == -number
    assert all(sequence in sent for sequence in RESTORED)


def test_what_was_being_typed_is_offered_again_though_the_next_start_was_ended(path: Path, held: Held) -> None:
    terminal = opened(path)
    terminal.send("4242")
    terminal.wait_for("= 4.242")
    terminal.end(signal.SIGHUP)
    interrupted = held()
    interrupted.wait_for("cuando se cortó la sesión")
    interrupted.end(signal.SIGTERM)
    again = start(path)
    again.wait_for("cuando se cortó la sesión")
    again.send("7\r")
    again.settle()
    again.quiet()  # long enough that what is typed is an answer
    assert on_disk(path) == {}, "what was typed before the draft was seen is not appended to it"
    again.send("\r")
    again.wait_until(lambda: on_disk(path) == {"1.facturado@12": "4242"}, "the value")
    quit_(again)
    assert list((path.parent / "state").rglob("drafts/*.json")) == []


def test_what_was_typed_before_ctrl_c_is_left_to_nobody(path: Path, gate: Path) -> None:
    ask = (
        "import select, signal, subprocess, sys, termios\n"
        "signal.signal(signal.SIGINT, lambda *_: None)\n"
        "before = termios.tcgetattr(0)\n"
        "code = subprocess.call([sys.executable, *sys.argv[1:]])\n"
        "left = select.select([0], [], [], 0.3)[0]\n"
        "print('code', code, 'left', bool(left), 'modes', termios.tcgetattr(0) == before)\n"
    )
    variables = {"XDG_STATE_HOME": str(path.parent / "state"), "PYTHONPATH": f"{ROOT}:{SUPPORT}"}
    words = (str(SUPPORT / "slow_start.py"), str(gate), str(path))
    terminal = Terminal(*words, environment=variables, program=("-c", ask))
    terminal.wait_for("Cumplimiento")
    terminal.send("touch nothing\r\x03")
    gate.touch()
    terminal.wait_for("left False modes True")
    terminal.wait()


def test_a_fault_while_textual_is_loaded_is_told_on_the_terminal_given_back(held: Held, gate: Path) -> None:
    terminal = held()
    gate.with_name("new").write_text("no such luck", encoding="utf-8")
    gate.with_name("new").rename(gate)
    code, sent = terminal.wait()
    assert code == 1
    _screen, left, told = sent.rpartition(RESTORED[0])
    assert left
    assert told.strip(b"\x1b[?25hl1004\r\n")


def test_a_window_that_changes_before_textual_is_there_is_drawn_anew(held: Held, gate: Path) -> None:
    terminal = held()
    terminal.resize(120, 40)
    gate.touch()
    terminal.settle()
    kept = terminal.screen.display[:-2]
    terminal.screen.reset()
    terminal.send("\x0c")
    terminal.settle()
    assert terminal.screen.display[:-2] == kept
    assert "Encuestados satisfechos" in terminal.text()
    quit_(terminal)


def test_what_was_typed_ahead_answers_no_question_about_a_damaged_plan(path: Path) -> None:
    terminal = opened(path)
    terminal.send("42\r")
    terminal.wait_until(lambda: bool(on_disk(path)), "an earlier state")
    quit_(terminal)
    path.write_bytes(path.read_bytes()[:-200])
    damaged = path.read_bytes()
    terminal = start(path)
    terminal.send("2\r1\r")
    terminal.wait_for("Elija:")
    terminal.send("q\r")
    assert terminal.wait()[0] == 1
    assert path.read_bytes() == damaged


@pytest.mark.parametrize(
    "own", [{"NO_COLOR": "1"}, {"NO_COLOR": ""}, {"TERM": "unknown"}, {"TEXTUAL_DRIVER": LINUX}], ids=repr
)
def test_where_textual_has_to_draw_the_screen_it_gets_the_terminal_as_it_was(
    path: Path, gate: Path, own: dict[str, str]
) -> None:
    variables = {"XDG_STATE_HOME": str(path.parent / "state"), "PYTHONPATH": f"{ROOT}:{SUPPORT}"}
    program = (str(SUPPORT / "slow_start.py"), str(gate))
    terminal = Terminal(str(path), environment=variables | own, program=program)
    before = terminal.attributes()
    terminal.wait_until(gate.with_name("modules").exists, "the loading of Textual")
    assert terminal.quiet() == b""
    assert terminal.attributes() == before
    gate.touch()
    terminal.wait_for("Cumplimiento")
    terminal.settle()
    quit_(terminal)
