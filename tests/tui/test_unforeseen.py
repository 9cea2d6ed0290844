"""Errors that nobody foresaw: the terminal is given back, what was being typed kept, and nothing of a plan said."""

import stat
from pathlib import Path

import pytest
from hands import on_disk
from terminals import LINUX, RESTORED, Terminal, start

SECRETS = ("Ana Pérez", "53090367849")

PROGRAM = f"""
import sys, threading
from pathlib import Path
from scoring.errors import PlanError
from tui.__main__ import main

secret = {" ".join(SECRETS)!r}
trigger = Path(sys.argv.pop(1))

def fail(*_arguments):
    figure = secret
    raise {{error}}(figure)

async def fail_later():
    fail()

def failing(function):
    def call(*arguments, **names):
        return fail() if trigger.exists() else function(*arguments, **names)
    return call

def patch(holder, name, made=failing):
    setattr(holder, name, made(getattr(holder, name)))

{{place}}
sys.exit(main())
"""
"""The program, which fails somewhere once the file named first exists."""

PLACES = {
    "a key": "from tui.modes.stack import ModeStack; patch(ModeStack, 'key')",
    "the painter": "from tui.grid import painter; patch(painter, 'row_line')",
    "a line above": "from tui.modes import screen_content; patch(screen_content, 'totals_line')",
    "another size": "from tui.modes.screen_content import ScreenContent; patch(ScreenContent, 'resize')",
    "the clock": "import tui.app; patch(tui.app, 'look_again')",
    "a save": "from store.file_store import FileStore; patch(FileStore, 'commit')",
    "what is read": "from tui.terminal.key_parser import KeyParser; patch(KeyParser, 'feed')",
    "what is drawn": "from tui.terminal.direct import DirectScreen; patch(DirectScreen, 'draw')",
    "a worker": """
def work(function):
    return lambda stack: stack.host.in_background(fail_later()) if trigger.exists() else function(stack)
import tui.app; patch(tui.app, 'look_again', work)""",
    "a thread": """
def run(function):
    return lambda stack: threading.Thread(target=fail).start() if trigger.exists() else function(stack)
import tui.app; patch(tui.app, 'look_again', run)""",
}


def failed(path: Path, place: str, error: str = "ValueError", **environment: str) -> bytes:
    """Open the plan, type `42`, have the program fail at a place, and return what it has sent since."""
    folder = path.parent
    own = {"XDG_STATE_HOME": str(folder / "state"), "XDG_CONFIG_HOME": str(folder / "config")}
    program = PROGRAM.format(error=error, place=place)
    terminal = Terminal(str(folder / "now"), str(path), program=("-c", program), environment=own | environment)
    before = terminal.attributes()
    terminal.wait_for("Cumplimiento")
    terminal.settle()
    terminal.send("42")
    terminal.wait_for("= 42")
    (folder / "now").touch()
    terminal.resize(100, 30)
    terminal.send("\r" if "commit" in place else "0")
    sent = terminal.wait_until(lambda: "plan: algo" in terminal.text(), "a sentence")
    assert terminal.attributes() == before
    code, rest = terminal.wait()
    assert code == 1
    return sent + rest


def report_in(folder: Path) -> str:
    """Return the only report in a state directory, which is nobody else's to read."""
    [report] = folder.rglob("reports/*.txt")
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    return report.read_text(encoding="utf-8")


@pytest.mark.parametrize("place", PLACES)
def test_the_terminal_is_given_back_the_draft_kept_and_nothing_of_the_plan_said(path: Path, place: str) -> None:
    sent = failed(path, PLACES[place])
    assert all(sequence in sent for sequence in RESTORED)
    said = sent.rpartition(b"\x1b[?1049l")[2].decode()
    assert "Traceback" not in said
    report = report_in(path.parent / "state")
    assert "in fail" in report
    assert "ValueError" in report
    assert not any(secret in said + report for secret in SECRETS)
    assert on_disk(path) == {}
    again = start(path)
    again.wait_for("cuando se cortó la sesión")
    again.send("\x11")
    assert again.wait()[0] == 0


def test_an_error_with_a_sentence_is_as_unforeseen_where_nobody_catches_it(path: Path) -> None:
    said = failed(path, PLACES["a key"], "PlanError").rpartition(b"\x1b[?1049l")[2].decode()
    assert not any(secret in said for secret in SECRETS)
    assert "scoring.errors.PlanError" in report_in(path.parent / "state")


@pytest.mark.parametrize("place", ["a key", "the painter", "the clock"])
def test_nothing_of_the_plan_is_said_on_the_stock_way_either(path: Path, place: str) -> None:
    sent = failed(path, PLACES[place], TEXTUAL_DRIVER=LINUX)
    assert all(sequence in sent for sequence in RESTORED)
    said = sent.rpartition(b"\x1b[?1049l")[2].decode()
    assert not any(secret in said + report_in(path.parent / "state") for secret in SECRETS)
