"""The signature block of the form: who signed the plan in the program, and room for who signs by hand."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from scoring.messages import _
from scoring.model import FormTexts, Plan
from scoring.plain_names import plain_name
from scoring.text.clock import date_and_time
from scoring.year.signing import Signed, digest_to_sign, signed, version_to_sign
from workbook.model.cells import Area
from workbook.model.layout import FORM_COLUMNS
from workbook.model.sheet import Sheet
from workbook.model.styles import HEADER, NOTE, TEXT, line_height, text_height
from workbook.model.wording import DIGEST, SIGNED
from workbook.sheets.form_objective import CENTRE, LABEL, SIZE, WIDTHS

_SIGNED_ROW: Final = 4
"""The row of the block that is signed, from 0: below role, name, post and date."""
_ROOM: Final = 42.0
"""Points to sign by hand in."""
_SHOWN_DIGITS: Final = 16
"""Digits of a digest that tell it from others."""
_NOTE: Final = NOTE._replace(italic=False, down="center", colour=TEXT.colour)


def put_signatures(sheet: Sheet, first: int, plan: Plan, *, to_sign: bool) -> None:
    """Write the block from a row on, with who signed what and when; below it, in small print, other roles.

    Where the form is `to_sign`, the small print has the digest of what is signed.
    """
    texts, row = plan.texts, first
    found = {item.signer.key: item for item in signed(plan) if item.sign_off} if plan.acts else {}
    cells = _block(texts, found)
    spans = _spans(len(texts.signatures))
    labels = [*texts.signature_labels]
    if labels and any(cells) and len(labels) <= _SIGNED_ROW:
        labels.append(_("Firma:"))
    room = min(_SIGNED_ROW, len(labels) - 1)
    for at, label in enumerate(labels):
        heading, is_room = at == 0, at == room and (at == _SIGNED_ROW or any(cells))
        sheet.spread(Area(row, 1, row, 2), label, HEADER if heading else LABEL)
        for (left, right), signature, key in zip(spans, texts.signatures, cells, strict=True):
            area = Area(row, left, row, right)
            if is_room and key:
                sheet.spread(area, signed_text(plan, found[key]), CENTRE._replace(size=8))
            else:
                text = signature[at] if at < min(len(signature), len(texts.signature_labels)) else ""
                sheet.spread(area, text, HEADER if heading else CENTRE, shows="plan.text.signatures")
        sheet.heights[row] = _ROOM if is_room else line_height(1, SIZE)
        row += 1
    others = [item for key, item in found.items() if key not in cells]
    for text in _small_print(plan, others, to_sign=to_sign):
        sheet.spread(Area(row, 1, row, FORM_COLUMNS), text, _NOTE)
        sheet.heights[row] = text_height(_NOTE, text, sum(WIDTHS))
        row += 1


def signed_text(plan: Plan, item: Signed) -> str:
    """Return who signed, when, which version, with an SSH key or not, and whether that covers what is in force."""
    done = item.sign_off
    if done is None:
        return ""
    told = [
        _("{signed} por {by} el {when}").format(
            signed=SIGNED, by=done.by, when=date_and_time(done.at, plan.timezone, plan.locale, seconds=False)
        ),
        _("versión {version}, {key}").format(
            version=done.version, key=_("con llave SSH") if done.signature else _("sin llave SSH")
        ),
        f"SHA-256 {done.digest[:_SHOWN_DIGITS]}…",
    ]
    if not item.covers:
        told.append(_("ya no cubre lo vigente"))
    return " · ".join(told)


def _block(texts: FormTexts, found: dict[str, Signed]) -> list[str]:
    """Return which sign-off goes into each column of the block, by its role's key; empty for none.

    A column in which the form prints a signature of its own keeps it.
    """
    keys = (("" if item.signed.strip() else plain_name(item.role)) for item in texts.signatures)
    return [key if key in found else "" for key in keys]


def _small_print(plan: Plan, others: list[Signed], *, to_sign: bool) -> Iterator[str]:
    for item in others:
        yield f"{signed_text(plan, item)} · {item.signer.role}"
    if to_sign:
        yield _("{digest} de la versión {version}, lo que se firma: {sha256}").format(
            digest=DIGEST, version=version_to_sign(plan), sha256=digest_to_sign(plan, None)
        )


def _spans(count: int) -> list[tuple[int, int]]:
    """Divide the columns from the third on among the signatures: three take C–H, I–N and O–S, as in the form."""
    if count == 3:
        return [(3, 8), (9, 14), (15, 19)]
    count = min(max(count, 1), FORM_COLUMNS - 2)
    edges = [3 + (FORM_COLUMNS - 2) * at // count for at in range(count + 1)]
    return [(left, right - 1) for left, right in pairwise(edges)]
