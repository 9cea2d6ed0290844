"""A chart of the months up to the cut-off: what was programmed, the progress, and the compliance."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from scoring.arithmetic.rollup import Figures
from scoring.messages import _
from scoring.text.months import month_name
from tui.grid.spans import Role, Span
from tui.grid.symbols import LEVEL_ROLE, Symbols
from tui.pages.page import Frame, PageLine, plain

_HEIGHT: Final = 10
_AXIS: Final = 7
"""The width of the scale at the left."""
_HALF: Final = Decimal("0.5")


def course(months: Sequence[Figures], frame: Frame) -> Iterator[PageLine]:
    """Yield the chart of the plan's figures at each of the months, January first; nothing where there is none."""
    if not months:
        return
    symbols = frame.symbols
    each = max(4, min(9, (frame.width - _AXIS - 1) // len(months)))
    yield plain(
        _(" Mes a mes:  {programmed} programado   {progress} avance   {compliance} cumplimiento").format(
            programmed=symbols.programmed, progress=symbols.progress, compliance=symbols.compliance
        ),
        Role.HEADING,
        begins="course",
    )
    for step in range(_HEIGHT, -1, -1):
        axis = f"{step * 100 // _HEIGHT:>5} " if step % 5 == 0 else " " * (_AXIS - 1)
        marks = [span for figures in months for span in _marks(figures, step, each, symbols)]
        yield PageLine((Span(axis, Role.ASIDE), Span(symbols.mark, Role.ASIDE), *marks))
    names = "".join(f"{month_name(month, frame.locale):^{each}}" for month in range(1, len(months) + 1))
    yield plain(" " * _AXIS + names, Role.ASIDE)


def _marks(figures: Figures, step: int, each: int, symbols: Symbols) -> list[Span]:
    """Return one month's marks at one height of the chart, side by side so that none hides another."""
    marks = [
        (figures.programmed, symbols.programmed, Role.ASIDE),
        (figures.progress, symbols.progress, Role.HEADING),
        (figures.compliance, symbols.compliance, LEVEL_ROLE[figures.level]),
    ]
    spans = [
        Span(sign, role) if value is not None and int(value * _HEIGHT + _HALF) == step else Span(" ")
        for value, sign, role in marks
    ]
    room = each - len(spans)
    return [Span(" " * (room // 2)), *spans, Span(" " * (room - room // 2))]
