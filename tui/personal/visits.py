"""When a person last looked at a plan, and how far its history went then.

It is theirs and no part of the plan, so it is in their state directory, one file for each plan.
"""

from typing import Final, NamedTuple

from tui.personal.state_files import keep, kept

_KIND: Final = "visits"


class Visit(NamedTuple):
    """The end of a session."""

    seq: int
    """The number of the newest change that was seen."""
    head: str
    """The hash of the history then."""
    at: str
    """When: ISO 8601, UTC."""


def remember(address: str, visit: Visit) -> None:
    """Keep the visit to the plan at `address` as the last one; what cannot be kept is dropped."""
    keep(address, _KIND, visit)


def last_visit(address: str) -> Visit | None:
    """Return the last visit to the plan at `address`, or None where none is known."""
    match kept(address, _KIND):
        case [int(seq), str(head), str(at)]:
            return Visit(seq, head, at)
        case _:
            return None
