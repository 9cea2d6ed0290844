"""The plan at a glance: bars, the year's course, what is red and why, the pace that is still needed."""

from collections.abc import Iterator
from decimal import Decimal
from textwrap import wrap
from typing import Final, NamedTuple

from scoring.arithmetic.measure import Measure
from scoring.arithmetic.pace import pace
from scoring.arithmetic.rollup import Figures, IndicatorScore, PlanScore, score
from scoring.messages import _
from scoring.model import MONTHS, Level, Plan
from scoring.precision import ONE, ZERO
from scoring.text.months import month_name
from scoring.text.numbers import format_compact, format_percent
from scoring.text.words import missing_word
from tui.grid.scores import RowScore, row_scores
from tui.grid.spans import Role, Span, fit
from tui.grid.symbols import LEVEL_ROLE, Symbols, level_span
from tui.grid.values import percent
from tui.pages.page import Page, PageLine, plain

_CHART_HEIGHT: Final = 10
_HALF: Final = Decimal("0.5")


class _Frame(NamedTuple):
    """What every part of the page is drawn with."""

    locale: str
    width: int
    symbols: Symbols

    @property
    def label(self) -> int:
        """The width of the names at the left."""
        return max(24, min(50, self.width - 50))


def status_page(whole: PlanScore, width: int, symbols: Symbols) -> Page:
    """Return the plan at a glance on `width` cells; the line of a node leads to its row."""
    plan = whole.plan
    frame = _Frame(plan.locale, width, symbols)
    month = month_name(whole.month, plan.locale, wide=True) if whole.month else _("ningún mes")
    lines = [*_bars(whole, frame), plain(), *_course(plan, frame), plain(), *_red(whole, frame), *_paces(whole, frame)]
    return Page(_("Estado del plan {year}, corte {month}").format(year=plan.year, month=month), lines)


def _bars(whole: PlanScore, frame: _Frame) -> Iterator[PageLine]:
    """Yield a bar of compliance for the plan, each objective and each indicator."""
    title = _("Cumplimiento hasta el corte")
    gap = frame.width - frame.label - 20
    heads = _("Cumpl.").rjust(8) + _("Avance").rjust(gap + 10)
    yield plain(f" {title:<{frame.label}}{heads}", Role.HEADING)
    figures, scores = whole.figures, row_scores(whole)
    yield _bar(_("PLAN"), RowScore(figures.progress, figures.compliance, figures.level), frame, "")
    for objective in whole.objectives:
        id_ = f"o{objective.objective.number}"
        yield _bar(f" {objective.objective.text}", scores[id_], frame, id_)
        for scored in objective.indicators:
            id_ = f"i{scored.indicator.id}"
            yield _bar(f"   {scored.indicator.id:>2} {scored.indicator.name}", scores[id_], frame, id_)


def _bar(label: str, score: RowScore, frame: _Frame, row: str) -> PageLine:
    room = frame.width - frame.label - 23
    filled = int((score.compliance or ZERO) * room + _HALF)
    role = LEVEL_ROLE[score.level]
    return PageLine(
        (
            Span(
                fit(f" {label}", frame.label, frame.symbols.more), Role.PLAIN if label.startswith("  ") else Role.TITLE
            ),
            Span(f"{percent(score.compliance, frame.locale):>8} "),
            level_span(score.level, frame.symbols),
            Span(" "),
            Span(frame.symbols.bar * filled, role),
            Span(frame.symbols.rest * (room - filled), Role.DIM),
            Span(f"{percent(score.progress, frame.locale):>8}"),
        ),
        row=row,
    )


