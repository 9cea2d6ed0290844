"""Values as the grid writes them, in the plan's locale and in the width there is."""

from decimal import Decimal

from scoring.messages import _
from scoring.model import Mark, Value
from scoring.precision import round_half_up
from scoring.text.numbers import (
    decimal_sign,
    format_compact,
    format_number,
    format_percent,
    format_points,
    format_value,
)
from tui.grid.symbols import Symbols


def percent(fraction: Decimal | None, locale: str) -> str:
    """Write a fraction as a percentage without its sign: `90,5`; a dash where there is none."""
    if fraction is None:
        return "–"
    return format_percent(fraction, locale).removesuffix(" %")


def whole_percent(fraction: Decimal, locale: str) -> str:
    """Write a weight: `40 %`, `12,5 %`."""
    hundredths = (fraction * 100).normalize()
    return f"{format_number(hundredths, locale)} %"


def fitted(value: Value | None, locale: str, width: int) -> str:
    """Write what a cell holds in at most `width` cells: every digit where they fit, else a compact form."""
    text = format_value(value, locale)
    if len(text) <= width or value is None or isinstance(value, Mark):
        return text
    for figures in (5, 4, 3, 2):
        compact = format_compact(value, locale, figures)
        if len(compact) <= width:
            return compact
    return format_compact(value, locale, 1)[:width]


def amount(value: Decimal, locale: str, width: int) -> str:
    """Write a computed number in at most `width` cells: from a hundred up without decimals, below with one."""
    digits = 0 if abs(value) >= 100 else 1
    return fitted(round_half_up(value, Decimal(1).scaleb(-digits)), locale, width)


def points(difference: Decimal, locale: str, symbols: Symbols) -> str:
    """Write how much a figure has risen or fallen, a fraction other than 0, in percentage points: `▲ +1,2`."""
    return f"{symbols.rise if difference > 0 else symbols.fall} {format_points(difference, locale)}"


def compact_legend() -> str:
    """Return what the letters behind compact values are short for."""
    return _("k mil  M millón  mM mil millones  B billón")


def editable(value: Value | None, locale: str) -> str:
    """Write what a cell holds for editing: with the locale's decimal sign and no grouping that typing would break."""
    if value is None:
        return ""
    return value.value if isinstance(value, Mark) else f"{value:f}".replace(".", decimal_sign(locale))


def value_text(value: Value | None, locale: str) -> str:
    """Write what a cell holds in full for a sentence; a dash where it holds nothing."""
    return fitted(value, locale, 60) or "–"
