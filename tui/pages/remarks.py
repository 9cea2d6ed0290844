"""What was written of indicators: analysis, action, until when and by whom, and what proves it."""

from collections.abc import Iterator

from scoring.arithmetic.rollup import PlanScore
from scoring.messages import _
from scoring.model import Plan
from scoring.model.acts import Remark
from scoring.text.months import month_name
from scoring.year.remarks import remark_of
from scoring.year.words import submitted_words
from tui.grid.spans import Role, Span
from tui.grid.symbols import LEVEL_ROLE
from tui.pages.page import Frame, PageLine, paragraph, plain


def remarks_at(whole: PlanScore, frame: Frame) -> Iterator[PageLine]:
    """Yield what was written of every indicator at a score's cut-off; nothing where nothing was."""
    written = [
        (scored, remark)
        for scored in whole.indicators
        if (remark := remark_of(whole.plan, scored.indicator.id, whole.month))
    ]
    if not written:
        return
    yield plain(_(" Análisis y acciones de mejora"), Role.HEADING, begins="remarks")
    for scored, remark in written:
        id_ = scored.indicator.id
        mark = Span(f" {frame.symbols.level(scored.level)}", LEVEL_ROLE[scored.level])
        head = (mark, Span(f" {id_:>2} "))
        yield from paragraph(remark.analysis, frame.width, head=head, row=f"i{id_}", begins=f"remark {id_}")
        yield from _done_about_it(remark, 7, frame)
    yield plain()


def acts_of(plan: Plan, id_: str, month: int, frame: Frame) -> Iterator[PageLine]:
    """Yield what was submitted of an indicator at a cut-off, and what was written of it up to then, latest first."""
    if submitted := submitted_words(plan, id_, month):
        name = month_name(month, plan.locale, wide=True)
        head = (Span(_(" Presentado en {month}: ").format(month=name), Role.OBJECTIVE),)
        yield from paragraph(submitted, frame.width, head=head, hanging=5, begins="submitted")
    for at in range(month, 0, -1):
        if remark := remark_of(plan, id_, at):
            name = month_name(at, plan.locale, wide=True)
            head = (Span(_(" Análisis de {month}: ").format(month=name), Role.OBJECTIVE),)
            yield from paragraph(remark.analysis, frame.width, head=head, hanging=5, begins=f"remark {at}")
            yield from _done_about_it(remark, 5, frame)
            by = _("lo escribió {by}").format(by=remark.by)
            yield from paragraph(by, frame.width, Role.ASIDE, head=(Span(" " * 5),))


def _done_about_it(remark: Remark, indent: int, frame: Frame) -> Iterator[PageLine]:
    head = (Span(" " * indent),)
    if remark.action:
        parts = [
            remark.action,
            _("para el {day}").format(day=f"{remark.due:%d/%m/%Y}") if remark.due else "",
            remark.responsible,
        ]
        text = _("Acción: {action}").format(action=", ".join(filter(None, parts)))
        yield from paragraph(text, frame.width, head=head, hanging=indent + 2)
    if remark.evidence:
        text = _("Evidencia: {source}").format(source=remark.evidence.source)
        yield from paragraph(text, frame.width, Role.ASIDE, head=head, hanging=indent + 2)
