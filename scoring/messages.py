"""The messages a person reads: Spanish in the source, other languages through gettext catalogues."""

import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from gettext import NullTranslations

_CATALOGUES: Final = f"{os.path.dirname(__file__)}/locale"


def _found() -> "NullTranslations | None":
    """Return the catalogue of the reader's language; None where the program comes without any."""
    if not os.path.isdir(_CATALOGUES):
        return None
    from gettext import translation  # it takes long to load, too

    return translation("plan", localedir=_CATALOGUES, fallback=True)


_catalogue: Final = _found()


def _(message: str) -> str:
    """Return `message` in the reader's language; the Spanish text itself is the key."""
    return _catalogue.gettext(message) if _catalogue else message


def ngettext(one: str, many: str, count: int) -> str:
    """Return the message for `count` things in the reader's language, with the count put in place of `{count}`."""
    usual = one if count == 1 else many
    return (_catalogue.ngettext(one, many, count) if _catalogue else usual).replace("{count}", str(count))
