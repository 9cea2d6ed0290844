"""The lines around the grid: the plan's figures above it, what the cursor is on below it."""

from decimal import Decimal
from typing import Final, NamedTuple

from scoring.arithmetic.measure import is_limit
from scoring.arithmetic.pace import month_goal, previous
from scoring.arithmetic.rollup import PlanScore
from scoring.messages import _
from scoring.model import Cell, Constant, Indicator, Kind, Plan, Value, Variable
from scoring.text.months import month_name
from scoring.text.numbers import format_number, format_percent
from tui.controller.session import Session
from tui.grid.figures import percent, whole_percent
from tui.grid.painter import value_text
from tui.grid.rows import Row, numbered
from tui.grid.spans import LEVEL_INK, Glyphs, Ink, Span, fit

_ROOMY: Final = 92
"""From here on names stand in full."""


class Draft(NamedTuple):
    """A figure while it is typed, and the plan scored with it."""

    value: Value | None
    score: PlanScore
    cell: Cell | None = None
    """Where it is typed; None while a block is being pasted."""


def title_line(session: Session, width: int, glyphs: Glyphs) -> list[Span]:
    """Return the first line: which plan, which cut-off, and whether everything is on disk."""
    plan = session.plan
    cutoff = month_name(session.month, plan.locale).capitalize() if session.month else _("ninguno")
    if session.saved.problem:
        saved = Span(_("NO GUARDADO"), Ink.ALERT)
    elif session.saved.unconfirmed:
        saved = Span(_("SIN CONFIRMAR"), Ink.ALERT)
    elif session.saved.at:
        saved = Span(_("guardado {time}").format(time=session.saved.at), Ink.DIM)
    else:
        saved = Span(_("sin cambios"), Ink.DIM)
    middle = _("corte {month}").format(month=cutoff)
    right = f"{middle}    {saved.text:>17} "
    title = _(" Plan de acción {year} {dot} {process}").format(year=plan.year, dot=glyphs.dot, process=plan.process)
    return [
        Span(fit(title, max(0, width - len(right) - 1), glyphs) + " ", Ink.TITLE),
        Span(f"{middle}    "),
        saved._replace(text=f"{saved.text:>17} "),
    ]


def figures_line(score: PlanScore, pending: int, width: int, glyphs: Glyphs) -> list[Span]:
    """Return the second line: the plan's figures, with their names cut short on a narrow screen."""
    figures, locale = score.figures, score.plan.locale
    roomy = width >= _ROOMY
    named = (
        (_("Avance"), format_percent(figures.progress, locale)),
        (_("Programado") if roomy else _("Prog."), format_percent(figures.programmed, locale)),
        (_("Reportado") if roomy else _("Report."), _percent(figures.reported, locale, 0)),
        (_("Pendientes") if roomy else _("Pend."), str(pending)),
    )
    gap = "   " if roomy else "  "
    return [
        Span(_(" Cumplimiento {percent} ").format(percent=_percent(figures.compliance, locale))),
        Span(glyphs.level(figures.level), LEVEL_INK[figures.level]),
        Span("".join(f"{gap}{name} {figure}" for name, figure in named)),
    ]


def draft_line(session: Session, draft: Draft, row: Row, width: int, glyphs: Glyphs) -> list[Span]:
    """Return what the figure being typed adds to the plan, and the figure with its thousands grouped.

    The figure stands last, so that a digit more moves nothing else on the line.
    """
    locale = session.plan.locale
    before, after = session.score.figures, draft.score.figures
    old, new = percent(before.compliance, locale), percent(after.compliance, locale)
    gained = format_number((after.progress - before.progress) * 100, locale, 2)
    added = _("avance {sign}{points}").format(sign="" if gained.startswith("-") else "+", points=gained)
    spans = [
        Span(f" {cell_name(session.plan, draft.cell, glyphs) if draft.cell else ''}   "),
        Span(_("plan {old} {arrow} {new} ").format(old=old, arrow=glyphs.arrow, new=new)),
        Span(glyphs.level(after.level), LEVEL_INK[after.level]),
    ]
    figure = [Span("  = "), Span(value_text(draft.value, locale), Ink.TITLE), Span(f" {row.unit}")]
    room = width - sum(len(span.text) for span in [*spans, *figure])
    return [*spans, Span(f"  {added}" if room >= len(added) + 2 else ""), *figure]


