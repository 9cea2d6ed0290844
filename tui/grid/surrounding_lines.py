"""The lines around the grid: the plan's own figures above it, what is under the cursor below it."""

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from scoring.arithmetic.measure import is_limit
from scoring.arithmetic.pace import month_goal, previous
from scoring.messages import _
from scoring.model import Cell, Constant, Indicator, Plan, Variable
from scoring.model.resources import resource_of
from scoring.text.months import month_name
from scoring.text.numbers import format_number, format_percent
from scoring.text.words import numbered
from tui.grid.labels import is_whole
from tui.grid.rows import Row, RowKind
from tui.grid.spans import Role, Span, cut, fit
from tui.grid.symbols import Symbols, level_span
from tui.grid.values import percent, value_text, whole_percent
from tui.grid.view import Draft, Known, View

if TYPE_CHECKING:
    from scoring.model.fields import Address
    from scoring.year.words import YearMarks

_USUAL: Final = 80
"""A terminal's usual width, at which the plan's figures have room."""
_ROOMY: Final = 92
"""From this width on names are written in full."""
_LEAST_DOUBT: Final = 12
"""Letters of a doubt that are worth beginning it."""
_PART_OF_NAME: Final = 12
"""So many cells of a plan's name, with what is before it, still tell it from others."""


def title_line(view: View) -> list[Span]:
    """Return the first line: which plan, which cut-off, and whether everything is on disk."""
    known, plan = view.known, view.known.plan
    cutoff = month_name(known.cutoff, plan.locale).capitalize() if known.cutoff else _("ninguno")
    if known.saved.problem:
        saved = Span(_("NO GUARDADO"), Role.ALERT)
    elif known.saved.unconfirmed:
        saved = Span(_("SIN CONFIRMAR"), Role.ALERT)
    elif known.saved.at:
        saved = Span(_("guardado {time}").format(time=known.saved.at), Role.ASIDE)
    else:
        saved = Span(_("sin cambios"), Role.ASIDE)
    middle = _("corte {month}").format(month=cutoff) + "  "
    room = max(0, view.width - len(f"{middle}{saved.text:>17}  {view.way_out} ") - 1)
    if known.year and _said_of(known.year):
        title = _title_with_year(view, known.year, room)
        if not title:  # the cut-off is marked in the columns' heading too
            middle, room = "", room + len(middle)
            title = _title_with_year(view, known.year, room) or _least_title(known.year)
    else:
        long, short = _(" Plan de acción {year} {dot} {process}"), _(" Plan {year} {dot} {process}")
        named = {"year": plan.year, "dot": view.symbols.dot, "process": plan.process}
        title = long.format(**named) if len(long.format(**named)) <= room else short.format(**named)
    return [
        Span(fit(title, room, view.symbols.more) + " ", Role.TITLE),
        Span(middle),
        saved._replace(text=f"{saved.text:>17}  "),
        Span(f"{view.way_out} ", Role.ASIDE),
    ]


def _title_with_year(view: View, year: "YearMarks", room: int) -> str:
    """Return which plan it is and where its year stands, with the words that there is room for; empty for too few."""
    plan, dot = view.known.plan, view.symbols.dot
    whole, brief = _said_of(year), ", ".join(filter(None, [year.version, year.amendment, year.closed]))
    short = _("Plan {year}").format(year=plan.year)
    for title in (
        _(" Plan de acción {year} {dot} {process}").format(year=plan.year, dot=dot, process=plan.process)
        + f", {whole}",
        f" {short} {dot} {plan.process}, {whole}",
        f" {short} {dot} {plan.process}, {brief}",
    ):
        if len(title) <= room:
            return title
    title = f" {short} {brief}"
    named = f"{title} {dot} {plan.process}"
    if len(title) + _PART_OF_NAME <= room:
        return named
    return next((each for each in (title, f" {brief}") if len(each) <= room), "")


def _least_title(year: "YearMarks") -> str:
    """Return where the year stands in the fewest words: what asks for somebody to do something."""
    return " " + (", ".join(filter(None, [year.version, year.amendment])) or year.closed)


def _said_of(year: "YearMarks") -> str:
    """Return all that is to be said of a plan's year; empty for a draft with nothing closed."""
    return ", ".join(filter(None, [year.stage, year.amendment, year.closed, year.reopened]))


