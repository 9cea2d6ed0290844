"""What moved the plan between two scores and why, heaviest first: the page, and what `plan compare` prints."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from scoring.arithmetic.apportioned import apportioned
from scoring.arithmetic.movement import CellMove, FieldMove, IndicatorMove, Movement, movement
from scoring.arithmetic.rollup import PlanScore
from scoring.entry.change_words import held_words, node_words
from scoring.messages import _, ngettext
from scoring.model import Plan
from scoring.precision import ZERO, round_half_up
from scoring.text.field_words import field_word
from scoring.text.months import month_name
from scoring.text.numbers import format_percent, format_points, format_value
from scoring.text.words import name_within, numbered
from tui.grid.spans import Role, Span
from tui.grid.symbols import Symbols
from tui.pages.page import Frame, Page, PageLine, paragraph, plain

_STEP: Final = Decimal("0.0001")
"""A hundredth of a point, as points are shown."""
_POINTS: Final = 8
"""The width of a figure in points."""
_MOST_CELLS: Final = 8
"""Cells of an indicator that are named one by one."""


class Compared(NamedTuple):
    """What moved, and what its two sides are called."""

    movement: Movement
    before: str
    """`febrero`, `como estaba el 15/04/2024 10:00, corte marzo`."""
    after: str


def compared(before: PlanScore, after: PlanScore, told: str = "") -> Compared:
    """Return what moved between two scores of one plan, or of the plan as it was, which `told` says, and of now."""
    months = [_month(each) for each in (before, after)]
    if not told:
        return Compared(movement(before, after), *months)
    then, now = (_("corte {month}").format(month=month) for month in months)
    return Compared(
        movement(before, after),
        told if then == now else f"{told}, {then}",
        _("hoy, {cut_off}").format(cut_off=now),
    )


def moved_page(compared: Compared, symbols: Symbols) -> Page:
    """Return what moved the plan; the line of an indicator leads to its row."""
    locale = compared.movement.after.plan.locale
    return Page(_("Qué movió el plan"), lambda width: list(moved_lines(compared, Frame(locale, width, symbols))))


def moved_lines(compared: Compared, frame: Frame) -> Iterator[PageLine]:
    """Yield what moved: the plan, then each indicator with its points, which add up to the plan's, and its causes."""
    movement, arrow = compared.movement, frame.symbols.arrow
    yield from paragraph(f"{compared.before} {arrow} {compared.after}", frame.width, head=(Span(" "),), begins="sides")
    before, after = (_shown(whole) for whole in (movement.before, movement.after))
    difference = (after or ZERO) - (before or ZERO)
    told = _("Cumplimiento {before} {arrow} {after}   {points} puntos").format(
        before=_percent(before, frame), arrow=arrow, after=_percent(after, frame), points=_signed(difference, frame)
    )
    yield plain(f" {told}", Role.TITLE, begins="plan")
    yield plain()
    if not movement.indicators:
        yield plain(_(" Nada se movió: las mismas cifras, pesos y metas."))
        return
    points = apportioned([each.points for each in movement.indicators], difference, _STEP)
    still = []
    yield plain(_(" Puntos del plan"), Role.HEADING, begins="heads")
    for moved, own in zip(movement.indicators, points, strict=True):
        if own or moved.fields or moved.is_new or moved.is_gone:
            yield from _indicator(movement, moved, own, frame)
        else:
            still.append(numbered(moved.indicator.id))
    if still:
        told = _("otras cifras, sin mover el plan: {ids}")
        head = (Span(_signed(ZERO, frame).rjust(_POINTS) + "  "),)
        yield from paragraph(told.format(ids=", ".join(still)), frame.width, Role.ASIDE, head=head, begins="still")
    if movement.fields:
        weights = [_field(movement, each, frame, name=node_words(each.field.node)) for each in movement.fields]
        yield from paragraph(
            "; ".join(weights), frame.width, Role.ASIDE, head=(Span(" " * (_POINTS + 2)),), begins="weights"
        )
    yield plain(f"{_signed(difference, frame):>{_POINTS}}  {_('PLAN')}", Role.TITLE, begins="total")


