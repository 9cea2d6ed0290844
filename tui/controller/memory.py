"""What a person's application remembers of a plan from one start to the next: the month that they report.

It is theirs and no part of the plan, so it is in their state directory, one file for each plan.
"""

import json
from contextlib import suppress
from typing import NamedTuple

from tui.controller.state_files import state_file


class Reported(NamedTuple):
    """The month that a person reports."""

    month: int
    usual: int
    """The last month that had ended when it was chosen; once another has, the choice is an old one."""


def remember(address: str, reported: Reported) -> None:
    """Keep the month for the plan at `address`; what cannot be kept is dropped."""
    file = state_file(address, "months")
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.write_text(json.dumps(reported), encoding="utf-8")


def remembered(address: str, usual: int) -> int | None:
    """Return the month kept for the plan at `address`, or None where there is none, or a month has ended since."""
    with suppress(OSError, ValueError, TypeError):
        month, then = json.loads(state_file(address, "months").read_text(encoding="utf-8"))
        if then == usual and month in range(13):
            return int(month)
    return None
