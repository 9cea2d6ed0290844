"""Errors that are sentences: what is wrong, where, and what to do about it."""


class PlanError(Exception):
    """Something a person asked for cannot be done; `str(error)` is the sentence they read."""
