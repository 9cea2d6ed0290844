"""The month that a person reports, kept from one start to the next.

It is theirs and no part of the plan, so it is in their state directory, one file for each plan.
"""

from typing import Final, NamedTuple

from tui.personal.state_files import keep, kept

_KIND: Final = "months"


class Reported(NamedTuple):
    """The month that a person reports."""

    month: int
    usual: int
    """The last month that had ended when it was chosen; once another has, the choice is an old one."""


def remember(address: str, reported: Reported) -> None:
    """Keep the month for the plan at `address`; what cannot be kept is dropped."""
    keep(address, _KIND, reported)


def remembered(address: str, usual: int) -> int | None:
    """Return the month kept for the plan at `address`, or None where there is none, or a month has ended since."""
    match kept(address, _KIND):
        case [int(month), int(then)] if then == usual and month in range(13):
            return month
        case _:
            return None