def detail_line(session: Session, row: Row, month: int, width: int, glyphs: Glyphs) -> list[Span]:
    """Return what the cursor is on: its exact value, and of the month's goal and the month before what has room."""
    cell = row.cell(month)
    if row.indicator is None:
        return [Span(fit(_node(session, row), width, glyphs).rstrip())]
    if cell is None:
        return [Span(fit(_line(session, row.indicator, glyphs), width, glyphs).rstrip())]
    plan = session.plan
    value = plan.values.get(cell)
    line = f" {cell_name(plan, cell, glyphs)} = {value_text(value, plan.locale)} {row.unit}".rstrip()
    doubt = session.doubt(cell)
    if doubt:
        return [Span(line + "   "), Span(f"! {doubt}", Ink.DOUBT)]
    for part in _context(session, row.indicator, cell):
        if len(line) + len(part) + 3 <= width:
            line += f"   {part}"
    return [Span(line)]


def cell_name(plan: Plan, cell: Cell, glyphs: Glyphs) -> str:
    """Return a cell as a person calls it: `N° 4 Efectivas · Mar`."""
    indicator = plan.indicator(cell.indicator)
    fields: list[Variable | Constant] = [] if indicator is None else [*indicator.variables, *indicator.constants]
    label = next((item.label for item in fields if item.name == cell.name), cell.name)
    number = numbered(cell.indicator)
    if cell.month is None:
        return f"{number} {label}"
    return f"{number} {label} {glyphs.dot} {month_name(cell.month, plan.locale).capitalize()}"


def _node(session: Session, row: Row) -> str:
    weight = "" if row.weight is None else whole_percent(row.weight, session.plan.locale)
    return f" {row.label}" + (_("   pesa {weight}").format(weight=weight) if weight else "")


def _line(session: Session, indicator: Indicator, glyphs: Glyphs) -> str:
    locale = session.plan.locale
    parts = [f" {numbered(indicator.id)} {indicator.name}"]
    if indicator.target is not None and indicator.kind is not Kind.MILESTONE:
        target = (
            format_percent(indicator.target, locale)
            if indicator.unit == "%"
            else format_number(indicator.target, locale)
        )
        parts.append(_("meta {limit}{target}").format(limit=_("máx. ") if is_limit(indicator) else "", target=target))
    parts.append(indicator.responsible or _("sin responsable"))
    return f" {glyphs.dot} ".join(parts)


def _context(session: Session, indicator: Indicator, cell: Cell) -> list[str]:
    """Return what is to be known of a cell beside its figure: its note, the month's goal, the month before."""
    plan, note = session.plan, session.notes.get(cell)
    parts = [_("* {note}").format(note=note)] if note else []
    if cell.month is None:
        return parts
    goal = month_goal(plan, indicator, cell.month)
    if goal is not None:
        # A ratio's goal is that of the quotient, a sum's that of its inputs together.
        each = _("meta/mes {goal}") if len(indicator.variables) == 1 else _("meta/mes del total {goal}")
        parts.append(each.format(goal=_goal(indicator, goal, plan.locale)))
    before = previous(plan, cell)
    if before is not None:
        parts.append(_("antes {value}").format(value=value_text(before, plan.locale)))
    return parts


def _goal(indicator: Indicator, goal: Decimal, locale: str) -> str:
    if indicator.kind in {Kind.RATIO, Kind.LEVEL}:
        return format_percent(goal, locale) if indicator.unit == "%" else format_number(goal, locale)
    return format_number(goal, locale, 0 if abs(goal) >= 100 else 1)


def _percent(fraction: Decimal | None, locale: str, digits: int = 1) -> str:
    return "–" if fraction is None else format_percent(fraction, locale, digits)
