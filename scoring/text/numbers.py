"""Numbers and percentages as the plan's locale writes them (es_CO: `53.090.367.849`, `0,54 %`).

Babel reads what is typed, and nothing is guessed: what could be read in two ways is refused, with what it might mean.
Digits alone are the same in every locale and read without it, since loading it takes time.
"""

import re
from decimal import Decimal, localcontext
from functools import lru_cache
from typing import Final

from scoring.errors import PlanError
from scoring.messages import _
from scoring.model import Mark, Value
from scoring.precision import MAX_DIGITS, PRECISION, in_reach, is_vast, round_half_up
from scoring.quoting import quoted
from scoring.text.locales import locale as known_locale

_SPACES: Final = " \xa0\u2007\u2009\u202f"
"""A space, and those that do not break a line, the narrow one and the two as wide as a figure or a point."""
MINUS_SIGNS: Final = "\u2212\u2010\u2011\u2012\u2013\ufe63\uff0d"
"""What keyboards, word processors and other systems write for a minus sign."""
_ALIKE: Final = str.maketrans(dict.fromkeys(_SPACES, " ") | dict.fromkeys(MINUS_SIGNS, "-"))
_UNITS_ALIKE: Final = _ALIKE | str.maketrans("²³", "23")
"""The same for units, where `m³` is `m3`; behind figures such a sign is the mark of a note."""
_WRITTEN: Final = (
    r"(?i)(?P<sign>[-+]?) *(?P<before>(?:cop *)?\$|cop(?![a-z]))? *(?P<inner>[-+]?) *"
    r"(?P<figures>[.,]?[0-9](?:[0-9.,'\u2019 ]*[0-9.,])?)(?P<after>(?![0-9.,]).*)?"
)
_MONEY: Final = frozenset({"$", "cop", "cop$", "pesos"})
_LONGEST: Final = 100
"""Letters of a text that can be a number, with its unit and its signs; no library sees a longer one."""
_SCALES: Final = ((12, "B"), (9, "mM"), (6, "M"), (3, "k"))
_SCALED: Final = 18
"""Digits before the point of the largest number that is written with a scale."""


class NumberError(PlanError):
    """A text that is not a number in the plan's locale."""


def parse_number(text: str, locale: str, unit: str = "") -> Decimal:
    """Read a number, exactly, with or without its unit; a `%` behind it divides it by a hundred.

    Thousands may be grouped by spaces of any kind, and the minus sign be any. `unit` is what the number is counted in,
    where that is known: a text that names another one is refused. NumberError where it is not one number for certain.
    """
    known = known_locale(locale)
    written = re.fullmatch(_WRITTEN, text.strip().translate(_ALIKE)) if len(text) <= _LONGEST else None
    if not written or (written["sign"] and written["inner"]):
        raise NumberError(_("«{text}» no es un número.").format(text=quoted(text)))
    named = {word for word in ((written["before"] or "").replace(" ", ""), (written["after"] or "").strip()) if word}
    percent = _agrees(text, named, unit)
    figures = _ungrouped(written["figures"], known.decimal)
    if len(re.sub("[^0-9]", "", figures).lstrip("0")) > MAX_DIGITS:
        raise NumberError(_("«{text}» tiene más de {limit} cifras.").format(text=quoted(text), limit=MAX_DIGITS))
    with localcontext(PRECISION):
        signed = written["sign"] + written["inner"] + figures
        value = Decimal(signed) if figures.isdigit() else _in_locale(signed, locale, text)
        value = value.scaleb(-2) if percent else value
    if not in_reach(value):
        raise NumberError(_("«{text}» tiene más de {limit} cifras.").format(text=quoted(text), limit=MAX_DIGITS))
    return value or value.copy_abs()  # nothing is less than nothing


def _agrees(text: str, named: set[str], unit: str) -> bool:
    """Return whether the number is a percentage; NumberError where its units are no unit, or not the one it has."""
    own = unit.strip().translate(_UNITS_ALIKE)
    named = {word.translate(_UNITS_ALIKE) for word in named}
    money = named and all(word.casefold() in _MONEY for word in named)
    if not named or named == {own} or (money and own.casefold() in _MONEY | {""}):
        return named == {"%"}
    if not money and named != {"%"}:
        raise NumberError(_("«{text}» no es un número.").format(text=quoted(text)))
    if own:
        raise NumberError(
            _("«{text}»: aquí la cifra va en {unit}; escríbala sin {named}.").format(
                text=quoted(text), unit=unit.strip(), named=" ".join(sorted(named))
            )
        )
    return not money


