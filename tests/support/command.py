"""The command line as tests run it."""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias


class Outcome(NamedTuple):
    """What a command line led to."""

    code: int
    out: str
    err: str


Run: TypeAlias = Callable[..., Outcome]
"""Runs `plan` with the words given, in the test's own process."""
