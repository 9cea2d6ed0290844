"""What Textual hardly ever needs is not loaded until it is used, and works then."""

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from terminals import ROOT, Terminal, quit_

from tui.terminal import deferred as module
from tui.terminal import private_names
from tui.terminal.deferred import DEFERRED, deferred

LOOK: Final = """if True:
    import json, sys
    from importlib import import_module
    from tui.terminal.deferred import DeferredName, StandIn, deferred
    with deferred():
        import tui.app
    loaded = sorted(sys.modules)
    values = [(name, value) for name in loaded for value in vars(sys.modules[name]).values()]
    taken = [(name, value) for name, value in values if type(value) is DeferredName]
    whole = [(name, value) for name, value in values if type(value) is StandIn]
"""
"""Loads the application, and finds out what has been loaded with it and who has taken what of a deferred module."""
IN_TYPES: Final = {"CommandListItem"}
"""Names of which Textual makes nothing but annotations."""


def look(then: str) -> str:
    """Return what is printed by what is done `then`."""
    environment = {"PYTHONPATH": str(ROOT)}
    words = [sys.executable, "-c", LOOK + then]
    return subprocess.run(words, env=environment, check=True, capture_output=True, text=True).stdout


def test_textual_is_loaded_without_what_it_hardly_ever_needs() -> None:
    loaded = look("    print(*loaded)").split()
    assert "textual.app" in loaded
    assert set(DEFERRED) & set(loaded) == set()


def test_only_libraries_take_something_of_a_deferred_module_and_of_each_of_theirs_they_do() -> None:
    said = look("    print(*(f'{name}:{value._module}' for name, value in taken)); print(*(name for name, _ in whole))")
    taken, whole = (line.split() for line in said.splitlines())
    holders, modules = ({pair.split(":")[place] for pair in taken} for place in (0, 1))
    assert {holder.partition(".")[0] for holder in holders} <= {"textual", "rich", "pathlib"}
    assert set(whole) == {"textual.app"}
    assert {name for name in DEFERRED if name.partition(".")[0] in {"textual", "rich", "platformdirs"}} <= modules


def test_what_is_taken_is_called_or_derived_from_and_is_the_real_thing_when_used() -> None:
    look(f"""
    for name, value in taken:
        real = value.load()
        assert real is getattr(import_module(value._module), value._name), (name, value._name)
        assert callable(real) or value._name in {IN_TYPES}, (name, value._name)
    from textual.app import CommandPalette, uuid
    from textual.command import CommandPalette as Real
    assert CommandPalette.is_open == Real.is_open
    assert uuid.uuid4().version == 4
    from rich.style import Style
    assert Style(meta={{"key": 1}}).meta == {{"key": 1}}
    from pathlib import Path
    assert Path("/tmp/a b").as_uri() == "file:///tmp/a%20b"
""")


def test_a_name_that_is_used_while_the_rest_is_loaded_is_loaded_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "mimetypes", raising=False)
    with deferred():
        from mimetypes import guess_type

        assert guess_type("plan.json") == ("application/json", None)
        loaded = sys.modules["mimetypes"]
    assert sys.modules["mimetypes"] is loaded


@pytest.mark.parametrize("own", ["another version", "another driver"])
def test_where_textual_was_not_read_or_shows_the_screen_nothing_is_deferred(
    monkeypatch: pytest.MonkeyPatch, own: str
) -> None:
    monkeypatch.setattr(module, "DEFERRED", ("nowhere",))
    with deferred():
        assert "nowhere" in sys.modules
    if own == "another driver":
        monkeypatch.setenv("TEXTUAL_DRIVER", "textual.drivers.linux_driver:LinuxDriver")
    else:
        monkeypatch.setattr(private_names, "READ_FOR", ("8.1",))
    with deferred():
        assert "nowhere" not in sys.modules


def test_keys_are_answered_without_any_of_it(path: Path, tmp_path: Path) -> None:
    names = tmp_path / "names"
    program = (
        "import atexit, sys\n"
        "from tui.__main__ import main\n"
        f"atexit.register(lambda: open({str(names)!r}, 'w').write(' '.join(sys.modules)))\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    state = {"XDG_STATE_HOME": str(tmp_path / "state"), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    terminal = Terminal(str(path), program=("-c", program), environment=state)
    terminal.wait_for("Cumplimiento")
    terminal.send("\x1b[B\x1b[A42")
    terminal.wait_for("= 42")
    terminal.send("\x1b")
    terminal.settle()
    quit_(terminal)
    loaded = set(names.read_text(encoding="utf-8").split())
    assert "textual.app" in loaded
    assert loaded & {*DEFERRED, "babel"} == set()
