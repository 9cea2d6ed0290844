"""What of a plan's terms has changed since somebody signed them, from the history."""

from typing import Any, NamedTuple

from scoring.model.acts import Act
from scoring.model.fields import Address
from scoring.year.stage import APPROVAL
from scoring.year.terms import concerns_terms
from store import PlanStore, Record


class TermsChange(NamedTuple):
    """A part of the terms that is another than when they were signed."""

    address: Address
    before: Any
    """What it held then, as a record holds it."""
    now: Any
    reason: str
    """Why it was changed last."""


class SinceSigned(NamedTuple):
    """The terms beside those that were signed last."""

    at: str
    """When they were signed: ISO 8601."""
    changes: tuple[TermsChange, ...]


def since_signed(store: PlanStore, sign_off: Act) -> SinceSigned | None:
    """Return what has changed since a role signed the terms last, or since they were approved where it never did.

    None where nobody has signed them. StoreError where the history cannot be read.
    """
    rows = store.history()
    put = [row for row in rows if row.act in {sign_off, APPROVAL} and row.new is not None]
    own = [row for row in put if row.act == sign_off] or put
    if not own:
        return None
    before: dict[Address, Any] = {}
    last: dict[Address, Record] = {}
    for row in rows:
        if row.seq > own[-1].seq and row.address is not None and concerns_terms(row.address):
            before.setdefault(row.address, row.old)
            last[row.address] = row
    changes = (
        TermsChange(address, held, last[address].new, last[address].note.strip()) for address, held in before.items()
    )
    return SinceSigned(own[-1].at, tuple(change for change in changes if change.before != change.now))
