"""What a person is asked when the plan they open is damaged: plain lines, no screen to draw."""

import sys
import termios
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from scoring.messages import _
from scoring.text.clock import local_time
from store import RecoverableStore, Recovery, open_store


class Way(NamedTuple):
    """One way on: what it is called, and what it opens."""

    name: str
    take: Callable[[], Path]


def timezone(recovery: Recovery) -> str:
    """Return the time zone of what there is to go on with in place of a damaged plan; UTC where there is nothing."""
    if recovery.snapshot:
        return open_store(recovery.snapshot.path).load().plan.timezone
    return recovery.salvaged.timezone if recovery.salvaged else "UTC"


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
        at = local_time(snapshot.at, timezone(recovery))
        yield Way(_("ver el último estado sano, del {at}, solo para leer").format(at=at), lambda: snapshot.path)
        yield Way(_("volver a ese estado; lo dañado se guarda"), lambda: _restored(store, path, snapshot.path))
    if recovery.salvaged:
        name = _("rescatar lo que se lee del archivo; queda por fuera: {left_out}").format(left_out=recovery.left_out)
        yield Way(name, lambda: _restored(store, path, None))


def _restored(store: RecoverableStore, path: Path, source: Path | None) -> Path:
    store.restore(source)
    return path
