"""The plan as it was: its figures and values, to be read, and on every screen in words that say it is not of now."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from scoring.arithmetic.rollup import IndicatorScore, PlanScore
from scoring.messages import _
from scoring.model import MONTHS, Cell, Plan
from scoring.text.months import month_name
from scoring.text.numbers import format_percent, format_value
from scoring.text.words import numbered
from tui.grid.spans import Role, Span
from tui.grid.symbols import Symbols, level_span
from tui.grid.values import percent
from tui.pages.page import Frame, Page, PageLine, paragraph, plain


def past_page(whole: PlanScore, told: str, symbols: Symbols, beside: str = "") -> Page:
    """Return the plan of then at its cut-off; its lines lead nowhere, since now may be another.

    `told` says of when it is, `beside` how it stands beside today.
    """
    title = _("{told}: solo ver").format(told=told)
    frame = Frame(whole.plan.locale, 0, symbols)

    def layout(width: int) -> list[PageLine]:
        lines = list(_lines(whole, frame._replace(width=width)))
        return [*paragraph(beside, width, Role.DOUBT, head=(Span(" "),), begins="beside"), *lines] if beside else lines

    return Page(title, layout, title_role=Role.ALERT)


def no_past_page(why: str) -> Page:
    """Return the page that says why the plan cannot be shown as it was."""
    return Page(_("No se puede ver el plan como estaba"), lambda width: paragraph(why, width, head=(Span(" "),)))


def _lines(whole: PlanScore, frame: Frame) -> Iterator[PageLine]:
    plan = whole.plan
    month = month_name(whole.month, plan.locale, wide=True) if whole.month else _("antes de enero")
    told = _("Así era el plan, y no como está hoy: aquí nada se escribe ni cambia.")
    yield from paragraph(told, frame.width, Role.ALERT, head=(Span(" "),), begins="told")
    heading = _("Plan de acción {year} · {process} · corte {month}")
    heading = heading.format(year=plan.year, process=plan.process, month=month)
    yield from paragraph(heading, frame.width, Role.TITLE, head=(Span(" "),), begins="plan")
    figures = whole.figures
    shown = _("Cumplimiento {compliance}   Avance {progress}   Programado {programmed}   Reportado {reported}")
    text = shown.format(
        compliance=_percent(figures.compliance, frame.locale),
        progress=_percent(figures.progress, frame.locale),
        programmed=_percent(figures.programmed, frame.locale),
        reported=_percent(figures.reported, frame.locale),
    )
    head = (Span(" "), level_span(figures.level, frame.symbols), Span(" "))
    yield from paragraph(text, frame.width, head=head, begins="figures")
    for objective in whole.objectives:
        name = f"objective {objective.objective.number}"
        yield plain()
        weight = _percent(objective.objective.weight, frame.locale)
        text = f"{objective.objective.text} · {weight}"
        yield from paragraph(text, frame.width, Role.OBJECTIVE, head=(Span(" "),), begins=name)
        for scored in objective.indicators:
            yield from _indicator(plan, scored, frame)


def _indicator(plan: Plan, scored: IndicatorScore, frame: Frame) -> Iterator[PageLine]:
    """Yield an indicator with its weight and compliance, and below it what each of its cells held."""
    indicator = scored.indicator
    head = (
        Span(f" {percent(scored.measure.compliance, frame.locale):>8} "),
        level_span(scored.level, frame.symbols),
        Span(f"  {numbered(indicator.id):<6}"),
    )
    text = _("{name} · peso {weight}").format(name=indicator.name, weight=_percent(indicator.weight, frame.locale))
    yield from paragraph(text, frame.width, head=head, begins=f"indicator {indicator.id}")
    for name, label, months in _named(scored):
        values = ((month, plan.values.get(Cell(indicator.id, name, month))) for month in months)
        held = [
            (f"{month_name(month, frame.locale)}\xa0" if month else "") + format_value(value, frame.locale)
            for month, value in values
            if value is not None
        ]
        said = "   ".join(held) or _("nada")
        yield from paragraph(
            f"{label}: {said}", frame.width, Role.ASIDE, head=(Span(" " * 13),), hanging=15, begins=name
        )


def _percent(fraction: Decimal | None, locale: str) -> str:
    return "–" if fraction is None else format_percent(fraction, locale)


def _named(scored: IndicatorScore) -> Iterator[tuple[str, str, Sequence[int | None]]]:
    """Yield name, label and months of what an indicator has: its constants, which have no month, and variables."""
    for constant in scored.indicator.constants:
        yield constant.name, constant.label, (None,)
    for variable in scored.indicator.variables:
        yield variable.name, variable.label, MONTHS
