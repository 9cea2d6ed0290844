"""How a change came about, as a person reads it: nobody is named for what another program did to the file."""

from typing import TYPE_CHECKING

from scoring.messages import _
from store import RecordKind

if TYPE_CHECKING:
    from store import Record


def who(record: "Record") -> str:
    """Return who made a change, and how where it was no edit with this program."""
    if record.outside:
        return _("otro programa (archivo de {owner})").format(owner=record.by)
    match record.kind:
        case RecordKind.UNDO:
            return _("{by} (deshizo)").format(by=record.by)
        case RecordKind.REDO:
            return _("{by} (rehízo)").format(by=record.by)
        case _kind:
            return record.by
