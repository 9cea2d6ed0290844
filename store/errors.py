"""What can go wrong between a person and the plan on disk; each says whether anything was written."""

from scoring.errors import PlanError


class StoreError(PlanError):
    """The plan file cannot be used as asked; it was left as it was."""


class DamagedError(StoreError):
    """The file's contents are not a plan; `where` is the line, table or document that shows it."""

    def __init__(self, sentence: str, where: str = "") -> None:
        super().__init__(sentence)
        self.where = where
