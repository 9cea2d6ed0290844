"""Who is typing and when: the operating system's user and clock, never something a person writes."""

import os
import pwd
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Final

_LATEST: Final = int(datetime(9999, 12, 30, tzinfo=UTC).timestamp())


def name_of(number: int) -> str:
    """Return the name of the user with this number, or the number where the system knows none."""
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)


def now() -> str:
    """Return the time as the history keeps it: ISO 8601, UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def written_at(info: os.stat_result) -> datetime:
    """Return when a file was written, in UTC; a time beyond all dates is taken for the last of them."""
    seconds, rest = divmod(info.st_mtime_ns, 10**9)
    return datetime.fromtimestamp(min(seconds, _LATEST), UTC) + timedelta(microseconds=rest // 1000)


@cache
def user() -> str:
    """Return the OS user's name, with the login behind it where sudo or su changed it: `root (fdiaz)`.

    The kernel's record of the login comes first. What sudo says is in a variable that anybody can set, so only
    root's is believed, who could write any name anyway.
    """
    name = name_of(os.geteuid())
    login = _login() or (_known(os.environ.get("SUDO_USER")) if os.geteuid() == 0 else None)
    return name if login in (None, name) else f"{name} ({login})"


def _known(name: str | None) -> str | None:
    """Return the name of a user that the system has, or None."""
    try:
        return pwd.getpwnam(name or "").pw_name
    except (KeyError, ValueError):
        return None


def _login() -> str | None:
    """Return the user that logged in, as the kernel's audit recorded it; None where it did not."""
    try:
        with open("/proc/self/loginuid", encoding="ascii") as file:
            number = int(file.read())
    except (OSError, ValueError):
        return None
    return None if number == 2**32 - 1 else name_of(number)
