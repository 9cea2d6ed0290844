"""The earlier states of a plan that are kept (`store.file.kept_states`): which there are, and which are deleted.

They are in a hidden directory beside the plan and thin out with age: the last `RECENT`, then one for each hour of two
days, each day of two months, each month.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from store.file.kept_states import NAME_FORMAT, folder_name
from store.protocol import Snapshot

RECENT: Final = 50
"""Snapshots that are kept whatever their age."""

EVERY: Final = 25
"""Changes from one thinning to the next, so that most commits delete nothing."""

_HOURLY: Final = timedelta(days=2)
_DAILY: Final = timedelta(days=60)
_NAME: Final = re.compile(r"\d{8}T\d{6}\.\d{6}Z\.json")


def snapshots(path: Path) -> tuple[Snapshot, ...]:
    """Return the snapshots of the plan at `path`, newest first."""
    folder = path.with_name(folder_name(path.name))
    try:
        names = [entry.name for entry in folder.iterdir()]
    except OSError:
        return ()
    found = []
    for name in sorted(filter(_NAME.fullmatch, names), reverse=True):
        with suppress(ValueError):  # digits that are no date
            found.append(Snapshot(folder / name, datetime.strptime(name, NAME_FORMAT).replace(tzinfo=UTC)))
    return tuple(found)


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
    for name in sorted(filter(_NAME.fullmatch, names), reverse=True)[RECENT:]:
        period = name[:11] if name >= hourly else name[:8] if name >= daily else name[:6]
        if period in seen:
            dropped.append(name)
        seen.add(period)
    return dropped
