"""What people wrote of an indicator in words, in the places that a workbook has for it: analysis, action, evidence.

The plan does not keep such words yet: `left` says of each that it was written and where. Once it does, whoever takes
them gets them as `Import.remarks`, and this sentence goes.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from scoring.messages import _
from scoring.quoting import quoted
from workbook.model.shown import REMARK_SIGN, REMARKS
from workbook.reading.touched import Touched
from workbook.reading.worksheets import FORMULA


class Remark(NamedTuple):
    """Words on an indicator, and where they were written."""

    indicator: str
    name: str
    """One of `REMARKS`."""
    text: str
    where: str


def remark_in(cell: Touched) -> Remark | None:
    """Return the remark that was typed into a cell; None where it is no place for one, or was emptied."""
    indicator, sign, name = (cell.shows or cell.row_key).partition(REMARK_SIGN)
    if not sign or name not in REMARKS or cell.content is None or cell.content.type == FORMULA:
        return None
    return Remark(indicator, name, str(cell.content.value), cell.address)


def left(remarks: Iterable[Remark]) -> Iterator[str]:
    """Yield a sentence for each remark, which is not taken."""
    for remark in remarks:
        yield _("{where}: {name} del N° {indicator}, «{text}»: no se importa; el plan solo toma las cifras.").format(
            where=remark.where, name=REMARKS[remark.name], indicator=remark.indicator, text=quoted(remark.text)
        )
