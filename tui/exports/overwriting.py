"""What an export may write over unasked: nothing but what this person's exports wrote, unchanged since."""

from collections.abc import Callable, Sequence
from pathlib import Path

from scoring.errors import PlanError
from scoring.model import Plan
from tui.exports.names import free_name
from tui.exports.readers import open_to_readers_of
from tui.personal.exported import keep_digest, kept_digest
from workbook.writing.replacing_file import digest


class OccupiedError(PlanError):
    """The target holds something that an export does not write over unasked; the sentence says what."""

    def __init__(self, sentence: str, target: Path, sha256: str) -> None:
        """Say what is at `target`, whose SHA-256 was `sha256` when it was looked at."""
        super().__init__(sentence)
        self.target = target
        self.sha256 = sha256

    @property
    def free(self) -> Path:
        """A name beside the target that nothing has."""
        return free_name(self.target)


class OverwritingGuard:
    """Lets an export write over what this person exported; over anything else only if they said so."""

    def __init__(
        self,
        named: Path,
        plans: Sequence[Callable[[], Plan]],
        *,
        files: Sequence[str | Path],
        seen: str = "",
        everything: bool = False,
    ) -> None:
        """Guard the target that the person `named`; `plans` load those of which it could be a filled workbook.

        `files` are the plans that it is made of: whoever may read them may read it.

        The person accepts that the file whose SHA-256 they have `seen` is written over, or `everything`.
        """
        self._named = named
        self._plans = plans
        self._files = files
        self._seen = seen
        self._everything = everything

    def replaces(self, target: Path) -> bool:
        """Return whether there is a file at `target`; raise OccupiedError where it is not to be written over.

        Raises OSError where that cannot be told.
        """
        if self._everything:
            return True
        found = digest(target)
        known = kept_digest(target)
        if found and found not in {known, self._seen}:
            from tui.exports.occupied import what_is_there  # it reads workbooks, which most exports need not

            raise OccupiedError(what_is_there(self._named, self._plans, exported=bool(known)), self._named, found)
        return bool(found)

    def made(self, temporary: Path) -> None:
        """Let nobody read it who may not read the plans."""
        open_to_readers_of(self._files, temporary)

    def wrote(self, target: Path, sha256: str) -> None:
        """Take note of what was written: from now on it may be written over."""
        keep_digest(target, sha256)
