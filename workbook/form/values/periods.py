"""Parts of the year in words: a month, «II trimestre», «Enero - Diciembre», «Segundo semestre», «Todo el año»."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from workbook.form.words import first_of, is_one_of, numbered, plain, stems, words_of

_LENGTHS: Final = {"quarter": 3, "semester": 6, "bimester": 2, "four_months": 4}
_LETTERS: Final = {"t": 3, "q": 3, "s": 6, "b": 2}
_LETTERED: Final = re.compile(r"(?<!\w)(?:([tqsb])\.?\s?([1-6])|([1-6])\s?([tqsb]))(?!\w)")
_WORD: Final = re.compile(r"[a-z]+|[0-9]+(?:er|ro|do|to|st|nd|rd|th|[oa]\b)?|[°º]")


class Span(NamedTuple):
    """The months from `first` to `last`, 1 to 12, both in it."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """How many months it has."""
        return self.last - self.first + 1


def read_span(text: str) -> Span | None:
    """Return the part of the year that a text names, None where it names none or does not end after it begins."""
    written = plain(text)
    if not written:
        return None
    parts = _periods(written)
    months = [Span(month, month) for word in re.findall(r"[a-z]+", written) if (month := numbered("months").get(word))]
    found = parts or months
    if not found:
        return Span(1, 12) if _is_whole_year(written) else None
    first, last = found[0].first, found[-1].last
    return Span(first, last) if first <= last else None


@lru_cache(maxsize=1024)
def read_heading_span(text: str) -> Span | None:
    """Return the part of the year that a heading is of: a month or a period, and hardly a word more."""
    span = read_span(text)
    if span is None or _is_whole_year(plain(text)):
        return None
    left = [word for word in words_of(text) if not _is_time(word)]
    allowed = (
        stems("marks", "programmed")
        | stems("marks", "executed")
        | {"mes", "de", "del", "ano", "a", "al", "y", "parcial", "%"}
    )
    return span if all(word in allowed for word in left) else None


def _periods(written: str) -> list[Span]:
    """Return the quarters, semesters and the like that a plain text names, in its order."""
    lettered = _LETTERED.search(written)
    if lettered:
        letter, number = (lettered[1], lettered[2]) if lettered[1] else (lettered[4], lettered[3])
        return _span(_LETTERS[letter], int(number))
    length = next((size for name, size in _LENGTHS.items() if _names(written, name)), 0)
    if not length:
        return []
    ordinals = numbered("ordinals")
    return [span for word in _WORD.findall(written) if word in ordinals for span in _span(length, ordinals[word])]


def _names(written: str, period: str) -> bool:
    known = stems("periods", period)
    return any(word in known for word in words_of(written))


def _span(length: int, number: int) -> list[Span]:
    last = length * number
    return [Span(last - length + 1, last)] if last <= 12 else []


def _is_whole_year(written: str) -> bool:
    return is_one_of(written, "periods", "whole_year") or bool(
        len(written) < 40 and first_of(written, "periods", "whole_year") and not re.search(r"\d{1,2}/\d", written)
    )


def _is_time(word: str) -> bool:
    """Whether a word of a heading is of a period, its number, or a year."""
    periods = frozenset().union(*(stems("periods", name) for name in _LENGTHS))
    months = {name[:-1] if len(name) > 3 and name.endswith("e") else name for name in numbered("months")}
    return (
        word in months
        or word in numbered("months")
        or word in periods
        or word in numbered("ordinals")
        or word.isdecimal()
        or bool(_LETTERED.fullmatch(word))
    )
