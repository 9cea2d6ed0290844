"""The application in a browser, behind Textual's web driver."""

import subprocess
import sys
from pathlib import Path

import pytest
from browsers import WEB, Browser
from hands import on_disk


def test_a_browser_is_shown_the_plan_and_can_type_into_it(path: Path) -> None:
    browser = Browser(path)
    browser.wait_for("Cumplimiento")
    browser.send("42\r17\r")
    browser.wait_until(lambda: on_disk(path) == {"1.facturado@12": "42", "2.urbanos@12": "17"}, "two cells")
    browser.send("\x1b[A")
    browser.wait_for("N° 2 Urbanos")
    browser.resize(200, 50)
    browser.wait_for("3. DETERMINAR EL NIVEL")
    browser.send("\x11")
    assert browser.end() == (0, b"")
    assert browser.messages == [{"type": "exit"}]


def test_what_was_being_typed_when_the_browser_was_closed_is_offered_again(path: Path) -> None:
    first = Browser(path)
    first.wait_for("Cumplimiento")
    first.send("42\r17")
    first.tell(type="quit")
    assert first.end() == (0, b"")
    assert on_disk(path) == {"1.facturado@12": "42"}
    second = Browser(path)
    second.wait_for("cuando se cortó la sesión")
    second.tell(type="quit")
    second.end()


def test_a_damaged_file_is_an_error_and_no_question_to_a_browser(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8")[:-200], encoding="utf-8")
    code, out, error = run(path, WEB)
    assert (code, out) == (1, "")
    assert path.name in error
    assert "Traceback" not in error


@pytest.mark.parametrize("driver", ["nonsense", "no.such.module:Driver", "os:path", "textual.driver:Nothing"])
def test_a_driver_that_is_none_is_named_in_a_sentence(path: Path, driver: str) -> None:
    code, out, error = run(path, driver)
    assert (code, out) == (1, "")
    assert error == f"plan: TEXTUAL_DRIVER={driver}: no es un controlador de Textual\n"


def run(path: Path, driver: str) -> tuple[int, str, str]:
    """Return how the program ended, without a terminal, and what it wrote to stdout and stderr."""
    environment = {"TEXTUAL_DRIVER": driver, "PYTHONPATH": str(Path(__file__).parents[3]), "LANG": "C.UTF-8"}
    command = [sys.executable, "-m", "tui", str(path)]
    ended = subprocess.run(command, env=environment, input="", capture_output=True, text=True, check=False)
    return ended.returncode, ended.stdout, ended.stderr
