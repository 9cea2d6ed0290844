"""The earlier states of a plan that are kept (`store.file.kept_states`): which there are, and which are deleted.

They are in a hidden directory beside the plan and thin out with age: the last `RECENT`, then one for each hour of two
days, each day of two months, each month. What a restoration has replaced is kept until somebody drops it.
"""

import os
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Final

from scoring.messages import _
from scoring.text.system_errors import reason
from store.documents.json_reading import decode
from store.errors import StoreError
from store.file.kept_states import NAME_FORMAT, REPLACED, aging_names, folder_name, replaced_name, state_names
from store.file.permissions import Permissions
from store.file.reading import read_bytes
from store.file.trust import is_of_writer
from store.history.soundness import first_break
from store.history.state import State, from_tables
from store.loaded import Snapshot

RECENT: Final = 50
"""Snapshots that are kept whatever their age."""

EVERY: Final = 25
"""Changes from one thinning to the next, so that most commits delete nothing."""

BUDGET: Final = 256 << 20
"""Bytes that the snapshots of a plan have together, besides those kept until they are dropped."""

_HOURLY: Final = timedelta(days=2)
_DAILY: Final = timedelta(days=60)


def snapshots(path: Path) -> tuple[Snapshot, ...]:
    """Return the snapshots of the plan at `path`, newest first."""
    folder = path.with_name(folder_name(path.name))
    try:
        names = [entry.name for entry in folder.iterdir()]
    except OSError:
        return ()
    found = []
    for name in state_names(names):
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
    """Delete the snapshots of the plan at `path` that their age or the budget makes superfluous."""
    folder = path.with_name(folder_name(path.name))
    with suppress(OSError):
        names = [entry.name for entry in folder.iterdir()]
        old = set(superfluous(names, now))
        sizes = {name: (folder / name).lstat().st_size for name in aging_names(names) if name not in old}
        for name in [*old, *beyond_budget(sizes)]:
            (folder / name).unlink()


def is_to_be_thinned(before: int, now: int, size: int) -> bool:
    """Tell whether snapshots are to be thinned after the changes from `before` to `now` of a file of `size` bytes."""
    return now // EVERY != before // EVERY or size * EVERY > BUDGET // 4


def beyond_budget(sizes: Mapping[str, int]) -> list[str]:
    """Return which snapshots, with their bytes, newest first, are beyond the budget; the newest never is."""
    totals = list(accumulate(sizes.values()))
    return [name for name, total in list(zip(sizes, totals, strict=True))[1:] if total > BUDGET]


def superfluous(names: Iterable[str], now: datetime) -> list[str]:
    """Return which snapshots, named by their time, are neither recent nor the newest of their hour, day or month."""
    hourly, daily = (now - _HOURLY).strftime(NAME_FORMAT), (now - _DAILY).strftime(NAME_FORMAT)
    dropped = []
    seen = set()
    for name in aging_names(names)[RECENT:]:
        period = name[:11] if name >= hourly else name[:8] if name >= daily else name[:6]
        if period in seen:
            dropped.append(name)
        seen.add(period)
    return dropped
