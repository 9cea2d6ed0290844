"""The plan at a glance: what has changed, bars, the months so far, what is red and why, the pace needed, money."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from scoring.arithmetic.comparison import Comparison, against_month_before
from scoring.arithmetic.execution import execution
from scoring.arithmetic.rollup import PlanScore, figures_at
from scoring.messages import _
from scoring.model import Plan
from scoring.precision import ZERO
from scoring.text.months import month_name
from scoring.text.words import name_within
from tui.grid.scores import RowScore, row_scores
from tui.grid.spans import Role, Span, fit
from tui.grid.symbols import Symbols, level_span
from tui.grid.values import percent, points
from tui.pages.course import course
from tui.pages.money import money_lines
from tui.pages.page import Frame, Page, PageLine, paragraph, plain, side_by_side
from tui.pages.shortfalls import paces, red

_TWO_COLUMNS: Final = 160
"""From this width on the bars stand beside the rest."""
_WIDEST_LABEL: Final = 56
_SHORTEST_BAR: Final = 14
_LONGEST_BAR: Final = 40
_FIGURES: Final = 32
"""The width of a line of bars but for its label and its bar."""
_HALF: Final = Decimal("0.5")


class _Node(NamedTuple):
    """What a bar is of."""

    depth: int
    name: str
    short: str
    number: str
    row: str
    change: Decimal | None


def status_page(whole: PlanScore, symbols: Symbols, since: str = "") -> Page:
    """Return the plan at a glance; the line of a node leads to its row.

    `since` says what has changed since the person last looked; empty where nothing is known of that.
    """
    plan, before, found = whole.plan, against_month_before(whole), execution(whole.plan, whole.month)
    months = [*figures_at(whole, range(1, whole.month))]
    months += [whole.figures] if whole.month else []

    def layout(width: int) -> list[PageLine]:
        two = width >= _TWO_COLUMNS
        frame = Frame(plan.locale, width // 2 if two else width, symbols)
        bars = [*_year(plan, frame), *_news(before, since, frame), *_bars(whole, before, frame)]
        if found.figures.is_known:
            bars += [plain(), *money_lines(whole, found, frame)]
        rest = [
            *course(months, frame),
            plain(),
            *red(whole, frame),
            *_remarks(whole, frame),
            *paces(whole, frame),
        ]
        return side_by_side([bars, rest], frame.width) if two else [*bars, plain(), *rest]

    month = month_name(whole.month, plan.locale, wide=True) if whole.month else _("ningún mes")
    return Page(_("Estado del plan {year}, corte {month}").format(year=plan.year, month=month), layout)


def _year(plan: Plan, frame: Frame) -> Iterator[PageLine]:
    """Yield stage, version and closed months, and how the latest submitted cut-off stands today."""
    if not plan.acts:
        return
    from scoring.year.words import stage_words, standing_words  # many plans have no acts yet

    yield from paragraph(stage_words(plan), frame.width, Role.TITLE, head=(Span(" "),), begins="stage")
    if told := standing_words(plan):
        yield from paragraph(told, frame.width, Role.DOUBT, head=(Span(" "),), begins="standing")


def _remarks(whole: PlanScore, frame: Frame) -> Iterator[PageLine]:
    """Yield what was written of the indicators at the cut-off."""
    if whole.plan.acts:
        from tui.pages.remarks import remarks_at  # many plans have no acts yet

        yield from remarks_at(whole, frame)


def _news(before: Comparison | None, since: str, frame: Frame) -> Iterator[PageLine]:
    """Yield how the plan stands against the month before, and what has changed since the last visit."""
    if before:
        month = month_name(before.month, frame.locale, wide=True)
        change = points(before.plan, frame.locale, frame.symbols) if before.plan else _("igual")
        said = _(" Frente a {month} {change} en el cumplimiento del plan").format(month=month, change=change)
        yield plain(said, begins="month before")
    if since:
        yield from paragraph(since[:1].upper() + since[1:], frame.width, head=(Span(" "),), begins="visit")
    if before or since:
        yield plain()


def _bars(whole: PlanScore, before: Comparison | None, frame: Frame) -> Iterator[PageLine]:
    """Yield a bar of compliance for the plan, each objective and each indicator, and what has risen and fallen."""
    nodes = list(_nodes(whole, before))
    longest = max(len(node.name) + len(node.number) + 2 * node.depth + 2 for node in nodes)
    label = max(24, min(longest, _WIDEST_LABEL, frame.width - _FIGURES - _SHORTEST_BAR))
    bar = min(_LONGEST_BAR, frame.width - _FIGURES - label)
    against = _("frente a {month}").format(month=month_name(before.month, frame.locale)) if before else ""
    title, compliance, progress = _(" Cumplimiento hasta el corte"), _("Cumpl."), _("Avance")
    heads = f"{fit(title, label, frame.symbols.more)}{compliance:>8}{against:>{bar + 15}}{progress:>8}"
    yield plain(heads, Role.HEADING, begins="bars")
    figures, scores = whole.figures, row_scores(whole)
    plan = RowScore(figures.progress, figures.compliance, figures.level)
    for node in nodes:
        yield _bar(node, scores.get(node.row, plan), label, bar, frame)


def _nodes(whole: PlanScore, before: Comparison | None) -> Iterator[_Node]:
    objectives, indicators = (before.objectives, before.indicators) if before else ({}, {})
    yield _Node(0, _("PLAN"), "", "", "", before.plan if before else None)
    for scored in whole.objectives:
        objective = scored.objective
        yield _Node(0, objective.text, "", "", f"o{objective.number}", objectives.get(objective.number))
        for item in scored.indicators:
            indicator = item.indicator
            number = f"{indicator.id:>2} "
            change = indicators.get(indicator.id)
            yield _Node(1, indicator.name, indicator.short, number, f"i{indicator.id}", change)


def _bar(node: _Node, score: RowScore, label: int, room: int, frame: Frame) -> PageLine:
    filled = int((score.compliance or ZERO) * room + _HALF)
    head = "  " * node.depth + node.number
    name = name_within(node.name, node.short, label - len(head) - 1, frame.symbols.more)
    change = points(node.change, frame.locale, frame.symbols) if node.change else ""
    return PageLine(
        (
            Span(f" {head}{name}".ljust(label), Role.PLAIN if node.depth else Role.TITLE),
            Span(f"{percent(score.compliance, frame.locale):>8} "),
            level_span(score.level, frame.symbols),
            Span(" "),
            Span(frame.symbols.bar * filled, Role.COMPUTED),
            Span(frame.symbols.rest * (room - filled), Role.ASIDE),
            Span(f"{change:>11}{percent(score.progress, frame.locale):>8}"),
        ),
        row=node.row,
        begins=(f"bar {node.row}",),
    )
