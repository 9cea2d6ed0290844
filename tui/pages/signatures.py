"""Who has signed what: the plan's terms and every submitted cut-off, role by role."""

from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from scoring.messages import _
from scoring.model import MONTHS, Plan
from scoring.model.acts import close_of
from scoring.text.clock import date_and_time
from scoring.year.signing import Signed, signed
from tui.grid.spans import Role, Span
from tui.grid.symbols import Symbols
from tui.pages.page import Frame, Page, PageLine, paragraph, plain
from tui.proofs.words import key_words, signed_words

Sign: TypeAlias = Callable[[str, int | None], Callable[[Any], object]]
"""Opens what a role would sign, given its name and the month of a cut-off or None for the terms."""


class _Told(NamedTuple):
    """A role's sign-off, and what is said of the SSH key that made it."""

    item: Signed
    month: int | None
    """Of which cut-off; None for the terms."""
    key: str


def signatures_page(plan: Plan, allowed: Path | None, symbols: Symbols, sign: Sign) -> Page:
    """Return every role's sign-offs; Enter on one that is missing, or covers what is in force no more, signs it.

    `allowed` is the file of the SSH keys that are known. Keys are looked at once: OpenSSH is asked about each.
    """
    told = [
        _Told(item, month, key_words(plan, item.sign_off, month, allowed) if item.sign_off else "")
        for month in (None, *(month for month in MONTHS if close_of(plan, month)))
        for item in signed(plan, month)
    ]

    def layout(width: int) -> list[PageLine]:
        lines: list[PageLine] = []
        frame = Frame(plan.locale, width, symbols)
        for month, those in groupby(told, lambda one: one.month):
            name = signed_words(plan, month)
            lines += paragraph(name, width, Role.HEADING, head=(Span(" "),), begins=f"signed {month}")
            for one in those:
                lines += _lines(plan, one, frame, sign)
            lines.append(plain())
        return lines or _nobody(width)

    return Page(_("Firmas"), layout)


def _lines(plan: Plan, told: _Told, frame: Frame, sign: Sign) -> Iterator[PageLine]:
    """Yield who signed in a role, when and with what, and whether that still covers what is in force."""
    (signer, _done, covers), month = told.item, told.month
    role, mark = (Role.PLAIN, frame.symbols.open) if covers else (Role.DOUBT, frame.symbols.closed)
    text = _signed(plan, told)
    begins = f"{month} {signer.key}"
    first, *rest = paragraph(text, frame.width, role, head=(Span(f"   {mark} ", role),), begins=begins)
    yield first if covers else first._replace(over=sign(signer.role, month), does=_("ver y firmar"))
    yield from rest
    beside = [" ".join(", ".join(filter(None, [signer.name, signer.post])).split())]
    if not covers:
        users = ", ".join(signer.users) or _("cualquiera que escriba el plan")
        beside.append(_("puede firmar: {users}").format(users=users))
    for text in filter(None, beside):
        yield from paragraph(text, frame.width, Role.ASIDE, head=(Span(" " * 5),))


def _signed(plan: Plan, told: _Told) -> str:
    (signer, done, covers), month = told.item, told.month
    if done is None:
        return _("{role}: sin firma").format(role=signer.role)
    at = date_and_time(done.at, plan.timezone, plan.locale, seconds=False)
    parts = [_("{role}: {by}, {at}").format(role=signer.role, by=done.by, at=at)]
    if month is None:
        parts.append(_("versión {version}").format(version=done.version))
    parts += [told.key, "" if covers else _("ya no cubre lo vigente")]
    return ", ".join(filter(None, parts))


def _nobody(width: int) -> list[PageLine]:
    told = _("Este plan no dice quién lo firma: su formato no tiene bloque de firmas; póngalo en los datos del plan.")
    return paragraph(told, width, head=(Span(" "),))
