"""Ten thousand keys of somebody who presses whatever there is: nothing ends the program, and it does not grow."""

import os
from itertools import islice
from pathlib import Path

import pytest
from hands import new_plan
from monkey import acts
from terminals import Terminal

from store import open_store

KEYS = 10_000
TOGETHER = 50
"""Acts after which the program may come to rest."""
GROWTH = 1.15
"""How much larger the program may be after all the keys than after half of them; pages come and go with exports."""


def alive(terminal: Terminal, seed: int, number: int) -> None:
    """Fail with the report where the program has ended."""
    if os.waitpid(terminal.pid, os.WNOHANG) != (0, 0):
        pytest.fail(f"seed {seed}: it has ended at act {number}")


def resident(terminal: Terminal) -> int:
    """Return the program's memory in pages."""
    return int(Path(f"/proc/{terminal.pid}/statm").read_text().split()[1])


def play(folder: Path, seed: int, count: int) -> list[int]:
    """Do `count` acts and return the program's memory after each half."""
    path = new_plan(folder, filled=True)
    own = {"XDG_STATE_HOME": str(folder / "state"), "XDG_CONFIG_HOME": str(folder / "config"), "TERM": "xterm"}
    terminal = Terminal(str(path), environment=own, folder=folder)
    terminal.settle()  # before it reads keys, Ctrl-C ends it
    terminal.send("E\r")  # what an export loads is loaded once, before memory is looked at
    memory = []
    for number, act in enumerate(islice(acts(seed), count), 1):
        if act.size:
            terminal.resize(*act.size)
        terminal.send(act.data)
        terminal.discard(act.pause)
        if number % TOGETHER == 0:
            terminal.discard(0.1)
            alive(terminal, seed, number)
        if number in {count // 2, count}:
            terminal.discard(2)  # keys wait for it no more
            memory.append(resident(terminal))
    for leaving in ("\x1b[201~", "\x11"):  # what may still be open as a paste ends
        terminal.send(leaving)
        terminal.discard(1.0 if leaving != "\x11" else 0)
    code, sent = terminal.wait()
    assert code == 0, sent
    assert not list(folder.rglob("reports/*")), "something was not foreseen"
    open_store(path).load()
    return memory


def test_a_few_hundred_keys(tmp_path: Path) -> None:
    play(tmp_path, 0, 300)


@pytest.mark.slow
@pytest.mark.skipif(not os.environ.get("SLOW"), reason="takes minutes: SLOW=1 runs it")
@pytest.mark.parametrize("seed", range(1, 11))
def test_ten_thousand_keys(tmp_path: Path, seed: int) -> None:
    half, whole = play(tmp_path, seed, KEYS)
    assert whole <= GROWTH * half