def _indicator(movement: Movement, moved: IndicatorMove, points: Decimal, frame: Frame) -> Iterator[PageLine]:
    """Yield an indicator's line, and below it why it moved."""
    indicator = moved.indicator
    figures = _figures(moved, frame)
    head = f"{_signed(points, frame):>{_POINTS}}  {indicator.id:>2} "
    room = frame.width - len(head) - len(figures) - 2
    name = name_within(indicator.name, indicator.short, room, frame.symbols.more)
    row = "" if moved.is_gone else f"i{indicator.id}"
    yield PageLine((Span(f"{head}{name.ljust(room)} {figures}"),), row=row, begins=(f"moved {indicator.id}",))
    for place, cause in enumerate(_causes(movement, moved, frame)):
        begins = f"cause {place} of {indicator.id}"
        yield from paragraph(cause, frame.width, Role.ASIDE, head=(Span(" " * (_POINTS + 5)),), begins=begins)


def _causes(movement: Movement, moved: IndicatorMove, frame: Frame) -> Iterator[str]:
    if moved.is_new:
        yield _("nuevo en el plan")
    if moved.is_gone:
        yield _("ya no está en el plan")
        return
    if moved.fields:
        yield "; ".join(_field(movement, each, frame) for each in moved.fields)
    empty = [each for each in moved.cells if each.before is None and each.after is None]
    filled = [each for each in moved.cells if each not in empty]
    if empty:
        yield _("sin reportar: {cells}").format(cells=_listed([_cell_name(each, frame) for each in empty]))
    if filled:
        yield _listed([_cell(each, frame) for each in filled])
    by_weights = round_half_up(moved.by_weights, _STEP)
    if by_weights:
        before, after = (format_percent(side.share, frame.locale, 2) for side in (moved.before, moved.after))
        told = _("por los pesos {points}: su parte del plan {before} {arrow} {after}")
        points, arrow = _signed(by_weights, frame), frame.symbols.arrow
        yield told.format(points=points, before=before, arrow=arrow, after=after)


def _field(movement: Movement, moved: FieldMove, frame: Frame, *, name: str = "") -> str:
    was = _held(movement.before.plan, moved, moved.before)
    now = _held(movement.after.plan, moved, moved.after)
    told = f"{field_word(moved.field.name)} {was} {frame.symbols.arrow} {now}"
    return f"{name} {told}" if name else told


def _held(plan: Plan, moved: FieldMove, value: object) -> str:
    return "–" if value is None else held_words(plan, moved.field, value) or "–"


def _cell(moved: CellMove, frame: Frame) -> str:
    was, now = (format_value(value, frame.locale) or "–" for value in (moved.before, moved.after))
    name = _cell_name(moved, frame)
    return f"{name} {now}" if moved.before is None else f"{name} {was} {frame.symbols.arrow} {now}"


def _cell_name(moved: CellMove, frame: Frame) -> str:
    month = moved.cell.month
    return moved.cell.name if month is None else f"{moved.cell.name}@{month_name(month, frame.locale)}"


def _listed(names: Sequence[str]) -> str:
    """Return names one after another; of many the first, and how many more there are."""
    if len(names) <= _MOST_CELLS:
        return "; ".join(names)
    more = ngettext("y {count} más", "y {count} más", len(names) - _MOST_CELLS + 1)
    return "; ".join([*names[: _MOST_CELLS - 1], more])


def _month(whole: PlanScore) -> str:
    return month_name(whole.month, whole.plan.locale, wide=True) if whole.month else _("antes de enero")


def _figures(moved: IndicatorMove, frame: Frame) -> str:
    before, after = (_percent(side.compliance, frame) for side in (moved.before, moved.after))
    return after if before == after else f"{before} {frame.symbols.arrow} {after}"


def _shown(whole: PlanScore) -> Decimal | None:
    compliance = whole.figures.compliance
    return None if compliance is None else round_half_up(compliance, _STEP)


def _percent(fraction: Decimal | None, frame: Frame) -> str:
    return "–" if fraction is None else format_percent(fraction, frame.locale, 2)


def _signed(points: Decimal, frame: Frame) -> str:
    return format_points(points, frame.locale, 2)