def totals_line(view: View) -> list[Span]:
    """Return the second line: the plan's figures, with shorter names on a narrow screen, and those that have room."""
    figures, locale = view.shown_score.figures, view.known.plan.locale
    roomy = view.width >= _ROOMY
    named = [
        (_("Avance"), format_percent(figures.progress, locale)),
        (_("Programado") if roomy else _("Prog."), format_percent(figures.programmed, locale)),
        (_("Reportado") if roomy else _("Report."), _percent(figures.reported, locale, 0)),
        (_("Pendientes") if roomy else _("Pend."), str(view.known.pending)),
    ]
    gap = "   " if roomy else "  "
    compliance = _(" Cumplimiento {percent} ") if view.width >= _USUAL else _(" Cumpl. {percent} ")
    first = [
        Span(compliance.format(percent=_percent(figures.compliance, locale))),
        level_span(figures.level, view.symbols),
    ]
    parts = [f"{gap}{name} {figure}" for name, figure in named]
    room = view.width - sum(len(span.text) for span in first)
    while len("".join(parts)) > room:
        del parts[-2]  # what is pending stays longest
    return [*first, Span("".join(parts))]


def foot_line(view: View) -> list[Span]:
    """Return the line below the rows: what is being typed adds, or what the cursor is on."""
    return _draft_line(view, view.draft) if view.draft else _detail_line(view)


def cell_name(plan: Plan, cell: Cell, symbols: Symbols) -> str:
    """Return a cell as a person calls it: `N° 4 Efectivas · Mar`."""
    indicator = plan.indicator(cell.indicator)
    if indicator is None and resource_of(plan, cell):
        from tui.grid import money  # the first screen mostly shows no money

        return money.cell_name(plan, cell, symbols.dot)
    typed: list[Variable | Constant] = [] if indicator is None else [*indicator.variables, *indicator.constants]
    label = next((item.label for item in typed if item.name == cell.name), cell.name)
    number = numbered(cell.indicator)
    if cell.month is None:
        return f"{number} {label}"
    return f"{number} {label} {symbols.dot} {month_name(cell.month, plan.locale).capitalize()}"


def address_name(plan: Plan, address: "Address", symbols: Symbols) -> str:
    """Return a cell, a field of the definition or a node as a person calls it."""
    if isinstance(address, Cell):
        return cell_name(plan, address, symbols)
    from scoring.entry.change_words import address_words  # imported here: a cell does not need it

    return address_words(plan, address)


def _draft_line(view: View, draft: Draft) -> list[Span]:
    """Return what the value being typed makes of the plan's compliance, and the value with its thousands grouped.

    A roomy screen says also what it adds to the plan's progress. The value comes last, behind its unit, so that a digit
    more moves nothing else on the line.
    """
    plan = view.known.plan
    before, after = view.known.score.figures, draft.score.figures
    old, new = percent(before.compliance, plan.locale), percent(after.compliance, plan.locale)
    unit = f" {view.symbols.dot} {view.look.at.unit}" if view.look.at.unit else ""
    if draft.cell and view.look.at.is_money:
        from tui.grid import money  # the first screen mostly shows no money

        made = f"   {money.drafted(view, draft, draft.cell)}  = {value_text(draft.value, plan.locale)}"
        return [Span(_shortened(view, draft.cell, view.width - len(unit) - len(made)) + unit + made)]
    value = f"  = {value_text(draft.value, plan.locale)}"
    line = "   " + _("plan {old} {arrow} {new}").format(old=old, arrow=view.symbols.arrow, new=new)
    if draft.cell:
        line = _shortened(view, draft.cell, view.width - len(unit) - len(line) - len(value)) + unit + line
    gained = format_number((after.progress - before.progress) * 100, plan.locale, 2)
    added = "  " + _("avance {sign}{points}").format(sign="" if gained.startswith("-") else "+", points=gained)
    room = view.width - len(line) - len(value)
    return [Span(line + (added if view.width >= _ROOMY and len(added) <= room else "") + value)]


def _detail_line(view: View) -> list[Span]:
    """Return the exact value under the cursor, and of the month's goal and the month before what has room."""
    row, known, plan = view.look.at, view.known, view.known.plan
    cell = row.cell(view.look.month)
    if cell is not None and row.is_money:
        return _amount_line(view, row, cell)
    if row.indicator is None:
        return [Span(cut(_node(view, row), view.width, view.symbols.more))]
    if cell is None:
        return [Span(cut(_indicator(plan, row.indicator, view.symbols), view.width, view.symbols.more))]
    held = f" = {value_text(plan.values.get(cell), plan.locale)} {row.unit}".rstrip()
    context, doubt = _context(known, row.indicator, cell), known.doubt(cell)
    beside = len(doubt) + 5 if doubt else len(context[0]) + 3 if cell in known.notes else 0
    line = f"{_called(view, row, cell, view.width - len(held), beside)}{held}"
    if doubt:
        return _with_doubt(view, line, doubt)
    for part in context:
        if len(line) + len(part) + 3 <= view.width:
            line += f"   {part}"
    return [Span(line)]


