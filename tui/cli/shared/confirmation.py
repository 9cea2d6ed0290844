"""Values far too large, which the command line writes only when they were confirmed."""

from collections.abc import Sequence
from typing import Final

from scoring.doubts.of_value import far_too_large
from scoring.entry.addresses import EntryError
from scoring.messages import _
from scoring.model import CellChange, Plan

YES_HELP: Final = _("escribe también cifras más de cien veces mayores que las usuales")


def confirm(plan: Plan, changes: Sequence[CellChange], *, yes: bool) -> None:
    """Raise EntryError where a value is far too large and nobody said `yes`."""
    for cell, value in changes:
        if not yes and (why := far_too_large(plan, cell, value)):
            raise EntryError(_("{cell}: {why}; si es la cifra, repita la orden con --yes.").format(cell=cell, why=why))
