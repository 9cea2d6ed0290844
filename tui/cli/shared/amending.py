"""Changes of the definition on the command line: what is asked first, and what is told once they are written."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from scoring.arithmetic.cutoff import last_ended_month
from scoring.arithmetic.rollup import score
from scoring.entry.addresses import EntryError
from scoring.entry.field_values import written
from scoring.messages import _, ngettext
from scoring.model import Cell, CellChange, Plan
from scoring.model.acts import ActChange
from scoring.model.fields import PLACE, Change, Field, homeless, value_of
from scoring.model.structure import NodeChange, StructureError
from scoring.text.numbers import format_percent, format_value
from store import Loaded, PlanStore
from tui.cli.shared.confirmation import confirm

REASON_HELP: Final = _("motivo que queda en el historial")
LOSING_HELP: Final = _("sigue aunque se quiten cifras, o una sea más de cien veces mayor que las usuales")
_TOLD: Final = 12
"""So many changes are told one by one; of more only the number."""
_LONGEST: Final = 60


def write(store: PlanStore, before: Loaded, changes: Sequence[Change], *, reason: str, yes: bool) -> Loaded:
    """Commit changes against what was loaded `before`, and say on standard error what they did.

    EntryError where figures would be taken out, or one is far too large, and nobody said `yes`.
    """
    _confirm_losses(before.plan, changes, yes=yes)
    confirm(before.plan, [change for change in changes if isinstance(change, CellChange)], yes=yes)
    after = store.commit(changes, note=reason, base=before.revs)
    _tell(before.plan, after.plan, changes)
    return after


def _confirm_losses(plan: Plan, changes: Sequence[Change], *, yes: bool) -> None:
    lost = homeless(plan, plan.with_changes(changes))
    if not lost or yes:
        return
    names = ", ".join(dict.fromkeys(f"{cell.indicator}.{cell.name}" for cell in lost))
    sentence = ngettext(
        "Se quitaría {count} cifra ({names}), que queda en el historial; si es lo que quiere, repita con --yes.",
        "Se quitarían {count} cifras ({names}), que quedan en el historial; si es lo que quiere, repita con --yes.",
        len(lost),
    )
    raise EntryError(sentence.format(names=names))


def _tell(before: Plan, after: Plan, changes: Sequence[Change]) -> None:
    told = [line for change in changes if (line := _told(before, after, change))]
    if not told:
        print(_("nada cambió: todo estaba ya así"), file=sys.stderr)
    for line in told if len(told) <= _TOLD else ():
        print(line, file=sys.stderr)
    if len(told) > _TOLD:
        print(ngettext("{count} cambio escrito", "{count} cambios escritos", len(told)), file=sys.stderr)
    kept = [cell for cell in after.values if _is_outside(after, cell) and not _is_outside(before, cell)]
    if kept:
        sentence = ngettext(
            "{count} cifra queda fuera de las fechas: se guarda sin contar, y vuelve si se amplían",
            "{count} cifras quedan fuera de las fechas: se guardan sin contar, y vuelven si se amplían",
            len(kept),
        )
        print(sentence, file=sys.stderr)
    old, new = (_compliance(plan) for plan in (before, after))
    if old != new:
        print(_("plan: {old} → {new}").format(old=old, new=new), file=sys.stderr)


def _told(before: Plan, after: Plan, change: Change) -> str:
    """Return a line about a change; nothing where it changed nothing, or of an act, which its own verb tells."""
    if isinstance(change, ActChange):
        return ""
    if isinstance(change, NodeChange):
        sentence = _("{node}: agregado") if change.value is not None else _("{node}: quitado")
        return sentence.format(node=change.node)
    if isinstance(change, CellChange):
        was, now = (format_value(plan.values.get(change.cell), plan.locale) or "·" for plan in (before, after))
        return "" if was == now else f"{change.cell}: {was} → {now}"
    field = change.field
    if _held(before, field) == _held(after, field):
        return ""
    if field.name == PLACE:
        return _("{node}: movido").format(node=field.node)
    return f"{field}: {_short(before, field)} → {_short(after, field)}"


def _held(plan: Plan, field: Field) -> object:
    try:
        value: object = value_of(plan, field)
    except StructureError:
        return None
    return value


def _short(plan: Plan, field: Field) -> str:
    value = _held(plan, field)
    text = "" if value is None else written(plan, field, value)
    return (text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…") or "·"


def _is_outside(plan: Plan, cell: Cell) -> bool:
    indicator = plan.indicator(cell.indicator)
    return indicator is not None and cell.month is not None and cell.month not in indicator.months


def _compliance(plan: Plan) -> str:
    figures = score(plan, last_ended_month(plan, datetime.now(UTC))).figures
    return "·" if figures.compliance is None else format_percent(figures.compliance, plan.locale, 2)
