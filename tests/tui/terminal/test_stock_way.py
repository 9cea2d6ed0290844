"""The application on Textual's own driver and compositor: slower, and complete."""

import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import textual
from hands import on_disk
from terminals import LINUX, RESTORED, ROOT, opened, start

RENAMED = {
    "a version that was not read": ("9.0.0", {}),
    "private modules gone": ("8.2.9", {"_compositor": "_composing", "_xterm_parser": "_key_reader"}),
    "a private attribute gone": ("8.2.9", {"_batch_count": "_batches"}),
}
"""Textuals that the direct way must not be used with: a version, and what has another name there."""


@pytest.fixture(scope="module")
def textuals(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Return folders with another Textual each."""
    folders = {name: tmp_path_factory.mktemp("textual") for name in RENAMED}
    for name, (version, names) in RENAMED.items():
        copy_textual(folders[name], version, names)
    return folders


def copy_textual(folder: Path, version: str, names: Mapping[str, str]) -> None:
    """Write a Textual of another version, with other names for some of its own, into a folder."""
    package = folder / "textual"
    shutil.copytree(Path(textual.__file__).parent, package)
    (folder / f"textual-{version}.dist-info").mkdir()
    (folder / f"textual-{version}.dist-info" / "METADATA").write_text(f"Name: textual\nVersion: {version}\n")
    for old, new in names.items():
        for file in package.rglob("*.py"):
            text = file.read_text(encoding="utf-8")
            if old in text:
                file.write_text(re.sub(rf"\b{old}\b", new, text), encoding="utf-8")
        if (package / f"{old}.py").exists():
            (package / f"{old}.py").rename(package / f"{new}.py")


@pytest.fixture(params=["TEXTUAL_DRIVER", *RENAMED])
def variables(request: pytest.FixtureRequest, textuals: Mapping[str, Path]) -> dict[str, str]:
    """Return the environment variables of a program that has to be shown on the stock way."""
    if request.param == "TEXTUAL_DRIVER":
        return {"TEXTUAL_DRIVER": LINUX}
    return {"PYTHONPATH": f"{textuals[request.param]}:{ROOT}", "TEXTUAL_DRIVER": ""}


def test_the_stock_way_takes_keys_typed_ahead_in_order_and_gives_the_terminal_back(
    path: Path, variables: dict[str, str]
) -> None:
    terminal = start(path, **variables)
    before = terminal.attributes()
    terminal.wait_for("Cumplimiento")
    terminal.settle()
    terminal.send("42\r17\r88\r")
    terminal.wait_until(lambda: len(on_disk(path)) == 3, "three cells")
    assert on_disk(path) == {"1.facturado@12": "42", "2.urbanos@12": "17", "2.veredales@12": "88"}
    terminal.send("\x11")
    sent = terminal.wait_until(lambda: terminal.attributes() == before, "the terminal's own attributes")
    code, rest = terminal.wait()
    assert code == 0
    assert all(sequence in sent + rest for sequence in RESTORED)


@pytest.mark.parametrize("name", RENAMED)
def test_another_textual_is_told_from_the_one_that_was_read(textuals: Mapping[str, Path], name: str) -> None:
    version, names = RENAMED[name]
    program = (
        "from tui.terminal import private_names as names; print(names.installed(), names.usable(), *names.missing())"
    )
    environment = {"PYTHONPATH": f"{textuals[name]}:{ROOT}"}
    said = subprocess.check_output([sys.executable, "-c", program], env=environment, text=True).split()
    assert said[:2] == [version, "False"]
    assert all(any(old in missing for missing in said[2:]) for old in names)


def test_a_paste_lands_on_the_stock_way(path: Path) -> None:
    terminal = opened(path, TEXTUAL_DRIVER=LINUX)
    terminal.send("g2@mar\r")
    terminal.wait_for("N° 2 Urbanos · Mar")
    terminal.send("\x1b[200~110\n40\n\x1b[201~")
    terminal.wait_for("Enter pega")
    terminal.send("\r")
    terminal.wait_until(lambda: on_disk(path) == {"2.urbanos@3": "110", "2.veredales@3": "40"}, "the pasted cells")
    terminal.end(signal.SIGTERM)


@pytest.mark.parametrize("newline", ["\r", "\n", "\r\n"], ids=["CR", "LF", "CR LF"])
def test_lines_that_come_as_keys_are_entered_on_the_stock_way(path: Path, newline: str) -> None:
    terminal = opened(path, TEXTUAL_DRIVER=LINUX)
    terminal.send("42\n17\n".replace("\n", newline))
    wanted = {"1.facturado@12": "42", "2.urbanos@12": "17"}
    terminal.wait_until(lambda: on_disk(path) == wanted, "two cells")
    terminal.wait_for("N° 2 Veredales")
    terminal.end(signal.SIGTERM)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_restores_the_terminal_on_the_stock_way_too(path: Path, number: int) -> None:
    terminal = opened(path, TEXTUAL_DRIVER=LINUX)
    code, sent = terminal.end(number)
    assert code == 128 + number
    assert all(sequence in sent for sequence in RESTORED)
