"""The earlier states of a plan that are kept (`store.file.kept_states`): which there are, and which are deleted.

They are in a hidden directory beside the plan and thin out with age: the last `RECENT`, then one for each hour of two
days, each day of two months, each month. What a restoration has replaced is kept until somebody drops it.
"""

import os
import re
import stat
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from scoring.messages import _
from scoring.text.system_errors import reason
from store.documents.json_reading import decode
from store.errors import StoreError
from store.file.kept_states import NAME_FORMAT, REPLACED, folder_name, replaced_name
from store.file.permissions import Permissions
from store.file.reading import read_bytes
from store.file.trust import is_of_writer
from store.history.soundness import first_break
from store.history.state import State, from_tables
from store.protocol import Snapshot

RECENT: Final = 50
"""Snapshots that are kept whatever their age."""

EVERY: Final = 25
"""Changes from one thinning to the next, so that most commits delete nothing."""

_HOURLY: Final = timedelta(days=2)
_DAILY: Final = timedelta(days=60)
_NAME: Final = re.compile(r"\d{8}T\d{6}\.\d{6}Z(\.replaced)?\.json")


def snapshots(path: Path) -> tuple[Snapshot, ...]:
    """Return the snapshots of the plan at `path`, newest first."""
    folder = path.with_name(folder_name(path.name))
    try:
        names = [entry.name for entry in folder.iterdir()]
    except OSError:
        return ()
    found = []
    for name in filter(_NAME.fullmatch, names):
        with suppress(ValueError):  # digits that are no date
            plain, mark, _rest = name.partition(REPLACED)
            at = datetime.strptime(f"{plain}.json" if mark else name, NAME_FORMAT).replace(tzinfo=UTC)
            found.append(Snapshot(folder / name, at, replaced=bool(mark)))
    return tuple(sorted(found, key=lambda snapshot: (snapshot.at, snapshot.path.name), reverse=True))


def sound_state(path: Path, snapshot: Snapshot) -> State | None:
    """Return the plan in a snapshot of the one at `path`, or None where it is not to be trusted.

    It has to be a plain file of somebody who may write the plan, and a plan whose history is whole.
    """
    with suppress(OSError, StoreError):
        info, plan = snapshot.path.lstat(), Permissions.of(path if path.exists() else path.parent)
        if not (stat.S_ISREG(info.st_mode) and is_of_writer(info, plan)):
            return None
        data, pin = read_bytes(snapshot.path)
        pin.close()
        state = from_tables(decode(data))
        return None if first_break("history", state.tables) else state
    return None


def drop(path: Path, name: str) -> None:
    """Delete the snapshot of the plan at `path` with the file name `name`; StoreError where there is none."""
    for snapshot in snapshots(path):
        if snapshot.path.name == name:
            try:
                snapshot.path.unlink()
            except OSError as error:
                sentence = _("no se pudo borrar «{path}»: {reason}").format(path=snapshot.path, reason=reason(error))
                raise StoreError(sentence) from error
            return
    sentence = _("«{path}» no guarda un estado que se llame «{name}»: «plan restore {path} --list» los muestra")
    raise StoreError(sentence.format(path=path, name=name))


def keep_until_dropped(snapshot: Snapshot) -> None:
    """Keep a snapshot until somebody drops it; where the file system has no links it goes with age."""
    with suppress(OSError):
        os.link(snapshot.path, snapshot.path.with_name(replaced_name(snapshot.path.name)))


def thin(path: Path, now: datetime) -> None:
    """Delete the snapshots of the plan at `path` that their age makes superfluous."""
    folder = path.with_name(folder_name(path.name))
    with suppress(OSError):
        for name in superfluous([entry.name for entry in folder.iterdir()], now):
            (folder / name).unlink()


def superfluous(names: Iterable[str], now: datetime) -> list[str]:
    """Return which snapshots, named by their time, are neither recent nor the newest of their hour, day or month."""
    hourly, daily = (now - _HOURLY).strftime(NAME_FORMAT), (now - _DAILY).strftime(NAME_FORMAT)
    dropped = []
    seen = set()
    aging = (name for name in names if _NAME.fullmatch(name) and not name.endswith(REPLACED))
    for name in sorted(aging, reverse=True)[RECENT:]:
        period = name[:11] if name >= hourly else name[:8] if name >= daily else name[:6]
        if period in seen:
            dropped.append(name)
        seen.add(period)
    return dropped
