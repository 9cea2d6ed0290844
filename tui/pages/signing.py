"""What a role is about to sign: its digest, its figures, and what differs from what was signed last."""

from collections.abc import Callable, Iterator
from typing import Any

from scoring.entry.act_words import missing_words
from scoring.entry.change_words import address_words, held_words
from scoring.messages import _
from scoring.model import Indicator, Plan
from scoring.model.acts import close_of
from scoring.model.fields import Field
from scoring.model.structure import PLAN, address_of
from scoring.text.clock import date_and_time
from scoring.text.months import month_name
from scoring.text.words import numbered
from scoring.year.signing import Signer, version_to_sign
from tui.controller.last_signed import SinceSigned
from tui.grid.spans import Role, Span, fit
from tui.grid.symbols import Symbols, level_span
from tui.grid.values import percent, whole_percent
from tui.pages.page import Frame, Page, PageLine, paragraph, plain

_NAME = 40
"""The width of a node's name beside its figures."""


def terms_page(
    plan: Plan,
    signer: Signer,
    digest: str,
    since: SinceSigned | None,
    *,
    symbols: Symbols,
    sign: Callable[[Any], object],
) -> Page:
    """Return the terms as a role signs them; `since` has what differs from those that were signed last."""

    def layout(width: int) -> list[PageLine]:
        frame = Frame(plan.locale, width, symbols)
        told = _(
            "Firma la versión {version} del plan: pesos, metas, fechas, fórmulas, umbrales, presupuestos y firmas."
        )
        return [
            *paragraph(told.format(version=version_to_sign(plan)), width, head=(Span(" "),), begins="told"),
            *_who(signer, digest, frame),
            *_door(signer, sign, frame),
            *_differences(plan, since, frame),
            *_terms(plan, frame),
        ]

    return Page(_("Firmar como {role}").format(role=signer.role), layout)


def cut_off_page(
    plan: Plan, signer: Signer, month: int, digest: str, *, symbols: Symbols, sign: Callable[[Any], object]
) -> Page:
    """Return a submitted cut-off as a role signs it."""
    name = month_name(month, plan.locale, wide=True)

    def layout(width: int) -> list[PageLine]:
        frame = Frame(plan.locale, width, symbols)
        return [
            plain(_(" Firma el corte presentado de {month}.").format(month=name), begins="told"),
            *_who(signer, digest, frame),
            *_door(signer, sign, frame),
            *_submitted(plan, month, frame),
        ]

    return Page(_("Firmar como {role}").format(role=signer.role), layout)


def _who(signer: Signer, digest: str, frame: Frame) -> Iterator[PageLine]:
    if who := " ".join(", ".join(filter(None, [signer.name, signer.post])).split()):
        yield from paragraph(who, frame.width, Role.ASIDE, head=(Span(" "),), begins="who")
    users = ", ".join(signer.users) or _("cualquiera que escriba el plan")
    yield from paragraph(_("puede firmar: {users}").format(users=users), frame.width, Role.ASIDE, head=(Span(" "),))
    yield from paragraph(digest, frame.width, Role.ASIDE, head=(Span(" SHA-256 ", Role.ASIDE),), begins="digest")


def _door(signer: Signer, sign: Callable[[Any], object], frame: Frame) -> Iterator[PageLine]:
    yield plain()
    text = _("Firmar como {role}").format(role=signer.role)
    yield PageLine((Span(f" {frame.symbols.closed} {text} "),), begins=("door",), over=sign, does=_("firmar"))
    yield plain()


