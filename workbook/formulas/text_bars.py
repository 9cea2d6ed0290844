"""A compliance as a bar of blocks from 0 to 100 %: text, which ends in the same place in any program, on paper too."""

from decimal import Decimal
from typing import Final

from scoring.precision import round_half_up
from workbook.model.cells import Computed, SheetValue

_BLOCKS: Final = 20
_FULL, _EMPTY = "█", "░"


def text_bar(reference: str, value: SheetValue) -> Computed:
    """Return the bar of the compliance in a cell, as it is rounded to be shown; empty where there is none."""
    full = f"ROUND({_BLOCKS}*MIN(1,MAX(0,ROUND({reference},3))),0)"
    bar = f'REPT("{_FULL}",{full})&REPT("{_EMPTY}",{_BLOCKS}-{full})'
    return Computed(f'IF(ISNUMBER({reference}),{bar},"")', _text(value))


def _text(value: SheetValue) -> str:
    if not isinstance(value, Decimal):
        return ""
    shown = min(Decimal(1), max(Decimal(0), round_half_up(value, Decimal("0.001"))))
    full = int(round_half_up(_BLOCKS * shown, Decimal(1)))
    return _FULL * full + _EMPTY * (_BLOCKS - full)
