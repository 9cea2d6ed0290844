"""The numbers in a goal's words, each with what is around it: a percentage, an amount of money, of millions."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from workbook.form.values.quantities import MAX_DIGITS, NUMBER, read_quantity
from workbook.form.words import numbered, phrases, plain

PERCENT: Final = "%"
MONEY: Final = "COP"
DOLLARS: Final = "USD"

_PERCENT: Final = re.compile(r"\s*(?:%|por ?ciento|puntos porcentuales|percent)")
_MONEY_BEFORE: Final = re.compile(r"(?:\$|\bcop|\busd)\s*$")
_DOLLARS_BEFORE: Final = re.compile(r"\bus\s?\$\s*$|\busd\s*\$?\s*$")
_MONEY_AFTER: Final = re.compile(r"\s*(?:de\s+)?(?:pesos|cop\b|\$(?!\s*\d))")
_BILLIONS: Final = re.compile(r"\s*(?:mil millones|miles de millones)\b")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_BEFORE_YEAR: Final = re.compile(
    r"\b(?:en|del?|anos?|vigencia|a|para|al cierre de|periodo|a diciembre(?: de)?|fin(?: de)?)\s*$"
)
_DATE: Final = re.compile(
    r"\d{1,2}\s?[/-]\s?\d{1,2}\s?[/-]\s?\d{2,4}"
    r"|\b\d{1,2}\s+de\s+[a-z]{3,10}(?:\s+(?:de|del)\s+(?:20|19)\d\d)?"
    r"|\b(?:20|19)\d\d\s?[-/]\s?(?:20|19)\d\d"
)
_LISTED: Final = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2})*[.)]\s+(?=\D)")


_WRITTEN_OUT: Final = 10**6


class Amount(NamedTuple):
    """A number in a text: a percentage as a fraction, money and millions in units."""

    value: Decimal
    unit: str
    """`%`, `COP`, or empty for a bare number."""
    unusual: bool
    """Whether it is written otherwise than the plan writes numbers."""
    start: int
    """Where it begins and ends in the plain text, its unit and multiplier in it."""
    end: int
    quoted: str
    multiplied: bool = False
    """Whether its words have multiplied it: «1.250 millones»."""

    def in_millions(self) -> "Amount":
        """Return an amount that its words count in millions as the number of millions."""
        said = self.multiplied and self.value >= _WRITTEN_OUT and "mil" in self.quoted
        return self._replace(value=self.value / 10**6, multiplied=False, unit="") if said else self


def amounts_in(text: str, habit: str) -> list[Amount]:
    """Return the numbers of a text that can be its goal: no years, dates, laws or numbers of lists."""
    written = plain(text)
    hidden = [(match.start(), match.end()) for match in _left_out(written)]
    found = [
        amount
        for match in NUMBER.finditer(written)
        if not any(start <= match.start() < end for start, end in hidden)
        and (amount := _amount(written, match, habit)) is not None
    ]
    return _without_years(written, found)


def number_in_words(text: str) -> Amount | None:
    """Return the number that a text without figures names first, such as «Dos jornadas»; None where it names none."""
    written = plain(text)
    for match in re.finditer(r"[a-z]+", written):
        value = numbered("numbers").get(match[0])
        if value is not None and not re.match(r"\s+(?:por ciento|de los|de las|vez)\b", written[match.end() :]):
            unit = PERCENT if _PERCENT.match(written, match.end()) else ""
            return Amount(Decimal(value), unit, unusual=False, start=match.start(), end=match.end(), quoted=match[0])
    return None


def _amount(written: str, match: re.Match[str], habit: str) -> Amount | None:
    quantity = read_quantity(match["figures"], habit, minus=bool(match["minus"]))
    if quantity is None:
        return None
    value, start, end, unit = quantity.value, match.start(), match.end(), ""
    if before := _MONEY_BEFORE.search(written, 0, start):
        start, unit = before.start(), MONEY
    multiplied = False
    if percent := _PERCENT.match(written, end):
        value, end, unit = value.scaleb(-2), percent.end(), PERCENT
    else:
        factor, end_of_factor = _multiplier(written, end)
        multiplied = factor != 1
        # An amount that is written out to the peso, «$ 1.132.800.000 millones», is not meant a million times.
        value, end = value * (1 if factor > 1 and value >= _WRITTEN_OUT else factor), end_of_factor
        if after := _MONEY_AFTER.match(written, end):
            end, unit = after.end(), MONEY
        if _DOLLARS_BEFORE.search(written, 0, match.start()):
            unit = DOLLARS
        if abs(value) >= 10**MAX_DIGITS:
            return None
    return Amount(value, unit, quantity.unusual, start, end, written[start:end].strip(), multiplied)


def _multiplier(written: str, end: int) -> tuple[int, int]:
    if match := _BILLIONS.match(written, end):
        return 10**9, match.end()
    for name, factor in (("millions", 10**6), ("thousands", 10**3)):
        listed = "|".join(map(re.escape, sorted(phrases("goals", name), key=len, reverse=True)))
        if match := re.compile(rf"\s*(?:{listed})\b").match(written, end):
            return factor, match.end()
    return 1, end


def _left_out(written: str) -> Iterator[re.Match[str]]:
    """Yield what has figures and is no amount: dates, the number of a list, laws and standards."""
    yield from _DATE.finditer(written)
    if listed := _LISTED.match(written):
        yield listed
    laws = "|".join(map(re.escape, phrases("goals", "law")))
    yield from re.finditer(
        rf"\b(?:{laws})s?\s+(?:n[°o.]*\s*)?\d[\d.]*(?:[:\s]+(?:de(?:l)?\s+)?(?:20|19)\d\d)?", written
    )
    yield from re.finditer(r"(?<=[a-z])-?\d+\b", written)


def _without_years(written: str, found: list[Amount]) -> list[Amount]:
    """Leave out what is a year: a year is not a goal, unless it is all that the cell holds."""

    def is_year(amount: Amount) -> bool:
        if amount.unit or amount.multiplied or not _YEAR.fullmatch(amount.quoted):
            return False
        return len(found) > 1 or bool(_BEFORE_YEAR.search(written, 0, amount.start))

    return [amount for amount in found if not is_year(amount)]
