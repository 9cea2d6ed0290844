"""Names that formulas can speak of, made of what people call things."""

import re
import unicodedata
from typing import Final

_LONGEST: Final = 24
"""Letters of a name: a cell's address is typed."""


def identifier(text: str) -> str:
    """Return a name for a text: small letters without accents, words joined by `_`; `dato` where it has no letter."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    words = re.findall(r"[a-z0-9]+", plain.lower())
    while words and not words[0][0].isalpha():
        words.pop(0)
    name = "_".join(words)
    if len(name) > _LONGEST:
        name = name[: _LONGEST + 1].rpartition("_")[0] or name[:_LONGEST]
    return name or "dato"
