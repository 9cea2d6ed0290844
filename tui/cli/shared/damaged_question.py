"""What a person is asked when the plan they open is damaged: plain lines, no screen to draw."""

import sys
import termios
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, TypeAlias

from scoring.messages import _
from scoring.model import Plan
from scoring.text.clock import date_and_time
from scoring.text.locales import USUAL
from store import RecoverableStore, Recovery, open_store

Clock: TypeAlias = Callable[[datetime], str]
"""Writes a moment."""


class Way(NamedTuple):
    """One way on: what it is called, and what it opens."""

    name: str
    take: Callable[[], Path]


def clock_of(plan: Plan) -> Clock:
    """Return what writes a moment in a plan's time zone and language."""
    return lambda at: date_and_time(at, plan.timezone, plan.locale)


def clock(recovery: Recovery) -> Clock:
    """Return the clock of what there is to go on with in place of a damaged plan; UTC where there is nothing."""
    if recovery.snapshot:
        return clock_of(open_store(recovery.snapshot.path).load().plan)
    return clock_of(recovery.salvaged) if recovery.salvaged else lambda at: date_and_time(at, "UTC", USUAL)


def ask(store: RecoverableStore, path: Path, recovery: Recovery, answer: Callable[[str], str]) -> Path | None:
    """Print what is wrong with the plan at `path` and return the file to open instead, or None to leave it.

    `answer` shows a question and returns what was typed. The damaged file is only replaced when that is chosen, and
    is kept then among the earlier states.
    """
    ways = tuple(_ways(store, path, recovery))
    _forget_typed()
    print(recovery.problem)
    print(_("El archivo no se ha tocado. Se puede:"))
    for number, way in enumerate(ways, 1):
        print(f"  {number}  {way.name}")
    print(_("  q  salir, y repararlo a mano o con un respaldo: plan restore"))
    while (typed := answer(_("Elija: ")).strip().lower()) not in {"q", ""}:
        if typed.isdecimal() and 1 <= int(typed) <= len(ways):
            return ways[int(typed) - 1].take()
    return None


def _forget_typed() -> None:
    """Drop what was typed before the question was asked: it was meant for the plan."""
    if sys.stdin.isatty():
        termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)


def _ways(store: RecoverableStore, path: Path, recovery: Recovery) -> Iterator[Way]:
    if snapshot := recovery.snapshot:
        at = clock(recovery)(snapshot.at)
        yield Way(_("ver el último estado sano, del {at}, solo para leer").format(at=at), lambda: snapshot.path)
        yield Way(_("volver a ese estado; lo dañado se guarda"), lambda: _restored(store, path, snapshot.path))
    if recovery.salvaged:
        name = _("rescatar lo que se lee del archivo; queda por fuera: {left_out}").format(left_out=recovery.left_out)
        yield Way(name, lambda: _restored(store, path, None))


def _restored(store: RecoverableStore, path: Path, source: Path | None) -> Path:
    store.restore(source)
    return path
