"""What an export says beside the plan itself."""

from datetime import datetime
from decimal import Decimal
from typing import Final, NamedTuple

from scoring.messages import _
from workbook.model.picture import Picture

MOST_RECORDS: Final = 5000
"""Changes that a workbook lists: more than a year of 14 indicators brings, and few enough to scroll through."""


class HistoryRecord(NamedTuple):
    """One change of the plan's history."""

    seq: int
    at: str
    """When, in the plan's time zone."""
    by: str
    cell: str
    old: Decimal | str
    """A number, or a text such as NP; empty where there was nothing."""
    new: Decimal | str
    note: str
    what: str = ""
    """What was changed, in words, where it is no cell."""

    @property
    def moment(self) -> datetime | str:
        """When, as a date that sorts; a text that is none stays as it is."""
        try:
            return datetime.fromisoformat(self.at)
        except ValueError:
            return self.at

    @property
    def day(self) -> str:
        """The day, as it is printed."""
        moment = self.moment
        return moment if isinstance(moment, str) else f"{moment:%d/%m/%Y}"


class ExportContext(NamedTuple):
    """What an export says beside the plan itself; all of it data, so that the same export gives the same file."""

    month: int
    """The cut-off month, 0 to 12."""
    head: str = ""
    """The head of the store's history chain."""
    source: str = ""
    """The plan file's name."""
    exported: str = ""
    """When it was exported, as it is to be printed."""
    program: str = ""
    """The program and its version."""
    logo: Picture | None = None
    """The picture that heads the form."""
    history: tuple[HistoryRecord, ...] = ()
    """The newest changes, MOST_RECORDS of them at most, oldest first."""
    earlier: int = 0
    """How many changes there were before those."""

    as_it_was: str = ""
    """The words that say at which earlier point the plan was like this; empty where it is like this now."""

    @property
    def to_sign(self) -> "ExportContext":
        """The same without what the pages say of a file and a program, which is no part of a document to be signed."""
        return self._replace(source="", exported="", program="")

    @property
    def footer(self) -> str:
        """What each page says of where it comes from."""
        when = _("exportado el {when}").format(when=self.exported) if self.exported else ""
        return " · ".join(filter(None, (self.as_it_was, self.source, when, self.program)))

    def under_title(self, text: str) -> str:
        """Return what a sheet says below its title: that the plan is not as it is now, where that is so, and `text`."""
        return " · ".join(filter(None, (self.as_it_was, text)))
