"""When an act is done and by whom, and the refusal of one."""

from typing import NamedTuple

from scoring.errors import PlanError


class RefusedActError(PlanError):
    """An act that cannot be done; the sentence says why and what to do."""


class Moment(NamedTuple):
    """When an act is done, by whom, and over which history."""

    at: str
    """ISO 8601, UTC."""
    by: str
    """The user of the operating system, with the login behind it: `root (fdiaz)`."""
    head: str
    """The head of the history before it."""
