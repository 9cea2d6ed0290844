"""Bands: levels that stand over the rows of a table, as «OBJETIVO 1: Crecer en ventas (Peso 50 %)»."""

import re
from collections.abc import Sequence
from typing import Final

from scoring.messages import _
from workbook.form.headings.line import Level
from workbook.form.words import LEVELS, Role, heading_role

_BAND: Final = re.compile(
    r"^\s*(?P<name>[^\W\d]+(?:\s+[^\W\d]+)?)\s*(?:n[°o.]*\s*)?(?P<number>\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4})?\s*[:.\-–]\s*(?P<text>.+)$",
    re.IGNORECASE,
)
_BAND_WEIGHT: Final = re.compile(
    r"\s*[(\[\-–,]*\s*(?:peso|ponderaci[oó]n|ponderado|weight)\D{0,12}(?P<weight>\d[\d.,]*\s?%?)\s*[)\]]?\s*$",
    re.IGNORECASE,
)
_BARE_WEIGHT: Final = re.compile(r"\(\s*(?P<weight>\d[\d.,]*\s?%)\s*\)\s*$")


def named_level(text: str) -> Level | None:
    """Return the level that a text begins with the name of; None where it begins otherwise."""
    match = _BAND.match(text)
    named = heading_role(match["name"]) if match else None
    if match is None or named is None or named.role not in LEVELS:
        return None
    return _level(match["name"].capitalize(), named.role, match["text"], match["number"] or "")


def plain_band(text: str) -> Level:
    """Return the level of a band that does not say what it is."""
    return _level(_("Grupo"), Role.ABOVE, text, "")


def with_weight_beside(level: Level, beside: Sequence[str]) -> Level:
    """Return a level with the weight in the cell beside it, where its own text has none."""
    return level._replace(weight=level.weight or next((text for text in beside if text.endswith("%")), ""))


def weight_within(text: str) -> str:
    """Return the weight that a level prints at the end of its own text, «… (Peso 40 %)»; empty where it prints none."""
    match = _BAND_WEIGHT.search(text) or _BARE_WEIGHT.search(text)
    return match["weight"] if match else ""


def _level(name: str, role: Role, text: str, number: str) -> Level:
    weighed = _BAND_WEIGHT.search(text)
    shown = text[: weighed.start()].strip() if weighed else text.strip()
    return Level(name, role, shown or text, weighed["weight"] if weighed else "", number)