def _ungrouped(figures: str, decimal: str) -> str:
    """Return a number without the spaces between its thousands; as it is where they stand anywhere else."""
    grouped = re.fullmatch(rf"[0-9]{{1,3}}(?: [0-9]{{3}})+(?:{re.escape(decimal)}[0-9]*)?", figures)
    return figures.replace(" ", "") if grouped else figures


def _in_locale(signed: str, locale: str, text: str) -> Decimal:
    """Read a number with the signs of a locale; NumberError, about the whole `text`, where it is not written so."""
    from babel.numbers import NumberFormatError, parse_decimal  # what only shows numbers does without

    try:
        return parse_decimal(signed, locale=locale, strict=True)
    except NumberFormatError as error:
        meant = getattr(error, "suggestions", None) or ()
        raise NumberError(_not_in_locale(text, tuple(meant))) from None


def _not_in_locale(text: str, meant: tuple[str, ...]) -> str:
    if not meant:
        return _("«{text}» no es un número: use punto para los miles y coma para los decimales.").format(
            text=quoted(text)
        )
    choices = _(" o ").join(f"«{quoted(choice)}»" for choice in meant)
    return _("«{text}» no está escrito como en el plan (punto de miles, coma decimal): ¿quiso decir {choices}?").format(
        text=quoted(text), choices=choices
    )


def format_number(value: Decimal, locale: str, digits: int | None = None) -> str:
    """Write a number with its thousands grouped: every digit it has, or half-up to `digits` decimals.

    A vast number is written as a power of ten: `1,20E+95`.
    """
    return _written(str(value), locale, digits)


@lru_cache(maxsize=8192)
def _written(number: str, locale: str, digits: int | None) -> str:
    """Write a number; remembered by its digits, since 2.5 and 2.50 are equal and not written alike."""
    value = Decimal(number)
    with localcontext(PRECISION):
        if digits is not None:
            value = round_half_up(value, Decimal(1).scaleb(-digits))
        places = max(0, -int(value.as_tuple().exponent))
        written = f"{value:.2E}" if is_vast(value) else f"{value:,.{places}f}"
        known = known_locale(locale)
        return written.translate({ord(","): known.group, ord("."): known.decimal})


def format_percent(fraction: Decimal, locale: str, digits: int = 1) -> str:
    """Write a fraction as a percentage, half-up: 0.8915 is `89,2 %`."""
    with localcontext(PRECISION):
        rounded = round_half_up(fraction, Decimal(1).scaleb(-digits - 2))
        return f"{format_number(rounded.scaleb(2), locale, digits)} %"


def format_points(difference: Decimal, locale: str, digits: int = 1) -> str:
    """Write the difference of two fractions in percentage points, with its sign: 0.012 is `+1,2`."""
    with localcontext(PRECISION):
        rounded = round_half_up(difference, Decimal(1).scaleb(-digits - 2)).scaleb(2)
        return f"{'+' if rounded > 0 else ''}{format_number(rounded, locale, digits)}"


def format_share(fraction: Decimal, locale: str) -> str:
    """Write a fraction as a percentage with all its digits, as a person types one: 0.125 is `12,5%`."""
    with localcontext(PRECISION):
        percent = fraction.scaleb(2)
        whole = percent == percent.to_integral_value()
        return f"{format_number(percent.quantize(Decimal(1)) if whole else percent.normalize(), locale)}%"


def format_compact(value: Decimal, locale: str, digits: int = 3) -> str:
    """Write a number with about so many digits: 4 424 197 321 is `4,42mM` (*mil millones*), 96 200 is `96,2k`.

    Whole numbers below ten thousand are written in full, those of more than 18 digits as a power of ten.
    """
    with localcontext(PRECISION):
        if value.adjusted() >= _SCALED:
            return f"{value:.{digits - 1}E}".replace(".", decimal_sign(locale))
        for power, suffix in _SCALES if abs(value) >= 10_000 else ():
            scaled = value.scaleb(-power)
            if abs(scaled) >= Decimal("0.9995"):
                return _short(scaled, locale, digits) + suffix
        return _short(value, locale, 4)


def _short(value: Decimal, locale: str, digits: int) -> str:
    """Write a number with about so many digits, at most one less of them decimals, without closing zeros."""
    whole = max(1, value.adjusted() + 1)
    rounded = round_half_up(value, Decimal(1).scaleb(min(0, whole - digits)))
    return format_number(rounded.normalize(), locale)


def decimal_sign(locale: str) -> str:
    """Return the decimal sign of a locale."""
    return known_locale(locale).decimal


def format_value(value: Value | None, locale: str) -> str:
    """Write what a cell holds, every digit of it; empty where it holds nothing."""
    if value is None:
        return ""
    return value.value if isinstance(value, Mark) else format_number(value, locale)
