"""The messages a person reads: Spanish in the source, other languages through gettext catalogues."""

from gettext import NullTranslations, translation
from pathlib import Path

_catalogue: NullTranslations = translation("plan", localedir=str(Path(__file__).with_name("locale")), fallback=True)


def _(message: str) -> str:
    """Return `message` in the reader's language; the Spanish text itself is the key."""
    return _catalogue.gettext(message)
