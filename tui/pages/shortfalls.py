"""What is red and why, and the pace that is still needed."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from scoring.arithmetic.measure import Measure
from scoring.arithmetic.pace import pace
from scoring.arithmetic.rollup import IndicatorScore, PlanScore
from scoring.messages import _
from scoring.model import Level, Plan
from scoring.precision import ONE, ZERO
from scoring.text.numbers import format_percent
from scoring.text.words import missing_word, name_within
from tui.grid.spans import Role, Span
from tui.grid.symbols import LEVEL_ROLE, level_span
from tui.grid.values import amount, compact_legend, percent
from tui.pages.page import Frame, PageLine, paragraph, plain

_FIGURE: Final = 15
"""The width of a figure: `99.999.999.999` and a space before it."""
_SHORT_FIGURE: Final = 9
"""That of a compact one, where there is no room for both whole figures and names."""
_ROOMY: Final = 76
"""From this width on there is room for both."""
_SHARE: Final = 20
"""The width of where a pace leads."""


def red(whole: PlanScore, frame: Frame) -> Iterator[PageLine]:
    """Yield what is red, what it costs the plan, and why."""
    found = [scored for scored in whole.indicators if scored.level is Level.RED]
    if not found:
        return
    yield plain(_(" En rojo, y por qué"), Role.HEADING, begins="red")
    for scored in sorted(found, key=_lost, reverse=True):
        told = _("{name}: le quita {lost} puntos al plan; {reason}").format(
            name=scored.indicator.name,
            lost=percent(_lost(scored), frame.locale),
            reason=_reason(whole.plan, scored.measure),
        )
        mark = Span(f" {frame.symbols.level(scored.level)}", LEVEL_ROLE[scored.level])
        head = (mark, Span(f" {scored.indicator.id:>2} "))
        id_ = scored.indicator.id
        yield from paragraph(told, frame.width, head=head, row=f"i{id_}", begins=f"red {id_}")
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


def paces(whole: PlanScore, frame: Frame) -> Iterator[PageLine]:
    """Yield, for every sum, the present pace, the one that is needed and where the present one leads."""
    found = [(scored, pace(whole.plan, scored.measure)) for scored in whole.indicators]
    if not any(item for _scored, item in found):
        return
    each = _FIGURE if frame.width >= _ROOMY else _SHORT_FIGURE
    label, compact = frame.width - 2 * each - _SHARE - 6, False
    titles = (_("Ritmo por mes"), _("actual"), _("necesario"), _("a diciembre"))
    heads = f"{titles[0]:<{label}}{titles[1]:>{each}}{titles[2]:>{each}}{titles[3]:>{_SHARE}}"
    yield plain(f" {heads}", Role.HEADING, begins="paces")
    for scored, item in found:
        if item is None:
            continue
        indicator = scored.indicator
        enough = Level.GREEN if item.projection >= ONE else Level.YELLOW
        name = name_within(indicator.name, indicator.short, label - 7, frame.symbols.more)
        written = [amount(value, frame.locale, each - 1) for value in (item.present, item.needed)]
        compact = compact or any(text[-1:].isalpha() for text in written)
        share = _("{share} % de la meta").format(share=percent(item.projection, frame.locale))
        figures = "".join(f"{text:>{each}}" for text in written)
        text = f" {f'   {indicator.id:>2} {name}':<{label}}{figures}{share:>{_SHARE}} "
        mark = level_span(enough, frame.symbols)
        yield PageLine((Span(text), mark), row=f"i{indicator.id}", begins=(f"pace {indicator.id}",))
    if compact:
        yield plain(f"    {compact_legend()}", Role.ASIDE)
