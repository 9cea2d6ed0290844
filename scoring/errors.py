"""Errors that are sentences: what is wrong, where, and what to do about it."""

from scoring.quoting import SENTENCE, shortened


class PlanError(Exception):
    """Something a person asked for cannot be done; `str(error)` is the sentence they read, which fits on a screen."""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(shortened(sentence, SENTENCE))
