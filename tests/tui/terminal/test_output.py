"""What is written to a terminal that takes nothing, for a while or for good."""

import asyncio
import os
import pty
import tty
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

import pytest

from tui.terminal.output import TerminalOutput


class Ends(NamedTuple):
    """A terminal's two ends: the person's and the program's."""

    outside: int
    inside: int

    def read(self) -> bytes:
        """Return what the program has sent and the terminal not yet shown."""
        received = b""
        with suppress(BlockingIOError):
            while piece := os.read(self.outside, 65536):
                received += piece
        return received


@pytest.fixture
def ends() -> Iterator[Ends]:
    outside, inside = pty.openpty()
    os.set_blocking(outside, False)
    tty.setraw(inside)
    yield Ends(outside, inside)
    os.close(outside)
    os.close(inside)


def fill(output: TerminalOutput) -> int:
    """Write until the terminal takes no more; return how many characters that was."""
    written = 0
    while not output._waiting:
        output.write("a" * 1000)
        written += 1000
    return written


async def all_of(ends: Ends, until: str) -> str:
    """Return what comes, until it ends with a text."""
    received = ""
    async with asyncio.timeout(20):
        while not received.endswith(until):
            received += ends.read().decode()
            await asyncio.sleep(0)
    return received


async def test_what_is_not_taken_at_once_comes_later_in_order(ends: Ends) -> None:
    output = TerminalOutput(ends.inside, asyncio.get_running_loop(), lambda: None)
    written = fill(output)
    output.write("b")
    output.write("c")
    assert await all_of(ends, "c") == "a" * written + "bc"
    output.write("d")
    assert await all_of(ends, "d") == "d"
    output.close()


async def test_more_than_is_worth_keeping_is_drawn_anew(ends: Ends) -> None:
    drawn: list[str] = []
    output = TerminalOutput(ends.inside, asyncio.get_running_loop(), lambda: drawn.append("anew"))
    fill(output)
    for _turn in range(10_000):
        output.write("b" * 1000)
    assert len(output._waiting) < 100_000
    async with asyncio.timeout(20):
        while not drawn:
            ends.read()
            await asyncio.sleep(0)
    output.write("c")
    assert (await all_of(ends, "c")).endswith("c")
    assert drawn == ["anew"]
    output.close()


async def test_the_last_words_reach_a_terminal_that_has_taken_nothing(ends: Ends) -> None:
    output = TerminalOutput(ends.inside, asyncio.get_running_loop(), lambda: None)
    fill(output)
    output.write("b")
    output.settle()
    output.write("the last")
    output.settle()
    output.close()
    assert ends.read().endswith(b"the last")


async def test_the_flags_of_the_terminals_file_stay_as_they_were(ends: Ends) -> None:
    output = TerminalOutput(ends.inside, asyncio.get_running_loop(), lambda: None)
    output.write("a")
    assert os.get_blocking(ends.inside)
    output.close()


async def test_a_terminal_that_has_gone_away_takes_everything(ends: Ends) -> None:
    output = TerminalOutput(ends.inside, asyncio.get_running_loop(), lambda: None)
    fill(output)
    os.close(ends.outside)
    output.write("b")
    output.settle()
    output.write("c")
    output.close()
    os.dup2(ends.inside, ends.outside)  # for the fixture to close
