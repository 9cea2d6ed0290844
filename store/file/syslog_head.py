"""The head of a plan's history written to the system log, where those who may write the plan may not write.

Whoever can write the file can also work out a new chain for it; a head noted elsewhere shows that. Exports carry it
too, and so does `plan verify`.
"""

import os
import syslog
from typing import Final

from store.loaded import Loaded

VARIABLE: Final = "PLAN_SYSLOG"
"""Set to anything, this asks for it."""


def anchor(loaded: Loaded, by: str) -> None:
    """Write the head to the system log after a commit by `by`, if `$PLAN_SYSLOG` asks for it."""
    if os.environ.get(VARIABLE):
        syslog.openlog("plan", syslog.LOG_PID, syslog.LOG_USER)
        syslog.syslog(syslog.LOG_INFO, f"{loaded.plan.id} {loaded.seq} {loaded.head} {by}")