def _with_doubt(view: View, line: str, doubt: str) -> list[Span]:
    """Return a line with as much of a doubt behind it as has room; the cell is marked anyway."""
    room = view.width - len(line) - 3
    if room < _LEAST_DOUBT:
        return [Span(cut(line, view.width, view.symbols.more))]
    return [Span(line + "   "), Span(cut(f"! {doubt}", room, view.symbols.more), Role.DOUBT)]


def _called(view: View, row: Row, cell: Cell, room: int, beside: int) -> str:
    """Return what the cell is called: by its indicator's whole name where the row shows a shorter one, if it fits.

    It fits where it leaves so many cells `beside` it in the `room`.
    """
    usual = cell_name(view.known.plan, cell, view.symbols)
    if row.kind is RowKind.INDICATOR and not is_whole(view, row):
        number, dot, month = usual.rpartition(f" {view.symbols.dot} ")
        whole = f" {row.number} {row.label}{dot}{month}"
        if number and len(whole) + beside <= room:
            return whole
    return _shortened(view, cell, room)


def _shortened(view: View, cell: Cell, room: int) -> str:
    """Return what the cell is called, behind a space; its month stays where the rest has to be cut."""
    whole = f" {cell_name(view.known.plan, cell, view.symbols)}"
    name, dot, month = whole.rpartition(f" {view.symbols.dot} ")
    if len(whole) <= room or not name:
        return whole
    return cut(name, max(2, room - len(dot + month)), view.symbols.more) + dot + month


def _amount_line(view: View, row: Row, cell: Cell) -> list[Span]:
    from tui.grid import money  # the first screen mostly shows no money

    first, *others = money.detail(view, row, cell)
    if doubt := view.known.doubt(cell):
        return _with_doubt(view, first, doubt)
    for part in others:
        if len(first) + len(part) + 3 <= view.width:
            first += f"   {part}"
    return [Span(first)]


def _node(view: View, row: Row) -> str:
    plan = view.known.plan
    weight = "" if row.weight is None else whole_percent(row.weight, plan.locale)
    said = ""
    if row.kind is RowKind.OBJECTIVE:
        from tui.grid import money  # the first screen mostly shows no money

        said = money.of_node(view.known, row)
    end = (_("   pesa {weight}").format(weight=weight) if weight else "") + (f"   {said}" if said else "")
    return f" {cut(row.label, view.width - len(end) - 1, view.symbols.more)}{end}"


def _indicator(plan: Plan, indicator: Indicator, symbols: Symbols) -> str:
    locale = plan.locale
    parts = [f" {numbered(indicator.id)} {indicator.name}"]
    if indicator.target is not None and indicator.kind.needs_target:
        written = format_percent if indicator.unit == "%" else format_number
        limit = _("máx. ") if is_limit(indicator) else ""
        parts.append(_("meta {limit}{target}").format(limit=limit, target=written(indicator.target, locale)))
    parts.append(indicator.responsible or _("sin responsable"))
    return f" {symbols.dot} ".join(parts)


def _context(known: Known, indicator: Indicator, cell: Cell) -> list[str]:
    """Return what is to be known of a cell beside its value: its note, the month's goal, the month before."""
    plan, note = known.plan, known.notes.get(cell)
    parts = [_("* {note}").format(note=note)] if note else []
    if cell.month is None:
        return parts
    if known.is_closed(cell):
        parts.append(_("= mes cerrado"))
    goal = month_goal(plan, indicator, cell.month)
    if goal is not None:
        # A ratio's goal is that of the quotient, a sum's that of its variables together.
        each = _("meta/mes {goal}") if len(indicator.variables) == 1 else _("meta/mes del total {goal}")
        parts.append(each.format(goal=_goal(indicator, goal, plan.locale)))
    before = previous(plan, cell)
    if before is not None:
        parts.append(_("antes {value}").format(value=value_text(before, plan.locale)))
    return parts


def _goal(indicator: Indicator, goal: Decimal, locale: str) -> str:
    if indicator.kind.month_goal_is_target:
        return format_percent(goal, locale) if indicator.unit == "%" else format_number(goal, locale)
    return format_number(goal, locale, 0 if abs(goal) >= 100 else 1)


def _percent(fraction: Decimal | None, locale: str, digits: int = 1) -> str:
    return "–" if fraction is None else format_percent(fraction, locale, digits)
