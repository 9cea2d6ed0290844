"""What a rule found doubtful."""

from typing import NamedTuple


class Doubt(NamedTuple):
    """A doubt: which rule found it, where, and what is doubtful."""

    rule: str
    where: str
    """An indicator's id, or what else it concerns, in words."""
    text: str
    indicator: str | None = None
    """The id of the indicator to go to, where there is one."""
    edit: str | None = None
    """The change that would settle it, as `plan edit` reads it, where there is just one."""
