"""What is said at the head and foot of a sheet's pages, in the codes of a workbook: `&P` is the number of the page."""

import re
from collections.abc import Iterable
from typing import Final

from workbook.model.marks import plain_words
from workbook.model.sheet_features import PageSetup

_LOOKS: Final = re.compile(r'(&&)|&(?:"[^"]*"|K(?:[0-9A-Fa-f]{6}|\d\d[+-]\d{3})|\d+|[LCRBIUSEXYOH])')
"""Codes that say where or how something stands; an ampersand that is meant is doubled."""


_FIELDS: Final = re.compile(r"&(?:(&)|[A-Z])")
"""Codes for what each page has of its own, such as its number."""


def foot_of(page: PageSetup) -> tuple[str, str]:
    """Return what is at the left and at the right of the foot of each page."""
    return page.footer.replace("&", "&&"), "&P de &N" if page.numbered else ""


def printed_words(coded: Iterable[str]) -> str:
    """Return the words of heads and feet, wherever and however they stand."""
    return " ".join(sorted({plain_words(_LOOKS.sub(r"\1 ", text)) for text in coded} - {""}))


def said(words: str) -> str:
    """Return what somebody typed of such words, without the codes for what each page has of its own."""
    return plain_words(_FIELDS.sub(r"\1", words))
