"""The signs and names that a locale writes numbers and months with.

All of it is Babel's. The plans' usual locale is kept here as well, letter for letter, because loading Babel and its
data takes as long as the rest of `plan status`; a test compares it with what Babel says.
"""

from functools import lru_cache
from typing import Final, NamedTuple

from scoring.errors import PlanError
from scoring.messages import _
from scoring.quoting import quoted


class Locale(NamedTuple):
    """The signs and names of a locale."""

    decimal: str
    group: str
    """The sign between thousands."""
    months: tuple[str, ...]
    """The twelve names in full, January first."""
    short_months: tuple[str, ...]
    """The first three letters of each; Babel's own abbreviations change between its versions (`sept`, `sep`)."""


ES_CO: Final = Locale(
    ",",
    ".",
    ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
     "diciembre"),
    ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"),
)  # fmt: skip


USUAL: Final = "es_CO"
"""The name of the plans' usual locale."""


@lru_cache(maxsize=8)
def locale(name: str) -> Locale:
    """Return the locale called `name`; from Babel where it is not the usual one, PlanError where it is none."""
    return ES_CO if name == USUAL else from_babel(name)


def from_babel(name: str) -> Locale:
    """Return what Babel knows of a locale."""
    from babel import Locale as Known
    from babel import UnknownLocaleError

    try:
        known = Known.parse(name)
    except (UnknownLocaleError, ValueError):
        raise PlanError(
            _("«{name}» no es un idioma y país: en el plan va uno como es_CO").format(name=quoted(name))
        ) from None
    signs = known.number_symbols["latn"]
    names = known.months["format"]
    return Locale(
        signs["decimal"],
        signs["group"],
        tuple(names["wide"].values()),
        tuple(name[:3] for name in names["abbreviated"].values()),
    )
