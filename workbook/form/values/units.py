"""What a number of a form is counted in: the column of units, or the words behind the number itself."""

import re
from typing import Final, NamedTuple

from workbook.form.values.amounts import MONEY, PERCENT
from workbook.form.words import first_of, is_one_of, phrases, plain

LONGEST: Final = 3
"""Words of a unit taken from a goal."""
_FILLER_END: Final = re.compile(r"[\s.,;:()]+$")


class Unit(NamedTuple):
    """A unit of measure; `name` is empty where the form gives none."""

    name: str
    says_what: bool
    """Whether it says what is counted; «Número» and «Und» do not."""

    @property
    def is_percent(self) -> bool:
        """Whether numbers in it are percentages."""
        return self.name == PERCENT

    @property
    def is_money(self) -> bool:
        """Whether numbers in it are pesos."""
        return self.name == MONEY


def unit_of(text: str, *, percent_heading: bool = False) -> Unit:
    """Return the unit that the text of a column of units names."""
    if is_one_of(text, "goals", "percent_units") or text.strip() == PERCENT or (percent_heading and not text):
        return Unit(PERCENT, says_what=True)
    if is_one_of(text, "goals", "money_units") or plain(text).strip() in phrases("goals", "money_units"):
        return Unit(MONEY, says_what=True)
    return Unit(text.strip(), says_what=bool(text.strip()) and not is_one_of(text, "goals", "generic_units"))


def is_of_level(unit: str) -> bool:
    """Whether a unit is one of what is measured anew each month and does not add up: minutes, points, days."""
    return any(is_one_of(word, "goals", "level_units") for word in plain(unit).split()[:1])


def names_level(name: str) -> bool:
    """Whether an indicator is called as what is measured anew each month is: an index, a rate, an average."""
    return first_of(plain(name), "goals", "level_names") is not None


def noun_after(text: str, quoted: str) -> str:
    """Return what a goal counts: the words right behind its number, as they are written; empty where there are none."""
    at = plain(text).find(quoted)
    if at < 0 or not quoted:
        return ""
    behind = (
        text[min(len(text), at + len(quoted)) :] if len(plain(text)) == len(text) else plain(text)[at + len(quoted) :]
    )
    match = re.match(r"[\s)]*(?:de\s+)?([^\W\d_][\w²³/°]*(?:\s+[^\W\d_][\w²³/°]*)*)", behind)
    if match is None:
        return ""
    taken: list[str] = []
    for word in match[1].split():
        if plain(word) in phrases("goals", "filler") and (taken or len(plain(word)) > 1):
            if taken or plain(word) in {"de", "del", "la", "el", "los", "las"}:
                if taken:
                    break
                continue
            return ""
        taken.append(word)
        if len(taken) == LONGEST:
            break
    return _FILLER_END.sub("", " ".join(taken[:2] if len(taken) > 1 else taken))
