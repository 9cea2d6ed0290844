"""Months as the plan's locale names them."""

import re

from scoring.errors import PlanError
from scoring.messages import _
from scoring.quoting import quoted
from scoring.text.locales import locale as known_locale


class MonthError(PlanError):
    """A text that names no month of the plan's year."""


def month_name(month: int, locale: str, *, wide: bool = False) -> str:
    """Return a month's name, three letters or whole: `sep`, `septiembre`."""
    known = known_locale(locale)
    return known.months[month - 1] if wide else known.short_months[month - 1]


def parse_month(text: str, year: int, locale: str) -> int:
    """Read a month of the plan's year: `3`, `2024-03`, or its name or the first letters of it, three or more."""
    word = text.strip().lower().rstrip(".:")
    number = word
    if dated := re.fullmatch(r"(\d{4})-(\d{1,2})", word):
        if int(dated[1]) != year:
            raise MonthError(_("«{text}» no es de este plan, que es de {year}.").format(text=quoted(text), year=year))
        number = dated[2]
    if re.fullmatch(r"[0-9]{1,2}", number) and 1 <= int(number) <= 12:
        return int(number)
    for month, names in enumerate(zip(*_names(locale), strict=True), 1):
        if len(word) >= 3 and any(name.startswith(word) for name in names):
            return month
    from scoring.text.suggestions import meant  # what is spelt right does without

    sentence = _("«{text}» no es un mes: escriba 3, mar, marzo o {year}-03.").format(text=quoted(text), year=year)
    raise MonthError(sentence + meant(word, (name for names in _names(locale) for name in names)))


def _names(locale: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    known = known_locale(locale)
    return known.short_months, known.months