def _course(plan: Plan, frame: _Frame) -> Iterator[PageLine]:
    """Yield a chart of programmed, progress and compliance over the months that have any value."""
    symbols = frame.symbols
    scores = [score(plan, month).figures for month in MONTHS]
    last = max((cell.month for cell in plan.values if cell.month), default=0)
    each = max(4, min(9, (frame.width - 8) // len(MONTHS)))
    yield plain(
        _(" Mes a mes:  {programmed} programado   {progress} avance   {compliance} cumplimiento").format(
            programmed=symbols.programmed, progress=symbols.progress, compliance=symbols.compliance
        ),
        Role.HEADING,
    )
    for step in range(_CHART_HEIGHT, -1, -1):
        axis = f"{step * 100 // _CHART_HEIGHT:>5} " if step % 5 == 0 else " " * 6
        spans = [Span(axis, Role.DIM), Span(symbols.mark, Role.DIM)]
        for month, figures in zip(MONTHS, scores, strict=True):
            spans += _marks(figures, step, each, symbols, seen=month <= last)
        yield PageLine(tuple(spans))
    names = "".join(f"{month_name(month, plan.locale):^{each}}" for month in MONTHS)
    yield plain(" " * 7 + names, Role.DIM)


def _marks(figures: Figures, step: int, each: int, symbols: Symbols, *, seen: bool) -> list[Span]:
    """Return one month's marks at one height of the chart, side by side so that none hides another."""
    marks = [(figures.programmed, symbols.programmed, Role.DIM)]
    if seen:
        marks.append((figures.progress, symbols.progress, Role.HEADING))
        if figures.compliance is not None:
            marks.append((figures.compliance, symbols.compliance, LEVEL_ROLE[figures.level]))
    spans = [Span(sign if int(value * _CHART_HEIGHT + _HALF) == step else " ", role) for value, sign, role in marks]
    room = each - len(spans)
    return [Span(" " * (room // 2)), *spans, Span(" " * (room - room // 2))]


def _red(whole: PlanScore, frame: _Frame) -> Iterator[PageLine]:
    """Yield what is red, what it costs the plan, and why."""
    red = [scored for scored in whole.indicators if scored.level is Level.RED]
    if not red:
        return
    yield plain(_(" En rojo, y por qué"), Role.HEADING)
    for scored in sorted(red, key=_lost, reverse=True):
        lost = percent(_lost(scored), frame.locale)
        head = _("   {id} {name}: le quita {lost} puntos al plan; {reason}").format(
            id=scored.indicator.id, name=scored.indicator.name, lost=lost, reason=_reason(whole.plan, scored.measure)
        )
        first, *rest = wrap(head, frame.width - 6, subsequent_indent="      ", initial_indent="   ")
        mark = Span(f" {frame.symbols.level(scored.level)}", LEVEL_ROLE[scored.level])
        yield PageLine((mark, Span(first[3:])), row=f"i{scored.indicator.id}")
        yield from (plain(more) for more in rest)
    yield plain()


def _lost(scored: IndicatorScore) -> Decimal:
    """Return what an indicator's shortfall takes from the plan's compliance, as a fraction."""
    return scored.global_weight * (ONE - (scored.measure.compliance or ZERO))


def _reason(plan: Plan, measured: Measure) -> str:
    if measured.missing:
        return _("falta {what}").format(what=", ".join(missing_word(name) for name in measured.missing))
    if measured.result is None:
        return _("no se ha reportado nada")
    if measured.reported is not None and measured.reported < ONE and measured.raw is not None:
        missing = len(measured.due) - len(measured.reported_months)
        if measured.raw * measured.reported < measured.raw and missing:
            return _("faltan {missing} de {due} meses").format(missing=missing, due=len(measured.due))
    raw = "–" if measured.raw is None else format_percent(measured.raw, plan.locale)
    return _("llega al {raw} de lo que pide").format(raw=raw)


def _paces(whole: PlanScore, frame: _Frame) -> Iterator[PageLine]:
    """Yield, for every sum, the present pace, the one that is needed and where the present one leads."""
    found = [(scored, pace(whole.plan, scored.measure)) for scored in whole.indicators]
    if not any(item for _scored, item in found):
        return
    titles = (_("Ritmo por mes"), _("actual"), _("necesario"), _("a diciembre, si sigue así"))
    yield plain(f" {titles[0]:<{frame.label}}{titles[1]:>9}{titles[2]:>11}{titles[3]:>28}", Role.HEADING)
    for scored, item in found:
        if item is None:
            continue
        enough = Level.GREEN if item.projection >= ONE else Level.YELLOW
        label = fit(f"   {scored.indicator.id:>2} {scored.indicator.name}", frame.label, frame.symbols.more)
        figures = f"{format_compact(item.present, frame.locale):>9}{format_compact(item.needed, frame.locale):>11}"
        share = _("{share} % de la meta").format(share=percent(item.projection, frame.locale))
        mark = level_span(enough, frame.symbols)
        yield PageLine((Span(f" {label}{figures}{share:>25} "), mark), row=f"i{scored.indicator.id}")
