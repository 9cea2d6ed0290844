"""The messages a person reads: Spanish in the source, other languages through gettext catalogues."""

import os
from gettext import NullTranslations, translation
from typing import Final

_CATALOGUES: Final = f"{os.path.dirname(__file__)}/locale"  # noqa: PTH120 - pathlib takes long to load
_catalogue: Final = (
    translation("plan", localedir=_CATALOGUES, fallback=True)
    if os.path.isdir(_CATALOGUES)  # noqa: PTH112 - likewise
    else NullTranslations()
)


def _(message: str) -> str:
    """Return `message` in the reader's language; the Spanish text itself is the key."""
    return _catalogue.gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the message for `count` things in the reader's language, with the count put in place of `{count}`."""
    return _catalogue.ngettext(one, many, count).replace("{count}", str(count))
