"""`plan --month`: the application opens at that cut-off, and there again the next time."""

from pathlib import Path

from terminals import opened, quit_, start


def test_the_application_opens_at_the_month_asked_for_and_remembers_it(path: Path) -> None:
    terminal = opened(path, "--month", "mayo")
    assert "corte May" in terminal.text()
    quit_(terminal)
    again = opened(path)
    assert "corte May" in again.text()
    quit_(again)
    other = opened(path, "--month=2")
    assert "corte Feb" in other.text()
    quit_(other)


def test_without_a_month_it_opens_at_the_last_that_has_ended(path: Path) -> None:
    terminal = opened(path)
    assert "corte Dic" in terminal.text()
    quit_(terminal)


def test_a_month_that_is_none_is_said_before_anything_is_drawn(path: Path) -> None:
    terminal = start(path, "--month", "mazro")
    code, sent = terminal.wait()
    assert code == 1
    assert "¿Quiso decir «marzo»?".encode() in sent
    assert b"\x1b[?1049h" not in sent


def test_money_is_typed_as_it_is_written(path: Path) -> None:
    terminal = opened(path, "--month", "3")
    terminal.send("g1@mar\r")
    terminal.settle()
    terminal.send("4 500 000 000 COP\r")
    terminal.wait_for("4.500.000.000")
    quit_(terminal)
