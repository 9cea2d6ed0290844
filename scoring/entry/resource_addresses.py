"""How a person names a cell of a resource: `R2.propios` its budget, `R2.propios@mar` what was executed in March.

What leaves out the source or everything names several: `R2@mar` the sources of objective 2 in March, `R2` all it has.
"""

import re
from collections.abc import Sequence
from typing import Final

from scoring.entry.addresses import EntryError
from scoring.messages import _
from scoring.model import Cell, Plan
from scoring.model.resources import CODE, Resource, nodes_by_code, resources_of
from scoring.quoting import quoted
from scoring.text.months import parse_month
from scoring.text.suggestions import meant
from scoring.text.words import source_label

_SPOKEN: Final = re.compile(r"(?P<code>[^\s.@]+) (?P<label>.+?)(?: [·-] (?P<month>[^\W\d_]+))?")
"""A cell as the screen calls it: `R2 Recursos propios · Mar`."""
_LIKE_CODE: Final = re.compile(rf"{CODE}\d", re.IGNORECASE)


def resource_cells(plan: Plan, text: str) -> tuple[Cell, ...] | None:
    """Return the cells of resources that a text names; None where it begins with no code of one, nor looks so.

    EntryError for a code or a source that the plan does not have.
    """
    written = " ".join(text.split()).removesuffix(":")
    spoken = _SPOKEN.fullmatch(written)
    address, at, month = written.partition("@")
    word, dot, name = address.partition(".")
    found = _resources(plan, spoken["code"] if spoken else word)
    if not found:
        if _LIKE_CODE.match(word) and plan.indicator(word) is None:
            raise EntryError(_unknown(plan, text, word))
        return None
    if spoken:
        name, dot, month, at = spoken["label"], " ", spoken["month"] or "", spoken["month"] or ""
    named = found if not dot else _of_source(found, name.strip(), text)
    if at:
        number = parse_month(month, plan.year, plan.locale)
        return tuple(item.executed(number) for item in named)
    return tuple(item.budget for item in named) if dot else tuple(cell for item in named for cell in item.cells)


def resource_cell(plan: Plan, text: str) -> Cell | None:
    """Return the one cell of a resource that a text names; None as above, EntryError too where it names several."""
    cells = resource_cells(plan, text)
    if cells is not None and len(cells) > 1:
        known = ", ".join(dict.fromkeys(cell.name for cell in cells))
        sentence = _("«{text}»: {code} tiene varias fuentes, diga cuál: {known}.")
        raise EntryError(sentence.format(text=quoted(text), code=cells[0].indicator, known=known))
    return cells[0] if cells else None


def _resources(plan: Plan, word: str) -> tuple[Resource, ...]:
    """Return the resources with a code, in capitals or not."""
    code = next((code for code in nodes_by_code(plan) if code.casefold() == word.casefold()), None)
    return () if code is None else resources_of(plan, code)


def _of_source(found: Sequence[Resource], name: str, text: str) -> tuple[Resource, ...]:
    named = tuple(item for item in found if name.casefold() in {item.source, source_label(item.source).casefold()})
    if not named:
        known = [item.source for item in found]
        sentence = _("«{text}»: {code} no tiene «{name}» entre sus fuentes de recursos; tiene: {known}.").format(
            text=quoted(text), code=found[0].code, name=quoted(name), known=", ".join(known)
        )
        raise EntryError(sentence + meant(name, known))
    return named


def _unknown(plan: Plan, text: str, word: str) -> str:
    known = list(nodes_by_code(plan))
    if not known:
        return _("«{text}»: el plan está sin objetivos todavía, y los recursos son de ellos.").format(text=quoted(text))
    sentence = _("«{text}»: el plan no tiene los recursos «{code}»; hay: {known}.").format(
        text=quoted(text), code=quoted(word), known=", ".join(known)
    )
    return sentence + meant(word, known)
