"""Numbers in a form's texts, read by the habit of their column: `1.200` is 1 200 here and `1,200` is there.

A number that its signs leave no doubt about (`2.5`, `1,200,000`) is what it is; one that could be read in two ways is
read by the habit; whatever goes against the way the plan writes is said, so that a person confirms it.
"""

import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import Final, NamedTuple

from workbook.form.files.grid import FormCell

LOCAL: Final = ","
"""The decimal sign of the plans' usual locale."""
FOREIGN: Final = "."
MAX_DIGITS: Final = 18

_GROUP: Final = r"[.,'\u2019\u00a0\u202f]"
NUMBER: Final = re.compile(
    rf"(?<![\w.,])(?P<minus>[-\u2212\u2013](?=\d))?"
    rf"(?P<figures>\d{{1,3}}(?:{_GROUP}\d{{3}}(?!\d))+(?:[.,]\d+)?"
    rf"|\d{{1,3}}(?:\ \d{{3}}(?!\d)){{2,}}(?:[.,]\d+)?"
    rf"|\d+(?:[.,]\d+)?)(?!\d)"
)
"""A number as people write it, thousands grouped by any sign."""


_MIXED: Final = re.compile(r"\d{1,3}(?:['\u2019.]\d{3})*['\u2019]\d{3}(?:['\u2019.]\d{3})*(?:,\d+)?")
"""Millions as many write them here: `1'200.000`."""


class Quantity(NamedTuple):
    """A number of a text, and whether it is written otherwise than the plan writes numbers."""

    value: Decimal
    unusual: bool


def habit_of(texts: Iterable[str]) -> str:
    """Return the decimal sign that most of the texts are written with; the plan's own where none says."""
    votes: Counter[str] = Counter()
    open_commas = 0
    for text in texts:
        for match in NUMBER.finditer(text):
            sign = LOCAL if _MIXED.fullmatch(match["figures"]) else _certain(match["figures"])
            votes[sign] += 1
            open_commas += not sign and "," in match["figures"]
    if votes[FOREIGN] != votes[LOCAL]:
        return FOREIGN if votes[FOREIGN] > votes[LOCAL] else LOCAL
    return FOREIGN if open_commas > 1 and not votes[LOCAL] else LOCAL


def read_quantity(figures: str, habit: str = LOCAL, *, minus: bool = False) -> Quantity | None:
    """Return the number that figures such as `1.200,5` are; None where they are too long to be one."""
    if _MIXED.fullmatch(figures):
        figures = figures.replace(".", "")
    bare = re.sub(r"['\u2019\u00a0\u202f ]", "", figures)
    if len(re.sub(r"\D", "", bare)) > MAX_DIGITS:
        return None
    decimal = _certain(bare) or habit
    other = LOCAL if decimal == FOREIGN else FOREIGN
    value = Decimal(bare.replace(other, "").replace(decimal, "."))
    signed = any(sign in bare for sign in ".,")
    unusual = signed and (decimal == FOREIGN or (not _certain(bare) and decimal in bare))
    return Quantity(-value if minus else value, unusual)


def too_large(cell: FormCell) -> bool:
    """Whether a cell holds a number of more figures than anything that is planned."""
    return isinstance(cell.value, Decimal) and (
        abs(cell.value) >= 10**MAX_DIGITS or cell.value.adjusted() < -MAX_DIGITS
    )


def _certain(figures: str) -> str:
    """Return the decimal sign that figures can only have been written with; empty where they can be read both ways."""
    signs = re.findall(r"[.,]", figures)
    if not signs:
        return ""
    if len(set(signs)) == 2:
        return str(signs[-1])
    if len(signs) > 1:
        return LOCAL if signs[0] == FOREIGN else FOREIGN
    before, after = re.split(r"[.,]", figures)
    grouped = len(after) == 3 and 1 <= len(before) <= 3 and not before.startswith("0")
    return "" if grouped else str(signs[0])
