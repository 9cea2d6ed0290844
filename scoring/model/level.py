"""The levels of the traffic light (*semáforo*)."""

from enum import StrEnum


class Level(StrEnum):
    """The traffic light (*semáforo*); grey where nothing is due."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"
