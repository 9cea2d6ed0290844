"""The amount of money that a text of the form says."""

import re
from decimal import Decimal
from typing import Final

from scoring.precision import in_reach

_AMOUNT: Final = re.compile(
    r"(?:cop)? ?\$? ?(?P<figures>\d{1,3}(?:['.]\d{3})+|\d{1,3}(?:,\d{3}){2,}|\d+)(?:,(?P<cents>\d{1,2}))?"
    r"(?: ?(?P<thousand>mil |miles de )?(?:de )?(?P<million>mill(?:[oó]n(?:es)?|\.)))?"
    r"(?: ?(?:de )?(?:\$|cop|pesos))?(?: ?m/?cte)?\.?",
    re.IGNORECASE,
)
"""An amount of pesos and nothing else, as the form writes it: points, apostrophes or commas between its thousands."""
_LONGEST: Final = 60
_MILLION: Final = Decimal(1_000_000)


def amount_in(text: str) -> Decimal | None:
    """Return the amount in pesos that a text of the form says; None where it is anything but one plain amount.

    An amount that is written out to the peso and called millions, `$ 660.000.000 Millones`, is not meant a million
    times.
    """
    written = _AMOUNT.fullmatch(" ".join(text.split())) if len(text) <= _LONGEST else None
    if written is None:
        return None
    cents = f".{written['cents']}" if written["cents"] else ""
    amount = Decimal(re.sub(r"\D", "", written["figures"]) + cents)
    if written["million"] and amount < _MILLION:
        amount *= 1000 * _MILLION if written["thousand"] else _MILLION
    return amount if in_reach(amount) else None
