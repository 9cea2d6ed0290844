"""The terminal between the start and the first screen, at which nobody can know yet what a key would do."""

import os
import pty
import sys
from collections.abc import Iterator

import pytest

from tui.grid.theme import DARK
from tui.terminal.taken import taken


@pytest.fixture
def ends() -> Iterator[tuple[int, int]]:
    """A terminal's two ends: the person's and the program's."""
    outside, inside = pty.openpty()
    os.set_blocking(inside, False)
    yield outside, inside
    os.close(outside)
    os.close(inside)


def test_ctrl_z_is_no_key_before_the_first_screen_and_what_is_typed_around_it_is_kept(
    ends: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    person, program = ends
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("TEXTUAL_DRIVER", raising=False)
    for name in ("stdin", "stdout", "__stderr__"):
        monkeypatch.setattr(sys, name, os.fdopen(program, closefd=False))
    with taken() as terminal:
        assert terminal
        os.write(person, b"42\r\x1a17\r")
        assert os.read(program, 100) == b"42\r17\r"
        terminal.show(80, 24, [], DARK)
        os.write(person, b"\x1a")
        assert os.read(program, 100) == b"\x1a"
