"""A status as text, for a glance at 80 columns: figures, bars, levels in letter and shape, what is pending."""

import os
import re
import sys
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from scoring.arithmetic.pending import pending_of
from scoring.arithmetic.rollup import Figures, IndicatorScore, PlanScore
from scoring.messages import _
from scoring.model import Level
from scoring.text.months import month_name
from scoring.text.numbers import format_percent
from scoring.text.words import missing_word
from tui.cli.shared.pending_text import pending_text

WIDTH: Final = 80
_BAR: Final = 10
_LABEL: Final = WIDTH - _BAR - 30
_SHOWN_PENDING: Final = 8
_COLOURS: Final = {Level.GREEN: "32", Level.YELLOW: "33", Level.RED: "31", Level.GREY: "2"}


def mark(level: Level) -> str:
    """Return a level as shape and letter, so that it needs no colour."""
    match level:
        case Level.GREEN:
            return _("● V")
        case Level.YELLOW:
            return _("■ A")
        case Level.RED:
            return _("▲ R")
        case Level.GREY:
            return _("·  ")


def report(whole: PlanScore, *, provisional: bool) -> str:
    """Return the whole report, without a closing line end."""
    return "\n".join(_lines(whole, provisional=provisional))


def _lines(whole: PlanScore, *, provisional: bool) -> Iterator[str]:
    plan = whole.plan
    month = month_name(whole.month, plan.locale, wide=True) if whole.month else _("antes de enero")
    view = _("vista provisional, ") if provisional else ""
    right = _("{view}corte: {month}").format(view=view, month=month)
    title = _("Plan de acción {year} · {process}").format(year=plan.year, process=plan.process)
    yield f"{_fit(title, WIDTH - len(right) - 1)} {right}"
    yield _headline(whole)
    yield ""
    yield " ".join((" " * _LABEL, *(name.rjust(7) for name in (_("Peso"), _("Avance"), _("Cumpl.")))))
    for scored in whole.objectives:
        yield _row(whole, scored.objective.text, scored.objective.weight, scored.figures)
        for item in scored.indicators:
            yield _indicator_row(whole, item)
    yield from _missing(whole)
    yield from _pending(whole)


def _headline(whole: PlanScore) -> str:
    figures = whole.figures
    return "   ".join(
        [
            _("Cumplimiento {figure} {mark}")
            .format(figure=_percent(figures.compliance, whole), mark=_coloured(figures.level))
            .rstrip(),
            _("Avance {figure}").format(figure=_percent(figures.progress, whole)),
            _("Programado {figure}").format(figure=_percent(figures.programmed, whole)),
            _("Reportado {figure}").format(figure=_percent(figures.reported, whole)),
        ]
    )


def _indicator_row(whole: PlanScore, scored: IndicatorScore) -> str:
    label = f"  {scored.indicator.id:>3}  {_name(whole, scored)}"
    return _row(whole, label, scored.indicator.weight, scored.figures, over=scored.over)


def _name(whole: PlanScore, scored: IndicatorScore) -> str:
    """Return what an indicator is called; a goal of nothing but figures says too little without its action."""
    name, number = scored.indicator.name, scored.indicator.action
    if number is None or len(re.findall(r"[^\W\d]{4,}", name)) > 1:
        return name
    actions = (action.action for objective in whole.objectives for action in objective.actions)
    text = next((action.text for action in actions if action.number == number), "")
    return f"{name} · {text.removeprefix(number).strip()}"


def _row(whole: PlanScore, label: str, weight: Decimal, figures: Figures, *, over: bool = False) -> str:
    written = format_percent(weight, whole.plan.locale, 0 if weight.scaleb(2) % 1 == 0 else 1)
    progress, compliance = _percent(figures.progress, whole), _percent(figures.compliance, whole)
    beyond = "↑" if over else " "
    numbers = f"{written:>7} {progress:>7} {compliance:>7}"
    return f"{_fit(label, _LABEL)} {numbers} {_coloured(figures.level)}{beyond}{_bar(figures.compliance)}".rstrip()


def _percent(fraction: Decimal | None, whole: PlanScore) -> str:
    return "–" if fraction is None else format_percent(fraction, whole.plan.locale)


def _bar(fraction: Decimal | None) -> str:
    if fraction is None:
        return ""
    full = int(fraction * _BAR)
    return "█" * full + "░" * (_BAR - full)


def _coloured(level: Level) -> str:
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return mark(level)
    return f"\x1b[{_COLOURS[level]}m{mark(level)}\x1b[0m"


def _fit(label: str, width: int) -> str:
    return label.ljust(width) if len(label) <= width else label[: width - 1] + "…"


def _missing(whole: PlanScore) -> Iterator[str]:
    lacking_any = [scored for scored in whole.indicators if scored.measure.missing]
    if lacking_any:
        yield ""
        yield _("Sin resultado posible:")
    for scored in lacking_any:
        lacking = ", ".join(missing_word(name) for name in scored.measure.missing)
        yield _fit(_("  {id:>3}  falta {what}").format(id=scored.indicator.id, what=lacking), WIDTH).rstrip()


def _pending(whole: PlanScore) -> Iterator[str]:
    waiting = pending_of(whole)
    yield ""
    if not waiting:
        yield _("No hay nada pendiente hasta el corte.")
        return
    yield _("Pendiente: {count}").format(count=len(waiting))
    for item in waiting[:_SHOWN_PENDING]:
        yield _fit(f"  {pending_text(item, whole.plan.locale)}", WIDTH).rstrip()
    if len(waiting) > _SHOWN_PENDING:
        yield _("  … y {count} más: plan pending").format(count=len(waiting) - _SHOWN_PENDING)