def _differences(plan: Plan, since: SinceSigned | None, frame: Frame) -> Iterator[PageLine]:
    """Yield what of the terms differs from those that were signed last."""
    if since is None:
        yield plain(_(" Nadie lo ha firmado antes."), begins="differences")
        yield plain()
        return
    at = date_and_time(since.at, plan.timezone, plan.locale, seconds=False)
    if not since.changes:
        yield plain(_(" Es lo mismo que se firmó el {at}.").format(at=at), begins="differences")
    else:
        yield plain(_(" Cambió desde lo que se firmó el {at}").format(at=at), Role.HEADING, begins="differences")
    for change in since.changes:
        old, new = (held_words(plan, change.address, value) or "–" for value in (change.before, change.now))
        text = f"{address_words(plan, change.address)}: {old} {frame.symbols.arrow} {new}"
        if change.reason:
            text = _("{change}; motivo: {reason}").format(change=text, reason=change.reason)
        yield from paragraph(text, frame.width, head=(Span("   "),), hanging=5, begins=f"change {change.address}")
    yield plain()


def _terms(plan: Plan, frame: Frame) -> Iterator[PageLine]:
    """Yield the weights, targets and dates that are signed."""
    yield plain(_(" Lo que se firma"), Role.HEADING, begins="terms")
    for objective in plan.objectives:
        weight = whole_percent(objective.weight, plan.locale)
        text = f"{objective.text} · {weight}"
        yield from paragraph(
            text, frame.width, Role.OBJECTIVE, head=(Span(" "),), begins=f"objective {objective.number}"
        )
        for indicator in objective.indicators:
            text = f"{indicator.name} · {_terms_of(plan, indicator)}"
            head = (Span(f"   {numbered(indicator.id):<6}"),)
            yield from paragraph(text, frame.width, head=head, begins=f"indicator {indicator.id}")


def _terms_of(plan: Plan, indicator: Indicator) -> str:
    target = held_words(plan, Field(indicator.id, "target"), indicator.target)
    parts = [
        _("peso {weight}").format(weight=whole_percent(indicator.weight, plan.locale)),
        _("meta {target} {unit}").format(target=target, unit="" if "%" in target else indicator.unit).strip()
        if target
        else "",
        _("{start} a {end}").format(start=f"{indicator.start:%d/%m/%Y}", end=f"{indicator.end:%d/%m/%Y}"),
    ]
    return ", ".join(filter(None, parts))


def _submitted(plan: Plan, month: int, frame: Frame) -> Iterator[PageLine]:
    """Yield the figures of every node as they were submitted, and what was corrected for them."""
    close = close_of(plan, month)
    if close is None:
        return
    told = _("Lo presentó {by} el {at}, versión {version}.").format(
        by=close.by, at=date_and_time(close.at, plan.timezone, plan.locale, seconds=False), version=close.version
    )
    yield from paragraph(told, frame.width, head=(Span(" "),), begins="submitted")
    if missing := missing_words(close.missing):
        yield from paragraph(_("Faltaba: {missing}.").format(missing=missing), frame.width, head=(Span(" "),))
    if close.corrected:
        cells = ", ".join(close.corrected)
        text = _("Corregido desde que se presentó antes: {cells}.").format(cells=cells)
        yield from paragraph(text, frame.width, head=(Span(" "),), begins="corrected")
    yield plain()
    width = min(_NAME, frame.width - 34)
    heads = f" {fit('', width, '')}{_('Cumpl.'):>8}   {_('Avance'):>8}{_('Reportado'):>11}"
    yield plain(heads, Role.HEADING, begins="figures")
    names = _names(plan)
    for figures in close.figures:
        if figures.node not in names:
            continue
        name = fit(names[figures.node], width, frame.symbols.more)
        yield PageLine(
            (
                Span(f" {name}{percent(figures.compliance, frame.locale):>8} "),
                level_span(figures.level, frame.symbols),
                Span(f"{percent(figures.progress, frame.locale):>8}{percent(figures.reported, frame.locale):>11}"),
            ),
            begins=(f"figures {figures.node}",),
        )


def _names(plan: Plan) -> dict[str, str]:
    """Return what the plan, its objectives and its indicators are called, by their addresses."""
    objectives = {address_of(item): item.text for item in plan.objectives}
    indicators = {item.id: f"  {numbered(item.id)} {item.name}" for item in plan.indicators}
    return {PLAN: _("PLAN"), **objectives, **indicators}
