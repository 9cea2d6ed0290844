"""What is in the place of an export that must not be written over unasked, as a sentence."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from scoring.messages import _, ngettext
from scoring.model import Plan
from scoring.text.numbers import format_value
from workbook.errors import WorkbookError
from workbook.reading.comparison import Import, read

_NAMED: Final = 3
"""How many cells a sentence names before it counts the others."""


def what_is_there(target: Path, plans: Sequence[Callable[[], Plan]], *, exported: bool) -> str:
    """Return the sentence on the file at `target`: first of all, what was typed and is in no plan yet.

    `plans` load those of which it could be a filled workbook; `exported` says whether this person ever exported to it.
    """
    found = _read_back(target, plans)
    if found and (changes := list(_changes(*found))):
        sentence = ngettext(
            "«{target}» tiene {count} cambio sin importar: {changes}.",
            "«{target}» tiene {count} cambios sin importar: {changes}.",
            len(changes),
        )
        return sentence.format(target=target, changes=_first(changes))
    if exported:
        sentence = _("«{target}» cambió desde que usted lo exportó.")
    elif found:
        sentence = _("«{target}» es un libro de este plan que usted no exportó; no tiene cambios sin importar.")
    else:
        sentence = _("«{target}» ya existe, y no lo escribió una exportación suya.")
    return sentence.format(target=target)


def _read_back(target: Path, plans: Sequence[Callable[[], Plan]]) -> tuple[Import, Plan] | None:
    """Return what the workbook asks of the plan that it was exported of, or None where it is of none of them."""
    for load in plans:
        plan = load()
        with suppress(WorkbookError):
            return read(target, plan), plan
    return None


def _changes(found: Import, plan: Plan) -> Iterator[str]:
    """Yield where everything was typed that is not in the plan, and what it changes or why it cannot be read."""
    for item in (*found.changes, *found.conflicts):
        if item.where:
            old, new = (format_value(value, plan.locale) or "·" for value in (item.current, item.wanted))
            yield f"{item.where} ({item.cell}: {old} → {new})"
    for remark in found.remarks:
        yield from (f"{part.where} ({remark.called(plan, part)})" for part in remark.parts)
    yield from (problem.rstrip(".") for problem in found.unread)


def _first(changes: Sequence[str]) -> str:
    named, others = ", ".join(changes[:_NAMED]), len(changes) - _NAMED
    if others <= 0:
        return named
    return ngettext("{named} y {count} más", "{named} y {count} más", others).format(named=named)
