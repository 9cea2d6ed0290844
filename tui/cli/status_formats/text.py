"""A status as text, for a glance at 80 columns: figures, bars, levels in letter and shape, what is pending."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from scoring.arithmetic.comparison import against_month_before
from scoring.arithmetic.pending import pending_of
from scoring.arithmetic.rollup import Figures, IndicatorScore, PlanScore
from scoring.messages import _
from scoring.model import Plan
from scoring.quoting import visible
from scoring.text.months import month_name
from scoring.text.numbers import format_percent, format_points
from scoring.text.words import missing_word, name_within, numbered
from tui.cli.shared.pending_text import pending_text
from tui.cli.status_formats import resources
from tui.grid.spans import fit
from tui.grid.symbols import UNICODE

WIDTH: Final = 80
_BAR: Final = 10
_LABEL: Final = WIDTH - _BAR - 29
_SHOWN_PENDING: Final = 8


def report(whole: PlanScore, *, provisional: bool, listed: PlanScore | None = None, told: str = "") -> str:
    """Return the whole report, without a closing line end.

    `listed` has only the indicators that are to be listed; `told` says that this is not the plan of now.
    """
    return "\n".join([*filter(None, [told]), *_lines(whole, listed or whole, provisional=provisional)])


def _lines(whole: PlanScore, listed: PlanScore, *, provisional: bool) -> Iterator[str]:
    plan = whole.plan
    month = month_name(whole.month, plan.locale, wide=True) if whole.month else _("antes de enero")
    view = _("vista provisional, ") if provisional else ""
    right = _("{view}corte: {month}").format(view=view, month=month)
    title = _("Plan de acción {year} · {process}").format(year=plan.year, process=plan.process)
    yield f"{_fit(title, WIDTH - len(right) - 1)} {right}"
    yield _headline(whole)
    yield from _year(whole.plan)
    yield from _against_month_before(whole)
    yield ""
    if not plan.indicators:
        yield _("Sin indicadores todavía: «plan add» los agrega, y «plan ARCHIVO» abre el plan para elaborarlo.")
        return
    yield " ".join((" " * _LABEL, *(name.rjust(7) for name in (_("Peso"), _("Avance"), _("Cumpl.")))))
    if not whole.indicators:
        yield _("Sin indicadores todavía.")
    for scored in listed.objectives:
        yield _row(whole, scored.objective.text, scored.objective.weight, scored.figures)
        for item in scored.indicators:
            yield _indicator_row(whole, item)
    yield from resources.lines(whole)
    yield from _missing(listed)
    yield from _pending(listed)


def _year(plan: Plan) -> Iterator[str]:
    """Yield stage and version, and how the latest submitted cut-off stands where that has moved."""
    if not plan.acts:
        yield _("En elaboración, nada firmado")
        return
    from scoring.year.words import stage_parts, standing_words  # a plan without acts does not need them

    line, *others = stage_parts(plan)
    for part in others:
        if len(line) + len(part) + 2 > WIDTH:
            yield line
            line = part
        else:
            line += f"; {part}"
    yield line
    if told := standing_words(plan):
        yield _fit(told, WIDTH).rstrip()


def _headline(whole: PlanScore) -> str:
    figures = whole.figures
    return "   ".join(
        [
            _("Cumplimiento {figure} {mark}")
            .format(figure=_percent(figures.compliance, whole), mark=UNICODE.level(figures.level))
            .rstrip(),
            _("Avance {figure}").format(figure=_percent(figures.progress, whole)),
            _("Programado {figure}").format(figure=_percent(figures.programmed, whole)),
            _("Reportado {figure}").format(figure=_percent(figures.reported, whole)),
        ]
    )


def _against_month_before(whole: PlanScore) -> Iterator[str]:
    """Yield what has risen and fallen against the month before: the plan, objectives and indicators, largest first."""
    before = against_month_before(whole)
    if before is None:
        return
    locale = whole.plan.locale
    month = month_name(before.month, locale, wide=True)
    plan = _change(before.plan, locale) if before.plan else _("igual")
    yield _("Frente a {month} {change}").format(month=month, change=plan)
    objectives = [(_("objetivo {number}").format(number=number), by) for number, by in before.objectives.items()]
    changes = [*objectives, *((numbered(id_), by) for id_, by in before.indicators.items())]
    yield from _listed(_("  suben:"), sorted((by, name) for name, by in changes if by > 0)[::-1], locale)
    yield from _listed(_("  bajan:"), sorted((by, name) for name, by in changes if by < 0), locale)


def _listed(head: str, changes: Sequence[tuple[Decimal, str]], locale: str) -> Iterator[str]:
    """Yield the changes behind a heading in as few lines as hold them; textwrap would take as long as the scoring."""
    line = head
    for place, (by, name) in enumerate(changes, 1):
        text = f" {name} {format_points(by, locale)}{',' if place < len(changes) else ''}"
        if len(line) + len(text) > WIDTH:
            yield line
            line = " " * len(head)
        line += text
    if changes:
        yield line


def _change(difference: Decimal, locale: str) -> str:
    return f"{UNICODE.rise if difference > 0 else UNICODE.fall} {format_points(difference, locale)}"


def _indicator_row(whole: PlanScore, scored: IndicatorScore) -> str:
    head = f"  {scored.indicator.id:>3}  "
    label = head + name_within(_name(whole, scored), scored.indicator.short, _LABEL - len(head), "…")
    return _row(whole, label, scored.indicator.weight, scored.figures, over=scored.over)


def _name(whole: PlanScore, scored: IndicatorScore) -> str:
    """Return what an indicator is called; a goal of nothing but figures says too little without its action."""
    name, number = scored.indicator.name, scored.indicator.action
    if number is None or scored.indicator.short or len(re.findall(r"[^\W\d]{4,}", name)) > 1:
        return name
    actions = (action.action for objective in whole.objectives for action in objective.actions)
    text = next((action.text for action in actions if action.number == number), "")
    return f"{name} · {text.removeprefix(number).strip()}"


def _row(whole: PlanScore, label: str, weight: Decimal, figures: Figures, *, over: bool = False) -> str:
    hundredths = weight.scaleb(2)
    written = format_percent(weight, whole.plan.locale, 0 if hundredths == hundredths.to_integral_value() else 1)
    progress, compliance = _percent(figures.progress, whole), _percent(figures.compliance, whole)
    beyond = "↑" if over else " "
    numbers = f"{written:>7} {progress:>7} {compliance:>7}"
    return f"{_fit(label, _LABEL)} {numbers} {UNICODE.level(figures.level)}{beyond}{_bar(figures.compliance)}".rstrip()


def _percent(fraction: Decimal | None, whole: PlanScore) -> str:
    return "–" if fraction is None else format_percent(fraction, whole.plan.locale)


def _bar(fraction: Decimal | None) -> str:
    if fraction is None:
        return ""
    full = int(fraction * _BAR)
    return "█" * full + "░" * (_BAR - full)


def _fit(label: str, width: int) -> str:
    return visible(fit(label, width, "…"))


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
